"""Copies, and reports that tell the same event.

A copy shares most of its rows of four words with another document (shingles, Jaccard); a rewritten report of the
same event shares little wording, but appears within days, and shares rare terms and parties. The more documents
appear in those days, the more alike two of them must be: chance likeness grows with their number.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

from mithaq.following.terms import Content, compare_terms, rate_term, sum_up, weigh_terms

if TYPE_CHECKING:
    from mithaq.following.story import Told

_SHINGLE = 4
_PERMUTATIONS, _BANDS, _SEED = 64, 32, 42
_COPIED = 0.5  # share of shingles from which on a document is a copy
_DAYS = 2
_RARE = 5.5  # about one article in 45 holds such a term
_LEAST_SUM = 20.0
_NEAR, _FAR = 0.08, 0.24
_PER_PARTY = 0.03
_CROWD = 8  # documents of the same days that ask for no more likeness
_PER_DOUBLING = 0.06
_FEW_DOCUMENTS, _LEAST_SHARED = 60, 4  # among many documents two must share more rare terms to be compared
_FREQUENT = 32  # a term of so many documents brings no pairs together


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that tell the same event.

    Args:
        first: Order of the earlier one in the story.
        second: Order of the later one.
        likeness: Between 0 and 1.
        copied: Whether one is a copy of the other.
        terms: The rarest terms that they share, rarest first.
    """

    first: int
    second: int
    likeness: float
    copied: bool
    terms: tuple[str, ...] = ()


def find_copies(documents: Sequence[Told]) -> tuple[Pair, ...]:
    """Return which documents are copies of which, by their wording alone.

    Args:
        documents: The documents, oldest first.
    """
    shingles = [frozenset(_list_shingles(told.page.forms)) for told in documents]
    index = RMinHashLSH(0.5, _PERMUTATIONS, _BANDS)
    pairs = []
    for order, rows in enumerate(shingles):
        digest = RMinHash(_PERMUTATIONS, _SEED)
        digest.update(list(map(" ".join, rows)))
        for other in sorted(index.query(digest)):
            share = _compare_rows(rows, shingles[other])
            if share >= _COPIED:
                pairs.append(Pair(other, order, share, copied=True))
        if rows:
            index.insert(order, digest)
    return tuple(pairs)


def is_copy(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether of two texts one is a copy of the other.

    Args:
        one: Folded words of a text, as in ``Page.forms``.
        other: Those of another.
    """
    return _compare_rows(frozenset(_list_shingles(one)), frozenset(_list_shingles(other))) >= _COPIED


def _compare_rows(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _list_shingles(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    words = [form for form in forms if form[0].isalnum()]
    return zip(*(words[at:] for at in range(_SHINGLE)), strict=False)


def find_same_events(documents: Sequence[Told]) -> tuple[Pair, ...]:
    """Return the pairs of documents that tell the same event, copies among them.

    Args:
        documents: The documents, oldest first.
    """
    found = {(pair.first, pair.second): pair for pair in find_copies(documents)}
    terms = [told.terms for told in documents]
    weights = weigh_terms(terms)
    held = [sum_up(mine, weights) for mine in terms]
    crowds = _count_crowds(documents)
    for first, second in _bring_together(documents, terms):
        pair = _compare(documents, held, weights, (first, second))
        if pair and pair.likeness >= _ask(documents, first, second) + _PER_DOUBLING * _count_doublings(
            crowds, first
        ):
            found.setdefault((first, second), pair)
    return tuple(found[key] for key in sorted(found))


def group_pairs(pairs: Iterable[Pair]) -> tuple[tuple[int, ...], ...]:
    """Return the groups that pairs make, each sorted.

    Args:
        pairs: Which documents belong together.
    """
    groups: dict[int, set[int]] = {}
    for pair in pairs:
        joined = groups.get(pair.first, {pair.first}) | groups.get(pair.second, {pair.second})
        for order in joined:
            groups[order] = joined
    return tuple(sorted({tuple(sorted(group)) for group in groups.values()}))


def _count_crowds(told: Sequence[Told]) -> list[int]:
    days = Counter(item.day for item in told)
    return [
        sum(days[day + gap] for gap in range(-_DAYS, _DAYS + 1)) if (day := item.day) is not None else 0
        for item in told
    ]


def _count_doublings(crowds: Sequence[int], order: int) -> float:
    return max(0.0, math.log2(max(crowds[order], 1) / _CROWD))


def _bring_together(told: Sequence[Told], terms: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Return the pairs of documents of neighbouring days that share a rare term."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for order, held in enumerate(terms):
        for term in held:
            if rate_term(term) >= _RARE:
                holders[term].append(order)
    days = [item.day for item in told]
    shared: Counter[tuple[int, int]] = Counter()
    for orders in holders.values():
        for at, first in enumerate(orders):
            for second in orders[at + 1 : at + _FREQUENT]:
                one, other = days[first], days[second]
                if one is not None and other is not None and abs(one - other) <= _DAYS:
                    shared[first, second] += 1
    least = 1 if len(told) <= _FEW_DOCUMENTS else _LEAST_SHARED
    return sorted(pair for pair, count in shared.items() if count >= least)


def _compare(
    told: Sequence[Told], held: Sequence[Content], weights: dict[str, float], orders: tuple[int, int]
) -> Pair | None:
    first, second = orders
    shared = held[first].terms & held[second].terms
    if sum(rate_term(term) for term in shared) < _LEAST_SUM:
        return None
    likeness = compare_terms(held[first], held[second], weights)
    if _is_far(told, first, second):
        parties = {seen.party for seen in told[first].seen} & {seen.party for seen in told[second].seen}
        if not parties:
            return None
        likeness += _PER_PARTY * len(parties)
    rarest = tuple(sorted(shared, key=lambda term: (-rate_term(term), term))[:3])
    return Pair(first, second, min(likeness, 1.0), copied=False, terms=rarest)


def _is_far(told: Sequence[Told], first: int, second: int) -> bool:
    one, other = told[first].day, told[second].day
    return one is None or other is None or abs(one - other) > 1


def _ask(told: Sequence[Told], first: int, second: int) -> float:
    return _FAR if _is_far(told, first, second) else _NEAR
