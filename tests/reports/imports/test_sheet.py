from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mithaq.reports.imports.sheet import Known, Source, split_cell, write_sheet

CELLS = st.dictionaries(st.text("abcاب ", min_size=1, max_size=8), st.text(max_size=30), max_size=6)


@given(CELLS)
def test_every_cell_is_found_again(cells: dict[str, str]) -> None:
    sheet = write_sheet("رأس", cells.items(), Known("a", "b"))
    for name, value in cells.items():
        found = [sheet.document.text[piece.start : piece.end] for piece in sheet.quote(name)]
        assert found == ([value] if value.strip() else [])
    assert sheet.quote("none") == ()


def test_where_it_came_from() -> None:
    source = Source("a.csv", "ff", "acled", "nadia")
    assert (source.locate("7"), source.point("7")) == ("a.csv:7 (acled; SHA-256 ff; nadia)", "a.csv:7")


def test_cells_of_several_values() -> None:
    assert split_cell(" a; b ;;") == ("a", "b")
    assert split_cell("أ؛ ب | ج", (";", "؛", "|")) == ("أ", "ب", "ج")
