"""What a text counts: each number with the noun that it counts and the words that bound it.

Dates, ages, durations, clock times and labels ("رقم 5") are left out here; whether a count says something
about the conflict or the process is judged in ``figures``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from mithaq.lexicon.quantities import Noun, Quantities, WordKind
from mithaq.model import Comparator
from mithaq.reading.numerals import Number, find_numbers
from mithaq.reading.parts import Time
from mithaq.text.segment import Page

_OPEN = frozenset("\"'«»“”()[]")
_NEVER = frozenset(("duration", "degree", "date"))
_BEFORE_NUMBER = frozenset(("ال", "ل", "ب", "نسبه", "عدد", "مبلغ"))
_THOUSAND, _PAIR = 1000, 2
_ARTICLES = ("ال", "لل")
_LONGEST_ARTICLE = 3
_WHOLES = frozenset((("من", "اصل"), ("من", "بين")))
_BESIDE = frozenset(("+", "/", ":", "px"))
_LINKS = frozenset(("و", "او", "الي", "-", "–", "،"))
_CLAUSE = frozenset("،.؛:!؟?,;…")
_YEARS = (1300, 2100)
_AFTER = 6
_REACH_BACK = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts.

    Args:
        first: First token, bounding words included.
        last: Token behind the last one, counted noun and bounding words included.
        at: Token of the number itself.
        value: The number.
        comparator: How the words bound it.
        noun: What is counted, or None where no known noun stands there.
        how: How it is written: ``digits``, ``word``, ``defined`` ("الدول الست"), ``dual``, ``one`` or
            ``percent``.
        behind: Token behind the number and its scale.
    """

    first: int
    last: int
    at: int
    value: float
    comparator: Comparator
    noun: Noun | None
    how: str
    behind: int


class _Counted(NamedTuple):
    noun: Noun | None
    first: int
    last: int
    how: str


def find_counts(page: Page, times: tuple[Time, ...], lexicon: Quantities) -> tuple[Count, ...]:
    """Return what the page counts, in text order.

    Args:
        page: The text in tokens.
        times: Words that give dates; numbers inside them are no counts.
        lexicon: Number words, bounding words and counted nouns.
    """
    numbers = find_numbers(page, lexicon)
    dated = {
        t for time in times if not is_quantity(page, time, lexicon) for t in range(time.first, time.last)
    }
    numbers = _join_ranges(
        page, tuple(n for n in numbers if n.first not in dated and not _is_label(page, n, lexicon))
    )
    counts: list[Count] = []
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        counts.extend(_read_count(page, number, following, lexicon))
    taken = {token for number in numbers for token in range(number.first, number.last)}
    taken.update(token for count in counts for token in range(count.first, count.last))
    counts.extend(_find_duals(page, taken | dated, lexicon))
    return tuple(sorted(counts, key=lambda count: (count.at, count.value)))


def is_quantity(page: Page, time: Time, lexicon: Quantities) -> bool:
    """Tell whether a bare year is the number of a counted noun: "في 1900 مركز"."""
    if time.last - time.first > 1 or not page.forms[time.first].isdigit():
        return False
    noun = find_noun(page.forms, time.last, lexicon)
    return noun is not None and noun.unit.group not in _NEVER and not page.forms[time.last].startswith("ال")


def _read_count(
    page: Page, number: Number, following: Number | None, lexicon: Quantities
) -> tuple[Count, ...]:
    forms = page.forms
    counted = _find_counted(forms, number, following, lexicon)
    noun, how = counted.noun, counted.how
    if noun is None and how != "percent" and _is_bare_year(number):
        return ()
    if noun is not None and noun.unit.group in _NEVER:
        return ()
    first, sign, last = _find_bounds(forms, number, counted.last, lexicon)
    span = (min(first, counted.first), last, number.first)
    if number.upper is not None:
        return (
            Count(*span, number.value, Comparator.AT_LEAST, noun, how, number.last),
            Count(*span, number.upper, Comparator.AT_MOST, noun, how, number.last),
        )
    return (Count(*span, number.value, sign, noun, how, number.last),)


def _join_ranges(page: Page, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Make one number with an upper end of "35 إلى 40"; in "25 من أصل 80 مليار" the first takes the scale."""
    joined: list[Number] = []
    for number in numbers:
        before = joined[-1] if joined else None
        link = _read_link(page.forms, before, number) if before else ""
        if before is None or not link:
            joined.append(number)
            continue
        value = (
            before.value * number.scale
            if before.scale == 1 and number.value / number.scale < _THOUSAND
            else before.value
        )
        if link == "of":
            joined[-1] = replace(before, value=value)
            joined.append(number)
        elif value < number.value:
            joined[-1] = Number(
                before.first, number.last, value, before.clitic, before.digits, number.scale, number.value
            )
        else:
            joined.append(number)
    return tuple(joined)


def _read_link(forms: tuple[str, ...], before: Number, number: Number) -> str:
    """Return how two numbers hang together: ``to`` for a range, ``of`` for a part of a whole, or nothing."""
    between = tuple(form for form in forms[before.last : number.first] if form not in _OPEN)
    opener = {form.lstrip("و") for form in forms[max(before.first - 2, 0) : before.first]}
    if between in _WHOLES:
        return "of"
    if between == ("الي",) and before.upper is None:
        return "to"
    if between in (("-",), ("–",)):
        return "to"
    conjoined = between in (("و",), ("وبين",)) or (not between and number.clitic.startswith("و"))
    return "to" if conjoined and opener & {"بين"} else ""


def _is_label(page: Page, number: Number, lexicon: Quantities) -> bool:
    """Tell whether a number is a name, a time, an age or a score: "إف 16", "11:30", "رقم 7"."""
    forms, at = page.forms, number.first
    before = forms[at - 1] if at else ""
    after = forms[number.last : number.last + 2]
    if after == ("من", "العمر") or (after and after[0] in _BESIDE) or before in _BESIDE:
        return True
    if not number.digits or not at:
        return False
    if before == "-" and at > 1 and forms[at - 2][0].isalpha():
        return page.ends[at - 2] == page.starts[at - 1]
    glued = page.ends[at - 1] == page.starts[at]
    return before in lexicon.labels or (glued and before.isascii() and before.isalpha())


def _is_bare_year(number: Number) -> bool:
    return number.digits and number.last == number.first + 1 and _YEARS[0] <= number.value <= _YEARS[1]


def _match_percent(forms: tuple[str, ...], at: int, lexicon: Quantities) -> int:
    for phrase in lexicon.percent:
        if forms[at : at + len(phrase)] == phrase:
            return len(phrase)
    return 0


def find_noun(forms: tuple[str, ...], at: int, lexicon: Quantities) -> Noun | None:
    """Return the counted noun that begins at token ``at``, with or without particles and article."""
    if not 0 <= at < len(forms):
        return None
    form, nouns = forms[at], lexicon.nouns
    pair = nouns.get(f"{form} {forms[at + 1]}") if form in lexicon.heads and at + 1 < len(forms) else None
    return pair or nouns.get(form)


def _find_counted(
    forms: tuple[str, ...], number: Number, following: Number | None, lexicon: Quantities
) -> _Counted:
    percent = _match_percent(forms, number.last, lexicon)
    if percent:
        return _Counted(None, number.first, number.last + percent, "percent")
    word = lexicon.words.get(forms[number.first])
    single = word is not None and word.kind is WordKind.ONE and number.value == 1
    how = "digits" if number.digits else "one" if single else "word"
    defined = _is_defined(forms, number)
    if defined or number.value == _PAIR:
        before = _find_noun_before(forms, number, lexicon)
        if before.noun is not None:
            return before
    after = _find_noun_after(forms, number, following, lexicon)
    return _Counted(after[0], number.first, after[1], "defined" if defined and after[0] is None else how)


def _is_defined(forms: tuple[str, ...], number: Number) -> bool:
    """Tell whether a number has the article, also one cut off: "الثلاث", "الـ15"."""
    before = forms[number.first - 1] if number.first else ""
    return number.clitic.endswith(_ARTICLES) or (
        number.digits and before.endswith(_ARTICLES) and len(before) <= _LONGEST_ARTICLE
    )


def _find_noun_after(
    forms: tuple[str, ...], number: Number, following: Number | None, lexicon: Quantities
) -> tuple[Noun | None, int]:
    at = number.last
    while at < len(forms) and forms[at] in _OPEN and at < number.last + 2:
        at += 1
    form = forms[at] if at < len(forms) else ""
    noun = find_noun(forms, at, lexicon) if form not in lexicon.joined else None
    if noun is not None:
        return noun, at + 1
    shared = following is not None and _is_shared(forms, number, following)
    if form in ("من", "بين") and not shared:
        noun = find_noun(forms, at + 1, lexicon) or find_noun(forms, at + 2, lexicon)
        return noun, at + 2 if noun else number.last
    return find_noun(forms, following.last, lexicon) if following and shared else None, number.last


def _find_noun_before(forms: tuple[str, ...], number: Number, lexicon: Quantities) -> _Counted:
    """Find the noun that a number follows: "الدول العربية الخمس", "جنديين تركيين اثنين"."""
    for at in range(number.first - 1, max(number.first - _REACH_BACK, -1), -1):
        if forms[at] in _CLAUSE:
            break
        noun = find_noun(forms, at, lexicon)
        if noun is not None:
            head = find_noun(forms, at - 1, lexicon)
            if head is not None and head.dual:
                return _Counted(head, at - 1, number.last, "defined")
            return _Counted(noun, at, number.last, "defined")
    return _Counted(None, number.first, number.last, "defined")


def _is_shared(forms: tuple[str, ...], number: Number, following: Number | None) -> bool:
    """Tell whether the next number counts the same: "10 أو 12 جنديا", "25 من أصل 80"."""
    if following is None:
        return False
    between = tuple(form for form in forms[number.last : following.first] if form not in _OPEN)
    return (len(between) == 1 and between[0] in _LINKS) or between in _WHOLES


def _find_bounds(
    forms: tuple[str, ...], number: Number, last: int, lexicon: Quantities
) -> tuple[int, Comparator, int]:
    start = number.first
    while start > 0:
        for phrase, sign in lexicon.before.get(forms[start - 1], ()):
            if forms[max(start - len(phrase), 0) : start] == phrase:
                return start - len(phrase), sign, last
        if forms[start - 1] not in _OPEN and forms[start - 1] not in _BEFORE_NUMBER:
            break
        start -= 1
    for at in range(last, min(last + _AFTER, len(forms))):
        if forms[at] in _CLAUSE and at > last:
            break
        for phrase, sign in lexicon.after.get(forms[at], ()):
            if forms[at : at + len(phrase)] == phrase:
                return start, sign, at + len(phrase)
    return start, Comparator.EQUAL, last


def _find_duals(page: Page, taken: set[int], lexicon: Quantities) -> list[Count]:
    forms = page.forms
    found: list[Count] = []
    duals = lexicon.duals
    for at in [index for index, form in enumerate(forms) if form in duals]:
        if at in taken or at - 1 in taken or (found and found[-1].behind == at):
            continue
        number = Number(at, at + 1, 2.0)
        first, sign, last = _find_bounds(forms, number, at + 1, lexicon)
        found.append(Count(first, last, at, 2.0, sign, duals[forms[at]], "dual", at + 1))
    return found
