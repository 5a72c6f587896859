"""What hits are counted and filtered by: values with numbers, kept with every row of the search index.

A row holds the numbers of its values as letters, four for each, so that those of ten thousand rows are counted in one
go; in the words of the row the same number stands as ``@17``, so that the database filters by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np
from django.db import connections
from django.db.models import Max

from mithaq.ledger.families import cut_chunks
from mithaq.ledger.indexed import FacetRow
from mithaq.ledger.insertion import insert_rows

_WIDTH, _BITS, _FIRST = 4, 6, 48  # letters of a number, bits of a letter, the letter that stands for zero
_MARK = "@"


class What(StrEnum):
    """What can be found."""

    __hash__ = str.__hash__  # that of the letters, which they remember

    DOCUMENT = "document"
    ACT = "act"
    CASE = "case"


class Facet(StrEnum):
    """What hits are counted and filtered by."""

    __hash__ = str.__hash__  # as above

    WHAT = "what"
    OUTLET = "outlet"
    MONTH = "month"
    TYPE = "type"
    ACTOR = "actor"
    PLACE = "place"
    TOPIC = "topic"
    KIND = "kind"


COUNTED: Final[Mapping[What, str]] = {What.DOCUMENT: "documents", What.ACT: "acts", What.CASE: "cases"}
"""The columns in which it is counted how many of each have a value."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet.

    Args:
        facet: What it is a value of.
        value: Name of an outlet, ``2020-11``, an act type, an actor's id, a place's English name, a topic, a kind.
        ar: Arabic name, where it has one of its own.
        en: English name, likewise.
        type: Type of an actor.
    """

    facet: Facet
    value: str
    ar: str = ""
    en: str = ""
    type: str = ""


Key = tuple[str, str]


def find_codes(alias: str, keys: Iterable[Key]) -> dict[Key, int]:
    """Return the numbers of values; those that nothing has are left out.

    Args:
        alias: The record's connection.
        keys: Facets and values.
    """
    wanted = set(keys)
    found: dict[Key, int] = {}
    # One question for all facets: the same value of another one is rare, and left out here.
    rows = FacetRow.objects.using(alias).filter(facet__in=sorted({facet for facet, _ in wanted}))
    for chunk in cut_chunks(sorted({value for _, value in wanted})):
        for facet, value, code in rows.filter(value__in=chunk).values_list("facet", "value", "code"):
            if (facet, value) in wanted:
                found[facet, value] = code
    return found


def make_codes(alias: str, values: Iterable[Value]) -> dict[Key, int]:
    """Return the numbers of values; those that have none yet get one.

    Args:
        alias: The record's connection, in a transaction.
        values: The values, in the order in which they get numbers.
    """
    wanted: dict[Key, Value] = {}
    for value in values:
        wanted.setdefault((value.facet.value, value.value), value)
    codes = find_codes(alias, wanted)
    rows = FacetRow.objects.using(alias)
    missing = [value for key, value in wanted.items() if key not in codes]
    if missing:
        last = rows.aggregate(last=Max("code"))["last"]
        numbered = enumerate(missing, start=0 if last is None else last + 1)
        fresh = [_make_row(code, value) for code, value in numbered]
        insert_rows(alias, FacetRow, fresh)
        codes.update(((row.facet, row.value), row.code) for row in fresh)
    return codes


def _make_row(code: int, value: Value) -> FacetRow:
    return FacetRow(
        code=code, facet=value.facet.value, value=value.value, ar=value.ar, en=value.en, type=value.type
    )


@dataclass(slots=True)
class Codes:
    """The numbers of values of an index that is made anew: known without asking, and written once at the end.

    Args:
        numbers: The number of each value.
        values: The values by their numbers.
        counts: How many rows have each.
    """

    numbers: dict[Key, int] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    counts: dict[What, Counter[int]] = field(default_factory=lambda: {what: Counter() for what in What})

    def add_values(self, values: Iterable[Value]) -> None:
        """Give numbers to values that have none yet."""
        for value in values:
            key = (value.facet, value.value)
            if key not in self.numbers:
                self.numbers[key] = len(self.values)
                self.values.append(value)

    def write(self, alias: str) -> None:
        """Write all values with how many rows have them.

        Args:
            alias: The record's connection, in a transaction; it holds no values.
        """
        rows = [_make_row(code, value) for code, value in enumerate(self.values)]
        for what, column in COUNTED.items():
            for code, count in self.counts[what].items():
                setattr(rows[code], column, count)
        insert_rows(alias, FacetRow, rows)


def add_counts(alias: str, what: What, counts: Mapping[int, int]) -> None:
    """Change how many rows have values.

    Args:
        alias: The record's connection, in a transaction.
        what: What the rows are.
        counts: For each number how many more; less than none for fewer.
    """
    changed = [(count, code) for code, count in sorted(counts.items()) if count]
    if not changed:
        return
    column = COUNTED[what]
    with connections[alias].cursor() as cursor:
        # The column is one of three: nothing comes from outside.
        cursor.executemany(
            f"UPDATE ledger_facet SET {column} = {column} + %s WHERE code = %s",  # noqa: S608
            changed,
        )


def mark_code(code: int) -> str:
    """Return the term by which the database finds the rows with a value.

    Args:
        code: The value's number.
    """
    return f"{_MARK}{code}"


def write_codes(codes: Iterable[int]) -> str:
    """Return numbers as letters, four for each.

    Args:
        codes: The numbers, below 16,777,216.
    """
    return "".join(map(_write_code, codes))


@lru_cache(maxsize=50_000)
def _write_code(code: int) -> str:
    mask = (1 << _BITS) - 1
    return "".join(chr(_FIRST + (code >> shift & mask)) for shift in (3 * _BITS, 2 * _BITS, _BITS, 0))


def read_codes(letters: str) -> list[int]:
    """Return the numbers that letters stand for.

    Args:
        letters: What `write_codes` returned, or several of them in a row.
    """
    return [int(code) for code in _decode(letters)]


def count_codes(letters: str) -> dict[int, int]:
    """Return how often each number stands among letters.

    Args:
        letters: As for `read_codes`.
    """
    counted = np.bincount(_decode(letters)) if letters else np.zeros(0, dtype=np.int64)
    return {int(code): int(counted[code]) for code in np.flatnonzero(counted)}


def _decode(letters: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    digits = (
        np.frombuffer(letters.encode("ascii"), dtype=np.uint8).reshape(-1, _WIDTH).astype(np.int64) - _FIRST
    )
    places = np.array([1 << shift * _BITS for shift in range(_WIDTH - 1, -1, -1)], dtype=np.int64)
    return digits @ places
