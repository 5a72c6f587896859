"""The shift log as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WatchConfig(AppConfig):
    """Shifts, their log, and how they are handed over."""

    name = "mithaq.web.watch"
    label = "watch"
    verbose_name = "Shift log"
