"""What the encoder says of some words that were heard together: of each word, and of two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mithaq.model import ActorType, ActType
from mithaq.reading.learnt.encoder import Floats, Whole
from mithaq.reading.learnt.windows import Window

ACT_TYPES = tuple(ActType)
ACTOR_TYPES = tuple(ActorType)
# The parts that an actor or a date can have in an act, in the order of the graph's columns.
ACTOR, RECIPIENT, SOURCE, DATE = range(4)
PARTS = 4
_POINTERS = 2
# From which distance on powers count, the number of rows of one direction, how many rows a doubling takes.
_PAIR, _REACH = (5, 12, 1.0), (16, 24, 1.5)


@dataclass(frozen=True, slots=True)
class Tables:
    """The small tables beside a graph: what distance and type say of a pair.

    Args:
        distance: By distance of a pair, one column a part.
        kind: By act type, likewise.
        reach: By distance of a word that begins or ends what an act is about, one column each.
    """

    distance: Floats
    kind: Floats
    reach: Floats


@dataclass(frozen=True, slots=True)
class Heard:
    """What some words that follow one another say.

    Args:
        window: The words.
        features: What grammar and lexicon knew of them.
        rows: By name of output, one row a word of the window; those of ``LOW``, one a piece of a word.
        tables: What distance and type say.
        sizes: For each word the number of its pieces.
    """

    window: Window
    features: Whole
    rows: dict[str, Floats]
    tables: Tables
    sizes: tuple[int, ...] = ()

    def list_stances(self, trigger: int) -> Floats:
        """Return the log-probabilities of each status, in the order of `Status`, if a word carries an act.

        Args:
            trigger: The word's token.
        """
        stances: Floats = self.rows["stances"][trigger - self.window.first]
        return stances

    def point(self, trigger: int) -> tuple[Floats, Floats]:
        """Return the log-probabilities of where what an act is about begins, and where it ends.

        The first of each is that of nowhere; then come the words.

        Args:
            trigger: First token of the trigger.
        """
        low, rows = self.window.first, self.rows
        size = rows["point"].shape[1] // _POINTERS
        far = find_rows(np.arange(self.window.last - low) - (trigger - low), *_REACH)
        begins, ends = (
            _choose(
                rows["null"][trigger - low, place],
                rows["spot"][:, columns] @ rows["point"][trigger - low, columns] / np.sqrt(np.float32(size))
                + self.tables.reach[far, place],
            )
            for place, columns in enumerate((slice(0, size), slice(size, 2 * size)))
        )
        return begins, ends

    def pair(self, trigger: int, kind: ActType, ranges: Sequence[tuple[int, int]], part: int) -> Floats:
        """Return for each range of words the log-odds that it has a part in an act; minus infinity out of earshot.

        Args:
            trigger: First token of the trigger.
            kind: Type of the act.
            ranges: Half-open token ranges.
            part: One of the four parts.
        """
        low, high = self.window.first, self.window.last
        found = np.full(len(ranges), -np.inf, np.float32)
        spans = np.asarray(ranges, np.int64).reshape(-1, 2)
        within = (low <= spans[:, 0]) & (spans[:, 1] <= high)
        if not within.any():
            return found
        rows, (first, last) = self.rows, spans[within].T
        size = rows["ask"].shape[1] // PARTS
        columns = slice(part * size, (part + 1) * size)
        ask = rows["ask"][trigger - low, columns] / np.sqrt(np.float32(size))
        bias = rows["ask_bias"][trigger - low, part] + self.tables.kind[ACT_TYPES.index(kind), part]
        own = rows["answer"][:, columns] @ ask + rows["answer_bias"][:, part]
        sums = np.concatenate(([0.0], np.cumsum(own, dtype=np.float64)))
        means = (sums[last - low] - sums[first - low]) / (last - first)
        far = find_rows(measure(trigger, first, last), *_PAIR)
        found[within] = means + bias + self.tables.distance[far, part]
        return found


def measure(trigger: int, first: Whole, last: Whole) -> Whole:
    """Return how many words lie from a trigger to the near ends of ranges, negative before it.

    Args:
        trigger: First token of the trigger.
        first: First tokens of the ranges.
        last: Tokens behind their last ones.
    """
    return np.where(first > trigger, first - trigger, np.where(last <= trigger, last - 1 - trigger, 0))


def _choose(nowhere: np.float32, odds: Floats) -> Floats:
    table = np.concatenate(([nowhere], odds))
    most = table.max()
    shares: Floats = table - most - np.log(np.exp(table - most).sum())
    return shares


def find_rows(distances: Whole, near: int, half: int, steepness: float = 1.0) -> Whole:
    """Return the rows of distances: near ones apart, far ones by powers of two; those before behind those after.

    Args:
        distances: In words, negative before the trigger.
        near: From which distance on powers count.
        half: Number of rows of one direction.
        steepness: How many rows a doubling takes.
    """
    sizes = np.abs(distances)
    powers = (np.log2(np.maximum(sizes, near) / near + 1e-6) * steepness + 1e-9).astype(np.int64)
    rows = np.where(sizes < near, sizes, near + np.minimum(powers, half - near - 1))
    return np.where(distances < 0, rows + half, rows)


def load_tables(path: Path) -> Tables:
    """Return the tables that lie beside a graph.

    Args:
        path: Their file.
    """
    with np.load(path, allow_pickle=False) as file:
        return Tables(*(file[name].astype(np.float32) for name in ("distance", "kind", "reach")))
