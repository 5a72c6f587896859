"""Sums of weights: cues that always come together are named and looked up once.

Most of what is said of a word, a neighbour or a party depends on a few values that come again and again. Such
cues are handed on as one bundle, which is what names them with what they tell of: ``(name_place, 3, "past")``.
A bundle is spelled out where it is met for the first time; from then on it leads to those of its cues that weigh.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]
Exact = NDArray[np.float64]
"""Sums of weights: with twice their digits these are exact, whatever the order of adding."""

Bundle = tuple[Callable[..., Iterable[str]], *tuple[Hashable, ...]]
LIMIT = 250_000
"""So many bundles are remembered; then all are forgotten."""


class Cues(NamedTuple):
    """What speaks for or against one thing.

    Args:
        bundles: Cues that go together, of few enough kinds to be remembered.
        names: All others; those without letters say nothing.
    """

    bundles: Sequence[Bundle]
    names: Sequence[str] = ()


Described = Cues | Iterable[str]


def spell(described: Described) -> Iterator[str]:
    """Yield the names of all cues of one thing.

    Args:
        described: Bundles and names, or names alone.
    """
    if not isinstance(described, Cues):
        yield from described
        return
    for name, *values in described.bundles:
        yield from name(*values)
    yield from filter(None, described.names)


class _Places(dict[Bundle, int]):
    """The row that holds the sum of each bundle that was met; sums of several cues wait to be added up."""

    def __init__(self, rows: Mapping[str, int], blank: int) -> None:
        super().__init__()
        self._rows, self._blank = rows, blank
        self._next = blank + 1
        self.waiting: list[list[int]] = []

    def __missing__(self, bundle: Bundle) -> int:
        """Find the row of a bundle: most cues that can be named weigh nothing, and one by itself has its row."""
        name, *values = bundle
        rows = [row for row in map(self._rows.get, name(*values)) if row is not None]
        found = rows[0] if rows else self._blank
        if len(rows) > 1:
            found = self._next
            self._next += 1
            self.waiting.append(rows)
        self[bundle] = found
        return found

    def take_waiting(self) -> tuple[int, int]:
        """Return the half-open range of rows of the sums that waited; none wait any more."""
        first = self._next - len(self.waiting)
        self.waiting = []
        return first, self._next


class _Weighed(dict[Bundle, float]):
    """What each bundle that was met weighs where there is a single class."""

    def __init__(self, rows: Mapping[str, int], table: Exact) -> None:
        super().__init__()
        self._rows = rows
        self._column: list[float] = table[:, 0].tolist() if table.shape[1] == 1 else []

    def __missing__(self, bundle: Bundle) -> float:
        """Add up the cues of a bundle."""
        name, *values = bundle
        column = self._column
        rows = [row for row in map(self._rows.get, name(*values)) if row is not None]
        found = self[bundle] = sum([column[row] for row in rows], 0.0)
        return found


class Sums:
    """Adds up weights; frozen but for its memory of what was added before."""

    def __init__(self, rows: Mapping[str, int], table: Table, limit: int = LIMIT) -> None:
        """Keep the weights.

        Args:
            rows: Row of each cue in the table.
            table: One row per cue, the last one for cues that are not known.
            limit: How many bundles are remembered.
        """
        self._rows, self._limit = rows, limit
        self._blank = len(table) - 1
        # The rows of single cues come first, those of bundles behind them.
        self._table: Exact = table.astype(np.float64)
        self._places = _Places(rows, self._blank)
        self._weighed = _Weighed(rows, self._table)
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many bundles are remembered."""
        return len(self._places) + len(self._weighed)

    def weigh(self, described: Sequence[Sequence[Bundle]]) -> list[float]:
        """Return for each described thing the sum of the weights of its cues, where there is a single class.

        Args:
            described: For each thing the bundles of its cues.
        """
        if len(self._weighed) > self._limit:
            self._weighed.clear()
        find = self._weighed.__getitem__
        return [sum(map(find, bundles)) for bundles in described]

    def add(self, described: Sequence[Described]) -> Exact:
        """Return for each described thing the sums of the weights of its cues.

        Args:
            described: For each thing its cues; unknown ones weigh nothing.
        """
        with self._lock:
            known, begins = self._look(described)
            if self._places.waiting:
                self._learn()
            weights = self._table.take(known, axis=0)
        total: Exact = np.add.reduceat(weights, begins, axis=0)
        return total

    def _look(self, described: Sequence[Described]) -> tuple[list[int], list[int]]:
        """Return the rows of all cues, and where those of each described thing begin."""
        places = self._places
        if len(places) > self._limit:
            places = self._places = _Places(self._rows, self._blank)
        last = self._blank
        find, look, blank = places.__getitem__, self._rows.get, repeat(last)
        known: list[int] = []
        begins: list[int] = []
        for item in described:
            begins.append(len(known))
            known.append(last)
            names: Iterable[str]
            if isinstance(item, Cues):
                known += map(find, item.bundles)
                names = item.names
            else:
                names = item
            if names:
                known += map(look, names, blank)
        return known, begins

    def _learn(self) -> None:
        """Add up the cues of the bundles that were just met, each into a row of its own."""
        places = self._places
        waiting = places.waiting
        first, last = places.take_waiting()
        if last > len(self._table):
            room = np.zeros((max(last, len(self._table)), self._table.shape[1]))
            self._table = np.concatenate((self._table, room))
        begins = [0, *accumulate(map(len, waiting[:-1]))]
        weights = self._table.take(list(chain.from_iterable(waiting)), axis=0)
        self._table[first:last] = np.add.reduceat(weights, begins, axis=0)
