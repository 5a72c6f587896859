"""Counted things: numbers with the noun that they count, for comparing what documents say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.following.case import Amount, Evidence
from mithaq.following.cues import find_keys
from mithaq.following.harms import read_amount
from mithaq.following.story import Sentence, Told
from mithaq.following.terms import find_term
from mithaq.lexicon.steps import load_steps
from mithaq.text.normalize import fold

_LONGEST = 40
_BEHIND = 3
_TOLERANCE = 0.05  # about so much two rounded numbers may differ
_FAR = 6.0  # two numbers that differ by more than this factor count different things
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("percent", ("المئة", "بالمئة", "المائة", "بالمائة", "%", "الميه", "بالميه")),
    ("euro", ("يورو",)),
    ("dollar", ("دولار", "دولارا", "دولارات")),
    ("dinar", ("دينار", "دينارا", "دنانير")),
    ("riyal", ("ريال", "ريالا", "ريالات")),
    ("pound", ("جنيه", "جنيها", "ليرة")),
    (
        "people",
        ("شخص", "شخصا", "أشخاص", "شاب", "شابا", "شبان", "متدرب", "متدربا", "مقاتل", "مقاتلا", "جندي", "جنديا", "مندوب",
         "مندوبا", "ناخب", "ناخبا", "نازح", "نازحا", "أسير", "أسيرا", "محتجز", "محتجزا", "موظف", "موظفا", "مسلح",
         "مسلحا", "عنصر", "عنصرا", "فرد", "فردا", "مواطن", "مواطنا", "مدني", "مدنيا", "عائلة", "أسرة", "مشارك"),
    ),
)  # fmt: skip
_FOLDED = tuple((kind, frozenset(fold(word) for word in words)) for kind, words in _KINDS)
_TIMED = frozenset(
    ("عام", "سنه", "يوم", "يوما", "ايام", "شهر", "شهرا", "اشهر", "ساعه", "ساعات", "اسبوع", "اسابيع", "دقيقه")
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts.

    Args:
        sentence: Where it stands.
        first: First token of the number.
        amount: The number with its bounds.
        nouns: Terms of the words right behind it.
        kind: Its unit (``percent``, a currency) or ``people``; empty where neither.
        terms: What its sentence is about.
        beside: Other numbers of the sentence.
        evidence: The sentence.
    """

    sentence: Sentence
    first: int
    amount: Amount
    nouns: frozenset[str]
    kind: str
    terms: frozenset[str]
    beside: frozenset[float]
    evidence: Evidence


def find_counted(told: Told) -> tuple[Counted, ...]:
    """Return the numbers of a document that count something, headlines left out.

    Args:
        told: The document.
    """
    forms, page = told.page.forms, told.page
    dated = {at for time in told.times for at in range(time.first, time.last)}
    numbers = [number for number in told.numbers if number.first not in dated]
    found = []
    for number in numbers:
        sentence = told.sentences[page.sentence_of[number.first]]
        behind = forms[number.last : min(number.last + _BEHIND, sentence.last)]
        if sentence.headline or not behind or behind[0] in _TIMED or behind[0] in load_steps().spans:
            continue
        value = number.value
        beside = frozenset(
            other.value for other in numbers if other is not number and _is_in(other.first, sentence)
        )
        found.append(
            Counted(
                sentence=sentence,
                first=number.first,
                amount=read_amount(forms, number.first, number.last, value),
                nouns=_find_nouns(behind),
                kind=_find_kind(behind),
                terms=told.list_terms(sentence),
                beside=beside,
                evidence=told.quote(
                    sentence.first,
                    min(sentence.last, sentence.first + _LONGEST + number.last - sentence.first),
                ),
            )
        )
    return tuple(found)


def _find_nouns(behind: Sequence[str]) -> frozenset[str]:
    """Return the terms of the words that a number counts; none where the noun is left out."""
    if not behind[0].isalpha() or behind[0] in _LINKS:
        return frozenset()
    return frozenset(filter(None, (find_term(form) for form in behind[:2])))


_LINKS = frozenset(("في", "من", "الي", "علي", "فقط", "بحسب", "وفق", "حتي", "منذ", "ان", "لا"))


def _is_in(at: int, sentence: Sentence) -> bool:
    return sentence.first <= at < sentence.last


def _find_kind(behind: Sequence[str]) -> str:
    for form in behind:
        keys = find_keys(form) | {form}
        for kind, words in _FOLDED:
            if not keys.isdisjoint(words):
                return kind
    return ""


def is_opposed(one: Amount, other: Amount) -> bool:
    """Tell whether two numbers of one thing cannot both be so.

    Args:
        one: A number with its bounds.
        other: Another.
    """
    if one.best is None or other.best is None:
        return False
    low, high = sorted((one.best, other.best))
    if high - low <= _TOLERANCE * high or (low > 0 and high / low > _FAR):
        return False
    floor, ceiling = (one, other) if one.best == low else (other, one)
    # "at least 7" and "11" agree; so do "11" and "at most 20".
    return not (floor.qualifier in {">", ">="} or ceiling.qualifier in {"<", "<="})
