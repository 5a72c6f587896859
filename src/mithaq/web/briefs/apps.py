"""The pages of situation reports as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    """Situation reports of the record."""

    name = "mithaq.web.briefs"
    label = "briefs"
    verbose_name = "Situation reports"
