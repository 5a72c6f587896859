"""Marks the words of names with weights that were fitted to annotated texts; optional.

A linear chain over three labels: outside, begin, inside. Most words are outside whatever their neighbours
are: the best labels are looked for only in the runs between them, which gives what a search of all would.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from mithaq.reading.actors.emission import BLANK, Emission, Rows, Weights, number
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.reading.actors.words import Word

Tag = tuple[int, int, float]
_NEVER: Final = -1e9
_HAIR: Final = 1e-6  # sums of the same numbers in another order differ by less
_BARRIER: Final = -1e5  # keeps names within their sentences
_BEGIN: Final = 1


class _Bounds(NamedTuple):
    """What the moves can at most add to a name, against words that are all outside.

    Args:
        start: Into its first word from a word outside.
        second: For a first word, by how much a second may be worth more than a further one.
        inside: Into a further word.
        begin: Into a word that begins a name right behind another.
        end: Out of its last word into a word outside.
    """

    start: float
    second: float
    inside: float
    begin: float
    end: float


class Tagger:
    """Fitted weights and the sums that were asked before."""

    def __init__(
        self, weights: Mapping[str, Weights], moves: Sequence[float], vocabulary: Vocabulary
    ) -> None:
        """Keep the weights.

        Args:
            weights: By feature: outside, begin, inside; ``-1`` or ``+1`` before it marks a neighbour's.
            moves: From outside to outside, begin; from begin to all three; from inside likewise.
            vocabulary: What words can be.
        """
        self._vocabulary = vocabulary
        self._emission = Emission(weights)
        self._moves = tuple(moves)
        self._bounds = _find_bounds(self._moves)

    def tag(self, forms: Sequence[str], first: int, last: int) -> list[Tag]:
        """Return the names in one sentence; see :meth:`tag_words`.

        Args:
            forms: All words of the page.
            first: First token of the sentence.
            last: Token behind its last one.
        """
        memory = self._vocabulary.remember()
        return self.tag_words([memory[form] for form in forms], [(first, last)], memory)

    def tag_words(
        self, words: Sequence[Word], sentences: Sequence[tuple[int, int]], memory: Mapping[str, Word]
    ) -> list[Tag]:
        """Return the names in ``sentences`` in text order: token ranges with a margin over their being none.

        Args:
            words: All words of the page.
            sentences: Half-open ranges of tokens, in text order.
            memory: What the words were looked up in.
        """
        sentences = [sentence for sentence in sentences if sentence[0] < sentence[1]]
        numbers = number(words, sentences)
        rows = self._emission.weigh(numbers, words, memory)
        at = 2
        begins = []
        for first, last in sentences:
            begins.append(at)
            at += last - first + 2
        found: list[Tag] = []
        for start, run in self._find_runs(numbers, rows):
            begun, ended = numbers[start - 1] == BLANK, numbers[start + len(run)] == BLANK
            for first, last in self._decode(run, begun=begun, ended=ended):
                sentence = bisect_right(begins, start) - 1
                offset = sentences[sentence][0] - begins[sentence] + start
                found.append((offset + first, offset + last, run[first][1] - run[first][0]))
        return found

    def _find_runs(self, numbers: Sequence[int], rows: Rows) -> Iterator[tuple[int, list[list[float]]]]:
        """Yield the runs of words that may be in names: where each begins, and the sums of its words.

        A word may be in a name where the best name that covers it could be worth more than no name: the best
        beginning before it and the best end behind it, by sums over the words between.
        """
        bounds = self._bounds
        blank = np.array(numbers) == BLANK
        begin, inside = rows[:, 1] - rows[:, 0], rows[:, 2] - rows[:, 0]
        steps = np.maximum(inside + bounds.inside, begin + bounds.begin)
        begin[blank] = steps[blank] = _BARRIER
        begin[1:] += np.where(blank[:-1], bounds.second, bounds.start + bounds.second)
        reach = steps.cumsum()
        ends = reach + bounds.end
        ends[:-1][blank[1:]] = reach[:-1][blank[1:]]
        before = np.maximum.accumulate(begin - reach)
        behind = np.maximum.accumulate(ends[::-1])[::-1]
        places = np.flatnonzero(before + behind > -_HAIR)
        sums = rows.take(places, axis=0).tolist()
        edges = [0, *(np.flatnonzero(places[1:] - places[:-1] > 1) + 1).tolist(), len(sums)]
        starts = places.tolist()
        for low, high in pairwise(edges):
            if low < high:
                yield starts[low], sums[low:high]

    def _decode(self, run: Sequence[Sequence[float]], *, begun: bool, ended: bool) -> list[tuple[int, int]]:
        """Return the names in a run, which a sentence or else a word that is outside begins and ends."""
        oo, ob, bo, bb, bi, io, ib, ii = self._moves
        o, b, i = (0.0, 0.0, _NEVER) if begun else (oo, ob, _NEVER)
        eo, eb, _ = run[0]
        o, b = o + eo, b + eb
        back: list[tuple[int, int, int]] = []
        for eo, eb, ei in run[1:]:
            xo, yo, zo = o + oo, b + bo, i + io
            xb, yb, zb = o + ob, b + bb, i + ib
            yi, zi = b + bi, i + ii
            po, o = (0, xo) if xo >= yo and xo >= zo else (1, yo) if yo >= zo else (2, zo)
            pb, b = (0, xb) if xb >= yb and xb >= zb else (1, yb) if yb >= zb else (2, zb)
            pi, i = (1, yi) if yi >= zi else (2, zi)
            back.append((po, pb, pi))
            o += eo
            b += eb
            i += ei
        if not ended:
            o, b, i = o + oo, b + bo, i + io
        state = (0 if o >= b else 1) if max(o, b) >= i else 2
        return _trace(back, state)


def _trace(back: Sequence[tuple[int, int, int]], state: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    last = -1
    for index in range(len(back), -1, -1):
        if state and last < 0:
            last = index + 1
        if state == _BEGIN:
            found.append((index, last))
            last = -1
        if index:
            state = back[index - 1][state]
    found.reverse()
    return found


def _find_bounds(moves: Sequence[float]) -> _Bounds:
    oo, ob, bo, bb, bi, io, ib, ii = moves
    second = max(bi - ii, 0.0)
    return _Bounds(ob - oo, second, ii - oo, max(bb, ib) + second - oo, max(bo, io) - oo)
