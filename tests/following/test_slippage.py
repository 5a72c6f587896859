from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.following.case import Announce
from mithaq.following.slippage import count_days, find_slips, find_valid, is_moved, sum_slips
from mithaq.following.state import Held, Standing


def tell(*dates: tuple[str | None, str | None], thread: str = "") -> list[Held[Announce]]:
    return [
        Held(
            number=number,
            at="",
            author="salma",
            step=Announce(case="m1", thread=thread, when=when, on=on),
            standing=Standing.CONFIRMED,
        )
        for number, (when, on) in enumerate(dates)
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], []),
        ([("2018-12-10", None)], []),
        ([("2018-12-10", None), ("2018-12-10", None)], []),
        ([("2018-12", None), ("2018-12-10", None)], []),
        ([("2018-12-10", None), ("2018-12-24", None)], [(14, 14)]),
        ([("2018-12-10", None), ("2019-01", None)], [(22, 52)]),
        ([("2018-12-10", None), ("2018-12-01", None)], [(-9, -9)]),
        ([("2018", None), ("2019", None)], [(1, 729)]),
        ([("2018-12-10", None), ("2018-12", None), ("2018-12-24", None)], [(14, 14)]),
        ([("2018-12-10", None), (None, None)], [(None, None)]),
        ([("2018-12-10", None), (None, None), (None, None), ("2018-12-10", None)], [(None, None)]),
        ([("2018-12-10", None), (None, None), ("2018-12-20", None)], [(None, None), (10, 10)]),
        ([(None, None), ("2018-12-10", None)], []),
        ([("2018-12-24", "2018-10-01"), ("2018-12-10", "2018-05")], [(14, 14)]),
        ([("2018-12-10", None), ("2020-01-01/..", None)], [(387, None)]),
    ],
)
def test_moves_are_counted_in_days(
    dates: list[tuple[str | None, str | None]], expected: list[tuple[int | None, int | None]]
) -> None:
    assert [(slip.least, slip.most) for slip in find_slips(tell(*dates))] == expected


def test_every_thread_slips_by_itself() -> None:
    dates = [*tell(("2018-12-10", None)), *tell(("2019-01-10", None), thread="runoff")]
    assert find_slips(dates) == ()
    assert sum_slips(()) is None


def test_the_whole_way_is_from_the_first_date_to_the_last() -> None:
    slips = find_slips(tell(("2018-12-10", None), ("2019-01-10", None), ("2018-12-31", None), (None, None)))
    whole = sum_slips(slips)
    assert whole is not None
    assert (whole.old, whole.new, whole.least, whole.most) == ("2018-12-10", "2018-12-31", 21, 21)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], None),
        ([("2018-12-10", None), ("2018-12", None)], "2018-12-10"),
        ([("2018-12", None), ("2018-12-10", None)], "2018-12-10"),
        ([("2018-12-10", None), (None, None)], None),
        ([("2019-01", "2018-11"), ("2018-12-10", "2018-05")], "2019-01"),
        ([("2018-12-10/..", None), ("2019", None)], "2019"),
    ],
)
def test_the_last_date_is_valid(dates: list[tuple[str | None, str | None]], expected: str | None) -> None:
    assert find_valid(tell(*dates)) == expected


days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(days, st.integers(-5000, 5000))
def test_days_between_days_are_exact(day: date, shift: int) -> None:
    other = day + timedelta(days=shift)
    assert count_days(day.isoformat(), other.isoformat()) == (shift, shift)
    assert is_moved(day.isoformat(), other.isoformat()) is (shift != 0)


@given(days, days)
def test_a_coarser_date_gives_bounds_that_hold_the_exact_count(one: date, other: date) -> None:
    exact = (other - one).days
    least, most = count_days(f"{one:%Y-%m}", f"{other:%Y-%m}")
    assert least is not None
    assert most is not None
    assert least <= exact <= most
