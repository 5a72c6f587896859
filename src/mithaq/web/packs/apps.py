"""The pages of the packs as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Packs, and the labels under which their actors are shown."""

    name = "mithaq.web.packs"
    label = "packs"
    verbose_name = "Packs"
