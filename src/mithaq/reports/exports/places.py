"""Where a case took place: what the record says of its position, or else what the gazetteer says of its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from mithaq.following.facts import find_value
from mithaq.following.fold import Case
from mithaq.knowledge import read_knowledge
from mithaq.packs.context import load_packs
from mithaq.packs.schema import PlaceEntry

_PATH = Path(__file__).parent / "countries.yaml"
_DEEPEST = 5  # places that contain one another


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """Codes of a state.

    Args:
        iso: ISO 3166-1 alpha-2.
        alpha3: ISO 3166-1 alpha-3.
        number: ISO 3166-1 numeric.
        cow: Number of the Correlates of War project, 0 where it lists none.
        region: The region in which ACLED counts it.
    """

    iso: str
    alpha3: str
    number: int
    cow: int
    region: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where something took place.

    Args:
        place: The gazetteer's entry; None where only a position is known.
        latitude: Degrees, WGS 84; None where only the name of the place is known.
        longitude: Degrees, WGS 84.
        measured: Whether the record gives the position, not the gazetteer.
        metres: How precise the position is, where the record says so.
    """

    place: PlaceEntry | None
    latitude: float | None
    longitude: float | None
    measured: bool = False
    metres: float | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether there is a position."""
        return self.latitude is not None and self.longitude is not None


@cache
def _read_countries() -> dict[str, Country]:
    return {country.iso: country for country in read_knowledge(_PATH, tuple[Country, ...])}


def find_country(iso: str | None) -> Country | None:
    """Return the codes of a state; None where there are none.

    Args:
        iso: ISO 3166-1 alpha-2.
    """
    return _read_countries().get(iso or "")


def name_country(iso: str | None) -> str:
    """Return the English name of a state, empty where it is not known.

    Args:
        iso: ISO 3166-1 alpha-2.
    """
    return _name_states().get(iso or "", "")


@cache
def _name_states() -> dict[str, str]:
    return {state.iso: state.en for state in load_packs().states}


@cache
def _index_places() -> dict[str, tuple[PlaceEntry, ...]]:
    found: defaultdict[str, list[PlaceEntry]] = defaultdict(list)
    for place in load_packs().places:
        found[place.en].append(place)
    return {name: tuple(places) for name, places in found.items()}


def find_place(name: str, countries: Sequence[str]) -> PlaceEntry | None:
    """Return the gazetteer's entry of a place.

    Where places in several countries have the name, only the country of those who take part decides between
    them; where it does not, none is returned.

    Args:
        name: English name.
        countries: ISO 3166-1 alpha-2 codes of those who take part.
    """
    return _choose_place(name, frozenset(countries))


@lru_cache(maxsize=4096)
def _choose_place(name: str, known: frozenset[str]) -> PlaceEntry | None:
    candidates = _index_places().get(name, ())
    if len({place.country for place in candidates}) > 1:
        candidates = tuple(place for place in candidates if place.country in known)
        if len({place.country for place in candidates}) > 1:
            return None
    ranked = sorted(candidates, key=lambda place: (place.latitude is None, -place.population))
    return ranked[0] if ranked else None


def find_arabic_name(name: str, countries: Sequence[str]) -> str:
    """Return the Arabic name of a place, that of the largest one where several are called so; as it is if unknown.

    Args:
        name: English name.
        countries: ISO 3166-1 alpha-2 codes of those who take part.
    """
    largest = max(_index_places().get(name, ()), key=lambda entry: entry.population, default=None)
    place = find_place(name, countries) or largest
    return place.ar if place and place.ar else name


def list_countries(parties: Iterable[str]) -> tuple[str, ...]:
    """Return the countries that actors belong to, ISO 3166-1 alpha-2.

    Args:
        parties: Ids of actors.
    """
    packs = load_packs()
    found = [packs.find_actor(party) for party in parties]
    return tuple(dict.fromkeys([actor.country for actor in found if actor and actor.country]))


def locate(case: Case, countries: Sequence[str]) -> Location | None:
    """Return where a case took place; None where nothing is known.

    Args:
        case: The case.
        countries: ISO 3166-1 alpha-2 codes of those who take part in it (`list_countries`).
    """
    place = find_place(case.place, countries) if case.place else None
    position = find_value(case, "coordinates")
    if isinstance(position, str):
        latitude, _, longitude = position.partition(",")
        metres = find_value(case, "precision")
        exact = float(metres) if isinstance(metres, int | float) else None
        return Location(place, float(latitude), float(longitude), measured=True, metres=exact)
    return Location(place, place.latitude, place.longitude) if place else None


def list_containing(place: PlaceEntry) -> tuple[PlaceEntry, ...]:
    """Return the places that a place lies in, the smallest first; itself and its country left out.

    Args:
        place: The gazetteer's entry.
    """
    found: list[PlaceEntry] = []
    packs = load_packs()
    outer = packs.find_place(place.within) if place.within else None
    while outer and outer.kind != "country" and len(found) < _DEEPEST:
        found.append(outer)
        outer = packs.find_place(outer.within) if outer.within else None
    return tuple(found)
