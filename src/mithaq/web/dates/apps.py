"""Dates in forms as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DatesConfig(AppConfig):
    """What was understood of a date that somebody types."""

    name = "mithaq.web.dates"
    label = "dates"
    verbose_name = "Dates"
