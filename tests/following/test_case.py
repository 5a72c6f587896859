from __future__ import annotations

import msgspec
import pytest

from mithaq.following.case import (
    Advance,
    Amount,
    AnyRead,
    Comment,
    Describe,
    Evidence,
    Harm,
    Join,
    Kind,
    Open,
    Party,
    Proposal,
    identify,
)
from mithaq.model import ActorType

WORDS = (Evidence("d1", 3, 9),)
STEP = Advance(case="r1", thread="nato", state="accepted", on="2017-03-01", by=("nato",), evidence=WORDS)
ACT = ("d1", "agree", 3, 9)


@pytest.mark.parametrize(
    "changed",
    [
        msgspec.structs.replace(STEP, case="r2"),
        msgspec.structs.replace(STEP, on=None),
        msgspec.structs.replace(STEP, by=()),
    ],
)
def test_what_a_newer_reading_may_see_otherwise_keeps_the_id(changed: Advance) -> None:
    assert identify(changed) == identify(STEP)


@pytest.mark.parametrize(
    "changed",
    [
        msgspec.structs.replace(STEP, state="declined"),
        msgspec.structs.replace(STEP, thread="european-union"),
        msgspec.structs.replace(STEP, evidence=(Evidence("d1", 3, 10),)),
        msgspec.structs.replace(STEP, evidence=(Evidence("d2", 3, 9),)),
        Comment(case="r1", thread="nato", text="accepted", evidence=WORDS),
    ],
)
def test_what_is_another_proposal_has_another_id(changed: AnyRead) -> None:
    assert identify(changed) != identify(STEP)


def test_an_act_stands_for_the_words_around_it() -> None:
    wider = msgspec.structs.replace(STEP, evidence=(Evidence("d1", 0, 40),))
    assert identify(wider, ACT) == identify(STEP, ACT)
    assert identify(STEP, ACT) != identify(STEP)


@pytest.mark.parametrize(
    "step",
    [
        STEP,
        Open(
            case="i1",
            kind=Kind.INCIDENT,
            title="قصف",
            sides=(("accused", Party("x", ActorType.ARMED_GROUP)),),
        ),
        Harm(case="i1", what="killed", amount=Amount(7.0, 7.0, None, ">="), whom="civilian"),
        Join(case="r1", role="to", party=Party("nato", ActorType.ORGANIZATION, "الناتو", "NATO")),
        Describe(case="p1", field="weapon", value=Amount(None, 5.0, None, "~")),
        Describe(case="p1", field="place", value="طرابلس"),
    ],
)
def test_a_proposal_is_read_as_it_was_written(step: AnyRead) -> None:
    proposal = Proposal(id=identify(step), step=step, score=0.5, reasons=(("cue", "قصف"),), act=ACT)
    assert msgspec.json.decode(msgspec.json.encode(proposal), type=Proposal) == proposal
