"""The overview as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """What is new, what waits, and searches that are kept."""

    name = "mithaq.web.overview"
    label = "overview"
    verbose_name = "Overview"
