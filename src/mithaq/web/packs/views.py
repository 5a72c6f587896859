"""Packs and the labels of their actors: what the program knows, and where that stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import accumulate

from django.http import HttpResponse
from django.shortcuts import render

from mithaq.packs.context import Context, key_words, load_packs, read_actors, read_places
from mithaq.packs.schema import ActorEntry, PackHeader
from mithaq.web.access import Asked
from mithaq.web.refusal import fail_missing

_SHOWN = 50  # actors of one search
_WORLD = "world"


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack with how much it holds.

    Args:
        header: What it says of itself.
        actors: How many actors were written by hand.
        places: How many places.
        agreements: Names of its agreements with how many terms each has.
    """

    header: PackHeader
    actors: int
    places: int
    agreements: int


def list_packs(request: Asked) -> HttpResponse:
    """Show the packs with how much each holds, and find actors by any of their names."""
    asked = request.GET.get("q", "").strip()
    context = load_packs()
    found = list(find_actors(context, asked))[: _SHOWN + 1] if asked else []
    shown = {
        "packs": count_packs(),
        "asked": asked,
        "found": found[:_SHOWN],
        "more": len(found) > _SHOWN,
        "states": len(context.states),
        "phrases": len(context.phrases),
    }
    return render(request, "packs/list.html", shown)


@cache
def count_packs() -> tuple[PackRow, ...]:
    """Return a row for each pack; the files do not change while the program runs."""
    context = load_packs()
    return tuple(_count(context, header) for header in context.headers)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of all actors as one text, in which they are found faster than one by one.

    Args:
        text: The names.
        starts: Where those of each actor begin.
    """

    text: str
    starts: tuple[int, ...]

    def find(self, words: str) -> Iterator[int]:
        """Yield the numbers of actors one of whose names holds the words, in order."""
        at = self.text.find(words) if words else -1
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield number
            if number + 1 == len(self.starts):
                return
            at = self.text.find(words, self.starts[number + 1])


def _join_names(names: Iterable[str]) -> _Names:
    # No name that is looked for holds such a sign.
    closed = [f"{name}\0" for name in names]
    return _Names("".join(closed), (0, *accumulate(map(len, closed[:-1]))))


@cache
def _read_names() -> tuple[_Names, _Names]:
    """Return the plain Arabic names of every actor, one to a line, and the English ones."""
    actors = load_packs().actors
    arabic = _join_names("\n".join(key_words(form) for form in (actor.ar, *actor.forms)) for actor in actors)
    return arabic, _join_names(actor.en.casefold() for actor in actors)


def _count(context: Context, header: PackHeader) -> PackRow:
    countries = Counter(entry.country for entry in context.places)
    agreements = context.agreements
    parties = {actor.id for actor in read_actors(header.id)}
    places = (
        sum(1 for _ in read_places(header.id))
        if header.id != _WORLD
        else sum(countries.values())
        - sum(countries[code] for other in context.headers for code in other.countries)
    )
    held = sum(1 for item in agreements if parties.intersection(item.parties))
    return PackRow(header, len(parties), places, held)


def find_actors(context: Context, words: str) -> Iterator[ActorEntry]:
    """Yield actors whose name, in Arabic or English, or id holds the words; exact names first.

    Args:
        context: What is known.
        words: What was typed, in any spelling.
    """
    exact = context.find_phrase(words)
    known = [context.actors[index] for index in (*exact.actors, *exact.shorts)] if exact else []
    yield from known
    plain, low = key_words(words), words.casefold()
    seen = {actor.id for actor in known}
    arabic, english = _read_names()
    for number in merge(arabic.find(plain), english.find(low)):
        actor = context.actors[number]
        if actor.id not in seen:
            seen.add(actor.id)
            yield actor
    named = context.find_actor(low)
    if named is not None and named.id not in seen:
        yield named


def show_actor(request: Asked, actor: str) -> HttpResponse:
    """Show an actor: its neutral label, the labels that parties use, its names, offices and where it belongs."""
    context = load_packs()
    entry = context.find_actor(actor)
    if entry is None:
        raise fail_missing()
    parts = [other for other in context.actors if other.part_of == entry.id][:_SHOWN]
    labels = [
        (context.find_actor(user) or ActorEntry(user, entry.type, user, user), names)
        for user, names in entry.labels.items()
    ]
    shown = {
        "entry": entry,
        "whole": context.find_actor(entry.part_of) if entry.part_of else None,
        "parts": parts,
        "labels": labels,
        "kind": request.display.wording.name_actor_type(entry.type),
        "offices": sorted(entry.offices, key=lambda office: office.since or ""),
    }
    return render(request, "packs/actor.html", shown)
