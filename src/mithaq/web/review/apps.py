"""Review as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The queue of what waits for a judgement."""

    name = "mithaq.web.review"
    label = "review"
    verbose_name = "Review"
