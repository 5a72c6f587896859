"""The bench of stories: figures, floors, page."""

from __future__ import annotations

from bench.stories import _make_row, find_faults, measure, tell, write_page

ROWS = {"case": _make_row(10, 8, 6), "end": {"share": 0.5, "of": 4}}


def test_a_row_has_precision_recall_and_f1() -> None:
    assert ROWS["case"]["precision"] == 0.75
    assert ROWS["case"]["recall"] == 0.6
    assert ROWS["case"]["f1"] == 0.667
    assert _make_row(0, 0, 0)["f1"] == 0.0


def test_a_figure_under_its_floor_and_other_references_are_faults() -> None:
    kept = {"digest": "x", "least": {"case": 0.6, "end": 0.5}}
    assert find_faults(kept, "x", ROWS) == []
    assert find_faults({**kept, "least": {"case": 0.7}}, "x", ROWS) == [
        "stories: case 0.667 is under its floor 0.70"
    ]
    assert len(find_faults(kept, "y", ROWS)) == 1


def test_what_is_printed_and_written_holds_every_figure() -> None:
    assert measure(ROWS) == {"case": 0.667, "end": 0.5}
    assert "F1 0.667" in tell(ROWS)
    assert "| end | | | 0.500 |" in write_page(ROWS, 12)
