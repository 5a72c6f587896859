from __future__ import annotations

import re

from tests.reports.exports.reading import read_rows, read_table
from tests.reports.exports.warehouse import run_export

from mithaq.ledger.record import Record
from mithaq.reports.exports.columns import load_columns

_TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def test_tags_stand_below_the_headings(warehouse: Record) -> None:
    rows = read_rows(run_export(warehouse, "hxl").text)
    assert rows[0] == [column.en for column in load_columns()]
    assert [tag for tag in rows[1] if not _TAG.fullmatch(tag)] == []


def test_rows_are_those_of_the_plain_table(warehouse: Record) -> None:
    plain, tagged = run_export(warehouse, "csv"), run_export(warehouse, "hxl")
    assert read_table(tagged.text, skip=2) == read_table(plain.text)
