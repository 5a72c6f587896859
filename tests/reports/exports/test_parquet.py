from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest
from pyarrow import parquet as library
from tests.reports.exports.reading import read_table
from tests.reports.exports.warehouse import run_export

from mithaq.following.case import Kind
from mithaq.ledger.record import Record
from mithaq.reports.exports import parquet
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Statement


def read_back(data: bytes) -> Any:
    return library.read_table(io.BytesIO(data))


def test_what_is_read_back_is_the_selection(warehouse: Record) -> None:
    table = read_back(run_export(warehouse, "parquet").data)
    plain = read_table(run_export(warehouse, "csv").text)
    rows = {row["id"]: row for row in table.to_pylist()}
    assert set(rows) == set(plain)
    for name, row in rows.items():
        for column, value in row.items():
            told = plain[name][column]
            assert (float(told) == value) if isinstance(value, int | float) else told == (value or "")


def test_statement_stands_in_the_metadata(warehouse: Record) -> None:
    exported = run_export(warehouse, "parquet")
    stored = library.read_metadata(io.BytesIO(exported.data)).metadata[b"mithaq"]
    assert msgspec.json.decode(stored, type=Statement) == exported.statement


def test_rows_are_written_in_groups(warehouse: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 3)
    data = run_export(warehouse, "parquet").data
    assert library.ParquetFile(io.BytesIO(data)).num_row_groups == 3
    assert read_back(data).num_rows == 8


def test_empty_selection_keeps_its_columns(warehouse: Record) -> None:
    table = read_back(run_export(warehouse, "parquet", Selection(kinds=(Kind.PLAN,))).data)
    assert table.num_rows == 0
    assert table.schema.field("killed").type == "double"
    assert table.schema.field("version").type == "int64"
