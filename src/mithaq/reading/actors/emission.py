"""How much the words of sentences speak for each label of the tagger.

Every feature belongs to one word at one distance, or to the shapes of two neighbours, so that the weights of
a word are added up once and remembered as a row of a table; a text takes the rows of all its words at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mithaq.reading.actors.words import (
    ADJ,
    BOUND,
    BREAK,
    COMMON,
    FOREIGN,
    GIVEN,
    HEAD,
    KNOWN,
    MARK,
    NAMEY,
    NATADJ,
    OWNED,
    PARTICLE,
    PLAIN,
    RANK,
    SOURCE,
    TITLE,
    Word,
)

Weights = tuple[float, float, float]
Rows = NDArray[np.float64]
BLANK: Final = 0
"""Number that stands before, between and behind sentences, twice, since features reach two words far."""

_NONE: Final[Weights] = (0.0, 0.0, 0.0)
_LETTERS: Final = (
    (HEAD, "H"),
    (TITLE, "T"),
    (RANK, "R"),
    (PLAIN, "P"),
    (SOURCE, "S"),
    (GIVEN, "G"),
    (PARTICLE, "L"),
    (NATADJ, "N"),
    (ADJ, "A"),
    (BREAK, "B"),
    (FOREIGN, "F"),
    (KNOWN, "K"),
    (BOUND, "D"),
    (OWNED, "O"),
    (NAMEY, "Y"),
    (COMMON, "C"),
    (MARK, "M"),
)
_COLUMNS: Final = {"": 0, "+1": 3, "-1": 6, "+2": 9, "-2": 12}
_OWN: Final = frozenset(("s1", "s3", "p1", "p2", "l"))  # what neighbours do not ask
_FAR: Final = frozenset(("w", "k"))  # all that words beyond them ask
_FIRST: Final = 4_096  # rows of the table at first
_WIDTH: Final = 15  # three labels of the word itself and of the four places around it


class Features(NamedTuple):
    """What is known of a word: by itself, for its neighbours, for the words beyond, and its shape."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    shape: str


def describe(word: Word) -> Features:
    """Return the features of ``word``, as the fitting and the reading both need them."""
    own, shape = describe_alone(word)
    near = [name for name in own if name.partition("=")[0] not in _OWN]
    return Features(tuple(own), tuple(near), (own[0], own[1]), shape)


def describe_alone(word: Word) -> tuple[list[str], str]:
    """Return the features of ``word`` by itself, which is all that the reading adds up, and its shape."""
    core = word.core if word.core.isalnum() else f"u{ord(word.core[0])}"
    letters, kept = _read_kinds(word.kinds)
    if word.kinds & MARK:
        shape = "9" if word.core.isdigit() else core
    else:
        shape = ("d" if word.definite else "") + (word.clitic and "c") + kept
    own = [f"w={core}", f"k={shape}"]
    if word.clitic:
        own.append(f"c={word.clitic}")
    if word.base:
        own.append(f"b={word.base}")
    own += [f"t={letter}" for letter in letters]
    if word.type:
        own.append(f"y={word.type}")
    if word.definite:
        own.append("def")
    if not word.kinds & MARK:
        own += (
            f"s1={core[-1:]}",
            f"s2={core[-2:]}",
            f"s3={core[-3:]}",
            f"p1={core[:1]}",
            f"p2={core[:2]}",
            f"l={min(len(core), 9)}",
        )
    return own, shape


@lru_cache(maxsize=4_096)
def _read_kinds(kinds: int) -> tuple[str, str]:
    """Return the letters of the kinds of a word, and those of them that make its shape."""
    letters = "".join([letter for bit, letter in _LETTERS if kinds & bit])
    return letters, "".join([letter for letter in letters if letter not in "OC"])


@dataclass(slots=True)
class _Table:
    """The sums of the words of one memory, by their numbers; those that are not known yet are added."""

    memory: Mapping[str, Word]
    sums: Rows = field(default_factory=lambda: np.zeros((_FIRST, _WIDTH)))
    shapes: NDArray[np.intp] = field(default_factory=lambda: np.zeros(_FIRST, dtype=np.intp))
    known: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(_FIRST, dtype=np.bool_))

    def grow(self, size: int) -> None:
        """Make room for ``size`` numbers."""
        more = max(size, len(self.known))
        self.sums = np.concatenate((self.sums, np.zeros((more, _WIDTH))))
        self.shapes = np.concatenate((self.shapes, np.zeros(more, dtype=np.intp)))
        self.known = np.concatenate((self.known, np.zeros(more, dtype=np.bool_)))


class Emission:
    """Fitted weights of words, and the sums that were asked before."""

    def __init__(self, weights: Mapping[str, Weights]) -> None:
        """Keep the weights.

        Args:
            weights: By feature: outside, begin, inside; ``-1`` or ``+1`` before it marks a neighbour's.
        """
        self._rows, self._weights = _index_features(weights)
        self._begin = np.array(weights.get("-1BOS", _NONE))
        self._shape_of, self._pairs = _index_pairs(weights)
        self._table = _Table({})
        self._lock = Lock()

    def _look(self, numbers: NDArray[np.intp], words: Sequence[Word], memory: Mapping[str, Word]) -> _Table:
        """Return the table of ``memory`` with all of ``words`` in it."""
        table = self._table
        if table.memory is memory and numbers.max() < len(table.known) and table.known.take(numbers).all():
            return table
        with self._lock:
            if table.memory is not memory:
                table = self._table = _Table(memory)
                table.known[BLANK] = True
                table.shapes[BLANK] = self._shape_of.get("", 0)
            top = int(numbers.max())
            if top >= len(table.known):
                table.grow(top)
            unknown = set(numbers[~table.known.take(numbers)].tolist())
            if unknown:
                self._add(table, {word.number: word for word in words if word.number in unknown})
        return table

    def _add(self, table: _Table, words: Mapping[int, Word]) -> None:
        """Add words to the table, by their numbers."""
        find, blank = self._rows.get, len(self._weights) - 1
        described = list(map(describe_alone, words.values()))
        longest = max([len(own) for own, _ in described])
        rows = [[*map(find, own, repeat(blank)), *repeat(blank, longest - len(own))] for own, _ in described]
        numbers = list(words)
        table.sums[numbers] = self._weights.take(rows, axis=0).sum(axis=1)
        table.shapes[numbers] = [self._shape_of.get(shape, 0) for _, shape in described]
        table.known[numbers] = True

    def weigh(self, numbers: Sequence[int], words: Sequence[Word], memory: Mapping[str, Word]) -> Rows:
        """Return a row of three sums for each of ``numbers``; those of blanks mean nothing.

        Args:
            numbers: Those of the words of sentences, as :func:`number` gives them.
            words: The words.
            memory: What the words were looked up in.
        """
        chosen = np.array(numbers, dtype=np.intp)
        table = self._look(chosen, words, memory)
        sums = table.sums.take(chosen, axis=0)
        shapes = table.shapes.take(chosen)
        pairs = self._pairs.take(shapes[:-1] * len(self._shape_of) + shapes[1:], axis=0)
        starts = np.flatnonzero((chosen[:-1] == BLANK) & (chosen[1:] != BLANK))
        pairs[starts, 3:] = self._begin
        rows = sums[:, :3].copy()
        rows[1:] += sums[:-1, 6:9]
        rows[:-1] += sums[1:, 3:6]
        rows[2:] += sums[:-2, 12:]
        rows[:-2] += sums[2:, 9:12]
        rows[1:] += pairs[:, 3:]
        rows[:-1] += pairs[:, :3]
        return rows


def number(words: Sequence[Word], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Return the numbers of the words of ``sentences``, with two blanks before, between and behind them.

    Args:
        words: All words of the page.
        sentences: Half-open ranges of them, none empty.
    """
    numbers = [BLANK, BLANK]
    for first, last in sentences:
        numbers += [word.number for word in words[first:last]]
        numbers += (BLANK, BLANK)
    return numbers


def _index_features(weights: Mapping[str, Weights]) -> tuple[dict[str, int], Rows]:
    """Return a row for every feature of one word, with its weights for the word itself and the four around it."""
    rows: dict[str, int] = {}
    placed = []
    for name, weight in weights.items():
        prefix = name[:2] if name[:2] in _COLUMNS else ""
        feature = name[len(prefix) :]
        kind = feature.partition("=")[0]
        if kind in {"r", "q"} or (prefix and kind in _OWN) or (prefix[1:] == "2" and kind not in _FAR):
            continue
        placed.append((rows.setdefault(feature, len(rows)), _COLUMNS[prefix], weight))
    table: Rows = np.zeros((len(rows) + 1, _WIDTH))
    at = np.array([(row, column) for row, column, _ in placed], dtype=np.intp).reshape(-1, 2)
    values = np.array([weight for _, _, weight in placed]).reshape(-1, 3)
    for shift in range(3):
        table[at[:, 0], at[:, 1] + shift] = values[:, shift]
    return rows, table


def _index_pairs(weights: Mapping[str, Weights]) -> tuple[dict[str, int], Rows]:
    """Return a number for every shape of two neighbours, 0 for all others, and the weights of all pairs."""
    found = [(name, *name[2:].rpartition("|")[::2]) for name in weights if name[:2] in {"r=", "q="}]
    shapes = {"other": 0}
    for _, left, right in found:
        shapes.setdefault(left, len(shapes))
        shapes.setdefault(right, len(shapes))
    pairs: Rows = np.zeros((len(shapes) ** 2, 6))
    for name, left, right in found:
        place = shapes[left] * len(shapes) + shapes[right]
        pairs[place, 0 if name[0] == "r" else 3 :][:3] = weights[name]
    return shapes, pairs
