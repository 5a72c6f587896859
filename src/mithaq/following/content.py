"""Content: the words of a clause that say what it is about, coarse and fine, and how much each says.

A coarse word is a term (`terms.py`), which "متدرب" and "تدريب" share; a fine one is a light stem, which tells
"المعلم" from "العلم". A clause is short, so that words count which say little of a whole article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Final

from mithaq.following.terms import find_term, load_common
from mithaq.lexicon import load_lexicon
from mithaq.text.memory import Memory
from mithaq.text.stem import cut_stem

_COMMON = 1.5  # coarse words that are not rarer (binary logarithm of articles to one with it) say nothing
_RAREST = 12.0
_FINE = 0.16  # what a fine word says
_FINE_FROM = 3.5  # coarse words from this rarity on need no fine one beside them
_SHORT = 3
_EVERYWHERE = 0.5  # what remains of a word that every document has
_SILENT = ("function", "reporting")


def find_content(form: str) -> tuple[str, ...]:
    """Return the coarse and the fine word of a folded word; nothing for one that says nothing.

    Args:
        form: The word, as in ``Page.forms``.
    """
    return _CONTENT[form]


def _find_content(form: str) -> tuple[str, ...]:
    if not form.isalpha() or len(form) < _SHORT:
        return ()
    stem = cut_stem(form)
    if not load_lexicon().word(form).slots.isdisjoint(_list_silent()) or stem.base in _list_idle():
        return ()
    term = find_term(form)
    rarity = load_common().get(term, _RAREST) if term else 0.0
    found = [term] if rarity > _COMMON else []
    if rarity < _FINE_FROM and len(stem.root) >= _SHORT:
        found.append(f"={stem.root}")
    return tuple(found)


_CONTENT: Final = Memory(_find_content, 100_000)


@cache
def _list_silent() -> frozenset[int]:
    """Return the slots of words that say nothing."""
    named = load_lexicon().tables.named
    return frozenset(named[name] for name in _SILENT)


@cache
def _list_idle() -> frozenset[str]:
    from mithaq.following.cues import load_set  # noqa: PLC0415 - cues need no content, content needs one list

    return load_set("idle")


def gather_content(forms: Sequence[str], first: int, last: int) -> frozenset[str]:
    """Return the content of some tokens.

    Args:
        forms: Folded words of the text.
        first: First token.
        last: Token behind the last one.
    """
    return frozenset(chain.from_iterable(map(_CONTENT.__getitem__, set(forms[first:last]))))


def weigh_content(documents: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return between 0 and 1 how much each word of some documents says.

    Args:
        documents: The content of each document.
    """
    held = list(documents)
    counts = Counter(chain.from_iterable(held))
    common = load_common()
    weights = {}
    for word, count in counts.items():
        plain = _FINE if word[0] == "=" else min(common.get(word, _RAREST), _RAREST) / _RAREST
        spread = (count - 1) / max(len(held) - 1, 1)
        weights[word] = plain * (1.0 - (1.0 - _EVERYWHERE) * spread)
    return weights
