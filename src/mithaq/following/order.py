"""The order of steps: by document, and within one document by which state it leaves the case in.

A report often tells several states of one thread at once ("agreed in principle, but on two conditions"). The one
that holds when it appears comes last, whatever the order of its sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.following.case import Advance, Kind, Open, Proposal
from mithaq.following.story import Story

# For each kind its states, the one that holds over all others told beside it last.
RANKS: dict[Kind, tuple[str, ...]] = {
    Kind.REQUEST: (
        *("made", "acknowledged", "accepted-in-principle", "conditional", "accepted", "agreed", "activated"),
        *("declined", "delivering", "completed", "withdrawn"),
    ),
    Kind.AGREEMENT: ("proposed", "reached", "signed", "ratified", "in-force", "suspended", "broken", "ended"),
    Kind.COMMITMENT: ("made", "missed", "partly-met", "met", "released"),
    Kind.INCIDENT: ("reported", "investigated", "corroborated", "disputed", "verified", "refuted"),
    Kind.MILESTONE: ("announced", "confirmed", "postponed", "missed", "date-unknown", "held", "cancelled"),
    Kind.PROGRAMME: ("pipeline", "implementation", "suspended", "finalisation", "closed", "cancelled"),
}


def order_proposals(story: Story, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return proposals case by case, what opens a case first, then by document and state.

    Args:
        story: The documents.
        proposals: In any order.
    """
    listed = list(proposals)
    cases = {name: number for number, name in enumerate(dict.fromkeys(p.step.case for p in listed))}
    kinds = {p.step.case: p.step.kind for p in listed if isinstance(p.step, Open)}

    def rate(proposal: Proposal) -> tuple[int, bool, int, int]:
        step = proposal.step
        order = story.find_told(step.evidence[0].document).order if step.evidence else 0
        states = RANKS.get(kinds.get(step.case, Kind.PLAN), ()) if isinstance(step, Advance) else ()
        rank = states.index(step.state) if isinstance(step, Advance) and step.state in states else 0
        return cases[step.case], not isinstance(step, Open), order, rank

    return tuple(sorted(listed, key=rate))
