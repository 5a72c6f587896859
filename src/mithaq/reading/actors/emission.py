"""How much the words of sentences speak for each label of the tagger.

Every feature belongs to one word at one distance, or to the shapes of two neighbours, so that the weights of
a word are added up once and remembered as a row of a table; a text takes the rows of all its words at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
_LIMIT: Final = 60_000  # words remembered
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
    core = word.core if word.core.isalnum() else f"u{ord(word.core[0])}"
    letters = "".join(letter for bit, letter in _LETTERS if word.kinds & bit)
    if word.kinds & MARK:
        shape = "9" if word.core.isdigit() else core
    else:
        kept = "".join(letter for letter in letters if letter not in "OC")
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
    near = list(own)
    if not word.kinds & MARK:
        near.append(f"s2={core[-2:]}")
        own += [f"s1={core[-1:]}", f"s2={core[-2:]}", f"s3={core[-3:]}", f"p1={core[:1]}", f"p2={core[:2]}"]
        own.append(f"l={min(len(core), 9)}")
    return Features(tuple(own), tuple(near), (own[0], own[1]), shape)


class _Numbers(dict[str, int]):
    """The number of every word that was asked before; a new one is added when it is first asked."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, form: str) -> int:
        number = self[form] = self._add(form)
        return number


class Emission:
    """Fitted weights of words, and the sums that were asked before."""

    def __init__(self, weights: Mapping[str, Weights], find: Callable[[str], Word]) -> None:
        """Keep the weights.

        Args:
            weights: By feature: outside, begin, inside; ``-1`` or ``+1`` before it marks a neighbour's.
            find: What a form (plain spelling) can be.
        """
        self._weights = weights
        self._find = find
        self._begin = np.array(weights.get("-1BOS", _NONE))
        self._shape_of, self._pairs = _index_pairs(weights)
        self._forget()

    def _forget(self) -> None:
        self._numbers = _Numbers(self._add)
        self._table: Rows = np.zeros((_FIRST, _WIDTH))
        self._shapes: NDArray[np.intp] = np.zeros(_FIRST, dtype=np.intp)
        self._shapes[BLANK] = self._shape_of.get("", 0)

    def _add(self, form: str) -> int:
        number = len(self._numbers) + 1
        if number >= len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
            self._shapes = np.concatenate((self._shapes, np.zeros_like(self._shapes)))
        own, near, far, shape = describe(self._find(form))
        self._table[number] = (
            *self._sum(own, ""),
            *self._sum(near, "+1"),
            *self._sum(near, "-1"),
            *self._sum(far, "+2"),
            *self._sum(far, "-2"),
        )
        self._shapes[number] = self._shape_of.get(shape, 0)
        return number

    def _sum(self, features: Sequence[str], prefix: str) -> Weights:
        outside = begin = inside = 0.0
        for feature in features:
            found = self._weights.get(prefix + feature)
            if found is not None:
                outside += found[0]
                begin += found[1]
                inside += found[2]
        return outside, begin, inside

    def number(self, forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[int]:
        """Return the numbers of the words of ``sentences``, with two blanks before, between and behind them.

        Args:
            forms: All words of the page, plain spelling.
            sentences: Half-open ranges of them, none empty.
        """
        if len(self._numbers) > _LIMIT:
            self._forget()
        find = self._numbers.__getitem__
        numbers = [BLANK, BLANK]
        for first, last in sentences:
            numbers.extend(map(find, forms[first:last]))
            numbers += (BLANK, BLANK)
        return numbers

    def weigh(self, numbers: Sequence[int]) -> Rows:
        """Return a row of three sums for each of ``numbers``; those of blanks mean nothing.

        Args:
            numbers: What :meth:`number` returned last.
        """
        chosen = np.array(numbers, dtype=np.intp)
        sums = self._table.take(chosen, axis=0)
        shapes = self._shapes.take(chosen)
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
