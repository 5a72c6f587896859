"""Names that only the knowledge files hold in Arabic: milestones, units, countries."""

from __future__ import annotations

from collections import Counter
from functools import cache

from mithaq.following.case import Party
from mithaq.lexicon.quantities import read_units
from mithaq.lexicon.steps import read_steps
from mithaq.model import Reading
from mithaq.packs.context import load_packs
from mithaq.reports.wording import Lang, read_messages


@cache
def _name_units() -> dict[str, str]:
    names: dict[str, str] = {}
    for unit in read_units().units:
        names.setdefault(unit.en, (*unit.many, *unit.one, unit.en)[0])
    return names


@cache
def _name_slugs() -> dict[str, str]:
    steps = read_steps()
    names = {step.kind: step.nouns[0] for step in steps.steps if step.nouns}
    names |= {qualifier.slug: qualifier.words[0] for qualifier in steps.qualifiers}
    return names | {slug: term.ar for slug, term in read_messages().steps.items()}


def name_unit(unit: str, en: str, lang: Lang) -> str:
    """Return what is counted.

    Args:
        unit: English plural.
        en: English name, finer than the unit.
        lang: The language.
    """
    return (en or unit) if lang is Lang.EN else _name_units().get(unit, unit)


def name_milestone(what: str, en: str, lang: Lang, words: str = "") -> str:
    """Return the name of a milestone, put together from the parts of its slug where no list holds it.

    Args:
        what: English slug: a state, what the step is about, its kind.
        en: English name.
        lang: The language.
        words: What a text calls it, in Arabic: for slugs of which a part has no Arabic name. Without these words
            such a part is left out.
    """
    if lang is Lang.EN:
        return en[:1].upper() + en[1:]
    parts = what.split("-")
    names: list[str] = []
    while parts:
        size, name = _find_word(parts)
        names.append(name)
        parts = parts[: len(parts) - size]
    if words and not all(names):
        return words
    return " ".join(filter(None, names)) or en


def _find_word(parts: list[str]) -> tuple[int, str]:
    """Return how many parts at the end make up a known slug, and its Arabic name; empty where none is known."""
    for start in range(len(parts)):
        slug = "-".join(parts[start:])
        actor = load_packs().find_actor(slug)
        name = _name_slugs().get(slug) or (actor.ar if actor else None)
        if name:
            return len(parts) - start, name
    return 1, ""


def name_party(party: Party | str, lang: Lang) -> str:
    """Return the neutral label of a party where a pack has one, else its own name, else its id.

    Args:
        party: The party, or its id where nothing else is known.
        lang: The language.
    """
    own = party if isinstance(party, Party) else None
    name = own.id if own else str(party)
    known = load_packs().find_actor(name) or own
    if known is None:
        return name
    return (known.ar or known.en or name) if lang is Lang.AR else (known.en or known.ar or name)


def find_country(reading: Reading) -> str | None:
    """Return the country that the actors of a text belong to most often, as an ISO 3166-1 alpha-2 code.

    Args:
        reading: What was read.
    """
    context = load_packs()
    counts: Counter[str] = Counter()
    for actor in reading.actors:
        known = context.find_actor(actor.id)
        if known and known.country:
            counts[known.country] += len(actor.mentions)
    return counts.most_common(1)[0][0] if counts else None


@cache
def name_country(code: str | None, lang: Lang) -> str:
    """Return the name of a country, empty for None.

    Args:
        code: ISO 3166-1 alpha-2.
        lang: The language.
    """
    state = next((state for state in load_packs().states if state.iso == code), None)
    if state is None:
        return code or ""
    return state.ar if lang is Lang.AR else state.en
