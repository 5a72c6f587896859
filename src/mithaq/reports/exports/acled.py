"""Incidents as an event table in the 31 columns of ACLED (docs/exports.md holds the data dictionary)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import IO, Final

from mithaq.dates import Edtf, Precision
from mithaq.errors import DateError
from mithaq.following.case import Party
from mithaq.following.facts import (
    count_harm,
    find_attribution,
    find_value,
    find_verification,
    list_values,
)
from mithaq.following.fold import Case
from mithaq.reports.exports.cells import write_comma_rows
from mithaq.reports.exports.coding import EventClass, code_actor, join_codes, load_events, read_acled
from mithaq.reports.exports.pile import Dossier, Pile
from mithaq.reports.exports.places import (
    Country,
    Location,
    find_country,
    list_countries,
    locate,
    name_country,
)
from mithaq.reports.labels import name_party
from mithaq.reports.wording import Lang

COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_BETWEEN: Final = "; "
_VICTIMS: Final = "Violence against civilians"
_MIDDLE: Final = 15  # the day that stands for a month whose day is not known, by ACLED's codebook
_PRECISIONS: Final = {"city": 1, "town": 1, "site": 1, "district": 2, "region": 3, "country": 3}
_name_party: Final = lru_cache(maxsize=4096)(name_party)
_DOERS: Final = frozenset({"probable", "attributed", "admitted", "joint"})


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the incidents of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    write_comma_rows(out, _list_rows(pile))


def _list_rows(pile: Pile) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for dossier in pile.dossiers():
        pile.tally.records += 1
        yield make_row(dossier)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who did something to whom.

    Args:
        first: Those who did it, or are held to have.
        second: Those to whom it was done, or with whom they fought.
    """

    first: tuple[Party, ...]
    second: tuple[Party, ...]


def make_row(dossier: Dossier) -> tuple[object, ...]:
    """Return an incident as a row.

    Args:
        dossier: The incident with its documents.
    """
    case = dossier.case
    parties = dossier.parties
    countries = list_countries(parties)
    location = locate(case, countries)
    iso = _find_state(location, countries)
    country = find_country(iso)
    event = _find_event(dossier)
    sides = _find_sides(case, parties)
    count = count_harm(case, "killed")
    fatalities = None if count is None else count.low
    return (
        f"{country.alpha3}-{case.id}" if country else case.id,
        *_tell_date(case),
        *((event.disorder, event.event, event.name) if event else ("", "", "")),
        *_tell_sides(sides, iso),
        "Civilian targeting" if event and event.event == _VICTIMS else "",
        *_tell_country(country),
        "", "", "",
        *_tell_location(case, location),
        _BETWEEN.join(dict.fromkeys([doc.outlet for doc in dossier.list_documents() if doc.outlet])),
        "",
        case.title,
        "" if fatalities is None else int(fatalities),
        _tell_tags(case),
        _find_changed(case),
    )  # fmt: skip


def _find_state(location: Location | None, countries: Sequence[str]) -> str | None:
    if location and location.place and location.place.country:
        return location.place.country
    return countries[0] if len(countries) == 1 else None


def _tell_country(country: Country | None) -> tuple[object, ...]:
    if country is None:
        return ("", "", "")
    return (country.number or "", country.region, name_country(country.iso))


def _tell_date(case: Case) -> tuple[object, ...]:
    """Return day, year and precision: 1 the day, 2 about the day, 3 the month, whose middle stands for it."""
    told = find_value(case, "start") or case.opened.step.on
    try:
        when = Edtf.parse(told) if isinstance(told, str) else None
    except DateError:
        when = None
    if when is None or when.earliest is None:
        return ("", "", "")
    if when.precision is Precision.DAY:
        return (when.earliest.isoformat(), when.earliest.year, 2 if when.qualifier else 1)
    if when.precision is Precision.MONTH:
        return (when.earliest.replace(day=_MIDDLE).isoformat(), when.earliest.year, 3)
    same = when.latest is not None and when.latest.year == when.earliest.year
    return ("", when.earliest.year if same else "", "")


def _find_event(dossier: Dossier) -> EventClass | None:
    """Return the sub-event that the weapon, the title or the words of the first document decide."""
    # Each is looked at by itself: the first that decides anything decides it.
    name = load_events().find_one(_list_clues(dossier))
    return _index_events()[name] if name else None


@cache
def _index_events() -> dict[str, EventClass]:
    return {item.name: item for item in read_acled().events}


def _list_clues(dossier: Dossier) -> Iterator[str]:
    case = dossier.case
    yield " ".join([str(value) for value in list_values(case, "weapon")])
    yield case.title
    yield " ".join([item.quote.text for item in dossier.cite(case.opened)])


def _find_sides(case: Case, parties: dict[str, Party]) -> _Sides:
    attribution = find_attribution(case)
    if attribution and attribution.step.level in _DOERS:
        doers = attribution.step.who
    else:
        doers = tuple(party.id for role, party in case.sides if role == "accused")
        doers += tuple(item.step.who for item in case.accusations)
    first = tuple(parties[who] for who in dict.fromkeys(doers) if who in parties)
    victims = [party for role, party in case.sides if role == "victim"]
    fighting = [party for role, party in case.sides if role == "party"]
    second = tuple(dict.fromkeys(party for party in victims or fighting if party not in first))
    if first:
        return _Sides(first, second)
    return _Sides(second[:1], second[1:]) if not victims else _Sides((), second)


def _tell_sides(sides: _Sides, iso: str | None) -> tuple[object, ...]:
    cells: list[object] = []
    codes = []
    for group in (sides.first, sides.second):
        names = [_name_party(party, Lang.EN) for party in group]
        code = code_actor(group[0].id, group[0].type, group[0].ar, iso) if group else ""
        cells += [names[0] if names else "", _BETWEEN.join(names[1:]), code]
        codes.append(code)
    # The pair has a code only where each of those who are there has one.
    complete = all(code or not group for code, group in zip(codes, (sides.first, sides.second), strict=True))
    return (*cells, join_codes(*codes) if complete else "")


def _tell_location(case: Case, location: Location | None) -> tuple[object, ...]:
    if location is None or not location.is_known:
        return (case.place, "", "", "")
    if location.measured:
        precision: object = 1
    else:
        precision = _PRECISIONS.get(location.place.kind, "") if location.place else ""
    return (case.place, location.latitude, location.longitude, precision)


def _tell_tags(case: Case) -> str:
    verification, attribution = find_verification(case), find_attribution(case)
    tags = [f"standing={case.standing.name.lower()}"]
    if verification:
        tags.append(f"verification={verification.step.level}")
    if attribution:
        tags.append(f"attribution={attribution.step.level}")
    return _BETWEEN.join(tags)


def _find_changed(case: Case) -> int:
    """Return when something was last recorded of it, in seconds since 1970 as ACLED counts."""
    held = (case.opened, *case.harms, *case.fields, *case.accusations, *case.tellings, *case.verifications)
    return _count_seconds(max([item.at for item in held]))


@lru_cache(maxsize=4096)
def _count_seconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())
