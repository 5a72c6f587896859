"""Tables of exports read back."""

from __future__ import annotations

import csv
import io

from mithaq.reports.exports.cells import restore_cell
from mithaq.reports.exports.columns import load_columns


def read_rows(text: str, delimiter: str = ",") -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[restore_cell(cell) for cell in row] for row in rows]


def read_table(text: str, skip: int = 1) -> dict[str, dict[str, str]]:
    """Return the rows of a table of cases by the case's id, cells by the name of the column."""
    names = [column.name for column in load_columns()]
    rows = read_rows(text)[skip:]
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def read_named(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Return rows with cells by their heading."""
    head, *rows = read_rows(text, delimiter)
    return [dict(zip(head, row, strict=True)) for row in rows]
