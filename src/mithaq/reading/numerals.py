"""The numbers that a text writes, in digits of any script, in words, or in both.

Only the number itself is read here; what is counted, and whether it matters, is asked in ``figures``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mithaq.lexicon.quantities import NumberWord, Quantities, WordKind
from mithaq.text.segment import Page

_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\Z")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)\Z")
_RANGE = re.compile(r"(\d+)-(\d+)\Z")
_HUNDRED, _THOUSAND = 100, 1000
_SCALES = (WordKind.SCALE, WordKind.PLURAL)
_DIGITS = frozenset("0123456789")
_BEFORE_HUNDRED = frozenset(("في", "بعد", "فى"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the text writes it.

    Args:
        first: First token.
        last: Token behind the last one.
        value: What it means.
        clitic: Attached particles of the first token, plain spelling, the article included.
        digits: Whether it begins with digits.
        scale: The last scale word in it ("مليون"), 1 where it has none.
        upper: Upper end of a range that is written as one token ("10-12"), else None.
    """

    first: int
    last: int
    value: float
    clitic: str = ""
    digits: bool = False
    scale: float = 1.0
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    last: int
    value: float
    scale: float


def read_digits(form: str, *, scaled: bool = False) -> float | None:
    """Return what a token of digits and separators means, or None for times, dates and scores.

    Args:
        form: The token in plain spelling.
        scaled: Whether "ألف" or "مليون" follows: "7,900 مليون" is then seven point nine.
    """
    if form.isdecimal():
        return float(form)
    if _THOUSANDS.match(form) and not scaled:
        return float(re.sub("[.,]", "", form))
    decimal = _DECIMAL.match(form)
    return float(f"{decimal.group(1)}.{decimal.group(2)}") if decimal else None


def find_numbers(page: Page, lexicon: Quantities) -> tuple[Number, ...]:
    """Return every number of the page in text order; none shares a token with another.

    Args:
        page: The text in tokens.
        lexicon: Knows the number words.
    """
    forms, words = page.forms, lexicon.words
    found: list[Number] = []
    behind = 0
    for index in [at for at, form in enumerate(forms) if form in words or form[0] in _DIGITS]:
        if index < behind or (forms[index] in words and _is_tail(forms, index, lexicon)):
            continue
        number = _read_number(forms, index, words)
        if number is not None:
            found.append(number)
            behind = number.last
    return tuple(found)


def _is_tail(forms: tuple[str, ...], index: int, lexicon: Quantities) -> bool:
    """Tell whether a word ends a percentage ("في المئة"), an ordinal ("الخامس والعشرين") or an age."""
    word = lexicon.words[forms[index]]
    before = forms[index - 1] if index else ""
    if word.kind is WordKind.HUNDRED:
        return word.clitic == "بال" or (word.clitic == "ال" and before in _BEFORE_HUNDRED)
    if word.kind is WordKind.TENS and word.clitic in ("ال", "وال"):
        return word.clitic == "وال" or before == "في" or before in lexicon.ordinals
    return word.kind is WordKind.TEN and before in lexicon.ordinals


def _read_number(forms: tuple[str, ...], first: int, words: dict[str, NumberWord]) -> Number | None:
    form = forms[first]
    digits = "0" <= form[0] <= "9"
    span = _RANGE.match(form) if digits else None
    if span and int(span[1]) < int(span[2]):
        part = _read_scales(forms, first + 1, words, float(span[1]))
        upper = int(span[2]) * part.scale
        return Number(first, part.last, part.value, digits=True, scale=part.scale, upper=upper)
    head = _read_part(forms, first, words)
    if head is None:
        return None
    total, last, scale = head.value, head.last, head.scale
    while scale > 1:
        following = _skip_and(forms, last, words)
        nearer = _read_part(forms, following, words) if following is not None else None
        if nearer is None or nearer.value >= scale:
            break
        total, last, scale = total + nearer.value, nearer.last, nearer.scale
    return Number(first, last, total, "" if digits else words[form].clitic, digits, scale)


def _skip_and(forms: tuple[str, ...], index: int, words: dict[str, NumberWord]) -> int | None:
    if index >= len(forms):
        return None
    if forms[index] == "و" and index + 1 < len(forms) and forms[index + 1].isdecimal():
        return index + 1
    word = words.get(forms[index])
    return index if word and word.clitic.startswith("و") else None


def _read_part(forms: tuple[str, ...], first: int, words: dict[str, NumberWord]) -> _Part | None:
    """Read a number below a thousand and the scale behind it."""
    group = _read_digit_group(forms, first, words) if forms[first][0].isdecimal() else None
    if group is None and not forms[first][0].isdecimal():
        group = _read_word_group(forms, first, words)
    if group is None:
        return None
    last, value = group
    head = words.get(forms[first])
    if head and head.kind in (WordKind.SCALE, WordKind.DOUBLE) and last == first + 1:
        return _Part(last, value, value if head.kind is WordKind.SCALE else value / 2)
    scale = words.get(forms[last]) if last < len(forms) else None
    if scale and scale.kind in _SCALES and not scale.clitic:
        return _read_scales(forms, last, words, value)
    return _Part(last, value, 1.0)


def _read_scales(forms: tuple[str, ...], last: int, words: dict[str, NumberWord], value: float) -> _Part:
    scale = 1.0
    while last < len(forms) and (word := words.get(forms[last])) and word.kind in _SCALES and not word.clitic:
        scale *= word.value
        last += 1
    return _Part(last, round(value * scale, 3), scale)


def _read_digit_group(
    forms: tuple[str, ...], first: int, words: dict[str, NumberWord]
) -> tuple[int, float] | None:
    if (
        first + 2 < len(forms)
        and forms[first + 1] == "ر"
        and forms[first].isdecimal()
        and forms[first + 2].isdecimal()
    ):
        return first + 3, float(f"{forms[first + 2]}.{forms[first]}")
    scale = words.get(forms[first + 1]) if first + 1 < len(forms) else None
    value = read_digits(forms[first], scaled=bool(scale and scale.kind in _SCALES))
    return None if value is None else (first + 1, value)


def _read_word_group(
    forms: tuple[str, ...], first: int, words: dict[str, NumberWord]
) -> tuple[int, float] | None:
    head = words[forms[first]]
    if head.kind is WordKind.PLURAL:
        return None
    if head.kind in (WordKind.SCALE, WordKind.DOUBLE):
        return first + 1, head.value
    if head.kind in (WordKind.HUNDRED, WordKind.HUNDREDS):
        return _add_below(forms, first + 1, words, head.value)
    if head.kind in (WordKind.TEN, WordKind.TENS):
        return first + 1, head.value
    return _read_unit(forms, first, words, head)


def _read_unit(
    forms: tuple[str, ...], first: int, words: dict[str, NumberWord], head: NumberWord
) -> tuple[int, float] | None:
    """Read 1 to 9 with what joins it: "ثلاثة عشر", "ثلاثة وعشرين", "ثلاث مئة"."""
    follower = words.get(forms[first + 1]) if first + 1 < len(forms) else None
    if follower and not follower.clitic:
        if follower.kind is WordKind.TEN:
            return first + 2, head.value + 10
        if follower.kind is WordKind.HUNDRED and head.kind is WordKind.UNIT:
            return _add_below(forms, first + 2, words, head.value * _HUNDRED)
    if follower and follower.clitic in ("و", "وال") and follower.kind is WordKind.TENS:
        return first + 2, head.value + follower.value
    if follower and follower.clitic == "ال" and follower.kind is WordKind.TEN:
        return first + 2, head.value + 10
    return None if head.kind is WordKind.LINKED else (first + 1, head.value)


def _add_below(
    forms: tuple[str, ...], last: int, words: dict[str, NumberWord], value: float
) -> tuple[int, float]:
    at = _skip_and(forms, last, words)
    if at is None:
        return last, value
    if forms[at][0].isdecimal():
        below = read_digits(forms[at])
        return (at + 1, value + below) if below is not None and below < _HUNDRED else (last, value)
    rest = _read_word_group(forms, at, words)
    return (rest[0], value + rest[1]) if rest and rest[1] < _HUNDRED else (last, value)
