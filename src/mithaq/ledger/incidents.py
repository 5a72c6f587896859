"""Incidents counted: by time, party, place and finding, with what is uncertain of each, as far as somebody may see.

Nothing is folded to count; whatever is shown of a single incident comes from `mithaq.ledger.current`. Of harm,
incidents that were refuted are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Substr

from mithaq.following.fold import Standing
from mithaq.ledger.current import read_cases
from mithaq.ledger.database import explain_faults
from mithaq.ledger.incidentrows import BETWEEN, IncidentRow, split_values
from mithaq.ledger.models import MaskRow, PartyRow, WordRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible, simplify
from mithaq.ledger.spots import Box, find_spot
from mithaq.ledger.words import cut_words, list_words
from mithaq.packs.context import load_packs

_FOLDED = 2000  # cases that are folded to find out whether it was a withheld name that matched
_POINTS = 2000
_POSITION: Final = ("place", "latitude", "longitude", "metres")
_LAST = "\U0010ffff"
_PLAIN: Final = ("incidents", "single", "sure", "refuted", "undated")
_PARTS: Final = ("low", "best", "high", "open")
NONE: Final = "none-yet"
"""Asks for incidents of which nothing was found yet."""


class Step(StrEnum):
    """Of what length the times are by which is counted."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LENGTHS: Final = MappingProxyType({Step.DAY: 10, Step.MONTH: 7, Step.YEAR: 4})


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


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people were harmed.

    Args:
        low: The least figures, added up.
        best: The best figures.
        high: The greatest figures; those without an upper bound count with their best one.
        unbounded: How many incidents have no upper bound.
    """

    low: float = 0
    best: float = 0
    high: float = 0
    unbounded: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What some incidents come to.

    Args:
        incidents: How many.
        single: Of these, told by one source only, nothing found.
        sure: Corroborated by independent sources, verified or investigated.
        refuted: Refuted; their harm is not counted.
        undated: Of which only the day of a report is known.
        killed: People killed.
        injured: People injured.
    """

    incidents: int = 0
    single: int = 0
    sure: int = 0
    refuted: int = 0
    undated: int = 0
    killed: Toll = Toll()
    injured: Toll = Toll()


@dataclass(frozen=True, slots=True)
class Point:
    """Incidents at one place of the map.

    Args:
        place: English name; may be empty beside a position that was measured.
        latitude: Degrees.
        longitude: Degrees.
        metres: How precise that is.
        measured: Whether the record gives the position.
        counts: What the incidents come to.
    """

    place: str
    latitude: float
    longitude: float
    metres: float
    measured: bool
    counts: Counts


def select_incidents(
    record: Record, wanted: IncidentFilter = IncidentFilter(), *, sight: Sight = EVERYTHING
) -> QuerySet[IncidentRow]:
    """Return the rows of incidents, those that were rejected left out.

    Args:
        record: The record.
        wanted: What is asked of them.
        sight: Who looks.
    """
    alias = record.alias
    rows = IncidentRow.objects.using(alias).filter(standing__gt=Standing.REJECTED)
    rows = keep_visible(rows, simplify(alias, sight)).filter(_list_conditions(wanted))
    with explain_faults(record.where):
        if wanted.box:
            rows = rows.filter(_lie_in(rows, wanted.box))
        if wanted.party:
            rows = rows.filter(
                case__in=PartyRow.objects.using(alias).filter(party=wanted.party).values("case")
            )
        for word in cut_words(wanted.words):
            found = WordRow.objects.using(alias).filter(word__gte=word, word__lt=f"{word}{_LAST}")
            rows = rows.filter(case__in=found.values("case"))
        return _drop_withheld(record, rows, wanted, sight)


def _list_conditions(wanted: IncidentFilter) -> Q:
    found = Q()
    if wanted.category:
        found &= Q(categories__contains=f"{BETWEEN}{wanted.category}{BETWEEN}")
    if wanted.place:
        found &= Q(place=wanted.place)
    for name in ("verification", "attribution", "ruling"):
        if value := getattr(wanted, name):
            found &= Q(**{name: "" if value == NONE else value})
    if wanted.since:
        found &= Q(last__gte=wanted.since)
    if wanted.until:
        found &= Q(first__lte=wanted.until) & ~Q(last="")
    return found & _ask_follow(wanted)


def _ask_follow(wanted: IncidentFilter) -> Q:
    if wanted.follow is None:
        return Q()
    if wanted.follow is Follow.CLOSED:
        return Q(remedy="closed")
    waiting = ~Q(remedy__in=("", "closed"))
    if wanted.follow is Follow.OPEN:
        return waiting
    today = wanted.as_of or datetime.now(UTC).date()
    return waiting & Q(due__lt=today.isoformat()) & ~Q(due="")


def _lie_in(rows: QuerySet[IncidentRow], box: Box) -> Q:
    names = rows.filter(latitude__isnull=True).exclude(place="").values_list("place", flat=True).distinct()
    inside = [
        name
        for name in names.order_by("place")
        if (spot := find_spot(name)) and spot.is_narrow and box.holds(spot.latitude, spot.longitude)
    ]
    wide = Q(longitude__gte=box.west, longitude__lte=box.east)
    if box.west > box.east:
        wide = Q(longitude__gte=box.west) | Q(longitude__lte=box.east)
    measured = wide & Q(latitude__gte=box.south, latitude__lte=box.north)
    return measured | Q(latitude__isnull=True, place__in=inside)


def _drop_withheld(
    record: Record, rows: QuerySet[IncidentRow], wanted: IncidentFilter, sight: Sight
) -> QuerySet[IncidentRow]:
    """Return rows without those that were found by a name which is withheld: nobody may learn that it is there."""
    hidden = wanted.words or (wanted.party and load_packs().find_actor(wanted.party) is None)
    if not hidden or not MaskRow.objects.using(record.alias).exists():
        return rows
    ids = list(rows.order_by("-first", "case").values_list("case", flat=True)[:_FOLDED])
    words, kept = cut_words(wanted.words), []
    for case in read_cases(record, ids, sight=sight):
        known = list_words(case)
        named = not wanted.party or any(party.id == wanted.party for _, party in case.sides)
        if named and all(any(word.startswith(asked) for word in known) for asked in words):
            kept.append(case.id)
    return rows.filter(case__in=kept)


def _sums() -> dict[str, Any]:
    found: dict[str, Any] = {"incidents": Count("case")}
    found.update((name, Sum(name, default=0)) for name in _PLAIN if name != "incidents")
    for what in ("killed", "injured"):
        # What is summed up must not be called as what it is summed up from.
        found.update((f"{what}_sum_{part}", Sum(f"{what}_{part}")) for part in _PARTS)
    return {f"all_{name}": value for name, value in found.items()}


def _make_counts(row: Mapping[str, Any]) -> Counts:
    killed, injured = (
        Toll(*(row[f"all_{what}_sum_{part}"] or 0 for part in _PARTS)) for what in ("killed", "injured")
    )
    plain = (row[f"all_{name}"] for name in _PLAIN)
    return replace(Counts(*plain), killed=killed, injured=injured)


def add_counts(many: Iterable[Counts]) -> Counts:
    """Return counts added up.

    Args:
        many: Of incidents that are not the same.
    """
    known = list(many)
    plain = (sum(getattr(one, name) for one in known) for name in _PLAIN)
    return replace(
        Counts(*plain),
        killed=_add_tolls([one.killed for one in known]),
        injured=_add_tolls([one.injured for one in known]),
    )


def _add_tolls(tolls: Sequence[Toll]) -> Toll:
    return Toll(*(sum(getattr(toll, part.name) for toll in tolls) for part in fields(Toll)))


def count_all(rows: QuerySet[IncidentRow]) -> Counts:
    """Return what incidents come to.

    Args:
        rows: Those that `select_incidents` found.
    """
    return _make_counts(rows.aggregate(**_sums()))


def find_span(rows: QuerySet[IncidentRow]) -> tuple[str, str]:
    """Return the first and the last day of incidents, ISO; empty where none has a day.

    Args:
        rows: Those that `select_incidents` found.
    """
    ends = rows.exclude(first="").aggregate(earliest=Min("first"), latest=Max("first"))
    return ends["earliest"] or "", ends["latest"] or ""


def count_groups(rows: QuerySet[IncidentRow], *columns: str) -> dict[tuple[Any, ...], Counts]:
    """Return what incidents come to for each combination of values: the table is read once for all of them.

    Args:
        rows: Those that `select_incidents` found.
        columns: Such as ``category``, ``verification``, ``attribution``, ``ruling``.
    """
    found = rows.order_by(*columns).values(*columns).annotate(**_sums())
    return {tuple(row[column] for column in columns): _make_counts(row) for row in found}


def sum_groups(groups: Mapping[tuple[Any, ...], Counts], place: int) -> dict[Any, Counts]:
    """Return the same counts by one of the columns alone.

    Args:
        groups: What `count_groups` returned.
        place: Which column, from 0.
    """
    found: defaultdict[Any, list[Counts]] = defaultdict(list)
    for key, counts in groups.items():
        found[key[place]].append(counts)
    return {value: add_counts(many) for value, many in found.items()}


def count_periods(rows: QuerySet[IncidentRow], step: Step) -> dict[str, Counts]:
    """Return what incidents come to at each time.

    Args:
        rows: As for `count_times`.
        step: Likewise.
    """
    dated = rows.exclude(first="").annotate(time=Substr("first", 1, _LENGTHS[step])).order_by("time")
    return {row["time"]: _make_counts(row) for row in dated.values("time").annotate(**_sums())}


def count_times(rows: QuerySet[IncidentRow], step: Step) -> dict[tuple[str, tuple[str, ...]], Counts]:
    """Return what incidents come to for each time and each set of accused parties.

    Args:
        rows: Those that `select_incidents` found; those without any day are left out.
        step: Of what length the times are. Incidents that lasted longer count where they began.
    """
    dated = (
        rows.exclude(first="").annotate(time=Substr("first", 1, _LENGTHS[step])).order_by("time", "accused")
    )
    found = dated.values("time", "accused").annotate(**_sums())
    return {(row["time"], split_values(row["accused"])): _make_counts(row) for row in found}


def count_parties(rows: QuerySet[IncidentRow]) -> dict[str, tuple[Counts, Counts]]:
    """Return for each party what the incidents come to of which it is accused, and those that a finding gives it.

    Args:
        rows: Those that `select_incidents` found; an incident of two parties counts for each.
    """
    found: defaultdict[str, tuple[list[Counts], list[Counts]]] = defaultdict(lambda: ([], []))
    for columns, counts in count_groups(rows, "accused", "attributed").items():
        for place, parties in enumerate(columns):
            for party in split_values(parties):
                found[party][place].append(counts)
    return {party: (add_counts(said), add_counts(proved)) for party, (said, proved) in found.items()}


def count_positions(rows: QuerySet[IncidentRow]) -> dict[tuple[Any, ...], Counts]:
    """Return what incidents come to at each place: its name, and latitude, longitude and metres where measured.

    Args:
        rows: Those that `select_incidents` found.
    """
    return count_groups(rows, *_POSITION)


def list_points(positions: Mapping[tuple[Any, ...], Counts]) -> tuple[Point, ...]:
    """Return where incidents lie on the map, the most numerous first.

    Args:
        positions: What `count_positions` returned; those of which no position is known are left out.
    """
    found = [point for where, counts in positions.items() for point in _make_points(where, counts)]
    return tuple(sorted(found, key=lambda point: (-point.counts.incidents, point.place))[:_POINTS])


def _make_points(where: tuple[Any, ...], counts: Counts) -> Iterator[Point]:
    place, latitude, longitude, metres = where
    if latitude is not None:
        yield Point(place, latitude, longitude, metres or 0.0, measured=True, counts=counts)
    elif spot := find_spot(place):
        yield Point(place, spot.latitude, spot.longitude, spot.metres, measured=False, counts=counts)


def list_ids(rows: QuerySet[IncidentRow], first: int, last: int) -> Sequence[str]:
    """Return ids of incidents, the latest first.

    Args:
        rows: Those that `select_incidents` found.
        first: Number of the first one, from 0.
        last: Number behind the last one.
    """
    return list(rows.order_by("-first", "case").values_list("case", flat=True)[first:last])
