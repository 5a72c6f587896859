"""The API as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Operations, tokens and their documentation."""

    name = "mithaq.web.api"
    label = "api"
    verbose_name = "API"
