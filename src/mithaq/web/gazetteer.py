"""Places by their names: what forms complete, what a name that was written means, what pages call a place."""

from __future__ import annotations

from functools import cache

from mithaq.packs.context import key_words, load_packs
from mithaq.packs.schema import PlaceEntry
from mithaq.reports.wording import Lang


@cache
def _index_places() -> dict[str, tuple[PlaceEntry, ...]]:
    found: dict[str, list[PlaceEntry]] = {}
    for place in load_packs().places:
        for name in {key_words(name.casefold()) for name in (place.en, place.ar, *place.forms)} - {""}:
            found.setdefault(name, []).append(place)
    return {
        name: tuple(sorted(places, key=lambda place: -place.population)) for name, places in found.items()
    }


def find_place(name: str, chosen: str = "") -> PlaceEntry | None:
    """Return the place that a name means: the one that was chosen, or else the largest of that name.

    Args:
        name: As it was written, in Arabic or English.
        chosen: Id of the place that was chosen from the list; empty where none was. It counts only where the
            name is still one of its names.
    """
    written = name.partition(" — ")[0]
    places = _index_places().get(key_words(written.casefold()), ())
    return next((place for place in places if place.id == chosen), places[0] if places else None)


def read_place(written: str) -> str:
    """Return the English name, as cases hold it, of a place written in Arabic or English; else what was written.

    Args:
        written: What was typed.
    """
    known = find_place(written) if written.strip() else None
    return known.en if known else written.strip()


def name_place(name: str, lang: Lang) -> str:
    """Return what a place is called in a language; one that the gazetteer does not know is called as it is.

    Args:
        name: English name, as cases hold it.
        lang: The language.
    """
    known = find_place(name) if lang is Lang.AR else None
    return known.ar if known and known.ar else name


@cache
def list_places() -> tuple[tuple[str, str, str, str, float | None, float | None, int], ...]:
    """Return every place as the form has it: id, Arabic and English name, country, latitude, longitude, population.

    Largest first. Countries go by their ISO 3166-1 code.
    """
    places = sorted(load_packs().places, key=lambda place: (place.kind == "town", -place.population))
    return tuple(
        (
            place.id,
            place.ar,
            place.en,
            place.country or "",
            place.latitude,
            place.longitude,
            place.population,
        )
        for place in places
    )


@cache
def name_countries() -> dict[str, tuple[str, str]]:
    """Return the Arabic and English name of every country by its ISO 3166-1 code."""
    return {state.iso: (state.ar, state.en) for state in load_packs().states}
