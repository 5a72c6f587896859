"""Accusations: who is held to have done something, by the words that say so and where they name him.

The reader's acts come first; here are read the ways of accusing that no act shows: who is named between an accusing
verb and the deed ("accused X of shelling"), and who is named right behind words that point to a doer ("carried out
by X", "the involvement of X").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.following.clauses import Clause
from mithaq.following.cues import Hit, load_cues
from mithaq.following.rosters import Present, Rosters
from mithaq.following.story import Told
from mithaq.model import ActorType

_INSIDE, _BEHIND, _DEED, _CLAIMED = "accused:inside", "accused:behind", "accused:deed", "accused:self"
_BEFORE = 8  # tokens before the words of a deed in which its doer is named
_NEXT = 3  # tokens behind the words in which the name of the doer begins
_DOERS = frozenset((ActorType.ARMED_GROUP, ActorType.STATE, ActorType.INSTITUTION, ActorType.ORGANIZATION))


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody who is held to have done something.

    Args:
        who: Id of the party.
        by: Ids of those who say so; empty where the text says it.
        clause: Where.
        hit: The words.
    """

    who: str
    by: tuple[str, ...]
    clause: Clause
    hit: Hit


def find_accusations(rosters: Rosters, told: Told, clauses: Sequence[Clause]) -> Iterator[Accusation]:
    """Yield who is held to have done what some clauses tell, and by whom.

    Args:
        rosters: Who is present in the documents.
        told: The document.
        clauses: Clauses of it.
    """
    for clause in clauses:
        hits = load_cues("incidents").find(told.page.forms, clause.first, clause.last)
        denied = min((hit.first for hit in hits if hit.state == "disputed"), default=clause.last)
        for hit in hits:
            if hit.first < denied and hit.state in (_INSIDE, _BEHIND, _DEED, _CLAIMED):
                present = _list_present(rosters, told, clause)
                found = _read(rosters, present, hit)
                if found is not None:
                    yield Accusation(found[0], found[1], clause, hit)


def _list_present(rosters: Rosters, told: Told, clause: Clause) -> list[Present]:
    sentence = clause.sentence
    everybody = rosters.find(told).everybody
    return [one for one in everybody if sentence.first <= one.first and one.last <= sentence.last]


def _read(rosters: Rosters, present: Sequence[Present], hit: Hit) -> tuple[str, tuple[str, ...]] | None:
    doers = [one for one in present if _is_doer(rosters, one)]
    inside = [one for one in doers if hit.first < one.first < hit.last]
    behind = [one for one in doers if hit.last <= one.first < hit.last + _NEXT][:1]
    before = [one for one in doers if hit.first - _BEFORE <= one.last <= hit.first + 1]
    doers = {_INSIDE: inside, _BEHIND: behind, _DEED: inside or before or behind, _CLAIMED: inside or before}[
        hit.state
    ]
    if not doers:
        return None
    who = doers[-1].party
    if hit.state == _CLAIMED:
        return who, (who,)
    earlier = [
        one.party for one in present if one.first < doers[-1].first and not one.weak and one.party != who
    ]
    return who, tuple(earlier[-1:])


def _is_doer(rosters: Rosters, present: Present) -> bool:
    party = rosters.find_party(present.party)
    return party is not None and party.type in _DOERS
