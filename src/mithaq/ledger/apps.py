"""The ledger as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Entries, documents, readings and what is derived from them."""

    name = "mithaq.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Let Django know the tables that lie in modules of their own."""
        from mithaq.ledger import incidentrows, indexed  # noqa: F401, PLC0415 - models are known once they are imported
