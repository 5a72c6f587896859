"""What may be attached to an Arabic word, in folded spelling, and the bases that remain when it is cut off.

Before a word: و ف, then ب ك ل (nouns), س ل (verbs), then ال; ل and ال together are written لل. Behind it:
pronouns. Cutting gives candidates; the tables of forms decide which of them are words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
_SHORTEST = 2
_REMEMBERED = 60_000
_ENDINGS = (
    ("تان", "ه", False),
    ("تين", "ه", False),
    ("ات", "ه", False),
    ("ات", "", False),
    ("ان", "", False),
    ("ين", "", False),
    ("ا", "", False),
    ("ون", "", True),
    ("ه", "", True),
    ("وا", "", True),
    ("و", "", True),
    ("ي", "", True),
    ("ت", "ه", False),
    ("يا", "", True),
    ("يه", "", True),
)
_BARE_ONLY = frozenset(("تان", "تين", "ان", "ين", "ون"))
_PRONOUNS_BY_LAST = {
    last: tuple(pronoun for pronoun in PRONOUNS if pronoun[-1] == last)
    for last in {pronoun[-1] for pronoun in PRONOUNS}
}
_ENDINGS_BY_LAST = {
    last: tuple(ending for ending in _ENDINGS if ending[0][-1] == last)
    for last in {ending[0][-1] for ending in _ENDINGS}
}


class Piece(NamedTuple):
    """One way to cut a word.

    Args:
        clitics: What was cut off before, without the article.
        article: Whether ال was cut off.
        base: What remains.
        suffix: The pronoun that was cut off behind.
    """

    clitics: str
    article: bool
    base: str
    suffix: str


def cut_prefixes(form: str) -> Iterator[tuple[str, bool, str]]:
    """Yield attached particles, article or not, and the rest; the uncut word first.

    Args:
        form: Folded word.
    """
    yield from _cut_particles("", form)
    if form[0] in "وف" and len(form) > _SHORTEST:
        yield from _cut_particles(form[0], form[1:])


def _cut_particles(join: str, rest: str) -> Iterator[tuple[str, bool, str]]:
    yield join, False, rest
    head = rest[0]
    if head == "ا":
        if rest.startswith("ال"):
            yield join, True, rest[2:]
    elif head in "بكلس":
        if rest.startswith("لل"):
            yield join + "ل", True, rest[2:]
        if len(rest) > _SHORTEST:
            yield join + head, False, rest[1:]
            if head in "بك" and rest.startswith("ال", 1):
                yield join + head, True, rest[3:]


@lru_cache(maxsize=_REMEMBERED)
def cut_word(form: str) -> tuple[Piece, ...]:
    """Return every way to cut a word into particles, article, base and pronoun.

    Args:
        form: Folded word.
    """
    pieces = []
    pronouns = [pronoun for pronoun in _PRONOUNS_BY_LAST.get(form[-1], ()) if form.endswith(pronoun)]
    for clitics, article, rest in cut_prefixes(form):
        if len(rest) < _SHORTEST:
            continue
        pieces.append(Piece(clitics, article, rest, ""))
        if article:
            continue
        for pronoun in pronouns:
            size = len(rest) - len(pronoun)
            if size >= _SHORTEST:
                pieces.append(Piece(clitics, article, rest[:size], pronoun))
    return tuple(pieces)


def restore_verb(base: str, suffix: str) -> tuple[str, ...]:
    """Return the forms that a verb can have had before a pronoun was attached.

    Args:
        base: What remains before the pronoun.
        suffix: The pronoun, empty where there is none.
    """
    if not suffix:
        return (base,)
    if base.endswith("ا"):
        return base, base[:-1] + "ي"
    if base.endswith("و"):
        return base, base + "ا"
    return (base,)


def restore_noun(base: str, suffix: str) -> Iterator[tuple[str, bool]]:
    """Yield the dictionary forms that a noun can have, and whether only an adjective or participle can.

    Args:
        base: What remains between particles and pronoun.
        suffix: The pronoun, empty where there is none.
    """
    if suffix == "ي" and not base.endswith("ت"):
        return
    yield base, False
    if suffix and base.endswith(("اي", "او")):
        yield base[:-1] + "ء", False
    for ending, instead, describing in _ENDINGS_BY_LAST.get(base[-1], ()):
        if not base.endswith(ending) or len(base) - len(ending) < _SHORTEST:
            continue
        if suffix and ending in _BARE_ONLY:
            continue
        if ending == "ت" and not suffix:
            continue
        yield base[: -len(ending)] + instead, describing
