"""Following: from readings and open cases to proposals, one proposer for each kind of case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from mithaq.following.case import Kind, Proposal
from mithaq.following.story import Story, read_story
from mithaq.model import Reading

if TYPE_CHECKING:
    from mithaq.following.fold import Case

Proposer = Callable[[Story, Sequence["Case"]], list[Proposal]]

# Every kind with its proposer, in the order in which they propose; later ones see only the story, not each other.
PROPOSERS: tuple[tuple[Kind, Proposer], ...] = ()


def follow(readings: Iterable[Reading], cases: Sequence[Case] = ()) -> tuple[Proposal, ...]:
    """Return what should be recorded about which case.

    Args:
        readings: New readings, in any order.
        cases: Open cases that they may belong to.
    """
    story = read_story(readings)
    return tuple(proposal for _, propose in PROPOSERS for proposal in propose(story, cases))
