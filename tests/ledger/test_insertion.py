from __future__ import annotations

from django.db import transaction

from mithaq.ledger.insertion import insert_rows, list_columns, name_table
from mithaq.ledger.models import CheckpointRow, PartyRow
from mithaq.ledger.record import open_record


def test_rows_are_written_as_they_are(record_url: str) -> None:
    alias = open_record(record_url).alias
    text = "سطر\nوآخر\t\\ '\" %s"
    rows = [
        CheckpointRow(size=number, root=bytes([0, number % 256, 255]), at="", text=text)
        for number in range(300)
    ]
    with transaction.atomic(using=alias):
        insert_rows(alias, CheckpointRow, rows)
        insert_rows(alias, CheckpointRow, [])
    found = CheckpointRow.objects.using(alias).order_by("size").values_list("size", "root", "at", "text")
    assert [(size, bytes(root), at, told) for size, root, at, told in found] == [
        (row.size, row.root, "", text) for row in rows
    ]


def test_numbers_that_the_database_gives_are_no_columns() -> None:
    assert list_columns(PartyRow) == ("case", "party", "role", "ends", "version")
    assert name_table(PartyRow) == "ledger_party"
