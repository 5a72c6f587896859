from __future__ import annotations

import pytest
from django.db import connections, transaction

from mithaq.ledger.loading import fill_tables
from mithaq.ledger.models import CaseRow, WordRow
from mithaq.ledger.record import open_record


def list_indexes(alias: str) -> dict[str, str]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'ledger_%'")
        else:
            cursor.execute("SELECT name, coalesce(sql, '') FROM sqlite_master WHERE type = 'index'")
        return dict(cursor.fetchall())


def name_missing(alias: str, before: dict[str, str]) -> set[str]:
    return before.keys() - list_indexes(alias).keys()


def test_indexes_are_made_when_the_tables_are_full(record_url: str) -> None:
    alias = open_record(record_url).alias
    before = list_indexes(alias)
    with transaction.atomic(using=alias):
        with fill_tables(alias, [CaseRow, WordRow]):
            missing = name_missing(alias, before)
            WordRow.objects.using(alias).create(case="a", word="b")
        assert list_indexes(alias) == before
    assert {"case_version", "word_case", "word_word"} <= missing
    assert all(name.startswith(("case_", "word_", "ledger_case_")) for name in missing)


def test_nobody_waits_for_a_table_that_is_read_on_postgresql(postgresql_url: str) -> None:
    alias = open_record(postgresql_url).alias
    before = list_indexes(alias)
    WordRow.objects.using(alias).create(case="a", word="b")
    with transaction.atomic(using=alias), fill_tables(alias, [CaseRow, WordRow]):
        missing = name_missing(alias, before)
    assert "case_version" in missing
    assert "word_case" not in missing
    assert list_indexes(alias) == before


def test_all_is_as_it_was_where_filling_fails(record_url: str) -> None:
    alias = open_record(record_url).alias
    before = list_indexes(alias)
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=alias), fill_tables(alias, [CaseRow]):
        raise ZeroDivisionError
    assert list_indexes(alias) == before
