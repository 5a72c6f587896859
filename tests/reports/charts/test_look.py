from __future__ import annotations

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Numerals
from mithaq.reports.charts.look import (
    Look,
    find_ticks,
    finish,
    make_axis,
    make_legend,
    make_number_axis,
    thin,
)
from mithaq.reports.wording import Lang


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, (0, 1)),
        (3, (0, 1, 2, 3)),
        (4.5, (0, 1, 2, 3, 4, 5)),
        (7, (0, 2, 4, 6, 8)),
        (23, (0, 5, 10, 15, 20, 25)),
        (100, (0, 20, 40, 60, 80, 100)),
        (101, (0, 50, 100, 150)),
    ],
)
def test_ticks_are_round_numbers(most: float, ticks: tuple[int, ...]) -> None:
    assert find_ticks(most) == ticks


@given(st.floats(0, 1e9))
def test_ticks_have_room_for_the_greatest_and_are_few(most: float) -> None:
    ticks = find_ticks(most)
    assert 2 <= len(ticks) <= 6
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert len({after - before for before, after in pairwise(ticks)}) == 1


@given(st.lists(st.text(max_size=3), max_size=60, unique=True), st.integers(1, 20))
def test_no_more_labels_than_have_room(values: list[str], most: int) -> None:
    kept = thin(values, most)
    assert len(kept) <= most
    assert kept <= set(values)
    assert not values or values[0] in kept


def test_labels_cannot_leave_their_quotation_marks() -> None:
    axis = make_axis({1: "it's", 2: "a\\b", 3: "two\nlines"}, "left", grid=True, offset=4)
    assert axis["labelExpr"] == "({'1': 'it\\'s', '2': 'a\\\\b', '3': 'two lines'})[toString(datum.value)]"
    assert (axis["orient"], axis["values"], axis["grid"], axis["offset"]) == ("left", [1, 2, 3], True, 4)


@pytest.mark.parametrize(
    ("look", "side", "labels"),
    [
        (Look(Lang.EN), "left", "1,000"),
        (Look(), "right", "1,000"),
        (Look(numerals=Numerals.ARABIC), "right", "١٬٠٠٠"),
    ],
)
def test_numbers_stand_where_reading_begins(look: Look, side: str, labels: str) -> None:
    axis = make_number_axis(look, (0, 1000), "n")
    assert axis["orient"] == side == look.begin != look.end
    assert labels in axis["labelExpr"]
    assert axis["title"] == ("\u2067n\u2069" if look.is_rtl else "n")
    assert finish(look, "t", "text", []).spec["title"]["anchor"] == ("end" if look.is_rtl else "start")


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("count", [0, 1, 3, 4, 9])
def test_a_legend_has_room_for_every_group(count: int, lang: Lang) -> None:
    look = Look(lang, width=640)
    legend = make_legend(look, [f"g{number}" for number in range(count)])
    marks = legend["data"]["values"]
    assert legend["height"] == ceil(count / 3) * 20
    assert len({(mark["x"], mark["y"]) for mark in marks}) == count
    assert all(0 <= mark["x"] <= 640 and 0 < mark["y"] < legend["height"] for mark in marks)
    assert all((mark["t"] < mark["x"]) is look.is_rtl for mark in marks)


@pytest.mark.parametrize(
    ("look", "when", "short"),
    [
        (Look(Lang.EN), "2020-11-21", "21 November"),
        (Look(Lang.EN), "2020-11", "November"),
        (Look(Lang.EN), "2020", "2020"),
        (Look(), "2020-11-21", "\u206721 نوفمبر\u2069"),
        (Look(numerals=Numerals.ARABIC), "2020-11-21", "\u2067٢١ نوفمبر\u2069"),
    ],
)
def test_short_dates_leave_out_the_year(look: Look, when: str, short: str) -> None:
    assert look.write_short(when) == short
