from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.reports.outlines.land import FOLDER, Frame, Point, cut_ring, list_land

FRAME = Frame(0, 0, 10, 10)


@pytest.mark.parametrize(
    ("ring", "expected"),
    [
        ([(1, 1), (2, 1), (2, 2)], {(1, 1), (2, 1), (2, 2)}),
        ([(20, 20), (30, 20), (30, 30)], set()),
        ([(-5, 2), (5, 2), (5, 4), (-5, 4)], {(0, 2), (5, 2), (5, 4), (0, 4)}),
        ([(-5, -5), (15, -5), (15, 15), (-5, 15)], {(0, 0), (10, 0), (10, 10), (0, 10)}),
        ([], set()),
    ],
)
def test_lines_are_cut_at_the_edges(ring: list[Point], expected: set[Point]) -> None:
    assert set(cut_ring(ring, FRAME)) == expected


@given(st.lists(st.tuples(st.floats(-20, 30), st.floats(-20, 30)), max_size=8))
def test_nothing_lies_outside(ring: list[Point]) -> None:
    for x, y in cut_ring(ring, FRAME):
        assert -1e-6 <= x <= 10 + 1e-6
        assert -1e-6 <= y <= 10 + 1e-6


def test_there_is_land_where_tripoli_lies_and_none_in_the_ocean() -> None:
    assert list(list_land(Frame(12, 31, 15, 34)))
    assert list(list_land(Frame(-40, 30, -39, 31))) == []


def test_only_outlines_are_served() -> None:
    assert [path.name for path in FOLDER.iterdir()] == ["land.geojson"]
