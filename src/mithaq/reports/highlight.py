"""A text cut at the ends of its evidence, so that every stretch knows which lines it supports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mithaq.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Evidence to be highlighted.

    Args:
        number: Number of the line that it supports.
        span: Where it stands.
        look: What it looks like: an act type, ``milestone`` or ``figure``.
        label: What it is, in words.
    """

    number: int
    span: Span
    look: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks from end to end.

    Args:
        text: The words, letter for letter.
        marks: The marks over it, the narrowest first.
        begins: Those of them that begin here, the widest first.
    """

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def cut_pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return a text in pieces; joined, they are the text, and the pieces under a mark are its quotation.

    Args:
        text: The whole text.
        marks: Evidence inside it; may overlap in any way.
    """
    waiting = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.number))
    cuts = sorted({0, len(text), *(end for mark in waiting for end in mark.span)})
    pieces: list[Piece] = []
    over: list[Mark] = []
    for start, end in pairwise(cuts):
        begins = []
        while waiting and waiting[0].span.start == start:
            begins.append(waiting.pop(0))
        over = [mark for mark in over if mark.span.end > start] + begins
        narrowest = sorted(over, key=lambda mark: (mark.span.end - mark.span.start, mark.number))
        pieces.append(Piece(text[start:end], tuple(narrowest), tuple(begins)))
    return tuple(pieces)
