"""What a phrase that may name someone is known by."""

from __future__ import annotations

from msgspec import Struct

from mithaq.model import ActorType


class Candidate(Struct, frozen=True):
    """A phrase that may name someone.

    Args:
        first: First token.
        last: Token behind the last one.
        type: What kind of actor.
        kind: ``known``, ``person``, ``role``, ``head``, ``source``, ``people`` or ``other``.
        forms: Ranges of shorter and longer readings that are forms too.
        name: Plain tokens of the bare personal name.
        title: Lemma of the first title or of the head.
        nation: Nation or people that an adjective inside gives.
        id: Id where the name is known.
        en: English name where known.
        inside: Whether it lies within another candidate.
        capital: Whether a capital or building stands for a state.
        definite: Whether the phrase is definite.
        margin: How sure the tagger is; None where it did not find it.
        place: Range of the bare personal name; empty where there is none.
    """

    first: int
    last: int
    type: ActorType
    kind: str
    forms: tuple[tuple[int, int], ...] = ()
    name: tuple[str, ...] = ()
    title: str = ""
    nation: str = ""
    id: str = ""
    en: str = ""
    inside: bool = False
    capital: bool = False
    definite: bool = True
    margin: float | None = None
    place: tuple[int, int] = (0, 0)
