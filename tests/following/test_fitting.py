from __future__ import annotations

from typing import Any

import pytest
from tests.following.ledgers import NADIA, NATO, Book, open_case, open_request

from mithaq.errors import DateError, LedgerError
from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    AnyRead,
    Assign,
    Attribute,
    Bind,
    Comment,
    Describe,
    Harm,
    Join,
    Kind,
    Relate,
    Remedy,
    Rule,
    Tell,
    Verify,
)
from mithaq.following.fitting import check_fit, explain_value, find_fault
from mithaq.following.fold import Standing, fold
from mithaq.following.kinds import Field, Named, ValueType


def check(kind: Kind, step: AnyRead, *before: AnyRead) -> None:
    """Let Nadia try a step on a case of a kind that she has worked on before."""
    book = Book()
    book.add(NADIA, open_request("x", NATO) if kind is Kind.REQUEST else open_case("x", kind))
    for earlier in before:
        book.add(NADIA, earlier)
    check_fit(step, fold(book.entries, standing=Standing.PROPOSED), fold(book.entries))


REQUEST, INCIDENT, PLAN, MILESTONE = Kind.REQUEST, Kind.INCIDENT, Kind.PLAN, Kind.MILESTONE


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (REQUEST, Advance(case="x", thread="nato", state="accepted", on="2017-03")),
        (REQUEST, Advance(case="x", state="withdrawn")),
        (REQUEST, Advance(case="x", thread="nato", state="submitted")),
        (REQUEST, Join(case="x", role="to", party=NATO)),
        (REQUEST, Bind(case="x", condition="k1", state="waived")),
        (REQUEST, Describe(case="x", field="deadline", value="2017-04")),
        (REQUEST, Describe(case="x", field="quantity", value=Amount(1, 2, 3))),
        (REQUEST, Tell(case="x")),
        (INCIDENT, Harm(case="x", what="killed", amount=Amount(1, 1, 1))),
        (INCIDENT, Accuse(case="x", who="nato")),
        (INCIDENT, Verify(case="x", level="2", standard="reasonable-grounds")),
        (INCIDENT, Verify(case="x", level="refuted", reason="لا أثر له")),
        (INCIDENT, Attribute(case="x", level="probable", who=("nato",))),
        (INCIDENT, Rule(case="x", ruling="violation", term="3")),
        (INCIDENT, Remedy(case="x", action="deadline", due="2020-06-01")),
        (INCIDENT, Describe(case="x", field="start-time", value="18:30")),
        (INCIDENT, Describe(case="x", field="coordinates", value="32.8872, 13.1913")),
        (INCIDENT, Describe(case="x", field="category", value="fire")),
        (INCIDENT, Describe(case="x", field="distance", value=1200)),
        (INCIDENT, Describe(case="x", field="bearing", value=270.5)),
        (INCIDENT, Relate(case="x", other="y", relation="violates")),
        (PLAN, Advance(case="x", thread="patrols", state="started")),
        (PLAN, Announce(case="x", thread="patrols", when="2020-06")),
        (MILESTONE, Announce(case="x", when=None)),
        (MILESTONE, Comment(case="x", text="ملاحظة")),
        (MILESTONE, Assign(case="x", to="omar", due="2020-06-01")),
    ],
    ids=repr,
)
def test_a_step_that_fits_is_taken(kind: Kind, step: AnyRead) -> None:
    check(kind, step)


@pytest.mark.parametrize(
    ("kind", "step", "what", "remedy"),
    [
        (
            REQUEST,
            Verify(case="x", level="2"),
            "the kind request has no step verify",
            "Choose one of: advance",
        ),
        (MILESTONE, Harm(case="x", what="killed", amount=Amount(1, 1, 1)), "no step harm", "announce"),
        (
            REQUEST,
            Advance(case="x", thread="eu", state="accepted"),
            "eu was not asked; asked were: nato",
            "join",
        ),
        (REQUEST, Advance(case="x", thread="nato", state="signed"), "no state signed", "made, acknowledged"),
        (PLAN, Advance(case="x", thread="patrols", state="adopted"), "no state adopted", "planned, started"),
        (REQUEST, Join(case="x", role="accused", party=NATO), "no role accused", "by, to, for"),
        (REQUEST, Bind(case="x", condition="k1", state="open"), "condition open is unknown", "met, unmet"),
        (REQUEST, Bind(case="x", condition=" "), "condition has no id", "k1"),
        (REQUEST, Describe(case="x", field="weapon", value="هاون"), "no field weapon", "deadline"),
        (Kind.COMMITMENT, Announce(case="x", when=None), "only a milestone", "Give the date"),
        (
            INCIDENT,
            Describe(case="x", field="category", value="noise"),
            "none of the values",
            "fire, movement",
        ),
        (INCIDENT, Describe(case="x", field="start-time", value="25:00"), "no time of day", "18:30"),
        (INCIDENT, Describe(case="x", field="coordinates", value="132, 13"), "no pair of latitude", "32.88"),
        (INCIDENT, Describe(case="x", field="coordinates", value="here"), "no pair of latitude", "32.88"),
        (INCIDENT, Describe(case="x", field="bearing", value="west"), "no number", "120"),
        (INCIDENT, Describe(case="x", field="distance", value="far"), "no number", "10..20"),
        (INCIDENT, Describe(case="x", field="weapon", value=" "), "value is empty", "Give a text"),
        (INCIDENT, Describe(case="x", field="weapon", value=3), "3 is no text", "Give a text"),
        (INCIDENT, Verify(case="x", level="9"), "verification 9 is unknown", "under-inquiry"),
        (INCIDENT, Verify(case="x", level="unverifiable"), "needs a reason", "Say why"),
        (
            INCIDENT,
            Verify(case="x", level="2", standard="sure"),
            "standard sure is unknown",
            "reasonable-grounds",
        ),
        (INCIDENT, Attribute(case="x", level="alleged"), "concerns somebody", "Name the party"),
        (INCIDENT, Attribute(case="x", level="none", standard="sure"), "standard sure", "reasonable"),
        (INCIDENT, Rule(case="x", ruling="violation"), "a violation is of a term", "Name the term"),
        (INCIDENT, Rule(case="x", ruling="outside-scope"), "needs a reason", "Say why"),
        (INCIDENT, Remedy(case="x", action="deadline"), "deadline has no date", "Give the day"),
        (INCIDENT, Remedy(case="x", action="shouted"), "remedy shouted is unknown", "requested"),
        (INCIDENT, Relate(case="x", other="x", relation="child"), "cannot stand to itself", "another"),
        (INCIDENT, Relate(case="x", other="y", relation="likes"), "relation likes is unknown", "part-of"),
        (REQUEST, Comment(case="x", text=" "), "comment is empty", "Write"),
        (REQUEST, Assign(case="x", to=""), "nobody is named", "account"),
    ],
    ids=repr,
)
def test_a_step_that_does_not_fit_is_refused_with_what_to_do(
    kind: Kind, step: AnyRead, what: str, remedy: str
) -> None:
    with pytest.raises(LedgerError) as caught:
        check(kind, step)
    assert what in caught.value.what
    assert caught.value.where == "case x"
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("before", "state", "what", "remedy"),
    [
        (
            ["accepted"],
            "acknowledged",
            "acknowledged cannot follow accepted",
            "After accepted may come: conditional",
        ),
        (["submitted", "decision"], "circulated", "circulated cannot follow decision", "may come: submitted"),
    ],
)
def test_a_state_must_follow_the_one_before(before: list[str], state: str, what: str, remedy: str) -> None:
    steps = [Advance(case="x", thread="nato", state=name) for name in before]
    with pytest.raises(LedgerError) as caught:
        check(REQUEST, Advance(case="x", thread="nato", state=state), *steps)
    assert what in caught.value.what
    assert remedy in caught.value.remedy


def test_nothing_may_follow_what_is_met() -> None:
    with pytest.raises(LedgerError, match="After met may come: nothing"):
        check(Kind.COMMITMENT, Advance(case="x", state="missed"), Advance(case="x", state="met"))


def test_what_a_machine_proposes_does_not_bind_a_person() -> None:
    book = Book()
    book.add(NADIA, open_request("x", NATO))
    book.propose(Advance(case="x", thread="nato", state="completed"))
    step = Advance(case="x", thread="nato", state="acknowledged")
    check_fit(step, fold(book.entries, standing=Standing.PROPOSED), fold(book.entries))


@pytest.mark.parametrize(
    "step",
    [
        Advance(case="x", thread="nato", state="accepted", on="2017-13"),
        Describe(case="x", field="deadline", value="soon"),
        Assign(case="x", to="omar", due="tomorrow"),
    ],
    ids=repr,
)
def test_a_date_must_exist(step: AnyRead) -> None:
    with pytest.raises(DateError):
        check(REQUEST, step)


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        (ValueType.TEXT, "نص", True),
        (ValueType.PARTY, "nato", True),
        (ValueType.NUMBER, 3, True),
        (ValueType.NUMBER, Amount(1, 1, 1), False),
        (ValueType.AMOUNT, 3.5, True),
        (ValueType.TIME, "07:05:09", True),
        (ValueType.COORDINATES, "-33.9, 151", True),
        (ValueType.COORDINATES, "0, 181", False),
        (ValueType.CHOICE, "a", True),
    ],
)
def test_values_have_the_type_of_their_field(kind: ValueType, value: Any, *, fits: bool) -> None:
    field = Field(
        "f", "حقل", "Field", kind, values=(Named("a", "أ", "A"),) if kind is ValueType.CHOICE else ()
    )
    assert (find_fault(field, value) is None) is fits
    assert explain_value(field)
