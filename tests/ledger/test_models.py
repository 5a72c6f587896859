from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from mithaq.ledger.insertion import name_table
from mithaq.ledger.models import EntryRow


def test_every_table_has_the_name_of_the_ledger() -> None:
    names = [name_table(model) for model in apps.get_app_config("ledger").get_models()]
    assert all(name.startswith("ledger_") for name in names)
    assert len(set(names)) == len(names)


def test_the_table_of_entries_is_known_by_its_name() -> None:
    assert issubclass(EntryRow, Model)
    assert "entry" in name_table(EntryRow)
