"""Tense and denial: what the words before a word, and its own letters, make of what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mithaq.following.words import load_list
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.words import FINITE

_REMEMBERED = 60_000
_COMING = "س"
_SIX = load_list("tense", "six")
_COMING_WORDS = load_list("tense", "coming")


def is_denied(before: Sequence[str]) -> bool:
    """Tell whether a word is denied by one of those right before it.

    Args:
        before: The words before it, nearest last.
    """
    if any(word in _NOT for word in before[-1:]):
        return True
    return any(word in _NOT_DONE for word in before[-2:])


_NOT = load_list("tense", "not")
_NOT_DONE = load_list("tense", "not-done")


def is_said_untrue(forms: Sequence[str], low: int, at: int) -> bool:
    """Tell whether somebody denies that a word is so ("the ministry denied that it had sent boats").

    Args:
        forms: Folded words of the text.
        low: First token of the clause.
        at: The word.
    """
    return at > low and forms[at - 1] in _BEEN and not _DENYING.isdisjoint(forms[low:at])


_BEEN = load_list("tense", "been")
_DENYING = load_list("tense", "denying")


def is_coming(form: str, before: Sequence[str] = ()) -> bool:
    """Tell whether a folded word is a verb in the future tense.

    Args:
        form: The word.
        before: The words before it, nearest last.
    """
    return (len(before) > 0 and before[-1] in _COMING_WORDS) or _is_future(form)


@lru_cache(maxsize=_REMEMBERED)
def _is_future(form: str) -> bool:
    bare = form.lstrip("وف")
    if bare[:1] != _COMING or bare in _SIX:
        return False
    senses = load_lexicon().analyse(form)
    return bool(senses) and all(_COMING in sense.clitics and sense.category in FINITE for sense in senses)
