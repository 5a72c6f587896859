"""What incidents come to: by time, party, place and finding, with what is uncertain of each, and on the map.

Nothing is folded to count, and of harm incidents that were refuted are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from math import prod
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mithaq.ledger.incidentcolumns import Places
from mithaq.ledger.incidentrows import split_values
from mithaq.ledger.incidents import Incidents
from mithaq.ledger.spots import find_spot

OTHERS: Final = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for all parties that are not counted by themselves."""
MOST_POINTS: Final = 300
"""Positions that were measured and are drawn by themselves; more are drawn together."""
_CELLS: Final = (1e-6, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0)  # degrees
_WIDE: Final = 10**9  # more cells than lie side by side
_DEGREE: Final = 111_000.0  # metres
_CUBE: Final = 1_000_000  # combinations of values that are counted at once
_PLAIN: Final = ("incidents", "single", "sure", "refuted", "undated")


class Step(StrEnum):
    """Of what length the times are by which is counted."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LENGTHS: Final = MappingProxyType({Step.DAY: 10, Step.MONTH: 7, Step.YEAR: 4})


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


def count_all(found: Incidents) -> Counts:
    """Return what incidents come to.

    Args:
        found: Those that `select_incidents` found.
    """
    (counts,) = _count(found, np.zeros(len(found), dtype=np.intp), 1)
    return counts


def _count(found: Incidents, groups: NDArray[np.integer[Any]], most: int) -> list[Counts]:
    """Return what the incidents of each group come to.

    Args:
        found: Those that are counted.
        groups: For each of them the number of its group.
        most: How many groups there are.
    """
    return _tell(_sum(found, groups, most))


def _sum(found: Incidents, groups: NDArray[np.integer[Any]], most: int) -> NDArray[np.float64]:
    """Return a row for the number of incidents and for each of the figures (`FIGURES`), a column for each group."""
    rows = [np.bincount(groups, minlength=most)]
    rows += [np.bincount(groups, weights=weights, minlength=most) for weights in found.weights]
    return np.array(rows, dtype=np.float64)


def _tell(sums: NDArray[np.float64]) -> list[Counts]:
    return [_make_counts(figures) for figures in sums.T.tolist()]


def _make_counts(figures: Sequence[float]) -> Counts:
    incidents, single, sure, refuted, undated = (int(figure) for figure in figures[:5])
    killed, injured = (
        Toll(low, best, high, int(many)) for low, best, high, many in (figures[5:9], figures[9:])
    )
    return Counts(incidents, single, sure, refuted, undated, killed, injured)


def find_span(found: Incidents) -> tuple[str, str]:
    """Return the first and the last day of incidents, ISO; empty where none has a day.

    Args:
        found: Those that `select_incidents` found.
    """
    days = [value for value in _list_values(found, "first") if value]
    return (min(days), max(days)) if days else ("", "")


def _list_values(found: Incidents, column: str) -> list[str]:
    coded = found.columns.texts[column]
    return [coded.values[code] for code in np.unique(coded.codes[found.rows])]


def count_values(found: Incidents, *columns: str) -> tuple[dict[str, Counts], ...]:
    """Return what incidents come to for each value, for each of some columns: they are added up once for all of them.

    Args:
        found: Those that `select_incidents` found.
        columns: Such as ``category``, ``place``, ``verification``, ``attribution``, ``ruling``.
    """
    coded = [found.columns.texts[column] for column in columns]
    shape = tuple(max(len(column.values), 1) for column in coded)
    if len(columns) > 1 and prod(shape) > _CUBE:
        return tuple(count_values(found, column)[0] for column in columns)
    groups = np.ravel_multi_index(tuple(column.codes[found.rows] for column in coded), shape)
    cube = _sum(found, groups, prod(shape)).reshape(-1, *shape)
    axes = range(1, len(columns) + 1)
    told = []
    for axis, column in zip(axes, coded, strict=True):
        sums = cube.sum(axis=tuple(other for other in axes if other != axis))
        counted = zip(column.values, _tell(sums), strict=False)
        told.append({value: counts for value, counts in counted if counts.incidents})
    return tuple(told)


def count_periods(found: Incidents, step: Step) -> dict[str, Counts]:
    """Return what incidents come to at each time.

    Args:
        found: As for `count_times`.
        step: Likewise.
    """
    times, begun = _cut_times(found, step)
    counted = zip(times, _count(found, begun, len(times)), strict=True)
    return {time: counts for time, counts in counted if time and counts.incidents}


def _cut_times(found: Incidents, step: Step) -> tuple[list[str], Places]:
    """Return the times, and for each incident the number of the one at which it began."""
    first = found.columns.texts["first"]
    times = sorted({value[: _LENGTHS[step]] for value in first.values})
    number = {time: place for place, time in enumerate(times)}
    begun = np.array([number[value[: _LENGTHS[step]]] for value in first.values], dtype=np.intp)
    return times, begun[first.codes[found.rows]]


def count_times(
    found: Incidents, step: Step, most: int | None = None
) -> dict[tuple[str, tuple[str, ...]], Counts]:
    """Return what incidents come to for each time and each set of accused parties.

    Args:
        found: Those that `select_incidents` found; those without any day are left out.
        step: Of what length the times are. Incidents that lasted longer count where they began.
        most: How many sets are kept apart, those with the most incidents; the others count together as `OTHERS`.
            None keeps all.
    """
    if not len(found):
        return {}
    times, begun = _cut_times(found, step)
    accused = found.columns.texts["accused"]
    codes = accused.codes[found.rows].astype(np.intp)
    sets = [*map(split_values, accused.values), (OTHERS,)]
    if most is not None:
        ranked = np.argsort(-np.bincount(codes, minlength=len(sets)), kind="stable")
        small = np.ones(len(sets), dtype=np.bool_)
        small[ranked[:most]] = False
        codes = np.where(small[codes], len(sets) - 1, codes)
    known, groups = np.unique(begun * len(sets) + codes, return_inverse=True)
    counted = _count(found, groups, len(known))
    return {
        (times[key // len(sets)], sets[key % len(sets)]): counts
        for key, counts in zip(known.tolist(), counted, strict=True)
        if times[key // len(sets)]
    }


def count_parties(found: Incidents) -> dict[str, tuple[Counts, Counts]]:
    """Return for each party what the incidents come to of which it is accused, and those that a finding gives it.

    Args:
        found: Those that `select_incidents` found; an incident of two parties counts for each.
    """
    parties: defaultdict[str, tuple[list[Counts], list[Counts]]] = defaultdict(lambda: ([], []))
    for place, values in enumerate(count_values(found, "accused", "attributed")):
        for listed, counts in values.items():
            for party in split_values(listed):
                parties[party][place].append(counts)
    return {party: (add_counts(said), add_counts(proved)) for party, (said, proved) in parties.items()}


def list_points(found: Incidents) -> tuple[Point, ...]:
    """Return where incidents lie on the map, the most numerous first.

    Positions that were measured are drawn together where there are more than a map can show: all in one cell of the
    finest grid that leaves few enough. Such a point lies in their middle and reaches as far as they do.

    Args:
        found: Those that `select_incidents` found; those of which no position is known are left out.
    """
    measured = ~np.isnan(found.columns.numbers["latitude"][found.rows])
    points = list(_make_cells(Incidents(found.columns, found.rows[measured])))
    (places,) = count_values(Incidents(found.columns, found.rows[~measured]), "place")
    for place, counts in places.items():
        if spot := find_spot(place):
            points.append(
                Point(place, spot.latitude, spot.longitude, spot.metres, measured=False, counts=counts)
            )
    return tuple(sorted(points, key=lambda point: (-point.counts.incidents, point.place, point.latitude)))


def _make_cells(found: Incidents) -> Iterator[Point]:
    columns, rows = found.columns, found.rows
    latitude, longitude = columns.numbers["latitude"][rows], columns.numbers["longitude"][rows]
    if not len(rows):
        return
    groups, most = _find_cells(latitude, longitude)
    metres = np.nan_to_num(columns.numbers["metres"][rows])
    counts = np.bincount(groups, minlength=most)
    north, east = (
        np.bincount(groups, weights=side, minlength=most) / counts for side in (latitude, longitude)
    )
    away = np.hypot(latitude - north[groups], (longitude - east[groups]) * np.cos(np.radians(latitude)))
    reach = np.zeros(most)
    np.maximum.at(reach, groups, away * _DEGREE + metres)
    places = columns.texts["place"]
    codes = places.codes[rows].astype(np.intp)
    lowest, highest = np.full(most, len(places.values)), np.full(most, -1)
    np.minimum.at(lowest, groups, codes)
    np.maximum.at(highest, groups, codes)
    for number, told in enumerate(_count(found, groups, most)):
        place = places.values[lowest[number]] if lowest[number] == highest[number] else ""
        where = (float(north[number]), float(east[number]), float(reach[number]))
        yield Point(place, *where, measured=True, counts=told)


def _find_cells(
    latitude: NDArray[np.float64], longitude: NDArray[np.float64]
) -> tuple[NDArray[np.intp], int]:
    """Return the group of each position, and how many groups there are."""

    def group(size: float) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        rows, columns = (np.floor(values / size).astype(np.int64) for values in (latitude, longitude))
        return np.unique(rows * _WIDE + columns, return_inverse=True)

    fitting = bisect_left(_CELLS[:-1], x=True, key=lambda size: len(group(size)[0]) <= MOST_POINTS)
    known, groups = group(_CELLS[fitting])
    return groups, len(known)
