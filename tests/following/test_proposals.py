from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.following.case import Advance, Evidence, Kind, identify
from mithaq.following.proposals import keep_first, name_case, propose

WORDS = Evidence("d1", 3, 9)
STEP = Advance(case="r1", thread="nato", state="accepted", evidence=(WORDS,))


@given(st.floats(-2, 2))
def test_nothing_is_certain_and_nothing_impossible(score: float) -> None:
    assert 0.05 <= propose(STEP, score).score <= 0.99


def test_a_proposal_keeps_its_reasons_and_its_act() -> None:
    act = ("d1", "agree", 3, 9)
    proposal = propose(STEP, 0.456, ("cue", "وافق"), ("same-parties", "nato"), act=act)
    assert (proposal.score, proposal.act) == (0.46, act)
    assert proposal.reasons == (("cue", "وافق"), ("same-parties", "nato"))
    assert proposal.id == identify(STEP, act)


@pytest.mark.parametrize(
    ("kind", "opening", "what"),
    [
        (Kind.COMMITMENT, WORDS, ""),
        (Kind.REQUEST, Evidence("d2", 3, 9), ""),
        (Kind.REQUEST, Evidence("d1", 3, 8), ""),
        (Kind.REQUEST, WORDS, "second"),
    ],
)
def test_other_words_name_another_case(kind: Kind, opening: Evidence, what: str) -> None:
    assert name_case(kind, opening, what) != name_case(Kind.REQUEST, WORDS)
    assert name_case(kind, opening, what) == name_case(kind, opening, what)
    assert name_case(kind, opening, what).startswith(f"{kind.value}-")


def test_the_first_of_the_same_proposals_is_kept() -> None:
    other = propose(Advance(case="r1", thread="nato", state="declined", evidence=(WORDS,)), 0.5)
    first, again = propose(STEP, 0.9), propose(STEP, 0.2)
    assert {(item.id, item.score) for item in keep_first([first, other, again])} == {
        (first.id, 0.9),
        (other.id, 0.5),
    }
    assert keep_first([]) == []
