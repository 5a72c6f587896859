from __future__ import annotations

from django.db import connections

from mithaq.ledger.record import open_record


def test_the_tables_are_made(record_url: str) -> None:
    record = open_record(record_url)
    names = connections[record.alias].introspection.table_names()
    assert {"ledger_entry", "ledger_document", "ledger_case", "ledger_review"} <= set(names)
