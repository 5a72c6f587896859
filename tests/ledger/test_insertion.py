from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.insertion import draft_rows, insert_rows, list_columns, name_table
from mithaq.ledger.models import CheckpointRow, FamilyRow, MaskRow, PartyRow, SaltRow
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


def test_drafts_are_written_like_rows(record_url: str) -> None:
    alias = open_record(record_url).alias
    draft = draft_rows(MaskRow)(entry=1, document="a", start=2, end=3)
    with transaction.atomic(using=alias):
        insert_rows(alias, MaskRow, [draft, MaskRow(entry=2, document="b", start=0, end=1)])
        insert_rows(alias, SaltRow, [draft_rows(SaltRow)(salt=b"x")])
    found = MaskRow.objects.using(alias).order_by("entry").values_list("document", "start", "end")
    assert list(found) == [("a", 2, 3), ("b", 0, 1)]
    assert SaltRow.objects.using(alias).count() == 2


def test_a_draft_has_what_a_row_has_when_nothing_else_is_said() -> None:
    draft, row = draft_rows(SearchRow)(what="act"), SearchRow(what="act")
    assert all(getattr(draft, name) == getattr(row, name) for name in list_columns(SearchRow))


def test_what_the_database_refuses_is_told_as_django_tells_it(record_url: str) -> None:
    alias = open_record(record_url).alias
    rows = [FamilyRow(case="a", family="a"), FamilyRow(case="a", family="b")]
    with pytest.raises(IntegrityError), transaction.atomic(using=alias):
        insert_rows(alias, FamilyRow, rows)
    assert FamilyRow.objects.using(alias).count() == 0
