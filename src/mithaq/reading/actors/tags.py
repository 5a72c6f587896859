"""The names that a tagger marked, made ready for the grammar: joined ones cut apart, lists of states completed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.model import ActorType
from mithaq.reading.actors.persons import PersonReading
from mithaq.reading.actors.words import GIVEN, KNOWN, NAMEY, NATADJ, RANK

Tag = tuple[int, int, float]
"""First token, token behind the last one, how sure the tagger is."""

_AND: Final = frozenset(("و", "ول"))
_COMMAS: Final = "،,"


def complete_tags(reading: PersonReading, tags: Sequence[Tag]) -> dict[int, tuple[int, float]]:
    """Return the end and the margin of each name by its first token.

    A state that a list joins to a marked one is marked as surely as that one.

    Args:
        reading: The words of the page.
        tags: As the tagger found them.
    """
    found = {first: (last, margin) for tag in tags for first, last, margin in _cut(reading, tag)}
    taken = {at for first, (last, _) in found.items() for at in range(first, last)}
    links = list(_list_links(reading))
    for one, other in (*links, *((later, earlier) for earlier, later in reversed(links))):
        if other in taken or one not in found or found[one][0] != _end_state(reading, one):
            continue
        last = _end_state(reading, other)
        if taken.isdisjoint(range(other, last)):
            found[other] = (last, found[one][1])
            taken.update(range(other, last))
    return found


def _cut(reading: PersonReading, tag: Tag) -> Iterator[Tag]:
    """Cut a marked name where "و" or a comma joins two persons or two states."""
    first, last, margin = tag
    start = first
    named = reading.words[first].kinds & (GIVEN | NAMEY)
    for at in range(first + 1, last):
        word = reading.words[at]
        if (named and word.kinds & (GIVEN | RANK | NAMEY) and word.clitic in _AND) or (
            word.clitic in _AND and _end_state(reading, start) == at and _end_state(reading, at)
        ):
            yield start, at, margin
            start = at
        elif (
            named and _is_comma(reading, at) and at + 1 < last and reading.has(at + 1, GIVEN | NATADJ | NAMEY)
        ):
            yield start, at, margin
            start = at + 1
        named = named or word.kinds & (GIVEN | NAMEY)
    yield start, last, margin


def _list_links(reading: PersonReading) -> Iterator[tuple[int, int]]:
    """Find the states that "و" or a comma joins to the next one: the first token of each."""
    for at, word in enumerate(reading.words):
        end = _end_state(reading, at) if word.kinds & KNOWN else 0
        if not end or end >= reading.size:
            continue
        comma = _is_comma(reading, end)
        after = end + comma
        clitic = reading.words[after].clitic if after < reading.size else ""
        joined = clitic in _AND or (comma and not clitic)
        if joined and after < reading.size and _end_state(reading, after):
            yield at, after


def _end_state(reading: PersonReading, at: int) -> int:
    """Return the token behind the name of a state that begins at ``at``, or 0."""
    known = reading.known(at) if reading.words[at].kinds & KNOWN else None
    return known.last if known is not None and known.phrase.type is ActorType.STATE else 0


def _is_comma(reading: PersonReading, at: int) -> bool:
    return reading.forms[at] in _COMMAS
