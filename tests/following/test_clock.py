from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tests.following.ledgers import NADIA, NATO, Book, open_case, open_request

from mithaq.following.case import Advance, Announce, AnyRead, Assign, Describe, Kind, Remedy
from mithaq.following.clock import Signal, find_state, read_clock
from mithaq.following.fold import Standing, fold
from mithaq.following.kinds import find_kind

Said = tuple[str, str, str, str | None, int | None, int | None]


def read(kind: Kind, as_of: str, *steps: AnyRead, due: str | None = None) -> list[Said]:
    """Return what the clock says of a case of a kind."""
    book = Book()
    opened = open_request("x") if kind is Kind.REQUEST else open_case("x", kind)
    book.add(NADIA, msgspec.structs.replace(opened, due=due))
    for step in steps:
        book.add(NADIA, step)
    clock = read_clock(fold(book.entries), date.fromisoformat(as_of))
    return [tell(signal) for signal in clock.signals]


def tell(signal: Signal) -> Said:
    return (signal.sign.value, signal.thread, signal.matter, signal.when, signal.least, signal.most)


def advance(state: str, on: str | None = None, thread: str = "") -> Advance:
    return Advance(case="x", thread=thread, state=state, on=on)


def describe(field: str, value: str, thread: str = "") -> Describe:
    return Describe(case="x", thread=thread, field=field, value=value)


def test_a_request_is_unanswered_by_each_addressee_since_it_was_made() -> None:
    said = read(Kind.REQUEST, "2017-03-14", advance("conditional", "2017-03-01", "nato"))
    assert said == [("unanswered", "eu", "answer", "2017-02-12", 30, 30)]


def test_an_answer_that_came_later_does_not_count_on_the_day() -> None:
    said = read(Kind.REQUEST, "2017-02-22", advance("conditional", "2017-03-01", "nato"))
    assert [row[:2] for row in said] == [("unanswered", "nato"), ("unanswered", "eu")]
    assert read(Kind.REQUEST, "2017-01-01") == []


@pytest.mark.parametrize(
    "state", ["declined", "withdrawn", "completed", "accepted-in-principle", "delivering"]
)
def test_what_is_answered_or_closed_is_not_unanswered(state: str) -> None:
    assert read(Kind.REQUEST, "2017-03-14", advance(state)) == []


@pytest.mark.parametrize("state", ["made", "acknowledged"])
def test_what_is_only_acknowledged_is_unanswered(state: str) -> None:
    assert len(read(Kind.REQUEST, "2017-03-14", advance(state, "2017-02-20"))) == 2


def test_an_answer_is_overdue_after_its_deadline() -> None:
    late = ("overdue", "nato", "answer", "2017-03-01", 13, 13)
    assert late in read(Kind.REQUEST, "2017-03-14", describe("deadline", "2017-03-01"))
    assert late not in read(Kind.REQUEST, "2017-03-01", describe("deadline", "2017-03-01"))
    own = read(
        Kind.REQUEST,
        "2017-03-14",
        describe("deadline", "2017-03-01"),
        describe("deadline", "2017-04", "nato"),
    )
    assert [row[:2] for row in own] == [("unanswered", "nato"), ("unanswered", "eu"), ("overdue", "eu")]
    assert ("overdue", "nato", "answer", "2017-03", 0, 14) not in read(
        Kind.REQUEST, "2017-03-14", due="2017-03"
    )
    assert ("overdue", "nato", "answer", "2017-02", 14, 41) in read(Kind.REQUEST, "2017-03-14", due="2017-02")


def test_an_answer_is_due_soon_before_its_deadline() -> None:
    said = read(Kind.REQUEST, "2017-03-14", describe("deadline", "2017-03-20"))
    assert ("due-soon", "eu", "answer", "2017-03-20", 6, 6) in said
    said = read(Kind.REQUEST, "2017-03-14", describe("deadline", "2017-03"))
    assert all(row[0] != "due-soon" for row in said)
    said = read(Kind.REQUEST, "2017-03-20", describe("deadline", "2017-03"))
    assert ("due-soon", "eu", "answer", "2017-03", 0, 11) in said


def test_a_request_lapses_with_its_validity() -> None:
    said = read(Kind.REQUEST, "2017-07-01", describe("valid-until", "2017-06-30"))
    assert ("lapsed", "nato", "request", "2017-06-30", 1, 1) in said


@pytest.mark.parametrize(
    ("steps", "as_of", "expected"),
    [
        ([], "2018-05-01", []),
        ([Announce(case="x", when="2018-03")], "2018-04-10", [("missed", "", "commitment", "2018-03", 10, 40)]),
        ([Announce(case="x", when="2018-03"), advance("met")], "2018-04-10", []),
        ([Announce(case="x", when="2018-03"), advance("partly-met")], "2018-04-10",
         [("missed", "", "commitment", "2018-03", 10, 40)]),
        ([Announce(case="x", when="2018-03"), Announce(case="x", when="2018-06")], "2018-04-10", []),
        ([advance("missed", "2018-03-01")], "2018-03-02", [("missed", "", "commitment", "2018-03-01", 1, 1)]),
        ([describe("due", "2018-03-01")], "2018-03-02", [("missed", "", "commitment", "2018-03-01", 1, 1)]),
        ([Announce(case="x", when="2018-03/..")], "2019-01-01", []),
    ],
)  # fmt: skip
def test_a_commitment_is_missed_after_its_date(
    steps: list[AnyRead], as_of: str, expected: list[Said]
) -> None:
    assert read(Kind.COMMITMENT, as_of, *steps) == expected


@pytest.mark.parametrize(
    ("steps", "as_of", "expected"),
    [
        ([Announce(case="x", when="2018-12-10")], "2018-12-11", [("missed", "", "milestone", "2018-12-10", 1, 1)]),
        ([Announce(case="x", when="2018-12-10")], "2018-12-01", [("due-soon", "", "milestone", "2018-12-10", 9, 9)]),
        ([Announce(case="x", when="2018-12-10"), advance("held", "2018-12-10")], "2019-01-01", []),
        ([Announce(case="x", when="2018-12-10"), Announce(case="x", when=None, on="2018-11-01")], "2019-01-01", []),
        ([Announce(case="x", when="2018-12-10"), Announce(case="x", when="2019-06", on="2019-01-15")],
         "2019-01-01", [("missed", "", "milestone", "2018-12-10", 22, 22)]),
        ([Announce(case="x", when="2018-12-10"), advance("missed", "2018-12-12")], "2019-01-01",
         [("missed", "", "milestone", "2018-12-10", 22, 22)]),
    ],
)  # fmt: skip
def test_a_milestone_is_missed_after_its_date(steps: list[AnyRead], as_of: str, expected: list[Said]) -> None:
    assert read(Kind.MILESTONE, as_of, *steps) == expected


@pytest.mark.parametrize(
    ("kind", "steps", "expected"),
    [
        (Kind.AGREEMENT, [describe("valid-until", "2018-06-01")], ("lapsed", "", "end", "2018-06-01", 30, 30)),
        (Kind.PROGRAMME, [describe("end", "2018-06-01")], ("overdue", "", "end", "2018-06-01", 30, 30)),
        (Kind.PLAN, [describe("due", "2018-06-01", "patrols")],
         ("overdue", "patrols", "measure", "2018-06-01", 30, 30)),
        (Kind.PLAN, [Announce(case="x", thread="patrols", when="2018-06-01"), advance("started", None, "patrols")],
         ("overdue", "patrols", "measure", "2018-06-01", 30, 30)),
        (Kind.PLAN, [describe("due", "2018-06-01")], ("overdue", "", "plan", "2018-06-01", 30, 30)),
        (Kind.INCIDENT, [Remedy(case="x", action="requested", on="2018-06-01")],
         ("unanswered", "", "remedy", "2018-06-01", 30, 30)),
        (Kind.INCIDENT, [Remedy(case="x", action="requested", on="2018-05-01"), Remedy(case="x", action="responded"),
                         Remedy(case="x", action="deadline", due="2018-06-01")],
         ("overdue", "", "remedy", "2018-06-01", 30, 30)),
        (Kind.INCIDENT, [Assign(case="x", to="omar", due="2018-06-01")],
         ("overdue", "", "assignment", "2018-06-01", 30, 30)),
    ],
    ids=repr,
)  # fmt: skip
def test_what_else_is_late(kind: Kind, steps: list[AnyRead], expected: Said) -> None:
    assert read(kind, "2018-07-01", *steps) == [expected]


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (Kind.AGREEMENT, [describe("valid-until", "2018-06-01"), advance("ended")]),
        (Kind.PLAN, [describe("due", "2018-06-01", "patrols"), advance("done", None, "patrols")]),
        (
            Kind.INCIDENT,
            [Remedy(case="x", action="deadline", due="2018-06-01"), Remedy(case="x", action="closed")],
        ),
        (Kind.INCIDENT, [Assign(case="x", to="omar", due="2018-06-01"), advance("refuted")]),
        (Kind.INCIDENT, []),
    ],
    ids=repr,
)
def test_what_is_closed_is_not_late(kind: Kind, steps: list[AnyRead]) -> None:
    assert read(kind, "2018-07-01", *steps) == []


def test_slippage_is_told_with_the_whole_way() -> None:
    book = Book()
    book.add(NADIA, open_case("x", Kind.MILESTONE))
    for when, on in (("2018-12-10", "2018-05-29"), ("2019-01", "2018-11-08"), ("2019-06-15", "2019-02-01")):
        book.add(NADIA, Announce(case="x", when=when, on=on))
    clock = read_clock(fold(book.entries), date(2019, 1, 1))
    assert [(slip.least, slip.most) for slip in clock.slips] == [(22, 52)]
    later = read_clock(fold(book.entries), date(2019, 3, 1))
    assert later.slipped is not None
    assert (later.slipped.old, later.slipped.new, later.slipped.least) == ("2018-12-10", "2019-06-15", 187)


def test_the_state_of_a_day_is_what_had_happened_by_then() -> None:
    book = Book()
    book.add(NADIA, open_request("x", NATO))
    steps = {
        "submitted": "2017-02-20",
        "made": "2017-02-13",
        "conditional": "2017-03-01",
        "accepted": "2017-05-01",
    }
    book.add(NADIA, advance("made", None, "nato"))
    for state, on in steps.items():
        book.add(NADIA, advance(state, on, "nato"))
    thread = fold(book.entries, standing=Standing.CONFIRMED).threads[0]
    spec = find_kind(Kind.REQUEST)
    assert find_state(spec, thread, date(2017, 2, 25)) == ("made", "2017-02-13")
    assert find_state(spec, thread, date(2017, 4, 1)) == ("conditional", "2017-03-01")
    assert find_state(spec, thread, date(2018, 1, 1)) == ("accepted", "2017-05-01")
