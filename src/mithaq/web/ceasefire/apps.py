"""Incidents as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CeasefireConfig(AppConfig):
    """Incidents on a map, in time and in a table; each with its findings and its follow-up."""

    name = "mithaq.web.ceasefire"
    label = "ceasefire"
    verbose_name = "Ceasefire"
