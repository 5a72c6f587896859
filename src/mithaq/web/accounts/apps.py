"""Accounts as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, roles, groups and what each person wants to see."""

    name = "mithaq.web.accounts"
    label = "accounts"
    verbose_name = "Accounts"
