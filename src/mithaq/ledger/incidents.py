"""Incidents as they are asked for, as far as somebody may see; `mithaq.ledger.incidentcounts` counts them.

Whatever is shown of a single incident comes from `mithaq.ledger.current`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mithaq.dates import find_today
from mithaq.ledger.current import read_cases
from mithaq.ledger.database import explain_faults
from mithaq.ledger.incidentcolumns import FIGURES, Coded, Columns, Places, load_columns
from mithaq.ledger.incidentrows import BETWEEN, IncidentRow
from mithaq.ledger.models import MaskRow, PartyRow, RestrictionRow, WordRow
from mithaq.ledger.record import Record
from mithaq.ledger.remembering import remember
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible, see_cases, simplify
from mithaq.ledger.spots import Box, find_spot
from mithaq.ledger.words import cut_words, list_words
from mithaq.packs.context import load_packs

_FOLDED = 2000  # cases that are folded to find out whether it was a withheld name that matched
_LAST = "\U0010ffff"
NONE: Final = "none-yet"
"""Asks for incidents of which nothing was found yet."""


class Follow(StrEnum):
    """Where the follow-up of an incident stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What is asked of incidents; what is empty is not asked.

    Args:
        party: Id of a party, in any role.
        category: One of the categories of an incident.
        place: English name of the place.
        box: Part of the map; incidents of which only a region or country is known lie in none.
        verification: A finding that has effect, or `NONE`.
        attribution: Likewise.
        ruling: Likewise.
        since: First day, ISO.
        until: Last day, ISO.
        words: Words of title, parties or place, all of them.
        follow: Where the follow-up stands.
        as_of: The day for what is overdue; None for today.
    """

    party: str = ""
    category: str = ""
    place: str = ""
    box: Box | None = None
    verification: str = ""
    attribution: str = ""
    ruling: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    follow: Follow | None = None
    as_of: date | None = None


@dataclass(frozen=True, eq=False)
class Incidents:
    """Incidents that were found, the latest first.

    Args:
        columns: All of the record.
        rows: Which of them, by number.
    """

    columns: Columns
    rows: Places

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    @cached_property
    def weights(self) -> tuple[NDArray[np.float64], ...]:
        """The figures that are added up (`FIGURES`), for these incidents."""
        return tuple(self.columns.numbers[name][self.rows].astype(np.float64) for name in FIGURES)


def select_incidents(
    record: Record, wanted: IncidentFilter = IncidentFilter(), *, sight: Sight = EVERYTHING
) -> Incidents:
    """Return incidents, those that were rejected left out.

    Args:
        record: The record.
        wanted: What is asked of them.
        sight: Who looks.
    """
    with explain_faults(record.where):
        columns = load_columns(record.alias)
        seen = simplify(record.alias, sight)
        # The columns may be of an earlier state than the one that is remembered by: both name what is seen of them.
        name = f"incidents {columns.size} {columns.root.hex()}"
        kept = remember(record, name, seen, lambda: _see(columns, record.alias, seen)).copy()
        for condition in _list_conditions(columns, wanted):
            kept &= condition
        if wanted.party:
            kept &= _name(columns, record.alias, wanted.party)
        for cases in _list_named(record.alias, wanted):
            kept &= _mark(columns, cases)
        found = Incidents(columns, np.flatnonzero(kept))
        return _drop_withheld(record, found, wanted, sight)


def find_none(record: Record) -> Incidents:
    """Return no incidents.

    Args:
        record: The record.
    """
    return Incidents(load_columns(record.alias), np.array([], dtype=np.intp))


def _see(columns: Columns, alias: str, sight: Sight) -> NDArray[np.bool_]:
    kept = np.ones(len(columns.cases), dtype=np.bool_)
    if sight.published:
        rows = keep_visible(IncidentRow.objects.using(alias), sight)
        return _mark(columns, rows.values_list("case", flat=True))
    if not sight.is_whole:
        restricted = RestrictionRow.objects.using(alias).filter(~see_cases(sight, alias))
        kept[columns.find_rows(restricted.values_list("case", flat=True))] = False
    return kept


def _mark(columns: Columns, cases: Iterable[str]) -> NDArray[np.bool_]:
    kept = np.zeros(len(columns.cases), dtype=np.bool_)
    kept[columns.find_rows(cases)] = True
    return kept


def _pick(column: Coded, fits: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return which rows have a text that fits: each text is looked at once."""
    return np.array([fits(value) for value in column.values], dtype=np.bool_)[column.codes]


def _list_conditions(columns: Columns, wanted: IncidentFilter) -> Iterator[NDArray[np.bool_]]:
    texts = columns.texts
    if wanted.category:
        listed = f"{BETWEEN}{wanted.category}{BETWEEN}"
        yield _pick(texts["categories"], lambda value: listed in value)
    if wanted.place:
        yield _pick(texts["place"], lambda value: value == wanted.place)
    for name in ("verification", "attribution", "ruling"):
        if asked := getattr(wanted, name):
            finding = "" if asked == NONE else asked
            yield _pick(texts[name], finding.__eq__)
    if wanted.since:
        yield _pick(texts["last"], lambda value: value >= wanted.since)
    if wanted.until:
        yield _pick(texts["first"], lambda value: value <= wanted.until)
        yield _pick(texts["last"], bool)
    if wanted.follow is not None:
        yield from _ask_follow(columns, wanted)
    if wanted.box:
        yield _lie_in(columns, wanted.box)


def _ask_follow(columns: Columns, wanted: IncidentFilter) -> Iterator[NDArray[np.bool_]]:
    remedy, due = columns.texts["remedy"], columns.texts["due"]
    if wanted.follow is Follow.CLOSED:
        yield _pick(remedy, lambda value: value == "closed")
        return
    yield _pick(remedy, lambda value: value not in {"", "closed"})
    if wanted.follow is Follow.OVERDUE:
        today = (wanted.as_of or find_today()).isoformat()
        yield _pick(due, lambda value: "" < value < today)


def _name(columns: Columns, alias: str, party: str) -> NDArray[np.bool_]:
    """Return which rows name a party: as taking part, or as accused by somebody."""
    taking = PartyRow.objects.using(alias).filter(party=party).values_list("case", flat=True)
    return _mark(columns, taking) | _accuse(columns, party)


def _accuse(columns: Columns, party: str) -> NDArray[np.bool_]:
    listed = f"{BETWEEN}{party}{BETWEEN}"
    return _pick(columns.texts["accused"], lambda value: listed in value)


def find_accusing(found: Incidents, parties: Iterable[str]) -> dict[str, str]:
    """Return one incident for each party that is accused in some of those that were found: the latest.

    Args:
        found: The incidents.
        parties: Ids of parties.
    """
    cases: dict[str, str] = {}
    for party in parties:
        rows = found.rows[_accuse(found.columns, party)[found.rows]]
        if len(rows):
            cases[party] = found.columns.cases[rows[0]]
    return cases


def _list_named(alias: str, wanted: IncidentFilter) -> Iterator[Iterable[str]]:
    for word in cut_words(wanted.words):
        rows = WordRow.objects.using(alias).filter(word__gte=word, word__lt=f"{word}{_LAST}")
        yield rows.values_list("case", flat=True)


def _lie_in(columns: Columns, box: Box) -> NDArray[np.bool_]:
    def holds(name: str) -> bool:
        spot = find_spot(name)
        return spot is not None and spot.is_narrow and box.holds(spot.latitude, spot.longitude)

    latitude, longitude = columns.numbers["latitude"], columns.numbers["longitude"]
    east, west = longitude <= box.east, longitude >= box.west
    inside: NDArray[np.bool_] = (east | west) if box.west > box.east else (east & west)
    inside &= (latitude >= box.south) & (latitude <= box.north)
    inside |= np.isnan(latitude) & _pick(columns.texts["place"], holds)
    return inside


def _drop_withheld(record: Record, found: Incidents, wanted: IncidentFilter, sight: Sight) -> Incidents:
    """Return incidents without those that were found by a name which is withheld: nobody may learn that it is there."""
    hidden = wanted.words or (wanted.party and load_packs().find_actor(wanted.party) is None)
    if not hidden or not MaskRow.objects.using(record.alias).exists():
        return found
    words, kept = cut_words(wanted.words), []
    for case in read_cases(record, list_ids(found, 0, _FOLDED), sight=sight):
        known = list_words(case)
        named = not wanted.party or any(party.id == wanted.party for _, party in case.sides)
        if named and all(any(word.startswith(asked) for word in known) for asked in words):
            kept.append(case.id)
    return Incidents(found.columns, found.columns.find_rows(kept))


def list_ids(found: Incidents, first: int, last: int) -> Sequence[str]:
    """Return ids of incidents, the latest first.

    Args:
        found: Those that `select_incidents` found.
        first: Number of the first one, from 0.
        last: Number behind the last one.
    """
    return [found.columns.cases[row] for row in found.rows[first:last]]


def list_due(found: Incidents) -> Sequence[str]:
    """Return ids of incidents, those that have to be answered or closed first before others.

    Args:
        found: Those that `select_incidents` found.
    """
    due = found.columns.texts["due"]
    rows = sorted(found.rows.tolist(), key=lambda row: due.values[due.codes[row]])
    return [found.columns.cases[row] for row in rows]
