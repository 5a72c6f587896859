from __future__ import annotations

import msgspec
import pytest
from tests.following.ledgers import SALMA
from tests.reports.matters import SHA256, make_matter

from mithaq.errors import InputError
from mithaq.following.case import (
    Advance,
    Announce,
    Bind,
    Comment,
    Describe,
    Evidence,
    Join,
    Kind,
    Open,
    Party,
)
from mithaq.following.entry import Confirm, Correct, Reject, Restrict, Split, Undo
from mithaq.model import ActorType
from mithaq.reports.deciding import find_target, list_opening, list_split, list_steps, make_case_id
from mithaq.reports.decision import Decision, Opening


def test_judgements_come_before_own_steps() -> None:
    matter = make_matter()
    decision = Decision(
        confirm=[0], reject=[1], undo=[0], state="declined", thread="eu", because="خطأ", on="2017-03"
    )
    confirm, reject, undo, advance = list_steps(decision, matter)
    assert confirm == Confirm(case="x", proposal="#0")
    assert isinstance(reject, Reject)
    assert reject.reason == "خطأ"
    assert undo == Undo(case="x", entry=0)
    assert advance == Advance(case="x", thread="eu", state="declined", on="2017-03")


def test_a_correction_takes_the_one_step_that_is_given() -> None:
    matter = make_matter()
    (correct,) = list_steps(Decision(correct=0, set_=["place=Tripoli"]), matter)
    assert correct == Correct(
        case="x", proposal="#0", instead=Describe(case="x", field="place", value="Tripoli")
    )
    for decision in (Decision(correct=0), Decision(correct=0, state="made", comment="x")):
        with pytest.raises(InputError, match="A correction is one step"):
            list_steps(decision, matter)


def test_a_case_is_restricted_to_groups_or_opened_to_all() -> None:
    decision = Decision(restrict="ops, legal", because="شهود")
    assert list_steps(decision, make_matter()) == (
        Restrict(case="x", groups=("ops", "legal"), reason="شهود"),
    )
    assert list_steps(Decision(restrict="none"), make_matter()) == (Restrict(case="x"),)


def test_every_option_makes_its_step() -> None:
    decision = Decision(
        state="accepted", date="none", condition=["k1=met"], set_=["deadline=2017-04"], join=["to=nato"], comment="نعم",
        thread="حلف شمال الأطلسي", by=["gna"], evidence=["01:3-9"],
    )  # fmt: skip
    steps = list_steps(decision, make_matter())
    assert [type(step) for step in steps] == [Advance, Announce, Bind, Describe, Join, Comment]
    assert {step.thread for step in steps} == {"nato"}
    assert {step.by for step in steps} == {("gna",)}
    assert {step.evidence for step in steps} == {(Evidence(SHA256, 3, 9),)}


def test_a_decision_about_an_entry_elsewhere_is_refused() -> None:
    with pytest.raises(InputError, match="Entry 9 is none of this case"):
        find_target(9, make_matter(), "reject")


def test_a_template_opens_with_its_measures() -> None:
    opening = Opening(template="election-readiness", join=["by=gna:institution:حكومة"], on="2021-01-05")
    opened, *measures = list_opening(opening, "p1", Kind.PLAN, "خطة", "ar")
    assert isinstance(opened, Open)
    assert (opened.on, opened.sides[0][0], opened.title) == ("2021-01-05", "by", "خطة")
    assert [step.thread for step in measures][:2] == ["budget", "legal-framework"]
    assert isinstance(measures[0], Describe)
    assert measures[0].value == "ميزانية المفوضية"


def test_incidents_take_what_only_they_have() -> None:
    decision = Decision(
        harm=["killed=3"], accuse="nato:organization:الحلف", verify="0", rule="pending", assign=SALMA
    )
    steps = list_steps(decision, make_matter(Kind.INCIDENT))
    assert [type(step).__name__ for step in steps] == ["Harm", "Accuse", "Verify", "Rule", "Assign"]


def test_what_is_split_off_keeps_what_names_the_case_but_for_withheld_names() -> None:
    case = make_matter().case
    hidden = Party("withheld-1", ActorType.PERSON, "███")
    opened, split = list_split(
        msgspec.structs.replace(case, sides=(*case.sides, ("for", hidden))), [1], "", "request-2"
    )
    assert isinstance(opened, Open)
    assert (opened.title, opened.sides) == (case.title, case.sides)
    assert split == Split(case="x", entries=(1,), to="request-2")
    assert make_case_id(Kind.PLAN).startswith("plan-")
    assert make_case_id(Kind.PLAN) != make_case_id(Kind.PLAN)
