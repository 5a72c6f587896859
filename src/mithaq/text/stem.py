"""Light stems: what remains of a written word when attached particles, article, pronoun and endings are cut.

A stem is a key for counting words alike, not a lemma; nothing is looked up. After the light stemmers of
Larkey, Ballesteros and Connell (2002), on folded spelling.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mithaq.text.memory import Memory

_PRONOUN_ENDS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم")
_ENDINGS = ("تين", "تان", "ات", "ون", "ين", "وا", "ان", "تا", "ه", "ت", "ا")
_LONG = 4
_OPENERS = frozenset("ابكلس")


class Stem(Struct, frozen=True, gc=False):
    """A cut word.

    Args:
        clitic: Particles cut off before, without the article: "", "و", "ب", "ول", "س", …
        article: Whether the article was cut off.
        base: The word without particles, article and pronoun.
        root: ``base`` without the letters of inflection.
        pronoun: The pronoun that was cut off behind.
    """

    clitic: str
    article: bool
    base: str
    root: str
    pronoun: str


def cut_stem(form: str) -> Stem:
    """Return the light stem of a folded word.

    Args:
        form: Folded word, as in ``Page.forms``.
    """
    return _STEMS[form]


def cut_stems(forms: Iterable[str]) -> tuple[Stem, ...]:
    """Return the light stems of folded words.

    Args:
        forms: Folded words, as in ``Page.forms``.
    """
    return tuple(map(_STEMS.__getitem__, forms))


def _cut(form: str) -> Stem:
    clitic, rest = "", form
    if len(rest) >= _LONG and rest[0] in "وف":
        clitic, rest = rest[0], rest[1:]
    particle, article, rest = _cut_article(rest) if rest[:1] in _OPENERS else ("", False, rest)
    base, pronoun = _cut_pronoun(rest)
    return Stem(clitic + particle, article, base, _cut_endings(base), pronoun)


def _cut_article(word: str) -> tuple[str, bool, str]:
    if len(word) > _LONG and word.startswith("لل"):
        return "ل", True, word[2:]
    if len(word) > _LONG and word[0] in "بكل" and word.startswith("ال", 1):
        return word[0], True, word[3:]
    if len(word) >= _LONG and word.startswith("ال"):
        return "", True, word[2:]
    if len(word) >= _LONG and word[0] in "بل":
        return word[0], False, word[1:]
    if len(word) > _LONG and word[0] == "س" and word[1] in "يتنا":
        return "س", False, word[1:]
    return "", False, word


def _cut_pronoun(word: str) -> tuple[str, str]:
    if word.endswith(_PRONOUN_ENDS):
        for pronoun in _PRONOUN_ENDS:
            if len(word) - len(pronoun) >= _LONG - 1 and word.endswith(pronoun):
                return word[: -len(pronoun)], pronoun
    return word, ""


def _cut_endings(base: str) -> str:
    root = base[1:] if len(base) >= _LONG and base[0] in "يتنا" else base
    if root.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if len(root) - len(ending) >= _LONG - 1 and root.endswith(ending):
                return root[: -len(ending)]
    return root


_STEMS = Memory(_cut, 200_000)
