"""Quotations that a program finds again by searching for them.

The benchmark's form gives quotations without offsets, and whoever reads it takes the first place where the
words stand. A quotation whose words stand earlier, too, is therefore lengthened by neighbouring words until
its first place is the right one: inside its sentence as long as that helps, then backwards to the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mithaq.model import Span

_SENTENCE_END = re.compile(r"[.!?؟…]|\n")
_STRETCH = 400  # code points on either side in which the sentence's ends are looked for
_STEP = 8  # code points


def find_quotation(text: str, span: Span, within: Span | None = None) -> Span:
    """Return ``span``, lengthened as little as needed for its words to be found first at this very place.

    Args:
        text: The text that is searched.
        span: The quotation; not empty.
        within: Where the search takes place; must cover ``span``. None for the whole text.
    """
    area = within or Span(0, len(text))
    if _is_first(text, span, area):
        return span
    return next(wider for wider in _widen(text, span, area) if _is_first(text, wider, area))


def _is_first(text: str, span: Span, area: Span) -> bool:
    return text.find(text[span.start : span.end], area.start, area.end) == span.start


def _widen(text: str, span: Span, area: Span) -> Iterator[Span]:
    sentence = _find_sentence(text, span, area)
    ends = list(_step_right(text, span.end, sentence.end))
    starts = list(_step_left(text, span.start, sentence.start))
    for number in range(max(len(ends), len(starts))):
        if number < len(ends):
            yield Span(span.start, ends[number])
        if number < len(starts):
            yield Span(starts[number], span.end)
    end = ends[-1] if ends else span.end
    yield Span(starts[-1] if starts else span.start, end)
    start, step = sentence.start, _STEP
    while start > area.start:
        start = max(area.start, start - step)
        # Steps double, so that one word repeated a million times is not searched for a million times.
        step *= 2
        yield Span(_skip_left(text, start, span.start, area.start), end)
    yield Span(area.start, end)


def _find_sentence(text: str, span: Span, area: Span) -> Span:
    first, last = max(area.start, span.start - _STRETCH), min(area.end, span.end + _STRETCH)
    start = first
    for match in _SENTENCE_END.finditer(text, first, span.start):
        start = match.end()
    end = _SENTENCE_END.search(text, span.end, last)
    return Span(start, end.start() if end else last)


def _step_right(text: str, start: int, limit: int) -> Iterator[int]:
    """Yield the ends of the words behind ``start``."""
    for match in re.compile(r"\S+").finditer(text, start, limit):
        yield match.end()


def _step_left(text: str, end: int, limit: int) -> Iterator[int]:
    """Yield the starts of the words before ``end``, nearest first."""
    starts = [match.start() for match in re.compile(r"\S+").finditer(text, limit, end)]
    yield from reversed(starts)


def _skip_left(text: str, start: int, latest: int, limit: int) -> int:
    """Return the start of the word in which ``start`` lies, or of the next word where it lies between two."""
    while start < latest and text[start].isspace():
        start += 1
    while start > limit and not text[start - 1].isspace():
        start -= 1
    return start
