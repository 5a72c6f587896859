from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.reports.situation.situation import Cell, Table
from mithaq.reports.situation.widths import share_width

CM = 360_000  # of the units of a Word document
PAGE = int(17.4 * CM)
INCIDENTS = (
    "Day",
    "What",
    "Place",
    "Accused",
    "Harm",
    "Verification",
    "Attribution",
    "Ruling",
    "Who stands by it",
)


def make_table(columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    return Table("", columns, tuple(tuple(Cell(text) for text in row) for row in rows))


def test_a_column_of_one_word_is_as_wide_as_the_word() -> None:
    row = ("words " * 60, "Mustafa al-Kadhimi", "made " * 40, "unanswered " * 60, "proposed")
    widths, size = share_width(make_table(("What", "Asked by", "Answers", "Clock", "By"), row), PAGE)
    assert size == 8.5
    assert widths[4] > 1.7 * CM  # "proposed" in 8.5 points, and the margins of a cell
    assert widths[0] > widths[4]
    assert PAGE - 5 <= sum(widths) <= PAGE


def test_many_columns_have_smaller_letters() -> None:
    row = (
        "undated",
        "words " * 40,
        "Durayhimi",
        "Houthis",
        "killed",
        "not verified",
        "not attributed",
        "-",
        "proposed",
    )
    widths, size = share_width(make_table(INCIDENTS, row), PAGE)
    assert size == 7.5
    assert widths[6] > 1.5 * CM  # "attributed"
    assert sum(widths) <= PAGE


def test_where_nothing_fits_each_gets_its_part() -> None:
    widths, size = share_width(make_table(("Implementation",) * 20, ("Internationally",) * 20), PAGE)
    assert size == 6.5
    assert sum(widths) <= PAGE
    assert max(widths) - min(widths) <= 1


@pytest.mark.parametrize("text", ["█" * 40, "https://example.org/a/very/long/address", "a" * 23])
def test_what_is_too_long_for_a_word_may_be_broken(text: str) -> None:
    widths, _ = share_width(make_table(("What", "By"), (text, "proposed")), PAGE)
    assert (
        widths
        == share_width(
            make_table(("What", "By"), ("a " * (len(text) // 2) + "b" * (len(text) % 2), "proposed")), PAGE
        )[0]
    )


def test_marks_have_no_width() -> None:
    plain = share_width(make_table(("ا", "ب"), ("ليبيا", "سرت")), PAGE)
    assert share_width(make_table(("ا", "ب"), ("لِيبْيَا", "سِرت")), PAGE) == plain


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12), st.lists(st.text(max_size=400), max_size=12))
def test_a_table_is_never_wider_than_the_page(columns: list[str], cells: list[str]) -> None:
    row = tuple((cells + [""] * len(columns))[: len(columns)])
    widths, size = share_width(make_table(tuple(columns), row), PAGE)
    assert sum(widths) <= PAGE
    assert all(width > 0 for width in widths)
    assert 6 < size < 9
