"""Under which heading an act stands: requests, agreements, incidents or statements."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.model import ActType
from mithaq.reports.rows import ActRow
from mithaq.text.normalize import fold

_PATH = Path(__file__).parent / "kinds.yaml"
_PARTICLES = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "س")


class Signing(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which an act of some types signs or activates an agreement, with examples."""

    types: tuple[ActType, ...]
    words: tuple[str, ...]
    match: tuple[str, ...]
    miss: tuple[str, ...]


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """``kinds.yaml``: which acts stand under which heading."""

    answers: tuple[ActType, ...]
    requests: tuple[ActType, ...]
    agreements: tuple[ActType, ...]
    incidents: tuple[ActType, ...]
    statements: tuple[ActType, ...]
    recurring: tuple[str, ...]
    signing: Signing


@cache
def read_kinds() -> Kinds:
    """Return which acts stand under which heading."""
    return read_knowledge(_PATH, Kinds)


def is_signing(trigger: str) -> bool:
    """Tell whether a trigger signs, ratifies or activates an agreement.

    Args:
        trigger: The words of the trigger.
    """
    stems = tuple(fold(word) for word in read_kinds().signing.words)
    bare = chain.from_iterable(_cut_particles(word) for word in fold(trigger).split())
    return any(word.startswith(stems) for word in bare)


def is_recurring(what: str) -> bool:
    """Tell whether steps of this slug happen again and again, so that two dates are two steps.

    Args:
        what: Slug of a milestone.
    """
    return any(what == kind or what.endswith(f"-{kind}") for kind in read_kinds().recurring)


def _cut_particles(word: str) -> Iterable[str]:
    yield word
    yield from (word[len(part) :] for part in _PARTICLES if word.startswith(part))


def find_kind(act: ActRow) -> str:
    """Return the heading under which an act stands; empty where it stands under none but "acts".

    Args:
        act: The act.
    """
    kinds = read_kinds()
    if act.type in kinds.signing.types:
        return "agreements" if is_signing(act.trigger.text) else "statements"
    for name in ("requests", "agreements", "incidents", "statements"):
        if act.type in getattr(kinds, name):
            return name
    return ""
