from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.following.ledgers import NADIA, NATO, OMAR, SALMA, Book, open_case, open_request

from mithaq.following.case import Advance, Announce, Bind, Describe, Kind, Verify
from mithaq.following.entry import Confirm
from mithaq.following.fold import Standing, Thread, fold
from mithaq.following.kinds import find_kind
from mithaq.following.threads import is_earlier


def follow_states(*steps: tuple[str, str | None], kind: Kind = Kind.REQUEST) -> Thread:
    book = Book()
    book.add(NADIA, open_request("r1", NATO) if kind is Kind.REQUEST else open_case("r1", kind))
    thread = "nato" if kind is Kind.REQUEST else ""
    for state, on in steps:
        book.add(NADIA, Advance(case="r1", thread=thread, state=state, on=on))
    return fold(book.entries).threads[0]


@pytest.mark.parametrize(
    ("steps", "state", "since"),
    [
        ([], "made", "2017-02-12"),
        ([("made", "2017-02-10")], "made", "2017-02-12"),
        ([("accepted", "2017-03-01")], "accepted", "2017-03-01"),
        ([("accepted", "2017-03-01"), ("acknowledged", "2017-04-01")], "accepted", "2017-03-01"),
        ([("accepted", None), ("accepted", "2017-03-01")], "accepted", "2017-03-01"),
        ([("declined", "2017-05-01"), ("conditional", "2017-03-01")], "declined", "2017-05-01"),
        ([("declined", "2017-05"), ("conditional", "2017-05-20")], "conditional", "2017-05-20"),
        ([("declined", "2017-05-01"), ("conditional", None)], "conditional", None),
        ([("nonsense", "2017-05-01")], "made", "2017-02-12"),
        ([("withdrawn", None), ("accepted", None)], "withdrawn", None),
    ],
)
def test_the_last_step_that_may_follow_is_the_state(
    steps: list[tuple[str, str | None]], state: str, since: str | None
) -> None:
    thread = follow_states(*steps)
    assert (thread.state, thread.since) == (state, since)
    assert len(thread.history) == len(steps)


def test_a_committee_goes_its_own_way() -> None:
    thread = follow_states(
        ("submitted", "2017-03-01"), ("circulated", None), ("submitted", None), ("no-objection-period", None)
    )
    assert (thread.state, thread.procedure) == ("made", "no-objection-period")


def test_what_is_said_of_the_whole_request_is_said_to_everybody() -> None:
    book = Book()
    book.add(NADIA, open_request())
    book.add(NADIA, Advance(case="r1", thread="eu", state="declined"))
    book.add(NADIA, Advance(case="r1", state="withdrawn"))
    assert [thread.state for thread in fold(book.entries).threads] == ["withdrawn", "withdrawn"]


def test_a_request_to_nobody_has_one_thread() -> None:
    book = Book()
    book.add(NADIA, open_case("r1", Kind.REQUEST))
    book.add(NADIA, Advance(case="r1", state="acknowledged"))
    assert [(thread.id, thread.party) for thread in fold(book.entries).threads] == [("", None)]


def test_a_person_overrules_what_is_only_proposed() -> None:
    book = Book()
    book.add(NADIA, open_request("r1", NATO))
    book.propose(Advance(case="r1", thread="nato", state="completed"))
    book.add(NADIA, Advance(case="r1", thread="nato", state="acknowledged"))
    assert fold(book.entries, standing=Standing.PROPOSED).threads[0].state == "acknowledged"
    book.propose(Advance(case="r1", thread="nato", state="made"))
    assert fold(book.entries, standing=Standing.PROPOSED).threads[0].state == "acknowledged"


def test_measures_of_a_plan_have_their_own_states() -> None:
    book = Book()
    book.add(SALMA, open_case("p1", Kind.PLAN))
    book.add(SALMA, Describe(case="p1", thread="patrols", field="owner", value="interior"))
    book.add(SALMA, Bind(case="p1", thread="cameras", condition="k1"))
    book.add(SALMA, Advance(case="p1", thread="checkpoints", state="started"))
    found = [(thread.id, thread.state) for thread in fold(book.entries).threads]
    assert found == [
        ("", "drafted"),
        ("checkpoints", "started"),
        ("cameras", "planned"),
        ("patrols", "planned"),
    ]


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        (["2018-12-10"], "announced"),
        (["2018-12-10", "2018-12-10"], "announced"),
        (["2018-12", "2018-12-10"], "announced"),
        (["2018-12-10", "2019-01"], "postponed"),
        (["2018-12-10", "2018-11"], "announced"),
        (["2018-12-10", None], "date-unknown"),
        (["2018-12-10", None, "2019-06"], "postponed"),
        ([], "announced"),
    ],
)
def test_dates_move_a_milestone_of_which_no_state_is_told(dates: list[str | None], state: str) -> None:
    book = Book()
    book.add(SALMA, open_case("m1", Kind.MILESTONE))
    for when in dates:
        book.add(SALMA, Announce(case="m1", when=when))
    assert fold(book.entries).threads[0].state == state
    book.add(SALMA, Advance(case="m1", state="cancelled"))
    assert fold(book.entries).threads[0].state == "cancelled"
    assert len(fold(book.entries).threads[0].history) == 1


def test_dates_that_come_late_are_put_where_they_belong() -> None:
    book = Book()
    book.add(SALMA, open_case("m1", Kind.MILESTONE))
    book.add(SALMA, Announce(case="m1", when="2019-01-24", on="2018-10-01"))
    book.add(SALMA, Announce(case="m1", when="2018-12-10", on="2018-05-29"))
    thread = fold(book.entries).threads[0]
    assert (thread.state, thread.since) == ("postponed", "2018-10-01")


def test_a_level_counts_once_a_second_person_confirmed_it() -> None:
    book = Book()
    book.add(SALMA, open_case("i1", Kind.INCIDENT))
    number = book.add(SALMA, Verify(case="i1", level="2", on="2020-05-20"))
    book.add(SALMA, Verify(case="i1", level="under-inquiry"))
    assert fold(book.entries).threads[0].state == "reported"
    book.add(OMAR, Confirm(case="i1", proposal=f"#{number}"))
    thread = fold(book.entries).threads[0]
    assert (thread.state, thread.since) == ("verified", "2020-05-20")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2018-01-01", "2018-01-02", True),
        ("2018-01", "2018-01-02", False),
        ("2017", "2018-01-02", True),
        ("2018-01-02", "2018-01-02", False),
        ("2018-01-01/..", "2019-01-02", False),
        (None, "2018", False),
        ("2018", None, False),
    ],
)
def test_a_date_is_earlier_only_where_it_is_known_to_be(
    first: str | None, second: str | None, *, expected: bool
) -> None:
    assert is_earlier(first, second) is expected


@given(st.lists(st.sampled_from([state.name for state in find_kind(Kind.REQUEST).states])))
def test_states_only_ever_move_along_the_allowed_ways(states: list[str]) -> None:
    spec = find_kind(Kind.REQUEST)
    reached = [
        follow_states(*((state, None) for state in states[:size])).state for size in range(len(states) + 1)
    ]
    assert all(spec.may_follow(new, old) for old, new in pairwise(reached))
