from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.reports.exports.cells import (
    BOM,
    escape_cell,
    join_lines,
    restore_cell,
    write_comma_rows,
    write_tab_rows,
)

TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=30)
CELLS = st.one_of(
    TEXTS, st.sampled_from(["=1+1", "+1", "-1", "@a", "'=", "''", " =1", "\t=", "\r", "＝1", "|a", "%a"])
)
_DANGEROUS = "=+-@|%\t\r\n＝＋－＠"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5", "'-5"),
        ("  +1", "'  +1"),
        ("'=1", "''=1"),
        ("＝1", "'＝1"),
        ("\tword", "'\tword"),
        ("طلب", "طلب"),
        ("1=1", "1=1"),
        ("'quoted", "'quoted"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_formulas_are_escaped_and_nothing_else(value: object, expected: object) -> None:
    assert escape_cell(value) == expected


@given(CELLS)
def test_no_cell_begins_like_a_formula_and_every_text_comes_back(text: str) -> None:
    escaped = escape_cell(text)
    assert isinstance(escaped, str)
    assert not escaped.lstrip(" ").startswith(tuple(_DANGEROUS))
    assert restore_cell(escaped) == text


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_rows_come_back_from_comma_separated_text(rows: list[list[str]]) -> None:
    out = io.BytesIO()
    write_comma_rows(out, [["a", "b"], *rows])
    data = out.getvalue()
    assert data.startswith(BOM)
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [[restore_cell(cell) for cell in row] for row in read[1:]] == rows


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_rows_of_tab_separated_text_stand_on_one_line_each(rows: list[list[str]]) -> None:
    out = io.BytesIO()
    write_tab_rows(out, [["a", "b"], *rows])
    read = list(csv.reader(io.StringIO(out.getvalue().decode(), newline=""), delimiter="\t"))
    assert [[restore_cell(cell) for cell in row] for row in read[1:]] == [
        [join_lines(cell) for cell in row] for row in rows
    ]


def test_whole_numbers_have_no_decimal_point() -> None:
    out = io.BytesIO()
    write_tab_rows(out, [[4.0, 4.5, 3, None, "x"]])
    assert out.getvalue() == b"4\t4.5\t3\t\tx\r\n"
