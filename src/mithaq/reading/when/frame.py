"""What an expression of time is read against, and what its parts come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

from mithaq.dates import Edtf, Precision
from mithaq.errors import DateError
from mithaq.reading.when.calendar import Calendar

_LOOK_BACK = 12
_HIJRI_EPOCH, _HIJRI_LENGTH = 621.5774, 0.970224
_HIJRI_YEARS = range(1343, 1501)


class Found(NamedTuple):
    """An expression up to token ``last``: its value and whether it needs the publication date."""

    last: int
    value: Edtf
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens of a text and the day that its relative words count from.

    Args:
        forms: The tokens in plain spelling.
        calendar: The words of time.
        base: The day of publication; the middle of a coarser publication date; None where there is none.
        published: The publication date itself.
        offset: Days by which the words of the text lag behind ``base`` ("أمس السبت" printed on a Monday: -1).
        almanac: Whether the text lists what happened on this day in other years.
    """

    forms: tuple[str, ...]
    calendar: Calendar
    base: date | None
    published: Edtf | None
    offset: int = 0
    almanac: bool = False

    def form(self, index: int) -> str:
        """Return a token, or an empty text outside the page."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def has(self, index: int, name: str) -> bool:
        """Tell whether the token stands in a list of the calendar."""
        return self.form(index) in self.calendar.words[name]

    def is_future(self, index: int) -> bool:
        """Tell whether a word shortly before ``index`` speaks of the future."""
        future, words = self.calendar.future, self.calendar.words["future_words"]
        for at in range(index - 1, max(index - _LOOK_BACK, 0) - 1, -1):
            form = self.forms[at]
            if form in {".", "!", "؟"} or form[0] == "\n":
                return False
            if form in words or future.fullmatch(form):
                return True
        return False

    def day(self, days: int) -> Edtf | None:
        """Return the day ``days`` after publication, as finely as the publication date allows."""
        if self.base is None or self.published is None:
            return None
        if self.published.precision is not Precision.DAY:
            return self.published.qualify("~")
        return Edtf.of(self.base + timedelta(days=days + self.offset))

    def weekday(self, weekday: int, step: int | None, index: int) -> Edtf | None:
        """Return the day of the week that is meant.

        Args:
            weekday: Monday is 0.
            step: -1 for "last", 1 for "next", -2 for "the one before last", None where the text says nothing.
            index: Where the expression begins; decides between past and future.
        """
        if self.base is None:
            return None
        back = ((self.base + timedelta(days=self.offset)).weekday() - weekday) % 7
        if step is None or step == 0:
            step = 1 if back and self.is_future(index) else 0
        if step > 0:
            return self.day(7 - back)
        if step < 0 and back <= 1:
            back += 7  # yesterday and today have words of their own
        return self.day(-back - 7 * (max(-step, 1) - 1))

    def month(self, months: int) -> tuple[int, int] | None:
        """Return year and number of the month ``months`` after publication."""
        if self.base is None:
            return None
        at = self.base.year * 12 + self.base.month - 1 + months
        return at // 12, at % 12 + 1

    def settle_year(self, month: int, day: int | None, step: int | None, index: int) -> int | None:
        """Return the year of a month that the text gives without one.

        Args:
            month: Its number.
            day: The day, where there is one.
            step: -1 where the text says "last", 0 "this", 1 "next", None where it says nothing.
            index: Where the expression begins.
        """
        base = self.base
        if base is None:
            return None
        gap = month - base.month if day is None else month - base.month + (day - base.day) / 31
        if step == 0:
            return base.year
        if step is None and str(base.year) in self.forms[max(index - _COMPANY, 0) : index]:
            return base.year
        if step is None:
            step = 1 if self.is_future(index) or 0 < gap <= _NEAR or gap < _NEAR - 12 else -1
            return base.year + (gap < -1 if step > 0 else -(gap > _NEAR))
        if step > 0:
            return base.year + (gap <= 0)
        return base.year - (gap > 0 or (gap == 0 and day is not None))

    def settle_hijri_year(self, month: int, step: int | None, index: int) -> int | None:
        """Return the year of a Hijri month that the text gives without one, as ``settle_year`` does."""
        if self.base is None:
            return None
        about = int((self.base.year - _HIJRI_EPOCH) / _HIJRI_LENGTH)
        found = [(year, read_hijri(year, month)) for year in range(about - 1, about + 3)]
        begun = [year for year, when in found if when and when.earliest and when.earliest <= self.base]
        ahead = [year for year, when in found if when and when.latest and when.latest >= self.base]
        soon = self.base + timedelta(days=31 * _NEAR)
        near = [year for year, when in found if when and when.earliest and when.earliest <= soon]
        if step is None:
            found_in = ahead[:1] if self.is_future(index) else near[-1:]
        elif step > 0:
            found_in = [year for year in ahead if year not in begun][:1]
        else:
            found_in = [year for year in begun if step == 0 or year not in ahead][-1:]
        return found_in[0] if found_in else None


_COMPANY = 20  # tokens before an expression in which a year speaks for it
_NEAR = 2


def make_day(year: int, month: int, day: int) -> Edtf | None:
    """Return a day, or None where it does not exist."""
    try:
        return Edtf.day(year, month, day)
    except DateError:
        return None


def read_hijri(year: int, month: int | None = None, day: int | None = None) -> Edtf | None:
    """Return a Hijri date (Umm al-Qura) in the Gregorian calendar.

    A month becomes the interval of its days, a year that of its months, a year without tables about one year.
    """
    if year not in _HIJRI_YEARS:
        return (
            Edtf.year(int(year * _HIJRI_LENGTH + _HIJRI_EPOCH), "~")
            if 1 <= year < _HIJRI_YEARS.start
            else None
        )
    try:
        if month is None:
            first, last = Hijri(year, 1, 1), Hijri(year, 12, 29)
            ends = [Edtf.month(*end.to_gregorian().datetuple()[:2]) for end in (first, last)]
            return Edtf.interval(*ends)
        if day is None:
            first = Hijri(year, month, 1)
            last = Hijri(year, month, first.month_length())
            return Edtf.interval(*(Edtf.of(date(*end.to_gregorian().datetuple())) for end in (first, last)))
        return Edtf.of(date(*Hijri(year, month, day).to_gregorian().datetuple()))
    except (ValueError, OverflowError):
        return None
