from __future__ import annotations

import itertools

import pytest
from tests.following.telling import list_states, tell

from mithaq.following.case import Advance, AnyRead, Evidence, Kind, Open, Proposal
from mithaq.following.kinds import find_kind
from mithaq.following.order import RANKS, order_proposals
from mithaq.following.proposals import propose

STORY = tell(("2020-03-04", "وصل الوفد إلى المدينة."), ("2020-03-05", "غادر الوفد المدينة."))
FIRST, SECOND = (told.document for told in STORY.told)


def make(step: type[AnyRead], document: str, **values: object) -> Proposal:
    return propose(step(evidence=(Evidence(document, 0, 3),), **values), 0.5)


def advance(state: str, document: str, case: str = "r1") -> Proposal:
    return make(Advance, document, case=case, state=state)


def test_states_come_by_document_and_then_by_rank() -> None:
    opened = make(Open, FIRST, case="r1", kind=Kind.REQUEST)
    told = [
        advance("conditional", FIRST),
        advance("accepted-in-principle", FIRST),
        advance("declined", SECOND),
    ]
    for given in itertools.permutations([opened, *told]):
        ordered = order_proposals(STORY, given)
        assert isinstance(ordered[0].step, Open)
        assert [state for _, state in list_states(ordered)] == [
            "accepted-in-principle",
            "conditional",
            "declined",
        ]


def test_cases_stay_together_in_the_order_in_which_they_come() -> None:
    given = [advance("accepted", FIRST, "r2"), advance("made", FIRST, "r1"), advance("made", SECOND, "r2")]
    assert [item.step.case for item in order_proposals(STORY, given)] == ["r2", "r2", "r1"]


def test_what_is_not_opened_here_keeps_its_order() -> None:
    given = [advance("declined", FIRST), advance("made", FIRST)]
    assert order_proposals(STORY, given) == tuple(given)
    assert order_proposals(STORY, []) == ()


@pytest.mark.parametrize("kind", RANKS)
def test_the_ranks_are_states_of_the_kind(kind: Kind) -> None:
    assert sorted(RANKS[kind]) == sorted({state.name for state in find_kind(kind).states})
