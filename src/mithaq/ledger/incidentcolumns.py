"""Incidents as columns in memory, so that they are counted without asking the database for each row.

A record that grew since is asked only for the cases that its new entries touch. That it is the same record, and
grew, is known by its tree: the root hash over the entries that were there is still the one that was kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from threading import Lock
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from django.db import connections
from numpy.typing import NDArray

from mithaq.following.case import Kind
from mithaq.following.fold import Standing
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.incidentrows import IncidentRow
from mithaq.ledger.models import CaseRow, EntryRow

Places: TypeAlias = NDArray[np.intp]
"""Numbers of rows, in order."""
_RECORDS: Final = 8  # records that are kept in memory
_MOST: Final = 5_000  # changed cases up to which a record is not read anew
CODED: Final = (
    "first", "last", "place", "category", "categories", "accused", "attributed", "verification", "attribution",
    "ruling", "remedy", "due",
)  # fmt: skip
FLAGS: Final = ("single", "sure", "refuted", "undated", "killed_open", "injured_open")
AMOUNTS: Final = (
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high",
    "latitude", "longitude", "metres",
)  # fmt: skip
FIGURES: Final = (
    "single", "sure", "refuted", "undated", "killed_low", "killed_best", "killed_high", "killed_open",
    "injured_low", "injured_best", "injured_high", "injured_open",
)  # fmt: skip
"""What is added up, in the order in which counts tell it."""
_NAMES: Final = ("case", *CODED, *FLAGS, *AMOUNTS)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of texts of which many are equal.

    Args:
        values: The texts, each once.
        codes: For each row the number of its text.
    """

    values: tuple[str, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Columns:
    """All incidents of a record that were not rejected, the latest first.

    Args:
        size: How many entries the record had.
        root: What the tree of these entries ends in.
        cases: Ids.
        texts: Columns of texts (`CODED`).
        numbers: Columns of numbers (`FLAGS`, `AMOUNTS`); NaN where there is none.
    """

    size: int
    root: bytes
    cases: tuple[str, ...]
    texts: Mapping[str, Coded]
    numbers: Mapping[str, NDArray[Any]]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of the row of each case."""
        return {case: number for number, case in enumerate(self.cases)}

    def find_rows(self, cases: Iterable[str]) -> Places:
        """Return the rows of cases, those left out that are no incidents.

        Args:
            cases: Ids.
        """
        found = [number for case in cases if (number := self.places.get(case)) is not None]
        return np.unique(np.array(found, dtype=np.intp))


class _Keeper:
    """What is kept of one record."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: Columns | None = None

    def load(self, alias: str) -> Columns:
        with self._lock:
            if self._kept is None or not _is_beginning(alias, self._kept):
                self._kept = _read_all(alias)
            else:
                self._kept = _renew(alias, self._kept)
            return self._kept


@lru_cache(maxsize=_RECORDS)
def _find_keeper(*address: str) -> _Keeper:
    del address
    return _Keeper()


def load_columns(alias: str) -> Columns:
    """Return the incidents of a record as they are now.

    Args:
        alias: The record's connection.
    """
    settings = connections[alias].settings_dict
    return _find_keeper(*(str(settings[name]) for name in ("HOST", "PORT", "NAME"))).load(alias)


def _is_beginning(alias: str, kept: Columns) -> bool:
    """Tell whether the record begins with the entries that were there when it was read."""
    if not kept.size:
        return False
    nodes = EntryRow.objects.using(alias).filter(number=kept.size - 1).values_list("node", "leaf")
    return any(_join(bytes(node), bytes(leaf)) == kept.root for node, leaf in nodes)


def _join(node: bytes, leaf: bytes) -> bytes:
    # The node of an entry is the root of the part of the tree that it completes; with its leaf it names all before.
    return node + leaf


def _find_end(alias: str) -> tuple[int, bytes]:
    last = EntryRow.objects.using(alias).order_by("-number").values_list("number", "node", "leaf").first()
    return (last[0] + 1, _join(bytes(last[1]), bytes(last[2]))) if last else (0, b"")


def _read_all(alias: str) -> Columns:
    size, root = _find_end(alias)
    rows = IncidentRow.objects.using(alias).filter(standing__gt=Standing.REJECTED)
    return _make(size, root, list(rows.values_list(*_NAMES)))


def _renew(alias: str, kept: Columns) -> Columns:
    size, root = _find_end(alias)
    if size == kept.size:
        return kept
    changed = CaseRow.objects.using(alias).filter(kind=Kind.INCIDENT.value, version__gte=kept.size)
    ids = list(changed.order_by("-version").values_list("id", flat=True)[: _MOST + 1])
    if len(ids) > _MOST:
        return _read_all(alias)
    live = IncidentRow.objects.using(alias).filter(standing__gt=Standing.REJECTED)
    fresh = [row for chunk in cut_chunks(ids) for row in live.filter(case__in=chunk).values_list(*_NAMES)]
    if not ids and live.count() == len(kept.cases):
        return Columns(size, root, kept.cases, kept.texts, kept.numbers)
    renewed = _replace(kept, frozenset(ids), fresh, (size, root))
    return renewed if live.count() == len(renewed.cases) else _read_all(alias)


def _replace(
    kept: Columns, gone: frozenset[str], fresh: Sequence[tuple[Any, ...]], end: tuple[int, bytes]
) -> Columns:
    """Return the columns without some cases, and with others at their places."""
    added = _make(*end, list(fresh))
    stays = np.ones(len(kept.cases), dtype=np.bool_)
    stays[kept.find_rows(gone)] = False
    cases = list(compress(kept.cases, stays.tolist()))
    first = kept.texts["first"]
    days = first.codes[stays]

    def find_place(number: int) -> int:
        own = (_read(added.texts["first"], number), added.cases[number])
        return bisect_left(
            range(len(cases)),
            x=True,
            key=lambda at: not _precedes((first.values[days[at]], cases[at]), own),
        )

    places = [find_place(number) for number in range(len(added.cases))]
    for place, case in zip(reversed(places), reversed(added.cases), strict=True):
        cases.insert(place, case)
    texts = {name: _join_codes(kept.texts[name], stays, places, added.texts[name]) for name in CODED}
    numbers = {
        name: np.insert(kept.numbers[name][stays], places, added.numbers[name]) for name in (*FLAGS, *AMOUNTS)
    }
    return Columns(*end, tuple(cases), MappingProxyType(texts), MappingProxyType(numbers))


def _precedes(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether a first day and a case stand before others: the latest day first."""
    return one[0] > other[0] or (one[0] == other[0] and one[1] < other[1])


def _read(column: Coded, number: int) -> str:
    return column.values[int(column.codes[number])]


def _join_codes(kept: Coded, stays: NDArray[np.bool_], places: Sequence[int], added: Coded) -> Coded:
    numbers = {text: number for number, text in enumerate(kept.values)}
    fresh = [numbers.setdefault(_read(added, number), len(numbers)) for number in range(len(added.codes))]
    return Coded(tuple(numbers), np.insert(kept.codes[stays], places, fresh))


def _make(size: int, root: bytes, rows: list[tuple[Any, ...]]) -> Columns:
    rows.sort(key=lambda row: row[0])
    rows.sort(key=lambda row: row[1], reverse=True)
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(_NAMES)
    by_name = dict(zip(_NAMES, columns, strict=True))
    numbers: dict[str, NDArray[Any]] = {name: np.array(by_name[name], dtype=np.int8) for name in FLAGS}
    numbers.update((name, np.array(by_name[name], dtype=np.float64)) for name in AMOUNTS)
    texts = {name: _code(by_name[name]) for name in CODED}
    return Columns(size, root, by_name["case"], MappingProxyType(texts), MappingProxyType(numbers))


def _code(texts: Sequence[str]) -> Coded:
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(text, len(numbers)) for text in texts]
    return Coded(tuple(numbers), np.array(codes, dtype=np.int32))
