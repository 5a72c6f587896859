"""Words of a text as an index keeps them: one key for the written forms of one word, with its place.

The key of a word is what remains when the particles, the article and the endings that it carries are cut off. Whether
a letter is a particle or belongs to the word is told by how often both are met in the press: "وزير" is met often and
"زير" is not, so nothing is cut; "ولجنة" is rarer than "لجنة", so و is. Who looks for a word asks for the keys of
whatever it may be written together with (`list_keys`), so that a word that no table holds is found, too.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final

from mithaq.text.normalize import normalize

COUNTS: Final = Path(__file__).parent / "data" / "words.tsv.gz"
_WORD = re.compile(r"\d+|[^\W\d_]+")
_SPLIT = re.compile(f"({_WORD.pattern})")
_ARABIC = "\u0600"
_ARTICLES = ("ال", "لل")
_JOINED = re.compile(r"(?:ال|لل)(?=..)")
_SHORT, _TRIPLE = 2, 3
# Particles of one letter, and how many times as often as the whole the rest must be met to be a word by itself.
_PARTICLES: Final[Mapping[str, float]] = {"و": 0.5, "ف": 1.0, "ب": 1.0, "ل": 1.0, "ك": 2.0, "س": 1.0}
# Endings, what stands in their place in the word by itself, and how many times as often that must be met.
_ENDINGS: Final[tuple[tuple[str, tuple[str, ...], float], ...]] = (
    ("تين", ("ه",), 0.0),
    ("تان", ("ه",), 0.0),
    ("هما", ("", "ه"), 0.1),
    ("تها", ("ه",), 0.1),
    ("تهم", ("ه",), 0.1),
    ("ته", ("ه",), 0.1),
    ("تنا", ("ه",), 0.1),
    ("ات", ("ه", "", "ا"), 0.05),
    ("ون", ("",), 0.05),
    ("ين", ("",), 0.05),
    ("وا", ("",), 0.05),
    ("ها", ("",), 0.2),
    ("هم", ("",), 0.2),
    ("نا", ("",), 1.0),
    ("يه", ("ي",), 0.02),
    ("ان", ("",), 1.0),
    ("ه", ("",), 2.0),
    ("ا", ("",), 1.0),
    ("ت", ("",), 0.3),
)
_ENDINGS_BY_LAST: Final[Mapping[str, tuple[tuple[str, tuple[str, ...], float], ...]]] = {
    last: tuple(row for row in _ENDINGS if row[0][-1] == last) for last in {row[0][-1] for row in _ENDINGS}
}
# What may be written together with a word, before and behind it.
_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")
_PLURALS = ("ات", "ون", "ين", "ان", "تين", "تان", "ا")
_SELDOM = 20  # times as often must a word be met by itself that two particles stand before
_OTHER_WORD = 4  # times as often as the word: then what looks like the word with a particle is another word


def list_forms(text: str) -> list[str]:
    """Return the words and numbers of a text in plain spelling, Latin letters small.

    Args:
        text: Any text.
    """
    return split_forms(normalize(text).plain)


def split_forms(plain: str) -> list[str]:
    """Return the words and numbers of a text that is in plain spelling already.

    Args:
        plain: As `text.normalize` makes it.
    """
    return _WORD.findall(plain.lower())


def split_places(small: str) -> tuple[list[str], list[int], list[int]]:
    """Return the words and numbers of a text, where each begins, and where each ends.

    Args:
        small: As `text.normalize` makes it, Latin letters small.
    """
    parts = _SPLIT.split(small)
    edges = list(accumulate(map(len, parts)))
    return parts[1::2], edges[:-1:2], edges[1::2]


def list_places(plain: str) -> list[tuple[int, int]]:
    """Return where the words and numbers stand that `split_forms` returns.

    Args:
        plain: As `text.normalize` makes it.
    """
    return [found.span() for found in _WORD.finditer(plain)]


@cache
def load_counts() -> Mapping[str, int]:
    """Return how often each common word was met in the press, by its plain spelling."""
    lines = gzip.decompress(COUNTS.read_bytes()).decode().splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: int(count) for word, count in rows}


@lru_cache(maxsize=200_000)
def find_key(form: str) -> str:
    """Return the key of a word.

    Args:
        form: The word in plain spelling.
    """
    if form[0] < _ARABIC or len(form) <= _SHORT:
        return form
    counts = load_counts()
    return _cut_behind(_cut_before(form, counts), counts)


def _cut_before(form: str, counts: Mapping[str, int]) -> str:
    bare = _cut_article(form, counts)
    if bare != form:
        return bare
    share = _PARTICLES.get(form[0])
    if share is None or len(form) <= _TRIPLE - (form not in counts):
        return form
    least = share * counts.get(form, 0)
    rest = form[1:]
    # "وبالوزارة" is met with its particles only, "الوزارة" and "وزارة" without.
    inner = _cut_before(rest, counts)
    if counts.get(rest, 0) > least or counts.get(inner, 0) > least * _SELDOM:
        return inner
    if least:
        return form
    # A form that is not known: whichever is met more often with its endings cut off.
    whole, cut = (counts.get(_cut_behind(word, counts), 0) for word in (form, inner))
    return inner if cut > whole else form


def _cut_article(form: str, counts: Mapping[str, int]) -> str:
    joined = _JOINED.match(form)
    if not joined:
        return form
    rest = form[joined.end() :]
    # "للجنة" is "لجنة" with its article, "للوزارة" is "وزارة".
    if form.startswith("لل") and counts.get(form[1:], 0) > counts.get(rest, 0):
        return form[1:]
    if rest in counts or form not in counts:
        return rest
    # "للصليب" where only "الصليب" is known
    return f"ال{rest}" if form.startswith("لل") and f"ال{rest}" in counts else form


def _cut_behind(base: str, counts: Mapping[str, int]) -> str:
    least = counts.get(base, 0)
    for ending, instead, share in _ENDINGS_BY_LAST.get(base[-1:], ()):
        if not base.endswith(ending) or len(base) - len(ending) < _TRIPLE - (ending[0] == "ت" != ending):
            continue
        found = [base[: -len(ending)] + end for end in instead]
        best = max(found, key=lambda word: counts.get(word, 0))
        if counts.get(best, 0) > share * least:
            return _cut_behind(best, counts) if len(best) < len(base) else best
    return base


@lru_cache(maxsize=20_000)
def list_keys(form: str) -> tuple[str, ...]:
    """Return the keys of a word with whatever can be attached to it, that of the word itself first.

    Args:
        form: The word in plain spelling.
    """
    base = find_key(form)
    keys = _list_attached(base)
    if _JOINED.match(base) and len(base) > len("الله"):
        # Whether it is an article could not be told: "المرتزقة", "ألمانيا".
        keys += _list_attached(base[2:])
    return tuple(dict.fromkeys(keys))


def _list_attached(base: str) -> list[str]:
    counts = load_counts()
    met = max(counts.get(base, 0), 1)
    keys = [base]
    for behind in _list_endings(base):
        for before in _BEFORE:
            whole = before + behind
            most = met * (_OTHER_WORD if behind == base else 1)
            same = before.endswith(_ARTICLES) or counts.get(whole, 0) <= most
            key = find_key(whole) if same else base
            # What no table holds is hardly written, where it looks like another word or carries much.
            if whole in counts or (key not in counts and (key != whole or base == behind)):
                keys.append(key)
    return keys


def _list_endings(base: str) -> list[str]:
    if base.endswith("ه") and len(base) > _TRIPLE:
        whole, plural = base[:-1] + "ت", base[:-1]
        return [base, *(whole + end for end in _PRONOUNS), *(plural + end for end in ("ات", "تين", "تان"))]
    return [base, *(base + end for end in (*_PRONOUNS, *_PLURALS))]
