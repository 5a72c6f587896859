"""Where places lie that a record names: looked up in the gazetteer when they are drawn, never recorded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from mithaq.packs.context import load_packs
from mithaq.packs.schema import PlaceEntry

# How far around its point an incident may have happened of which only the place is known, in metres.
_RADII: Final = MappingProxyType(
    {
        "site": 3_000.0,
        "district": 5_000.0,
        "town": 5_000.0,
        "city": 10_000.0,
        "region": 100_000.0,
        "sea": 150_000.0,
        "country": 300_000.0,
    }
)
_ANYWHERE = 20_000.0
_NARROW = 30_000.0  # up to here a place is searched for by its point; a country lies in no box that was drawn


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the map, degrees WGS 84; where ``west`` is greater than ``east`` it lies across 180°."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies in it."""
        inside = self.west <= longitude <= self.east
        if self.west > self.east:
            inside = longitude >= self.west or longitude <= self.east
        return inside and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place lies.

    Args:
        ar: Arabic name.
        en: English name.
        latitude: Degrees, WGS 84.
        longitude: Degrees.
        metres: How far around this point it reaches, roughly.
    """

    ar: str
    en: str
    latitude: float
    longitude: float
    metres: float

    @property
    def is_narrow(self) -> bool:
        """Whether its point says where something happened; that of a region or country does not."""
        return self.metres <= _NARROW


@cache
def _index() -> dict[str, PlaceEntry]:
    found: defaultdict[str, list[PlaceEntry]] = defaultdict(list)
    for place in load_packs().places:
        found[place.en].append(place)
    return {
        name: min(places, key=lambda place: (place.latitude is None, -place.population))
        for name, places in found.items()
    }


def find_spot(name: str) -> Spot | None:
    """Return where a place lies: the most populous of its name; None where the gazetteer has no position.

    Args:
        name: English name, as cases have it.
    """
    place = _index().get(name)
    if place is None or place.latitude is None or place.longitude is None:
        return None
    metres = _RADII.get(place.kind, _ANYWHERE)
    return Spot(place.ar, place.en, place.latitude, place.longitude, metres)


def name_place(name: str) -> tuple[str, str]:
    """Return the Arabic and English name of a place; its English name twice where the gazetteer has none.

    Args:
        name: English name, as cases have it.
    """
    place = _index().get(name)
    return (place.ar or name, place.en) if place else (name, name)
