from __future__ import annotations

from datetime import date

import pytest
import typer

from mithaq.commands.wanted import Wanted, make_filter, read_kind
from mithaq.following.case import Kind
from mithaq.following.fold import Standing


def test_what_is_wanted_becomes_a_filter() -> None:
    day = date(2020, 1, 1)
    wanted = Wanted(
        kind="incident", party="غسان سلامة", period="2019-04/2019-06", standing="verified", place="Sirte"
    )
    found = make_filter(wanted, day)
    assert (found.kind, found.party, found.period) == (Kind.INCIDENT, "ghassan-salame", "2019-04/2019-06")
    assert (found.standing, found.place, found.as_of) == (Standing.VERIFIED, "Sirte", day)


def test_nothing_wanted_is_everything_that_was_not_rejected() -> None:
    found = make_filter(Wanted(), date(2020, 1, 1))
    assert (found.kind, found.state, found.standing) == (None, "", Standing.PROPOSED)


@pytest.mark.parametrize("wanted", [Wanted(kind="wish"), Wanted(standing="high"), Wanted(period="soon")])
def test_what_is_not_understood_is_refused(wanted: Wanted) -> None:
    with pytest.raises(typer.BadParameter):
        make_filter(wanted, date(2020, 1, 1))


def test_a_kind_is_named_by_its_word() -> None:
    assert read_kind("plan") is Kind.PLAN
