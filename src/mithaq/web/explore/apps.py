"""Explore as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """Search, actors, documents and sources."""

    name = "mithaq.web.explore"
    label = "explore"
