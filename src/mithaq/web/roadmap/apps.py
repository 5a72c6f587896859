"""Milestones as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    """Milestones with every date that they were given, and how far these moved."""

    name = "mithaq.web.roadmap"
    label = "roadmap"
    verbose_name = "Roadmap"
