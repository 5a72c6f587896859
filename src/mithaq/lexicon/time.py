"""The typed form of the words of time, ``data/time.yaml``."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge

TIME_FILE = Path(__file__).parent / "data" / "time.yaml"


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """A number with its names.

    Args:
        number: The number.
        names: Names that are nothing else.
        doubtful: Names that are also other words: they need a day, a year or a cue beside them.
        rare: Names that are mostly other words: they need a year.
    """

    number: int
    names: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()


class DayPhrase(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean a day, counted in days from publication."""

    words: str
    days: int


class UnitNames(Struct, frozen=True, forbid_unknown_fields=True):
    """How a unit of time is written.

    Args:
        unit: ``hour``, ``day``, ``week``, ``month``, ``year`` or ``decade``.
        names: With the article, before "last" and "next".
        count: One of it, counted.
        two: Two of it.
        many: Plural behind a number.
        few: Plural or dual with the article, before "last" and "next".
    """

    unit: str
    names: tuple[str, ...]
    count: tuple[str, ...]
    two: tuple[str, ...]
    many: tuple[str, ...]
    few: tuple[str, ...]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a part of a month or year.

    Args:
        words: The words.
        month: The month of a year that it stands for.
        day: The day of a month that it stands for, or None where the month itself has to do.
    """

    words: tuple[str, ...]
    month: int
    day: int | None = None


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """A day that names an event: the day of the month, the month, and the year of the event."""

    day: int
    month: int
    year: int


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A text with the dates in it, by their words; no entry means that nothing may be found."""

    text: str
    published: str | None
    times: dict[str, str]


class TimeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """All words of time, as the file lists them."""

    months: tuple[Named, ...]
    hijri_months: tuple[Named, ...]
    weekdays: tuple[Named, ...]
    weekday_not_after: tuple[str, ...]
    day_phrases: tuple[DayPhrase, ...]
    today_not_after: tuple[str, ...]
    today_not_before: tuple[str, ...]
    yesterday_not_before: tuple[str, ...]
    parts_of_day: tuple[str, ...]
    day_nouns: tuple[str, ...]
    links: tuple[str, ...]
    last: tuple[str, ...]
    next: tuple[str, ...]
    this: tuple[str, ...]
    demonstratives: tuple[str, ...]
    before_last: tuple[str, ...]
    units: tuple[UnitNames, ...]
    ago: tuple[str, ...]
    ahead: tuple[str, ...]
    counted_from: tuple[str, ...]
    counted_from_none: tuple[str, ...]
    within: tuple[str, ...]
    about: tuple[str, ...]
    and_half: tuple[str, ...]
    lasting: tuple[str, ...]
    single_words: tuple[str, ...]
    few_words: tuple[str, ...]
    some: tuple[str, ...]
    almanac: tuple[str, ...]
    little_more: tuple[str, ...]
    same: tuple[str, ...]
    honorifics: tuple[str, ...]
    vague: tuple[Part, ...]
    seasons: tuple[Named, ...]
    decades: tuple[Named, ...]
    decade_not_after: tuple[str, ...]
    century_words: tuple[str, ...]
    numbers: tuple[Named, ...]
    ordinals: tuple[Named, ...]
    ordinal_ten: tuple[str, ...]
    year_nouns: tuple[str, ...]
    month_nouns: tuple[str, ...]
    year_cues: tuple[str, ...]
    christian_marks: tuple[str, ...]
    hijri_marks: tuple[str, ...]
    range_words: tuple[str, ...]
    and_words: tuple[str, ...]
    month_cues: tuple[str, ...]
    events: tuple[Event, ...]
    event_nouns: tuple[str, ...]
    bloc_nouns: tuple[str, ...]
    future_words: tuple[str, ...]
    not_future: tuple[str, ...]
    clause_words: tuple[str, ...]
    reporting: tuple[str, ...]
    before_then: tuple[str, ...]
    since: tuple[str, ...]
    examples: tuple[Example, ...]


def read_time_words(path: Path = TIME_FILE) -> TimeWords:
    """Return the words of time from their file.

    Args:
        path: The YAML file.

    Raises:
        KnowledgeError: If the file breaks its schema.
    """
    return read_knowledge(path, TimeWords)
