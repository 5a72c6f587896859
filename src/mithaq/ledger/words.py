"""The words that a case is found by: those of its title, its parties and its place, in one spelling."""

from __future__ import annotations

import re

from mithaq.following.fold import Case
from mithaq.text.normalize import fold
from mithaq.text.stem import cut_stem

_WORD = re.compile(r"\w+")
_LEAST = 2


def list_words(case: Case) -> tuple[str, ...]:
    """Return the words of a case, each once, particles and article cut off.

    Args:
        case: The case.
    """
    names = (name for _, party in case.sides for name in (party.ar, party.en))
    return cut_words(" ".join((case.title, case.place, case.what.replace("-", " "), *names)))


def cut_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are searched for, each once.

    Args:
        text: A title, or what somebody looks for.
    """
    forms = _WORD.findall(fold(text).casefold())
    return tuple(dict.fromkeys(cut_stem(form).base for form in forms if len(form) >= _LEAST))
