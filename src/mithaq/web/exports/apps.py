"""The pages of exports as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """What a record holds, in formats of others."""

    name = "mithaq.web.exports"
    label = "exports"
    verbose_name = "Exports"
