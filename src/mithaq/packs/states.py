"""Nationality adjectives, institutions and populations that every state has, generated from its entry.

The forms follow the nisba: feminine ``-ية``, sound plurals ``-يون`` and ``-يين``, the article on the
adjective and, in an adjective of two words that both end in ``-ي`` ("كوري شمالي"), on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from mithaq.model import ActorType
from mithaq.packs.schema import ActorEntry, BodyEntry, PlaceEntry, StateEntry

_NISBA = ("ي", "ية", "ين", "ون")
_CAPITAL_KINDS = ("قصر ", "القصر", "الإليزيه", "الكرملين", "داونينغ")


class Nationality(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One form of a nationality adjective.

    Args:
        state: Id of the state.
        gender: ``m`` or ``f``.
        number: ``s`` singular, ``d`` dual or ``p`` plural.
        definite: Whether the form carries the article.
        weak: Whether it is also a common word ("المالية").
    """

    state: str
    gender: str
    number: str
    definite: bool
    weak: bool = False


def _feminine(adjective: str) -> str:
    return " ".join(word + "ة" if word.endswith("ي") else word for word in adjective.split())


def _define(adjective: str) -> str:
    words = adjective.split()
    if all(word.endswith(_NISBA) for word in words):
        return " ".join("ال" + word for word in words)
    return "ال" + adjective


def _plurals(adjective: str) -> Iterator[str]:
    words = adjective.split()
    for ending in ("ون", "ين"):
        yield " ".join(word + ending if word.endswith("ي") else word for word in words)


def list_plurals(state: StateEntry) -> tuple[str, ...]:
    """Return every plural that names the people of ``state``, with and without the article."""
    plurals = [plural for adjective in state.adjective for plural in _plurals(adjective)] + list(state.people)
    return tuple(dict.fromkeys(form for plural in plurals for form in (_define(plural), plural)))


def name_people(state: StateEntry) -> str:
    """Return the id of the people of ``state``: "libyans", "sudanese", "turks"."""
    if state.people_id:
        return state.people_id
    return state.demonym if state.demonym.endswith(("ese", "ish", "ch", "ss", "s")) else state.demonym + "s"


def list_nationalities(state: StateEntry) -> Iterator[tuple[str, Nationality]]:
    """Yield every form of the adjectives of ``state`` with what the form says."""
    for adjective in state.adjective:
        weak = adjective in state.weak
        feminine = _feminine(adjective)
        bare = [(adjective, "m", "s"), (feminine, "f", "s")]
        if " " not in adjective:
            bare += [
                (adjective + "ان", "m", "d"),
                (feminine[:-1] + "تان", "f", "d"),
                (feminine[:-1] + "تين", "f", "d"),
            ]
        bare += [(adjective + "ات" if " " not in adjective else feminine, "f", "p")]
        bare += [(plural, "m", "p") for plural in _plurals(adjective)]
        for form, gender, number in bare:
            yield form, Nationality(state.id, gender, number, definite=False, weak=weak)
            yield _define(form), Nationality(state.id, gender, number, definite=True, weak=weak)
    for plural in state.people:
        yield plural, Nationality(state.id, "m", "p", definite=False)
        yield "ال" + plural, Nationality(state.id, "m", "p", definite=True)


def make_actors(state: StateEntry, bodies: Sequence[BodyEntry]) -> Iterator[ActorEntry]:
    """Yield the state itself and everything that ``bodies`` says every state has."""
    names = [state.ar, *state.forms]
    strong = tuple(name for name in [*names, *state.capital] if name not in state.weak)
    short = (*state.short, *(name for name in names if name in state.weak))
    yield ActorEntry(state.id, ActorType.STATE, state.en, strong[0], strong, short, country=state.iso)
    for body in bodies:
        forms = tuple(
            dict.fromkeys(form for template in body.forms for form in _fill(template, state, names))
        )
        head = state.demonym[0].upper() + state.demonym[1:] if state.demonym != "us" else "US"
        en = body.en.replace("{Demonym}", head.replace("-", " ").title() if head != "US" else head)
        yield ActorEntry(
            id=name_people(state) if body.id == "{demonym}s" else body.id.replace("{demonym}", state.demonym),
            type=body.type,
            en=en,
            ar=forms[0],
            forms=forms[1:],
            short=body.short,
            country=state.iso,
            part_of=None if body.id == "{demonym}s" else state.id,
        )


def _fill(template: str, state: StateEntry, names: Sequence[str]) -> Iterator[str]:
    if "{state}" in template:
        yield from (template.replace("{state}", name) for name in names[:1])
        return
    if "{people}" in template:
        plurals = list_plurals(state)
        wanted = template.startswith("ال")
        bare = template == "{people}"
        for plural in plurals:
            if bare or plural.startswith("ال") is wanted:
                yield template.replace("{people}", plural)
        return
    for adjective in state.adjective:
        masculine, feminine = adjective, _feminine(adjective)
        filled = template.replace("{m}", _define(masculine)).replace("{f}", _define(feminine))
        yield filled.replace("{im}", masculine).replace("{if}", feminine)


def make_places(state: StateEntry) -> Iterator[PlaceEntry]:
    """Yield the country and its capital as places that can stand for the government."""
    yield PlaceEntry(state.id, state.en, state.ar, "country", state.forms, state.iso, government=state.id)
    cities = [name for name in state.capital if not name.startswith(_CAPITAL_KINDS)]
    if state.capital_en and cities:
        slug = state.capital_en.lower().replace(" ", "-").replace("'", "")
        if slug == state.id:
            slug += "-city"
        yield PlaceEntry(
            slug,
            state.capital_en,
            cities[0],
            "city",
            tuple(cities[1:]),
            state.iso,
            state.id,
            government=state.id,
        )


def expand_names(form: str) -> Iterator[str]:
    """Yield ``form`` and its usual other writings: "عبد الله" and "عبدالله", "أبو ظبي" and "أبوظبي"."""
    words = form.split()
    choices: list[tuple[str, ...]] = []
    index = 0
    while index < len(words):
        word = words[index]
        if word == "عبد" and index + 1 < len(words):
            choices.append((f"عبد {words[index + 1]}", f"عبد{words[index + 1]}"))
            index += 1
        elif word.startswith("عبدال") and len(word) > len("عبدال") + 1:
            choices.append((word, "عبد " + word[3:]))
        else:
            choices.append((word,))
        index += 1
    for chosen in product(*choices):
        yield " ".join(chosen)
