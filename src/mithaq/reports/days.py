"""Dates as people type them: figures with the day first, names of months in Arabic and English, Hijri days."""

from __future__ import annotations

import re
from typing import Final

from mithaq.dates import MONTHS, Edtf
from mithaq.digits import read_digits
from mithaq.errors import DateError
from mithaq.reading.when import find_times, load_calendar
from mithaq.text.segment import segment

_LONGEST: Final = 60  # code points: what is longer is no date but a sentence that has one
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_ENGLISH: Final = (
    re.compile(rf"(?:{_DAY}(?: of)? )?{_MONTH},? {_YEAR}"),
    re.compile(rf"{_MONTH} {_DAY},? {_YEAR}"),
)


def read_day(text: str) -> Edtf | None:
    """Return the date that somebody typed; None where it is none.

    Figures are day, month, year (21/11/2020) or year, month, day, never the month first. Words count only
    where they are nothing but a date.

    Args:
        text: What was typed, in any digits.
    """
    plain = " ".join(read_digits(text).split())
    if not plain or len(plain) > _LONGEST:
        return None
    try:
        return Edtf.parse(plain)
    except DateError:
        pass
    try:
        return _read_figures(plain) or _read_english(plain) or _read_arabic(plain)
    except DateError:
        return None


def _read_figures(text: str) -> Edtf | None:
    found = _FIGURES.fullmatch(text)
    if found is None:
        return None
    first, month, last = (int(part) for part in found.groups() if part)
    return Edtf.day(last, month, first) if found[3] else Edtf.day(first, month, last)


def _read_english(text: str) -> Edtf | None:
    for pattern in _ENGLISH:
        found = pattern.fullmatch(text)
        if found:
            typed = found["month"].lower()
            months = [at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(typed)]
            if len(months) != 1:
                return None
            year = int(found["year"])
            return (
                Edtf.day(year, months[0], int(found["day"])) if found["day"] else Edtf.month(year, months[0])
            )
    return None


def _read_arabic(text: str) -> Edtf | None:
    found = find_times(segment(text), None, load_calendar())
    whole = found and (found[0].span.start, found[0].span.end) == (0, len(text))
    return found[0].value if whole else None
