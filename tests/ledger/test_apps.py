from __future__ import annotations

from django.apps import apps

from mithaq.ledger.apps import LedgerConfig


def test_the_ledger_is_an_application_under_its_short_name() -> None:
    assert isinstance(apps.get_app_config("ledger"), LedgerConfig)
