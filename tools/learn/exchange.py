"""Exchange of names: windows in which some actors are called by the names of others of the same type.

An encoder learns names by heart, and with them who does what to whom. With other names in the same places it has to
go by the words between them. A name is exchanged for one of as many words with the same particles before it, all
mentions of an actor alike, shorter ones with a part of what the longer ones got.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tools.learn.exercises import Exercise, Range

SHARE = 0.5  # of the actors of a window
FEWEST = 5  # names to draw from
_PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فل")
_SHORTEST, _OFTENER = 2, 4  # what is left of a word without its particle; how much rarer it may be

Words = tuple[str, ...]
Pieces = tuple[tuple[int, ...], ...]
Name = tuple[Words, Pieces]
Slot = tuple[int, int, str]  # type of the actor, number of words, particle


@dataclass(frozen=True, slots=True)
class Names:
    """The names that can stand in for each other.

    Args:
        known: For each type, number of words and particle the names with their pieces.
        first: How often each word begins a name.
    """

    known: Mapping[Slot, Sequence[Name]]
    first: Mapping[str, int]

    def find_slot(self, kind: int, words: Words) -> Slot:
        """Return what a name has to fit.

        Args:
            kind: Number of the actor's type.
            words: The name.
        """
        return kind, len(words), find_particle(words[0], self.first)


def find_particle(word: str, first: Mapping[str, int]) -> str:
    """Return the particle that is attached to the first word of a name, or "".

    Args:
        word: The word.
        first: How often each word begins a name: a name is known without its particle.
    """
    bare = max(1, first.get(word, 0) // _OFTENER)
    for particle in _PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and len(rest) > _SHORTEST and first.get(rest, 0) > bare:
            return particle
    for particle, short in (("لل", "ل"), ("ولل", "ول")):
        if word.startswith(particle) and first.get("ال" + word[len(particle) :], 0) > 1:
            return short
    return ""


def collect_names(exercises: Sequence[Exercise]) -> Names:
    """Return the names of all windows.

    Args:
        exercises: The windows.
    """
    found = [
        (kind, item.words[first:last], item.pieces[first:last])
        for item in exercises
        for (first, last), _, kind in _list_mentions(item)
    ]
    counts = Counter(words[0] for _, words, _ in found)
    known: defaultdict[Slot, dict[Words, Pieces]] = defaultdict(dict)
    for kind, words, pieces in found:
        known[kind, len(words), find_particle(words[0], counts)][words] = pieces
    return Names({slot: tuple(names.items()) for slot, names in known.items()}, counts)


def _list_mentions(exercise: Exercise) -> list[tuple[Range, int, int]]:
    """Return the mentions that an annotation knows, with their actor and the number of its type."""
    found = []
    for (first, last), actor in exercise.mentions:
        tag = exercise.names[first]
        if actor >= 0 and tag % 2 == 1:  # odd classes begin a name
            found.append(((first, last), actor, tag // 2))
    return found


def exchange_names(exercise: Exercise, names: Names, chance: random.Random) -> Exercise:
    """Return a window in which some of its actors have the names of others.

    Args:
        exercise: The window.
        names: Those to draw from.
        chance: Source of randomness.
    """
    mentions: defaultdict[int, list[tuple[Range, int]]] = defaultdict(list)
    for place, actor, kind in _list_mentions(exercise):
        mentions[actor].append((place, kind))
    words, pieces = list(exercise.words), list(exercise.pieces)
    for places in mentions.values():
        if chance.random() >= SHARE:
            continue
        given: dict[Words, Name] = {}
        for (first, last), kind in sorted(places, key=lambda item: item[0][0] - item[0][1]):
            old = exercise.words[first:last]
            new = given.get(old) or _find_part(old, given) or _draw(names.find_slot(kind, old), names, chance)
            if new is not None:
                given[old] = new
                words[first:last], pieces[first:last] = new
    return replace(exercise, words=tuple(words), pieces=tuple(pieces))


def _find_part(old: Words, given: Mapping[Words, Name]) -> Name | None:
    """Return the part of an exchanged longer name that stands where a shorter one stands in it."""
    count = len(old)
    for longer, (words, pieces) in given.items():
        if len(longer) > count and longer[-count:] == old:
            return words[-count:], pieces[-count:]
        if len(longer) > count and longer[:count] == old:
            return words[:count], pieces[:count]
    return None


def _draw(slot: Slot, names: Names, chance: random.Random) -> Name | None:
    fitting = names.known.get(slot, ())
    return chance.choice(fitting) if len(fitting) >= FEWEST else None
