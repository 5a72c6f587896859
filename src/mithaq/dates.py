"""EDTF values that carry their precision (Library of Congress, Extended Date/Time Format, 2019).

Level 1 without negative and five-digit years: years with unspecified digits, months, days (also unspecified),
seasons 21 to 24, the qualifiers ``~ ? %`` at the end of a date, and intervals with open or unknown ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from hijridate import Gregorian

from mithaq.digits import write_arabic_digits
from mithaq.errors import DateError, Reason

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)", re.ASCII)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:?\d{2}.*))?", re.ASCII)
_REMEDY = "Write it like 2018-12-24, 2018-12, 2018, 2018-12~, 2018-12-XX, 201X, 2019-21 or 2014/2016"
_OPEN, _UNKNOWN = "..", ""
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def find_today() -> date:
    """Return the day that it is by the clock, UTC."""
    return datetime.now(UTC).date()


class Precision(StrEnum):
    """How finely a value says when."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class Months(StrEnum):
    """Whose month names a date is written with."""

    EGYPT = "egypt"
    LEVANT = "levant"
    ALGERIA = "algeria"
    MOROCCO = "morocco"


class Numerals(StrEnum):
    """Which digits a date is written with."""

    LATIN = "latin"
    ARABIC = "arabic"


class _Point(NamedTuple):
    text: str
    earliest: date
    latest: date
    precision: Precision
    qualifier: str


@dataclass(frozen=True, slots=True)
class Edtf:
    """One EDTF value; equal and hashed by its text.

    Make it with ``parse``, ``from_iso``, ``day``, ``month``, ``year`` or ``interval``, never directly.

    Args:
        text: The canonical EDTF text.
        earliest: First day that it may mean; None where an interval is open or unknown at its start.
        latest: Last day that it may mean; None where an interval is open or unknown at its end.
        precision: How finely it says when; a month with an unspecified day counts as a month.
        qualifier: ``~`` approximate, ``?`` uncertain, ``%`` both, or empty; an interval those of both ends.
    """

    text: str
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)
    precision: Precision = field(compare=False)
    qualifier: str = field(compare=False)

    def __str__(self) -> str:
        """Return the canonical EDTF text."""
        return self.text

    @property
    def is_approximate(self) -> bool:
        """Tell whether the value carries ``~`` or ``%``."""
        return self.qualifier in {"~", "%"}

    @property
    def is_uncertain(self) -> bool:
        """Tell whether the value carries ``?`` or ``%``."""
        return self.qualifier in {"?", "%"}

    @property
    def ends(self) -> tuple[Edtf | None, Edtf | None]:
        """The two ends of an interval (None where open or unknown), or the value itself twice."""
        if self.precision is not Precision.INTERVAL:
            return self, self
        first, last = self.text.split("/")
        return (_read(first) if first.strip(".") else None), (_read(last) if last.strip(".") else None)

    @staticmethod
    def parse(text: str) -> Edtf:
        """Return the value that an EDTF text writes.

        Args:
            text: EDTF, surrounding blanks allowed.

        Raises:
            DateError: If it is not EDTF, no such day exists, or it is an interval that ends before it begins.
        """
        return _read(text.strip())

    @staticmethod
    def from_iso(text: str) -> Edtf:
        """Return the value of an ISO 8601 date or datetime (its time is dropped), or of an EDTF text.

        Args:
            text: For instance ``2020-11-21T18:30:00+02:00``; the day is taken as written in its zone.

        Raises:
            DateError: As for ``parse``, and where the time does not exist.
        """
        stamp = _ISO.fullmatch(text.strip())
        if stamp is None or stamp.group(2) is None:
            return _read(text.strip())
        try:
            datetime.fromisoformat(text.strip())
        except ValueError as error:
            raise DateError(
                f"not a datetime: {error}",
                where=repr(text),
                remedy="Write it like 2020-11-21T18:30:00",
                reason=Reason("dates.no-time", {"error": str(error)}),
            ) from error
        return _read(stamp.group(1))

    @staticmethod
    def of(day: date) -> Edtf:
        """Return the value of one day."""
        return Edtf(day.isoformat(), day, day, Precision.DAY, "")

    @staticmethod
    def day(year: int, month: int, day: int, qualifier: str = "") -> Edtf:
        """Return one day; raises DateError where it does not exist."""
        return _read(f"{year:04}-{month:02}-{day:02}{qualifier}")

    @staticmethod
    def month(year: int, month: int, qualifier: str = "") -> Edtf:
        """Return one month (or a season, 21 to 24); raises DateError where it does not exist."""
        return _read(f"{year:04}-{month:02}{qualifier}")

    @staticmethod
    def year(year: int, qualifier: str = "") -> Edtf:
        """Return one year, 1 to 9999."""
        return _read(f"{year:04}{qualifier}")

    @staticmethod
    def interval(first: Edtf | None, last: Edtf | None) -> Edtf:
        """Return the interval from ``first`` to ``last``; None is an open end.

        An interval given as an end lends its own outer end; two equal ends give that value itself.

        Raises:
            DateError: If it ends before it begins, or if both ends are open.
        """
        start = first.ends[0] if first else None
        end = last.ends[1] if last else None
        if start is not None and start == end:
            return start
        return _read(f"{start or _OPEN}/{end or _OPEN}")

    def qualify(self, qualifier: str) -> Edtf:
        """Return the value with ``~``, ``?`` or ``%`` added; an interval gets it at both ends."""
        if self.precision is Precision.INTERVAL:
            return Edtf.interval(*(end and end.qualify(qualifier) for end in self.ends))
        return _read(self.text.rstrip("~?%") + _join(self.qualifier + qualifier))

    def shift(self, *, days: int = 0, months: int = 0, years: int = 0) -> Edtf:
        """Return the value moved along the calendar; qualifiers stay.

        Args:
            days: Added last; only for values of day precision and intervals of such.
            months: Added first; a day that the new month lacks becomes its last day.
            years: As twelve months each.

        Raises:
            DateError: If the value is too coarse for the step, or leaves the years 1 to 9999.
        """
        if self.precision is Precision.INTERVAL:
            return Edtf.interval(
                *(end and end.shift(days=days, months=months, years=years) for end in self.ends)
            )
        parts = self.text.rstrip("~?%").split("-")
        whole = self.precision in {Precision.SEASON, Precision.YEAR}
        if "X" in self.text or (days and self.precision is not Precision.DAY) or (whole and months % 12):
            raise _refuse("coarse", "the date is too coarse for this step", self.text, _REMEDY)
        try:
            if whole:
                year = int(parts[0]) + years + months // 12
                return _read("-".join([f"{year:04}", *parts[1:]]) + self.qualifier)
            moved = _move(self.earliest or date.min, months + 12 * years) + timedelta(days=days)
        except (DateError, ValueError, OverflowError) as error:
            raise _refuse("years", "the step leaves the years 1 to 9999", self.text) from error
        return _read(moved.isoformat()[: len("-".join(parts))] + self.qualifier)


def _move(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(max(year, 1), month + 1)[1]))


@lru_cache(maxsize=4096)
def _read(text: str) -> Edtf:
    ends = text.split("/")
    if len(ends) == 1:
        return Edtf(*_read_point(text, text))
    if len(ends) != 2 or not text.strip("/."):  # noqa: PLR2004 - an interval has two ends
        raise _refuse("no-interval", "not an EDTF interval", text, _REMEDY)
    first, last = (None if end in {_OPEN, _UNKNOWN} else _read_point(end, text) for end in ends)
    if first and last and first.earliest > last.latest:
        raise _refuse("swapped", "the interval ends before it begins", text, "Swap its ends")
    qualifier = _join((first.qualifier if first else "") + (last.qualifier if last else ""))
    return Edtf(
        text, first.earliest if first else None, last.latest if last else None, Precision.INTERVAL, qualifier
    )


def _refuse(key: str, what: str, text: str, remedy: str = "", **values: str) -> DateError:
    """Return the error; words in other languages stand in ``refusals.yaml``, which is read by higher layers."""
    reason = Reason(f"dates.{key}", {**values, "how": Reason("dates.how")} if remedy == _REMEDY else values)
    return DateError(what, where=repr(text), remedy=remedy, reason=reason)


def _read_point(text: str, where: str) -> _Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _refuse("no-edtf", "not an EDTF date", where, _REMEDY)
    year, month, day, qualifier = match.groups()
    try:
        return _Point(text, *_bound(year, month, day), qualifier)
    except ValueError as error:
        raise _refuse("no-date", f"no such date: {error}", where, _REMEDY, error=str(error)) from error


def _bound(year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if "X" in year:
        if month is not None:
            raise ValueError("a month of an unspecified year")
        precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
        return date(max(low, 1), 1, 1), date(high, 12, 31), precision
    if month is None or (month == "XX" and day in {None, "XX"}):
        return date(low, 1, 1), date(low, 12, 31), Precision.YEAR
    if month == "XX":
        raise ValueError("a day of an unspecified month")
    number = int(month)
    if number in _SEASON_MONTHS:
        if day is not None:
            raise ValueError("a day of a season")
        start, end = _SEASON_MONTHS[number]
        closing = low + (end < start)
        return date(low, start, 1), date(closing, end, monthrange(closing, end)[1]), Precision.SEASON
    if day is None or day == "XX":
        first = date(low, number, 1)
        return first, first.replace(day=monthrange(low, number)[1]), Precision.MONTH
    exact = date(low, number, int(day))
    return exact, exact, Precision.DAY


def _join(marks: str) -> str:
    approximate, uncertain = bool(set(marks) & {"~", "%"}), bool(set(marks) & {"?", "%"})
    return "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""


MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ARABIC: dict[Months, tuple[str, ...]] = {
    Months.EGYPT: (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    Months.LEVANT: (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
    Months.ALGERIA: (
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
        "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    Months.MOROCCO: (
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
        "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ),
}  # fmt: skip
_HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
)  # fmt: skip
_SEASONS = {
    "ar": {21: "ربيع", 22: "صيف", 23: "خريف", 24: "شتاء"},
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
}
_PHRASES = {
    "ar": {"about": "نحو {}", "unsure": "{} (غير مؤكد)", "between": "من {} إلى {}", "since": "منذ {}",
           "until": "حتى {}", "decade": "عقد {}", "century": "القرن {}"},
    "en": {"about": "about {}", "unsure": "{} (uncertain)", "between": "{} to {}", "since": "since {}",
           "until": "until {}", "decade": "the {}s", "century": "the {}s"},
}  # fmt: skip


def write_date(
    when: Edtf,
    lang: str = "ar",
    *,
    months: Months = Months.EGYPT,
    numerals: Numerals = Numerals.LATIN,
    hijri: bool = False,
) -> str:
    """Return a date as a person writes it.

    Args:
        when: The value to write.
        lang: ``ar`` or ``en``.
        months: Whose Arabic month names; without effect in English.
        numerals: Which digits; Arabic-Indic only where ``lang`` is ``ar``.
        hijri: Whether the Hijri date (Umm al-Qura) stands in brackets behind a single day in Arabic.
    """
    phrases = _PHRASES[lang]
    first, last = when.ends
    if when.precision is not Precision.INTERVAL:
        written = _write_point(when, lang, months)
    elif first and last:
        written = phrases["between"].format(
            _write_point(first, lang, months), _write_point(last, lang, months)
        )
    else:
        end = first or last
        written = phrases["since" if first else "until"].format(
            _write_point(end, lang, months) if end else ""
        )
    if hijri and lang == "ar" and when.precision is Precision.DAY and when.earliest:
        written += _write_hijri(when.earliest)
    return write_arabic_digits(written) if numerals is Numerals.ARABIC and lang == "ar" else written


def _write_point(when: Edtf, lang: str, months: Months) -> str:
    year, *rest = when.text.rstrip("~?%").split("-")
    phrases = _PHRASES[lang]
    written = year
    if "X" in year:
        unit = "decade" if when.precision is Precision.DECADE else "century"
        written = phrases[unit].format(year.replace("X", "0"))
    elif rest and rest[0] != "XX":
        number = int(rest[0])
        names = MONTHS if lang == "en" else _ARABIC[months]
        name = names[number - 1] if number <= len(names) else _SEASONS[lang][number]
        day = f"{int(rest[1])} " if len(rest) > 1 and rest[1] != "XX" else ""
        written = f"{day}{name} {year}"
    if when.is_approximate:
        written = phrases["about"].format(written)
    return phrases["unsure"].format(written) if when.is_uncertain else written


def _write_hijri(day: date) -> str:
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    return f" ({hijri.day} {_HIJRI[hijri.month - 1]} {hijri.year}هـ)"
