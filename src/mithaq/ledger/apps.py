"""The ledger as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Entries, documents, readings and what is derived from them."""

    name = "mithaq.ledger"
    label = "ledger"
    verbose_name = "Ledger"
