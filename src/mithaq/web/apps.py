"""The frame of all pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and tags that all pages share."""

    name = "mithaq.web"
    label = "web"
    verbose_name = "Workbench"
