"""Proposals: how the machine puts a step forward, and how it names the cases that it opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from mithaq.following.case import AnyRead, Evidence, Kind, Proposal, identify

_LENGTH = 12
_LEAST, _MOST = 0.05, 0.99


def propose(
    step: AnyRead,
    score: float,
    *reasons: tuple[str, str],
    act: tuple[str, str, int, int] | None = None,
) -> Proposal:
    """Return a step as a proposal.

    Args:
        step: What would be recorded.
        score: How sure the machine is; kept between 0.05 and 0.99.
        reasons: Why, as keys of the wording with their values, strongest first.
        act: The act behind it, where there is one.
    """
    bounded = round(max(_LEAST, min(_MOST, score)), 2)
    return Proposal(id=identify(step, act), step=step, score=bounded, reasons=reasons, act=act)


def name_case(kind: Kind, opening: Evidence, what: str = "") -> str:
    """Return the id of a case that some words open: the same at every reading.

    Args:
        kind: Kind of the case.
        opening: The words that open it.
        what: What sets it apart from other cases that the same words open.
    """
    key = f"{kind.value} {opening.document} {opening.start} {opening.end} {what}"
    return f"{kind.value}-{hashlib.sha256(key.encode()).hexdigest()[:_LENGTH]}"


def keep_first(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals without those that come again with the same id."""
    return list({proposal.id: proposal for proposal in reversed(list(proposals))}.values())[::-1]
