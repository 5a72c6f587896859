"""Finds the names that the packs know, word by word, with attached particles cut off.

A table of first words and whole phrases is used, not an automaton over characters: names begin and end at
word boundaries anyhow, the table loads from the cache where an automaton would have to be rebuilt at every
start, and line breaks or quotation marks inside a name («تنظيم "داعش"») do not hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from mithaq.packs.context import Context, Phrase
from mithaq.text.memory import Memory
from mithaq.text.segment import Page

_OPENING = frozenset("«\"“”„'‘’‹(“[")
_CLOSING = frozenset("»\"”“'’›)]″")
_QUOTES = _OPENING | _CLOSING
_SINGLE = frozenset("وفبلك")
_BARE = 2
_REMEMBERED = 200_000
_Hit = tuple[str, str, Phrase]


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the text that carries a name of the packs.

    Args:
        first: First token.
        last: Token behind the last one.
        clitic: Attached particles cut off the first token: "", "و", "ل", "ول", "ب"; "لل" is given as "ل".
        key: The plain words of the name.
        phrase: Indices of what it can name; without places where it is a common word and no cue precedes.
    """

    first: int
    last: int
    clitic: str
    key: str
    phrase: Phrase


def cut_particles(word: str) -> tuple[tuple[str, str], ...]:
    """Return every way to cut attached particles off a plain word as (particles, rest), the fewest first.

    "للحوثيين" gives ("ل", "الحوثيين"), since the article drops its alef behind the preposition.
    """
    cuts: list[tuple[str, str]] = []
    head, rest = "", word
    while len(head) < _BARE and len(rest) > _BARE and rest[0] in _SINGLE:
        letter, rest = rest[0], rest[1:]
        head += letter
        cuts.append((head, rest))
        if letter == "ل" and rest[0] == "ل":
            cuts.append((head, "ا" + rest))
        if letter not in "وف":
            break
    return tuple(cuts)


@lru_cache(maxsize=4)
def _remember_cuts(heads: frozenset[str]) -> Memory[tuple[tuple[str, str], ...]]:
    """Return the memory of the ways to cut a word of a text that leave a first word of a name."""
    return Memory(partial(_find_cuts, heads), _REMEMBERED)


def _find_cuts(heads: frozenset[str], word: str) -> tuple[tuple[str, str], ...]:
    cuts = [("", word)] if word in heads else []
    if word[0] in _SINGLE and len(word) > _BARE:
        cuts += [cut for cut in cut_particles(word) if cut[1] in heads]
    return tuple(cuts)


def match(page: Page, context: Context) -> tuple[Match, ...]:
    """Return the names in ``page``, in text order, never overlapping, the longest where several would.

    Args:
        page: The text in tokens.
        context: What is known.
    """
    return page.recall("names", (context,), lambda: _match(page, context))


def _match(page: Page, context: Context) -> tuple[Match, ...]:
    order = [index for index, form in enumerate(page.forms) if form not in _QUOTES]
    forms = [page.forms[index] for index in order]
    known = _remember_cuts(context.heads)
    found: list[Match] = []
    for at, cuts in enumerate(map(known.__getitem__, forms)):
        if cuts:
            hit = _match_at(forms, at, cuts, context)
            if hit is not None:
                found.append(_make_match(page, order, at, hit))
    return _choose(found)


def _match_at(forms: list[str], at: int, cuts: Sequence[tuple[str, str]], context: Context) -> _Hit | None:
    best: _Hit | None = None
    longest = 0
    following = forms[at + 1] if at + 1 < len(forms) else ""
    for clitic, head in cuts:
        sizes = context.pairs.get(f"{head} {following}", ())
        for size in (*sizes, 1):
            if size <= longest:
                break
            key = head if size == 1 else " ".join((head, *forms[at + 1 : at + size]))
            phrase = context.phrases.get(key)
            if phrase is None or (clitic and size == 1 and len(head) <= _BARE):
                continue
            if phrase.weak:
                phrase = _guard(phrase, cued=not clitic and at > 0 and forms[at - 1] in context.cues)
            if phrase is not None:
                best = clitic, key, phrase
                longest = size
                break
    return best


def _guard(phrase: Phrase, *, cued: bool) -> Phrase | None:
    if cued:
        return phrase
    return Phrase(phrase.actors, phrase.shorts, weak=True) if phrase.actors or phrase.shorts else None


def _make_match(page: Page, order: list[int], at: int, hit: _Hit) -> Match:
    clitic, key, phrase = hit
    size = key.count(" ") + 1
    first, last = order[at], order[at + size - 1] + 1
    if last - first > size:
        inside = page.forms[first:last]
        opened = sum(form in _OPENING for form in inside)
        closed = sum(form in _CLOSING for form in inside)
        straight = sum(form in _OPENING and form in _CLOSING for form in inside)
        left_open = opened > closed or straight % 2 == 1
        if left_open and last < len(page.forms) and page.forms[last] in _CLOSING:
            last += 1
    return Match(first, last, clitic, key, phrase)


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
