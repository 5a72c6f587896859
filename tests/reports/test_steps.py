from __future__ import annotations

import typing

import pytest
from tests.following.ledgers import GNA, NATO

from mithaq.following import entry
from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Harm,
    Join,
    Kind,
    Open,
    Proposal,
    Relate,
    Remedy,
    Rule,
    Tell,
    Verify,
)
from mithaq.following.entry import (
    AnyStep,
    Confirm,
    Correct,
    Erase,
    Merge,
    Move,
    Propose,
    Receive,
    Reject,
    Reread,
    Restrict,
    Split,
    Undo,
    Withhold,
)
from mithaq.following.restriction import NOBODY
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.steps import tell_step
from mithaq.reports.wording import Lang

AR, EN = CaseWording(Lang.AR, {"gna": GNA}), CaseWording(Lang.EN, {"gna": GNA})
TOLD: list[tuple[AnyStep, str]] = [
    (Open(case="x", kind=Kind.REQUEST, title="تدريب"), "opens the case: Request: تدريب"),
    (Open(case="x", kind=Kind.MILESTONE), "opens the case: Milestone"),
    (Advance(case="x", state="suspended"), "state: suspended"),
    (Advance(case="x", thread="gna", state="accepted"), "Government of National Accord: state: accepted"),
    (Join(case="x", role="to", party=NATO), "Asked of: NATO"),
    (Tell(case="x"), "told again"),
    (Bind(case="x", condition="k1", state="waived"), "condition k1: waived"),
    (Announce(case="x", when="2018-12-10"), "date: 10 December 2018"),
    (Announce(case="x", when=None), "no date any more"),
    (Accuse(case="x", who="gna"), "held to be the doer: Government of National Accord"),
    (Deny(case="x", who="gna"), "denied by: Government of National Accord"),
    (Harm(case="x", what="killed", amount=Amount(4, 4, 4)), "killed: 4"),
    (Harm(case="x", what="killed", amount=Amount(4, 4, None, ">="), whom="civilian"),
     "killed (civilians): at least 4"),
    (Describe(case="x", field="weapon", value="هاون"), "Weapon: هاون"),
    (Verify(case="x", level="3"), "verification: 3 investigated"),
    (Verify(case="x", level="refuted", standard="balance-of-probabilities", reason="لا أثر"),
     "verification: refuted, balance of probabilities, لا أثر"),
    (Attribute(case="x", level="alleged", who=("gna",)),
     "attribution: alleged by a party, Government of National Accord"),
    (Rule(case="x", ruling="violation", term="3", agreement="a1"), "ruling: violation, term 3, a1"),
    (Remedy(case="x", action="deadline", text="سحب", due="2020-06"), "deadline set, سحب, due June 2020"),
    (Relate(case="x", other="a1", relation="violates"), "violates a1"),
    (Assign(case="x", to="omar"), "to be followed up by omar"),
    (Comment(case="x", text="ملاحظة"), "remark: ملاحظة"),
    (Confirm(case="x", proposal="#7"), "confirms entry 7"),
    (Reject(case="x", proposal="#7", reason="خطأ"), "rejects entry 7, خطأ"),
    (Correct(case="x", proposal="#7", instead=Advance(case="x", state="signed")), "corrects entry 7: state: signed"),
    (Merge(case="x", into="y"), "x merged into y"),
    (Split(case="x", entries=(3, 4), to="y"), "entries 3, 4 of x become y"),
    (Move(case="x", entry=3, to="y"), "entry 3 of x moved to y"),
    (Undo(case="x", entry=3), "undoes entry 3"),
    (Withhold(case="", reason="شاهد"), "words withheld, شاهد"),
    (Withhold(case="", shown="released"), "words shown again"),
    (Restrict(case="x", groups=("ops", "legal"), reason="شهود"), "may be seen by: ops, legal, شهود"),
    (Restrict(case="x"), "open to all"),
    (Restrict(case="x", groups=NOBODY), "may be seen by administrators alone"),
    (Receive(document="a" * 64, name="01", outlet="وكالة", published="2017-03-02"),
     "document 01, وكالة, 2 March 2017"),
    (Receive(document="a" * 64, name="01"), "document 01"),
    (Reread(document="a" * 64, reading="b" * 64), "document aaaaaaaa read again"),
    (Erase(document="a" * 64, reason="سحب إفادته"), "words of document aaaaaaaa erased, سحب إفادته"),
    (Propose(case="x", proposal=Proposal(id="p", step=Tell(case="x"), score=0.5)), "proposed: told again"),
]  # fmt: skip


@pytest.mark.parametrize(("step", "expected"), TOLD, ids=[type(step).__name__ for step, _ in TOLD])
def test_a_step_is_told_in_one_line(step: AnyStep, expected: str) -> None:
    assert tell_step(step, EN) == expected


@pytest.mark.parametrize("step", [step for step, _ in TOLD], ids=[type(step).__name__ for step, _ in TOLD])
def test_a_step_is_told_in_arabic(step: AnyStep) -> None:
    told = tell_step(step, AR)
    assert any("\u0600" <= sign <= "\u06ff" for sign in told)


def test_no_step_is_left_out() -> None:
    assert {type(step) for step, _ in TOLD} == set(typing.get_args(entry.AnyStep))


def test_a_state_has_the_name_that_its_kind_gives_it() -> None:
    step = Advance(case="x", state="suspended")
    assert tell_step(step, AR, Kind.PROGRAMME) == "الحالة: موقوف (6)"
    assert tell_step(step, AR, Kind.PLAN) == "الحالة: معلقة"
