"""When: the expressions of time of a text, and the one that dates an act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mithaq.dates import Edtf, Precision
from mithaq.model import Span
from mithaq.reading.parts import Time
from mithaq.reading.when.attach import Dating, date_acts, load_dating
from mithaq.reading.when.calendar import Calendar, load_calendar
from mithaq.reading.when.dates import read_date
from mithaq.reading.when.days import find_offset, read_named_day
from mithaq.reading.when.frame import Found, Frame
from mithaq.reading.when.scene import Deed, Scene
from mithaq.reading.when.spans import (
    read_decade,
    read_few,
    read_lasting,
    read_length,
    read_season,
    read_unit,
    read_vague,
)
from mithaq.text.segment import Page

__all__ = [
    "Calendar",
    "Dating",
    "Deed",
    "Scene",
    "date_acts",
    "find_times",
    "load_calendar",
    "load_dating",
]

_READERS = (
    read_length, read_lasting, read_named_day, read_vague, read_unit, read_few, read_date, read_season, read_decade,
)  # fmt: skip
_HEAD = 40
_USABLE = range(1000, 9000)  # leaves room to count from
_ARTICLE = "ال"
_CLOSE = {Precision.DAY, Precision.MONTH}  # a range may reach from the one to the other
_BETWEEN = frozenset(("بين", "من", "منذ", "وبين", "ومن", "ومنذ"))


def find_times(page: Page, published: Edtf | None, calendar: Calendar) -> tuple[Time, ...]:
    """Return the expressions of time of a text, in text order, none inside another.

    Args:
        page: The text.
        published: When it was published; without it only complete dates are found.
        calendar: The words of time.
    """
    return page.recall("times", (published, calendar), lambda: _find_times(page, published, calendar))


def _find_times(page: Page, published: Edtf | None, calendar: Calendar) -> tuple[Time, ...]:
    frame = _make_frame(page, published, calendar)
    forms, cuts = page.forms, calendar.cuts
    times: list[Time] = []
    index, count = 0, len(forms)
    while index < count:
        form = forms[index]
        if form in cuts or form[0].isdecimal():
            found = _read_time(frame, index)
            if found is not None:
                times.append(_place(page, index, found, cuts.get(form, 0)))
                index = found.last
                continue
        index += 1
    return tuple(times)


def _make_frame(page: Page, published: Edtf | None, calendar: Calendar) -> Frame:
    base: date | None = None
    if published is not None and published.earliest is not None and published.earliest.year in _USABLE:
        base = published.earliest
        if published.precision is not Precision.DAY and published.latest is not None:
            base += (published.latest - base) / 2
    frame = Frame(
        page.forms, calendar, base, published if base else None, almanac=_is_almanac(page, calendar)
    )
    offset = find_offset(frame)
    return replace(frame, offset=offset) if offset else frame


def _is_almanac(page: Page, calendar: Calendar) -> bool:
    head = " ".join(page.forms[:_HEAD])
    return any(phrase in head for phrase in calendar.words["almanac"])


def _read_time(frame: Frame, index: int) -> Found | None:
    found = _read_one(frame, index)
    if found is None:
        return None
    return _read_pair(frame, index, found) or _read_range(frame, index, found) or found


def _read_pair(frame: Frame, index: int, found: Found) -> Found | None:
    at = found.last + frame.has(found.last, "and_words")
    if at >= len(frame.forms) or not (at > found.last or frame.form(at).startswith("و")):
        return None
    second = _read_one(frame, at)
    if second is None or found.value.latest is None:
        return None
    days = found.value.precision is second.value.precision is Precision.DAY
    months = frame.has(index, "month_nouns") and second.value.precision is Precision.MONTH
    if not (days or months) or second.value.earliest != found.value.latest + timedelta(days=1):
        return None
    return _join(found, second)


def _read_range(frame: Frame, index: int, found: Found) -> Found | None:
    at, before = found.last, frame.form(index - 1)
    if before == _ARTICLE:  # "الـ20"
        before = frame.form(index - 2)
    if frame.form(at) in {"،", ","} and frame.has(at + 1, "range_words"):
        at += 1
    marked = frame.has(at, "range_words") or (frame.has(at, "and_words") and before.endswith("بين"))
    attached = before.endswith("بين") and frame.form(at).startswith("و")
    at += marked
    if before not in _BETWEEN or not (marked or attached) or at >= len(frame.forms):
        return None
    second = _read_one(frame, at)
    kinds = {found.value.precision, second.value.precision} if second else set()
    if second is None or (len(kinds) > 1 and not kinds <= _CLOSE):
        return None
    first, last = found.value.earliest, second.value.latest
    if first and last and first > last and found.relative and not second.relative:
        # "from 20 July to 5 August 2019": the year of the end is that of the beginning too
        found = found._replace(value=found.value.shift(years=last.year - first.year))
        first = found.value.earliest
    return _join(found, second) if first and last and first < last else None


def _join(found: Found, second: Found) -> Found:
    value = Edtf.interval(found.value, second.value)
    return Found(second.last, value, found.relative or second.relative)


def _read_one(frame: Frame, index: int) -> Found | None:
    for read in _READERS:
        found = read(frame, index)
        if found is not None:
            return found
    return None


def _place(page: Page, first: int, found: Found, cut: int) -> Time:
    span = page.text.span(page.starts[first] + cut, page.ends[found.last - 1])
    return Time(first, found.last, Span(*span), found.value, found.relative)
