"""Tokens and sentences of an Arabic text.

A token is a run of letters, a number, or one punctuation mark. A sentence ends at a full stop (also one without a
space behind it: "البلاد.وقال"), a question or exclamation mark, an ellipsis or a line break; a full stop behind a
single letter ("د. فلان") ends none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any, TypeVar

from mithaq.model import Span
from mithaq.text.normalize import Normalized, normalize

# Arabic letters come first and are matched faster; a run that goes on with other letters is one token with them.
_TOKEN = re.compile(r"([\u0621-\u064a]++(?![^\W\d_])|[^\W\d_]+|[^\w\s]|\d+(?:[.,:/-]\d+)*|_+|\n+)")
_STOPS = frozenset(".!?؟…")
_Found = TypeVar("_Found")
_LONG, _REMEMBERED = 200, 64  # a document is read, followed and indexed one after the other, some at a time


@dataclass(frozen=True, slots=True)
class Page:
    r"""A text cut into tokens and sentences.

    Args:
        text: The text and its map to the original.
        forms: The tokens in plain spelling; line breaks are tokens of one or more ``\n``.
        starts: First index of each token in the plain text.
        ends: Index behind each token in the plain text.
        sentences: Half-open ranges of token indices that cover all tokens but line breaks.
        sentence_of: For each token the index of its sentence (a line break has that of the token before it).
        found: What was found in it so far (`Page.recall`).
    """

    text: Normalized
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    found: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict, repr=False, compare=False)

    def recall(self, name: str, asked: tuple[object, ...], find: Callable[[], _Found]) -> _Found:
        """Return what was found in the text when the same was asked before, else find it now.

        A document is read, followed and indexed one after the other: each asks for the names and times in it.

        Args:
            name: What is looked for.
            asked: All that the answer depends on beside the text.
            find: Finds it.
        """
        known = self.found.get(name)
        if known is None or known[0] != asked:
            known = self.found[name] = asked, find()
        answer: _Found = known[1]
        return answer

    def span(self, first: int, last: int) -> Span:
        """Return the original span of tokens ``first`` up to but not including ``last``."""
        return self.text.span(self.starts[first], self.ends[last - 1])

    def quote(self, first: int, last: int, bounds: tuple[int, int]) -> Span:
        """Return a span widened until its quotation is the first of its wording, or the bounds are reached.

        Args:
            first: First token.
            last: Token behind the last one.
            bounds: Half-open range of tokens that the span may not leave.
        """
        begin, end = bounds
        text = self.text.original
        span = self.span(first, last)
        while text.find(span.select(text)) != span.start and (first > begin or last < end):
            first, last = max(first - 1, begin), min(last + 1, end)
            span = self.span(first, last)
        return span

    def raw(self, index: int) -> str:
        """Return a token as the original writes it, marks included."""
        return self.span(index, index + 1).select(self.text.original)


def segment(text: str, *, skipped: tuple[Span, ...] = ()) -> Page:
    """Cut ``text`` into tokens and sentences.

    Args:
        text: The original text of a document.
        skipped: Spans of boilerplate; they count as line breaks.
    """
    return (_remember if len(text) > _LONG else _cut)(text, skipped)


def _cut(text: str, skipped: tuple[Span, ...]) -> Page:
    normalized = normalize(text)
    plain = normalized.plain
    for span in skipped:
        start, end = normalized.project(span)
        plain = plain[:start] + "\n" * (end - start) + plain[end:]
    # Blanks and tokens in turn; what they measure together says where each begins.
    pieces = _TOKEN.split(plain)
    forms = pieces[1::2]
    edges = list(accumulate(map(len, pieces)))
    starts, ends = tuple(edges[:-1:2]), tuple(edges[1::2])
    sentences, sentence_of = _find_sentences(forms)
    return Page(normalized, tuple(forms), starts, ends, sentences, sentence_of)


_remember = lru_cache(maxsize=_REMEMBERED)(_cut)


def _is_initial(forms: list[str], index: int) -> bool:
    """Tell whether a full stop closes an abbreviated title or initial ("د. فلان")."""
    return forms[index] == "." and index > 0 and len(forms[index - 1]) == 1 and forms[index - 1].isalpha()


def _find_sentences(forms: list[str]) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    sentences: list[tuple[int, int]] = []
    sentence_of: list[int] = []
    begin = 0
    breaks = [index for index, form in enumerate(forms) if form in _STOPS or form[0] == "\n"]
    for index in breaks:
        broken = forms[index][0] == "\n"
        if not broken and _is_initial(forms, index):
            continue
        number = len(sentences)
        if index > begin or not broken:
            sentences.append((begin, index if broken else index + 1))
        sentence_of += [number] * (index + 1 - len(sentence_of))
        begin = index + 1
    if begin < len(forms):
        sentence_of += [len(sentences)] * (len(forms) - begin)
        sentences.append((begin, len(forms)))
    last = len(sentences) - 1
    if sentence_of and sentence_of[-1] > last:
        sentence_of = [min(number, max(last, 0)) for number in sentence_of]
    return tuple(sentences), tuple(sentence_of)
