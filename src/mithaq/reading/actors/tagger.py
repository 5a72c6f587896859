"""Marks the words of names with weights that were fitted to annotated texts; optional.

A linear chain over three labels (outside, begin, inside). Every feature belongs to one word at one distance,
or to the shapes of two neighbours, so that the weights of a word are added up once and remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mithaq.reading.actors.vocabulary import Vocabulary
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
Pair = tuple[float, float, float, float, float, float]
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
_NEVER: Final = -1e9
_LIMIT: Final = 100_000


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


class _Sums(NamedTuple):
    here: Weights
    before: Weights
    after: Weights
    far_before: Weights
    far_after: Weights
    shape: str


_BLANK: Final = _Sums(_NONE, _NONE, _NONE, _NONE, _NONE, "")


class Tagger:
    """Fitted weights and the sums that were asked before."""

    def __init__(self, weights: dict[str, Weights], moves: Sequence[float], vocabulary: Vocabulary) -> None:
        """Keep the weights.

        Args:
            weights: By feature: outside, begin, inside; ``-1`` or ``+1`` before it marks a neighbour's.
            moves: From outside to outside, begin; from begin to all three; from inside likewise.
            vocabulary: What words can be.
        """
        self._weights = weights
        self._moves = tuple(moves)
        self._vocabulary = vocabulary
        self._memory: dict[str, _Sums] = {}
        self._pairs: dict[tuple[str, str], Pair] = {}

    def tag(self, forms: Sequence[str], first: int, last: int) -> list[tuple[int, int, float]]:
        """Return the names in one sentence as token ranges with a margin over their being none.

        Args:
            forms: All words of the page.
            first: First token of the sentence.
            last: Token behind its last one.
        """
        if last <= first:
            return []
        return self._decode(self._emit(forms, first, last), first)

    def _sum(self, features: Sequence[str], prefix: str) -> Weights:
        outside = begin = inside = 0.0
        for feature in features:
            found = self._weights.get(prefix + feature)
            if found is not None:
                outside += found[0]
                begin += found[1]
                inside += found[2]
        return outside, begin, inside

    def _sums(self, form: str) -> _Sums:
        word = self._vocabulary.find(form)
        own, near, far, shape = describe(word)
        sums = _Sums(
            self._sum(own, ""),
            self._sum(near, "+1"),
            self._sum(near, "-1"),
            self._sum(far, "+2"),
            self._sum(far, "-2"),
            shape,
        )
        if len(self._memory) > _LIMIT:
            self._memory.clear()
        self._memory[form] = sums
        return sums

    def _pair(self, pair: tuple[str, str]) -> Pair:
        left = self._weights.get(f"r={pair[0]}|{pair[1]}", _NONE)
        right = self._weights.get(f"q={pair[0]}|{pair[1]}", _NONE)
        found = self._pairs[pair] = (*left, *right)
        return found

    def _emit(self, forms: Sequence[str], first: int, last: int) -> list[Weights]:
        memory = self._memory
        sums = [memory.get(form) or self._sums(form) for form in forms[first:last]]
        left, here, right, far = _BLANK, _BLANK, sums[0], sums[1] if len(sums) > 1 else _BLANK
        sums.extend((_BLANK, _BLANK, _BLANK))
        pairs = self._pairs
        q: Weights = self._weights.get("-1BOS", _NONE)
        rows: list[Weights] = []
        for index in range(last - first):
            beyond, left, here, right, far = left, here, right, far, sums[index + 2]
            pair = (here.shape, right.shape)
            r = pairs.get(pair) or self._pair(pair)
            (o0, b0, i0), (o1, b1, i1), (o2, b2, i2) = here.here, left.after, right.before
            (o3, b3, i3), (o4, b4, i4) = beyond.far_after, far.far_before
            rows.append(
                (
                    o0 + o1 + o2 + o3 + o4 + q[0] + r[0],
                    b0 + b1 + b2 + b3 + b4 + q[1] + r[1],
                    i0 + i1 + i2 + i3 + i4 + q[2] + r[2],
                )
            )
            q = r[3:]
        return rows

    def _decode(self, rows: Sequence[Weights], offset: int) -> list[tuple[int, int, float]]:
        oo, ob, bo, bb, bi, io, ib, ii = self._moves
        o, b, i = 0.0, 0.0, _NEVER
        back: list[tuple[int, int, int]] = []
        started = False
        for eo, eb, ei in rows:
            if not started:
                o, b, i = eo, eb, _NEVER
                back.append((0, 0, 0))
                started = True
                continue
            xo, yo, zo = o + oo, b + bo, i + io
            xb, yb, zb = o + ob, b + bb, i + ib
            yi, zi = b + bi, i + ii
            po = (0 if xo >= yo else 1) if max(xo, yo) >= zo else 2
            pb = (0 if xb >= yb else 1) if max(xb, yb) >= zb else 2
            pi = 1 if yi >= zi else 2
            back.append((po, pb, pi))
            o = (xo, yo, zo)[po] + eo
            b = (xb, yb, zb)[pb] + eb
            i = (yi if pi == 1 else zi) + ei
        return _trace(back, rows, (o, b, i), offset)


def _trace(
    back: Sequence[tuple[int, int, int]], rows: Sequence[Weights], ends: Weights, offset: int
) -> list[tuple[int, int, float]]:
    if not rows:
        return []
    state = ends.index(max(ends))
    found: list[tuple[int, int, float]] = []
    last = -1
    for index in range(len(rows) - 1, -1, -1):
        if state and last < 0:
            last = index + 1
        if state == 1:
            margin = rows[index][1] - rows[index][0]
            found.append((offset + index, offset + last, margin))
            last = -1
        state = back[index][state]
    found.reverse()
    return found
