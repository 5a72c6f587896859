"""Finds the names that the packs know, word by word, with attached particles cut off.

A table of first words and whole phrases is used, not an automaton over characters: names begin and end at word
boundaries anyhow, the table loads from the cache where an automaton would have to be rebuilt at every start, and
line breaks or quotation marks inside a name («تنظيم "داعش"») do not hide it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.packs.context import Context, Phrase
from mithaq.text.segment import Page

_OPENING = frozenset("«\"“”„'‘’‹(“[")
_CLOSING = frozenset("»\"”“'’›)]″")
_QUOTES = _OPENING | _CLOSING
_SINGLE = frozenset("وفبلك")
_BARE = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the text that carries a name of the packs.

    Args:
        first: First token.
        last: Token behind the last one.
        clitic: Attached particles cut off the first token: "", "و", "ل", "ول", "ب"; "لل" is given as "ل".
        key: The plain words of the name.
        phrase: Indices of what it can name.
    """

    first: int
    last: int
    clitic: str
    key: str
    phrase: Phrase


def cut_particles(word: str) -> Iterator[tuple[str, str]]:
    """Yield every way to cut attached particles off a plain word, the fewest first, as (particles, rest).

    "للحوثيين" gives ("ل", "الحوثيين"), since the article drops its alef behind the preposition.
    """
    yield "", word
    head, rest = "", word
    for _ in range(2):
        if len(rest) <= _BARE or rest[0] not in _SINGLE:
            return
        letter, rest = rest[0], rest[1:]
        head += letter
        yield head, rest
        if letter == "ل":
            if rest[0] == "ل":
                yield head, "ا" + rest
            return
        if letter not in "وف":
            return


def match(page: Page, context: Context) -> tuple[Match, ...]:
    """Return the names in ``page``, in text order, never overlapping, the longest where several would.

    Args:
        page: The text in tokens.
        context: What is known.
    """
    forms, order = _read_words(page)
    heads = context.heads
    found: list[Match] = []
    for at, word in enumerate(forms):
        if word in heads or word[0] in _SINGLE:
            hit = _match_at(forms, at, context)
            if hit is not None:
                found.append(_make_match(page, order, at, hit, context))
    return _choose(found)


def _read_words(page: Page) -> tuple[list[str], list[int]]:
    order = [index for index, form in enumerate(page.forms) if form not in _QUOTES]
    return [page.forms[index] for index in order], order


def _match_at(forms: list[str], at: int, context: Context) -> tuple[str, str, int] | None:
    best: tuple[str, str, int] | None = None
    for clitic, head in cut_particles(forms[at]):
        for size in context.heads.get(head, ()):
            if best is not None and size <= best[2]:
                break
            key = head if size == 1 else " ".join((head, *forms[at + 1 : at + size]))
            if key in context.phrases:
                best = clitic, key, size
                break
    return best


def _make_match(page: Page, order: list[int], at: int, hit: tuple[str, str, int], context: Context) -> Match:
    clitic, key, size = hit
    first, last = order[at], order[at + size - 1] + 1
    if size > 1:
        inside = page.forms[first:last]
        opened = sum(form in _OPENING for form in inside)
        closed = sum(form in _CLOSING for form in inside)
        ambiguous = sum(form in _OPENING and form in _CLOSING for form in inside)
        left_open = opened - closed > 0 or ambiguous % 2 == 1
        if left_open and last < len(page.forms) and page.forms[last] in _CLOSING:
            last += 1
    return Match(first, last, clitic, key, context.phrases[key])


def _choose(found: list[Match]) -> tuple[Match, ...]:
    chosen: list[Match] = []
    for hit in found:
        while chosen and chosen[-1].last > hit.first and _size(hit) > _size(chosen[-1]):
            chosen.pop()
        if not chosen or chosen[-1].last <= hit.first:
            chosen.append(hit)
    return tuple(chosen)


def _size(hit: Match) -> int:
    return hit.key.count(" ")
