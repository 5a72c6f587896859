"""What a phrase that may name someone is known by."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Chain:
    """Candidates that name one actor.

    Args:
        members: In text order.
        shorts: Ranges of bare last names.
        id: Id that a pack gives, if any.
        en: English name that a pack gives, if any.
    """

    members: list[Candidate] = field(default_factory=list)
    shorts: list[tuple[int, int]] = field(default_factory=list)
    id: str = ""
    en: str = ""

    @property
    def lead(self) -> Candidate:
        """The member that tells most: a known one, one with a name, the longest."""
        best = self.members[0]
        if len(self.members) == 1:
            return best
        weight = _weigh(best)
        for member in self.members[1:]:
            other = _weigh(member)
            if other > weight:
                best, weight = member, other
        return best

    def add(self, candidate: Candidate) -> None:
        """Take one more candidate and what it is known by."""
        self.members.append(candidate)
        if candidate.id and not self.id:
            self.id, self.en = candidate.id, candidate.en


def _weigh(member: Candidate) -> tuple[bool, bool, int]:
    return bool(member.id), bool(member.name), member.last - member.first
