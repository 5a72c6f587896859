"""Terms: the words that tell what a text is about, in one shape for all their forms, and how rare each is.

A term is the consonant skeleton of a light stem ("متدربين", "تدريب" and "المتدربون" give one). It is a key for
comparing texts, never shown. How rare a term is in general comes from a table of news articles
(`data/common.tsv`); how rare it is among the documents at hand is added to that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from mithaq.text.memory import Memory
from mithaq.text.stem import cut_stem

_TABLE = Path(__file__).parent / "data" / "common.tsv"
_WEAK = str.maketrans("", "", "اويء")
_TRIPLE = 3  # consonants that a skeleton keeps at least
_RAREST = 12.0  # weight of a term that the table does not hold
_COMMON = 2.6  # terms that are not rarer than this say nothing


@lru_cache(maxsize=200_000)
def find_term(form: str) -> str:
    """Return the term of a folded word; empty where it has none (numbers, marks, very short words).

    Args:
        form: The word, as in ``Page.forms``.
    """
    if not form.isalpha() or len(form) < _TRIPLE:
        return ""
    stem = cut_stem(form)
    if len(stem.root) < _TRIPLE:
        return stem.base
    term = stem.root
    for shorter in (_drop_prefix, _drop_weak, _drop_augment, _drop_infix):
        cut = shorter(term)
        if len(cut) >= _TRIPLE:
            term = cut
    return term


def _drop_prefix(word: str) -> str:
    return word[1:] if word[0] == "م" else word


def _drop_weak(word: str) -> str:
    return word[0] + word[1:].translate(_WEAK)


def _drop_augment(word: str) -> str:
    return word[1:] if word[0] in "اتن" else word


def _drop_infix(word: str) -> str:
    return word[0] + word[2:] if word[1] == "ت" else word


@cache
def load_common() -> Mapping[str, float]:
    """Return how rare each common term is: the binary logarithm of one in how many articles holds it."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {term: float(rarity) for term, rarity in rows}


_SILENCE = frozenset(("",))


def rate_term(term: str) -> float:
    """Return how rare a term is in general: the binary logarithm of one in how many articles holds it."""
    return min(load_common().get(term, _RAREST), _RAREST)


def find_terms(forms: Sequence[str], first: int, last: int) -> frozenset[str]:
    """Return the terms of some tokens that say what they are about.

    Args:
        forms: Folded words of the text.
        first: First token.
        last: Token behind the last one.
    """
    return frozenset(map(_TELLING.__getitem__, set(forms[first:last]))) - _SILENCE


def _find_telling(form: str) -> str:
    """Return the term of a folded word that says what a text is about; empty where it says nothing."""
    term = find_term(form)
    return term if term and load_common().get(term, _RAREST) > _COMMON else ""


_TELLING: Final = Memory(_find_telling, 100_000)


def weigh_terms(documents: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return a weight between 0 and 1 for every term of some documents: rare in general, not in all of them.

    Args:
        documents: The terms of each document.
    """
    held = list(documents)
    counts = Counter(chain.from_iterable(held))
    total, common = len(held), load_common()
    return {
        term: min(common.get(term, _RAREST), _RAREST) / _RAREST * _spread(count, total)
        for term, count in counts.items()
    }


def _spread(count: int, total: int) -> float:
    """Return 1 for a term of one document, falling to about a half for one of all of them."""
    return 1.0 - 0.5 * math.log1p(count - 1) / math.log1p(max(total - 1, 1)) if total > 1 else 1.0


@dataclass(frozen=True, slots=True)
class Content:
    """What a document is about, summed up once however many others it is compared with.

    Args:
        terms: Its terms.
        weight: What they say together.
    """

    terms: frozenset[str]
    weight: float


def sum_up(terms: frozenset[str], weights: Mapping[str, float]) -> Content:
    """Return some terms with what they say together.

    Args:
        terms: The terms.
        weights: How much each term says; one that is not among them says 1.
    """
    return Content(terms, sum([weights.get(term, 1.0) for term in terms]))


def compare_terms(one: Content, other: Content, weights: Mapping[str, float]) -> float:
    """Return how alike two documents are: the weight of the terms that they share over that of the lighter one.

    Args:
        one: A document.
        other: Another one.
        weights: How much each term says.
    """
    shared = sum_up(one.terms & other.terms, weights).weight
    return shared / min(one.weight, other.weight) if shared else 0.0
