"""The words of time, folded and laid out for one look-up per token."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from mithaq.lexicon.time import Event, Named, TimeWords, read_time_words
from mithaq.text.normalize import fold

_PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_ARTICLE = "ال"


class MonthName(NamedTuple):
    """A month by name; a doubtful one is also another word, a rare one mostly another word."""

    number: int
    hijri: bool
    doubtful: bool
    rare: bool = False


class Place(NamedTuple):
    """The month of a year and the day of a month that a vague word stands for."""

    month: int
    day: int | None


class Amount(NamedTuple):
    """A unit of time and how many of it; None where a number has to stand before it."""

    unit: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Tables from folded words to what they mean; see ``mithaq.lexicon.time`` for the words.

    Args:
        cuts: Every word that can begin an expression, particles attached, with how many letters those take.
        months: Names of one word.
        month_pairs: First word of a name of two words, to second word, to month.
        weekdays: Monday is 0.
        days: First word of a day phrase, to (rest, days from publication), longest first.
        parts: First word of a time of the day, to the rest of it, longest first.
        modifiers: -1 last, 0 this, 1 next.
        units: Unit of a word with the article.
        few: Unit of a plural with the article.
        amounts: Counted units.
        words: The remaining word lists by their name in the file.
        future: What a verb in the future looks like.
    """

    cuts: dict[str, int]
    months: dict[str, MonthName]
    month_pairs: dict[str, dict[str, MonthName]]
    weekdays: dict[str, int]
    days: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    parts: dict[str, tuple[tuple[str, ...], ...]]
    modifiers: dict[str, int]
    units: dict[str, str]
    few: dict[str, str]
    amounts: dict[str, Amount]
    vague: dict[str, Place]
    seasons: dict[str, int]
    decades: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    events: dict[tuple[int, int], int]
    words: dict[str, frozenset[str]]
    future: re.Pattern[str]


@cache
def load_calendar() -> Calendar:
    """Return the calendar built from ``lexicon/data/time.yaml``."""
    return build_calendar(read_time_words())


def build_calendar(words: TimeWords) -> Calendar:
    """Return the calendar built from the words of time."""
    months, pairs = _lay_months(words)
    weekdays = {
        form: item.number for item in words.weekdays for name in item.names for form in _attach(fold(name))
    }
    days: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase in words.day_phrases:
        first, *rest = fold(phrase.words).split()
        for form in _attach(first):
            days.setdefault(form, []).append((tuple(rest), phrase.days))
    parts: dict[str, list[tuple[str, ...]]] = {}
    for text in words.parts_of_day:
        first, *rest = fold(text).split()
        for form in _attach(first):
            parts.setdefault(form, []).append(tuple(rest))
    lists = _lay_lists(words)
    vague = {
        form: Place(p.month, p.day) for p in words.vague for word in p.words for form in _attach(fold(word))
    }
    units = {form: u.unit for u in words.units for name in u.names for form in _attach(fold(name))}
    few = {form: u.unit for u in words.units for name in u.few for form in _attach(fold(name))}
    seasons, decades = _lay(words.seasons), _lay(words.decades)
    starts: list[Iterable[str]] = [months, pairs, weekdays, days, parts, vague, units, few, seasons, decades]
    starts += [dict.fromkeys(lists[name]) for name in _STARTING]
    ordinals = _lay(words.ordinals)
    return Calendar(
        cuts=_find_cuts([*starts, ordinals]),
        months=months,
        month_pairs=pairs,
        weekdays=weekdays,
        days={first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in days.items()},
        parts={first: tuple(sorted(found, key=len, reverse=True)) for first, found in parts.items()},
        modifiers={
            fold(word): step
            for step, names in ((-1, words.last), (0, words.this), (1, words.next))
            for word in names
        },
        units=units,
        few=few,
        amounts=_lay_amounts(words),
        vague=vague,
        seasons=seasons,
        decades=decades,
        numbers={fold(name): item.number for item in words.numbers for name in item.names},
        ordinals=ordinals,
        events={(event.day, event.month): event.year for event in words.events},
        words=lists,
        future=_compile_future(words),
    )


_STARTING = (
    "ago", "ahead", "within", "lasting", "year_nouns", "month_nouns", "day_nouns", "demonstratives",
)  # fmt: skip
_WITH_PARTICLES = (
    "event_nouns", "bloc_nouns", "year_cues", "clause_words", "reporting", "before_then", "since",
)  # fmt: skip
_PLAIN = (
    "weekday_not_after", "today_not_after", "today_not_before", "yesterday_not_before", "links",
    "before_last", "about", "and_half",
    "single_words", "few_words",
    "some", "almanac", "little_more", "same", "counted_from", "counted_from_none",
    "honorifics", "decade_not_after", "century_words",
    "ordinal_ten", "christian_marks", "hijri_marks", "range_words", "and_words", "month_cues",
    "future_words",
)  # fmt: skip


def _compile_future(words: TimeWords) -> re.Pattern[str]:
    others = "|".join(re.escape(fold(word)) for word in words.not_future)
    return re.compile(rf"[وف]?(?!(?:{others})\Z)س[يتن][^\W\d_]{{2,}}")


def _lay_lists(words: TimeWords) -> dict[str, frozenset[str]]:
    lists = {name: frozenset(fold(word) for word in getattr(words, name)) for name in _PLAIN}
    for name in (*_STARTING, *_WITH_PARTICLES):
        lists[name] = frozenset(form for word in getattr(words, name) for form in _attach(fold(word)))
    return lists


def _lay_months(words: TimeWords) -> tuple[dict[str, MonthName], dict[str, dict[str, MonthName]]]:
    months: dict[str, MonthName] = {}
    pairs: dict[str, dict[str, MonthName]] = {}
    for items, hijri in ((words.months, False), (words.hijri_months, True)):
        for item in items:
            for name in item.names:
                _lay_month(fold(name), MonthName(item.number, hijri, doubtful=False), months, pairs)
            for name in item.doubtful:
                _lay_month(fold(name), MonthName(item.number, hijri, doubtful=True), months, pairs)
            for name in item.rare:
                _lay_month(fold(name), MonthName(item.number, hijri, doubtful=True, rare=True), months, pairs)
    return months, pairs


def _lay_month(
    name: str, month: MonthName, months: dict[str, MonthName], pairs: dict[str, dict[str, MonthName]]
) -> None:
    first, _, second = name.partition(" ")
    for form in [first] if month.doubtful else _attach(first):
        if second:
            pairs.setdefault(form, {})[second] = month
        else:
            months[form] = month


def _lay_amounts(words: TimeWords) -> dict[str, Amount]:
    amounts: dict[str, Amount] = {}
    for item in words.units:
        for names, count in ((item.count, 1), (item.two, 2), (item.many, None)):
            amounts.update((fold(name), Amount(item.unit, count)) for name in names)
    return amounts


def _lay(items: Iterable[Named]) -> dict[str, int]:
    return {form: item.number for item in items for name in item.names for form in _attach(fold(name))}


def _attach(word: str) -> list[str]:
    forms = [word, *(particle + word for particle in _PARTICLES)]
    if word.startswith(_ARTICLE):
        forms += ["لل" + word[2:], "ولل" + word[2:]]
    return forms


def _find_cuts(tables: Iterable[Iterable[str]]) -> dict[str, int]:
    known = {word for table in tables for word in table}
    cuts = {}
    for word in known:
        bare = [p for p in _PARTICLES if word.startswith(p) and word[len(p) :] in known]
        fused = word.startswith(("لل", "ولل")) and _ARTICLE + word.lstrip("و")[2:] in known
        cuts[word] = max(map(len, bare), default=0) if not fused else word.index("لل")
    return cuts


__all__ = ["Amount", "Calendar", "Event", "MonthName", "Place", "build_calendar", "load_calendar"]
