"""What hangs on a proposal: the more, the sooner somebody should judge it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from mithaq.following.case import (
    Accuse,
    Advance,
    Announce,
    AnyRead,
    Attribute,
    Bind,
    Deny,
    Describe,
    Harm,
    Join,
    Kind,
    Open,
    Relate,
    Rule,
    Step,
    Tell,
    Verify,
)

# A whole case hangs on what opens it; a repetition changes nothing. The order is what counts, not the distances.
_STEPS: Final = MappingProxyType[type[Step], float](
    {
        Open: 1.0,
        Verify: 0.95,
        Attribute: 0.95,
        Rule: 0.95,
        Advance: 0.9,
        Announce: 0.8,
        Harm: 0.8,
        Accuse: 0.7,
        Deny: 0.7,
        Bind: 0.6,
        Join: 0.5,
        Relate: 0.4,
        Describe: 0.4,
        Tell: 0.2,
    }
)
_OTHER = 0.3
_KINDS: Final = MappingProxyType(
    {
        Kind.INCIDENT: 1.0,
        Kind.AGREEMENT: 1.0,
        Kind.REQUEST: 0.95,
        Kind.MILESTONE: 0.9,
        Kind.COMMITMENT: 0.85,
        Kind.PLAN: 0.85,
        Kind.PROGRAMME: 0.8,
    }
)


def weigh_consequence(step: AnyRead, kind: Kind) -> float:
    """Return how much hangs on a step, between 0 and 1.

    Args:
        step: What was proposed.
        kind: Kind of the case that it is about.
    """
    return _STEPS.get(type(step), _OTHER) * _KINDS[kind]
