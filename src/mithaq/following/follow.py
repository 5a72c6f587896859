"""Following: from readings and open cases to proposals, one proposer for each kind of case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mithaq.following.accounts import find_accounts
from mithaq.following.agreements import propose_agreements
from mithaq.following.case import Kind, Proposal
from mithaq.following.commitments import propose_commitments
from mithaq.following.contradictions import Contradiction, find_contradictions
from mithaq.following.echoes import propose_echoes
from mithaq.following.incidents import propose_incidents
from mithaq.following.milestones import propose_milestones
from mithaq.following.order import order_proposals
from mithaq.following.programmes import propose_programmes
from mithaq.following.requests import propose_requests
from mithaq.following.story import Story, read_story
from mithaq.model import Reading

if TYPE_CHECKING:
    from mithaq.following.fold import Case

Proposer = Callable[[Story, Sequence["Case"]], list[Proposal]]

# Every kind with its proposer, in the order in which they propose; none sees what another proposes.
PROPOSERS: tuple[tuple[Kind, Proposer], ...] = (
    (Kind.REQUEST, propose_requests),
    (Kind.AGREEMENT, propose_agreements),
    (Kind.COMMITMENT, propose_commitments),
    (Kind.PROGRAMME, propose_programmes),
    (Kind.INCIDENT, propose_incidents),
    (Kind.MILESTONE, propose_milestones),
)


@dataclass(frozen=True, slots=True)
class Following:
    """All that was found across the documents of a story.

    Args:
        story: The documents.
        proposals: What should be recorded.
        same_event: Documents (SHA-256) that tell the same event, in groups.
        contradictions: What cannot both be so.
    """

    story: Story
    proposals: tuple[Proposal, ...]
    same_event: tuple[tuple[str, ...], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def follow(readings: Iterable[Reading], cases: Sequence[Case] = ()) -> tuple[Proposal, ...]:
    """Return what should be recorded about which case.

    Args:
        readings: New readings, in any order.
        cases: Open cases that they may belong to.
    """
    return propose_story(read_story(readings), cases)


def propose_story(story: Story, cases: Sequence[Case] = ()) -> tuple[Proposal, ...]:
    """Return what should be recorded about which case, without comparing what the documents say.

    Args:
        story: The documents.
        cases: Open cases that they may belong to.
    """
    found = [proposal for _, propose in PROPOSERS for proposal in propose(story, cases)]
    return order_proposals(story, [*found, *propose_echoes(story, found)])


def follow_story(story: Story, cases: Sequence[Case] = ()) -> Following:
    """Return all that can be found across the documents of a story.

    Args:
        story: The documents.
        cases: Open cases that they may belong to.
    """
    proposals = propose_story(story, cases)
    groups = find_accounts(story, proposals)
    same = tuple(tuple(story.told[order].document for order in group) for group in groups)
    return Following(story, proposals, same, find_contradictions(story, proposals))
