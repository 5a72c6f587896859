"""Names of parties, completed while they are typed, from what the packs know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from mithaq.packs.context import load_packs
from mithaq.reports.wording import Lang
from mithaq.text.normalize import fold

_MOST = 12
_LEAST = 2  # letters


@cache
def _list_known() -> tuple[tuple[str, str, str, str], ...]:
    actors = load_packs().actors
    return tuple((fold(actor.ar), actor.en.casefold(), actor.ar, actor.en) for actor in actors)


def complete_party(text: str, lang: Lang) -> tuple[str, ...]:
    """Return names that go on from what was typed, those that begin with it first.

    Args:
        text: What was typed.
        lang: In which language they are shown.
    """
    plain, lower = fold(text.strip()), text.strip().casefold()
    if len(plain) < _LEAST:
        return ()
    found = islice(dict.fromkeys(_find(plain, lower, lang)), _MOST)
    return tuple(found)


def _find(plain: str, lower: str, lang: Lang) -> Iterator[str]:
    known = _list_known()
    for begins in (True, False):
        for folded, english, ar, en in known:
            hit = plain in folded or lower in english
            if hit and (folded.startswith(plain) or english.startswith(lower)) is begins:
                yield (ar or en) if lang is Lang.AR else (en or ar)
