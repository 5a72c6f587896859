"""Cases as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Boards, lists and pages of cases."""

    name = "mithaq.web.cases"
    label = "cases"
    verbose_name = "Cases"
