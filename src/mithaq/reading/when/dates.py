"""Calendar dates: day, month and year in words and digits, Gregorian and Hijri; ranges of days and years."""

from __future__ import annotations

import re
from typing import NamedTuple

from mithaq.dates import Edtf
from mithaq.reading.when.calendar import MonthName
from mithaq.reading.when.frame import Found, Frame, make_day, read_hijri

_NUMERIC = re.compile(r"(\d{1,4})([-/.:])(\d{1,2})\2(\d{1,4})")
_TWO = re.compile(r"(\d{1,4})[-/](\d{1,4})")
_SEPARATORS = frozenset("/-")
_COMMAS = frozenset("،,")
_YEARS = range(1500, 2100)
_SHORT = range(30, 100)
_HIJRI = range(1300, 1500)
_DAYS, _MONTHS = range(1, 32), range(1, 13)
_YEAR_DIGITS = 4
_LONGEST_RANGE = 60


class _Month(NamedTuple):
    last: int
    name: MonthName
    said: bool


class _Tail(NamedTuple):
    last: int
    year: int | None = None
    step: int | None = None


def read_date(frame: Frame, index: int) -> Found | None:
    """Return the date that begins at a number, an ordinal or a month, or None."""
    form = frame.forms[index]
    if form[0].isdecimal():
        return (
            _read_almanac(frame, index)
            or _read_numeric(frame, index)
            or _read_day_first(frame, index)
            or read_year_range(frame, index)
        )
    if form in frame.calendar.ordinals:
        return _read_day_first(frame, index)
    return _read_month_first(frame, index)


def _read_almanac(frame: Frame, index: int) -> Found | None:
    opens = index == 0 or frame.forms[index - 1][0] == "\n"
    form = frame.forms[index]
    if not (frame.almanac and opens and frame.base and len(form) == _YEAR_DIGITS and form.isdecimal()):
        return None
    value = make_day(int(form), frame.base.month, frame.base.day) if int(form) in _YEARS else None
    return Found(index + 1, value) if value and frame.form(index + 1) in _RANGE_MARKS | {":"} else None


def _read_numeric(frame: Frame, index: int) -> Found | None:
    text, last = frame.forms[index], index + 1
    if text.isdecimal():
        if not (frame.form(last) in _SEPARATORS and frame.form(last + 2) in _SEPARATORS):
            if not (frame.form(last) in _SEPARATORS and _TWO.fullmatch(frame.form(last + 1))):
                return None
            text, last = text + "/" + frame.forms[last + 1].replace("-", "/"), last + 2
        else:
            text, last = f"{text}/{frame.form(last + 1)}/{frame.form(last + 3)}", last + 4
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return _read_two_numbers(frame, index)
    first, _, month, final = match.groups()
    year, day = (int(first), int(final)) if len(first) == _YEAR_DIGITS else (int(final), int(first))
    return _settle_numeric(frame, last, (year, int(month), day))


def _settle_numeric(frame: Frame, last: int, parts: tuple[int, int, int]) -> Found | None:
    year, month, day = parts
    if month not in _MONTHS and day in _MONTHS:
        month, day = day, month
    if frame.has(last, "hijri_marks") or frame.has(last, "christian_marks"):
        last += 1
    value = read_hijri(year, month, day) if year in _HIJRI else None
    if year in _YEARS:
        value = make_day(year, month, day)
    return Found(last, value) if value else None


def _read_two_numbers(frame: Frame, index: int) -> Found | None:
    match = _TWO.fullmatch(frame.forms[index])
    if match is None:
        return None
    first, second = map(int, match.groups())
    if first in _YEARS and second in _YEARS and 0 < second - first <= _LONGEST_RANGE:
        return Found(index + 1, Edtf.interval(Edtf.year(first), Edtf.year(second)))
    if first in _MONTHS and second in _YEARS:
        return Found(index + 1, Edtf.month(second, first))
    if first in _DAYS and second in _DAYS and first < second:
        return _read_days_of_month(frame, index, (first, second), index + 1)
    dated = frame.has(index - 1, "day_nouns") or frame.form(index - 1) in frame.calendar.weekdays
    if dated and first in _DAYS and second in _MONTHS:
        return _settle_day(frame, index, (index + 1, second, _Tail(index + 1)), first)
    return None


def _read_day(frame: Frame, index: int) -> tuple[int, int] | None:
    form = frame.form(index)
    if form.isdecimal():
        return (index + 1, int(form)) if int(form) in _DAYS else None
    number = frame.calendar.ordinals.get(form)
    if number is None:
        return None
    if frame.has(index + 1, "ordinal_ten"):
        return index + 2, number + 10
    following = frame.form(index + 1)
    tens = frame.calendar.ordinals.get(following, 0) if following.startswith("و") else 0
    return (index + 2, number + tens) if tens % 10 == 0 < tens else (index + 1, number)


def _read_day_first(frame: Frame, index: int) -> Found | None:
    day = _read_day(frame, index)
    if day is None:
        return None
    last, number = day
    if frame.has(last, "range_words") or frame.has(last, "and_words"):
        second = _read_day(frame, last + 1 + (frame.form(last + 1) in frame.calendar.words["day_nouns"]))
        if second is not None and second[1] > number:
            both = _read_days_of_month(frame, index, (number, second[1]), second[0])
            if both is not None:
                return both
    month = _read_month_of_day(frame, last)
    return _settle_day(frame, index, month, number) if month else None


def _read_days_of_month(frame: Frame, index: int, days: tuple[int, int], last: int) -> Found | None:
    month = _read_month_of_day(frame, last)
    first, second = (month and _settle_day(frame, index, month, day) for day in days)
    if first is None or second is None:
        return None
    return Found(second.last, Edtf.interval(first.value, second.value), second.relative)


_Dated = tuple[int, int, _Tail] | tuple[int, MonthName, _Tail]


def _read_month_of_day(frame: Frame, index: int) -> tuple[int, MonthName | int, _Tail] | None:
    at = index + (frame.form(index) in {"من", "/", "-", ","})
    shown = frame.has(at, "demonstratives")
    unit = frame.calendar.units.get(frame.form(at + shown)) if at > index else None
    if unit == "month":
        step, last = read_step(frame, at if shown else at + 1)
        month = frame.month(step or 0)
        return (last, month[1], _Tail(last, month[0])) if month else None
    named = _read_month_name(frame, at)
    if named is None:
        return None
    tail = _read_tail(frame, named.last)
    # "3 - صفر" is a result in sport, "5 الصيف" nothing at all
    unsure = named.name.rare or (named.name.doubtful and frame.form(index) in _SEPARATORS and not named.said)
    return None if unsure and tail.year is None else (tail.last, named.name, tail)


def _read_month_name(frame: Frame, index: int) -> _Month | None:
    said = frame.has(index, "month_nouns")
    at = index + said
    calendar = frame.calendar
    pair = calendar.month_pairs.get(frame.form(at))
    name = pair.get(frame.form(at + 1)) if pair else None
    last = at + 2
    if name is None:
        name, last = calendar.months.get(frame.form(at)), at + 1
    if name is None:
        return None
    last += name.hijri and frame.has(last, "honorifics")
    return _Month(_skip_alias(frame, last, name), name, said)


def _skip_alias(frame: Frame, last: int, name: MonthName) -> int:
    opened = frame.form(last) in {"(", "/", "-", "«", "["}
    at = last + opened
    pair = frame.calendar.month_pairs.get(frame.form(at))
    other = pair.get(frame.form(at + 1)) if pair else None
    end = at + 2
    if other is None:
        other, end = frame.calendar.months.get(frame.form(at)), at + 1
    if other is None or other.number != name.number or other.hijri != name.hijri:
        return last
    return end + (frame.form(end) in {")", "]", "»"})


def _read_tail(frame: Frame, index: int) -> _Tail:
    at = index + (frame.form(index) in {"من", "(", "/", "-"})
    year = read_year_number(frame, at)
    if year is not None:
        return _Tail(year[0] + (frame.form(index) == "(" and frame.form(year[0]) == ")"), year[1])
    unit = frame.calendar.units.get(frame.form(at + (frame.has(at, "demonstratives"))))
    if unit == "year":
        step, last = read_step(frame, at)
        if step is not None and frame.base is not None:
            return _Tail(last, frame.base.year + step)
        return _Tail(index)
    step = frame.calendar.modifiers.get(frame.form(index))
    return _Tail(index) if step is None else _Tail(index + 1, None, step)


def read_step(frame: Frame, index: int) -> tuple[int | None, int]:
    """Return how far a unit at or just before ``index`` lies off, -2 to 1 or None, and the token behind it.

    Reads "هذا العام", "العام الماضي", "العام قبل الماضي", or the modifier alone.
    """
    calendar = frame.calendar
    if frame.has(index, "demonstratives") and frame.form(index + 1) in calendar.units:
        return 0, index + 2
    at = index + (frame.form(index) in calendar.units)
    if frame.has(at, "before_last") and calendar.modifiers.get(frame.form(at + 1)) == -1:
        return -2, at + 2
    step = calendar.modifiers.get(frame.form(at))
    return (None, at) if step is None else (step, at + 1)


def read_year_number(frame: Frame, index: int) -> tuple[int, int] | None:
    """Return the token behind a year and the year itself, below 1500 if Hijri; None where there is none.

    Reads "2014", "2014م", "1436هـ", "عام 2014", "العام 2014", "عام 79م".
    """
    named = frame.has(index, "year_nouns")
    at = index + named
    form = frame.form(at)
    if named and form.isdecimal() and int(form) in _SHORT and frame.has(at + 1, "christian_marks"):
        return at + 2, 1900 + int(form)
    if len(form) != _YEAR_DIGITS or not form.isdecimal():
        return None
    year = int(form)
    if year in _YEARS:
        return at + 1 + frame.has(at + 1, "christian_marks"), year
    return (at + 1 + frame.has(at + 1, "hijri_marks"), year) if year in _HIJRI else None


def _settle_day(
    frame: Frame, index: int, month: tuple[int, MonthName | int, _Tail], day: int
) -> Found | None:
    last, name, tail = month
    number, hijri = (name, False) if isinstance(name, int) else (name.number, name.hijri)
    if hijri:
        year = tail.year or frame.settle_hijri_year(number, tail.step, index)
        value = read_hijri(year, number, day) if year else None
        return Found(last, value, tail.year is None) if value else None
    year = tail.year
    if year is None and tail.step is None and isinstance(name, MonthName):
        if _names_bloc(frame, index):
            return None
        year = _find_event(frame, index, number, day)
    relative = year is None
    year = year or frame.settle_year(number, day, tail.step, index)
    value = make_day(year, number, day) if year else None
    return Found(last, value, relative) if value else None


def _names_bloc(frame: Frame, index: int) -> bool:
    return frame.has(index - 1, "bloc_nouns")


def _find_event(frame: Frame, index: int, month: int, day: int) -> int | None:
    return frame.calendar.events.get((day, month)) if frame.has(index - 1, "event_nouns") else None


def _read_month_first(frame: Frame, index: int) -> Found | None:
    month = _read_month_name(frame, index)
    if month is None:
        return None
    tail = _read_tail(frame, month.last)
    return _read_day_behind(frame, month) or _settle_month(frame, index, month, tail)


def _settle_month(frame: Frame, index: int, month: _Month, tail: _Tail) -> Found | None:
    number, year = month.name.number, tail.year
    blocked = year is None and (_names_bloc(frame, index) or frame.form(index - 1).isdecimal())
    if blocked or (month.name.doubtful and not _is_month(frame, index, month, tail)):
        return None
    value = None
    if month.name.hijri:
        year = year or frame.settle_hijri_year(number, tail.step, index)
        value = read_hijri(year, number) if year else None
    elif year not in _HIJRI:
        year = year or frame.settle_year(number, None, tail.step, index)
        value = Edtf.month(year, number) if year else None
    return Found(tail.last, value, tail.year is None) if value else None


def _read_day_behind(frame: Frame, month: _Month) -> Found | None:
    day = _read_day(frame, month.last) if frame.form(month.last).isdecimal() else None
    year = read_year_number(frame, day[0] + (frame.form(day[0]) in _COMMAS)) if day else None
    if day is None or year is None or month.name.hijri:
        return None
    value = make_day(year[1], month.name.number, day[1])
    return Found(year[0], value) if value else None


def _is_month(frame: Frame, index: int, month: _Month, tail: _Tail) -> bool:
    if month.said or tail.year is not None or month.name.rare:
        return tail.year is not None or not month.name.rare
    cued = frame.has(index - 1, "month_cues")
    return cued and (tail.step is not None or not month.name.hijri)


def read_year_range(frame: Frame, index: int) -> Found | None:
    """Return the year or range of years that begins at a number or at "عام", where something shows it is."""
    year = read_year_number(frame, index)
    if year is None:
        return None
    last, number = year
    marked = frame.has(index, "year_nouns") or not frame.forms[last - 1].isdecimal()
    value = make_year(number)
    if frame.form(last) in _RANGE_MARKS or frame.has(last, "and_words") or frame.has(last, "range_words"):
        second = read_year_number(frame, last + 1)
        if second is not None and 0 < second[1] - number <= _LONGEST_RANGE and second[1] in _YEARS:
            return Found(second[0], Edtf.interval(Edtf.year(number), Edtf.year(second[1])))
    if value is None or not (marked or _is_year(frame, index, number)):
        return None
    return Found(last, value)


_RANGE_MARKS = frozenset("/-–")
_LIKELY = range(1900, 2040)


def make_year(number: int) -> Edtf | None:
    """Return a year, taken as Hijri below 1500."""
    return Edtf.year(number) if number in _YEARS else read_hijri(number)


def _is_year(frame: Frame, index: int, number: int) -> bool:
    if number not in _LIKELY or number % 1000 == 0:
        return False
    if frame.form(index - 1) == "(" and frame.form(index + 1) == ")":
        return True
    opens = index == 0 or frame.forms[index - 1][0] == "\n"
    return (
        frame.has(index - 1, "year_cues")
        or frame.has(index - 1, "event_nouns")
        or (opens and frame.form(index + 1) in _RANGE_MARKS | {":"})
    )
