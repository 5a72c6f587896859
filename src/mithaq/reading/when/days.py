"""Days named from publication: yesterday, weekdays, times of the day, and dates repeated in brackets."""

from __future__ import annotations

from mithaq.dates import Edtf, Precision
from mithaq.reading.when.dates import read_date
from mithaq.reading.when.frame import Found, Frame

_BRACKETS = frozenset("([«،,-")
_CLOSING = frozenset(")]»")
_MOST_OFF = 3
_ARTICLE, _AND = "ال", "و"


def read_named_day(frame: Frame, index: int) -> Found | None:
    """Return the day that begins at a time of the day, at "يوم", at a weekday or at a word like "أمس"."""
    at = _skip_part(frame, index)
    noun = frame.has(at, "day_nouns")
    at += noun
    phrase = _read_phrase(frame, at, said=noun or at > index)
    found = phrase or _read_weekday(frame, at, index)
    if found is None and noun:
        return _read_dated(frame, at)
    if found is None:
        return None
    return _read_repetition(frame, found)


def _skip_part(frame: Frame, index: int) -> int:
    for rest in frame.calendar.parts.get(frame.form(index), ()):
        last = index + 1 + len(rest)
        if frame.forms[index + 1 : last] == rest:
            second = frame.form(last)
            return last + 1 if second.startswith(_AND) and second in frame.calendar.parts else last
    return index


def _read_phrase(frame: Frame, index: int, *, said: bool) -> Found | None:
    for rest, days in frame.calendar.days.get(frame.form(index), ()):
        last = index + 1 + len(rest)
        if frame.forms[index + 1 : last] != rest:
            continue
        if days == 0 and not rest and not said and not _is_today(frame, index):
            return None
        if days == -1 and frame.has(last, "yesterday_not_before"):
            return None
        value = frame.day(days)
        return Found(last, value, relative=True) if value else None
    return None


def _is_today(frame: Frame, index: int) -> bool:
    if frame.has(index - 1, "today_not_after") or frame.has(index + 1, "today_not_before"):
        return False
    named = frame.form(index - 1) in {"«", '"', "“"} and frame.form(index + 1) in {"»", '"', "”"}
    return not named and frame.form(index + 1) not in frame.calendar.ordinals


def _read_weekday(frame: Frame, index: int, begin: int) -> Found | None:
    weekday = frame.calendar.weekdays.get(frame.form(index))
    if weekday is None or (frame.has(index - 1, "weekday_not_after") and begin == index):
        return None
    last, step = index + 1, frame.calendar.modifiers.get(frame.form(index + 1))
    if frame.has(last, "before_last") and frame.calendar.modifiers.get(frame.form(last + 1)) == -1:
        last, step = last + 1, -2
    value = frame.weekday(weekday, step, begin)
    if value is None:
        repeated = _read_dated(frame, last)
        return repeated and Found(repeated.last, repeated.value)
    return Found(last + (step is not None), value, relative=True)


def _read_dated(frame: Frame, index: int) -> Found | None:
    at = index + frame.has(index, "links")
    form = frame.form(at)
    if not form or not (form[0].isdecimal() or form in frame.calendar.ordinals):
        return None
    found = read_date(frame, at)
    return found if found and found.value.precision in {Precision.DAY, Precision.INTERVAL} else None


def _read_repetition(frame: Frame, found: Found) -> Found:
    at, opened = found.last, frame.form(found.last) in _BRACKETS
    at += opened
    at += frame.has(at, "day_nouns")
    weekday = frame.calendar.weekdays.get(frame.form(at)) if frame.form(at).startswith(_ARTICLE) else None
    if (
        weekday is not None
        and found.value.precision is Precision.DAY
        and (not opened or _closes(frame, at + 1))
    ):
        nearest = _move_to(found.value, weekday)
        if nearest is not None:
            found = Found(at + 1 + (opened and frame.form(at + 1) in _CLOSING), nearest, relative=True)
            at, opened = found.last, frame.form(found.last) in _BRACKETS
            at += opened
    dated = _read_dated(frame, at)
    if dated is None or (opened and frame.form(found.last) in {"،", ","} and not frame.has(at, "links")):
        return found
    return Found(dated.last + (opened and frame.form(dated.last) in _CLOSING), dated.value, dated.relative)


def _closes(frame: Frame, index: int) -> bool:
    return frame.form(index) in _CLOSING or frame.form(index) in {"،", ",", "-"}


def _move_to(value: Edtf, weekday: int) -> Edtf | None:
    if value.earliest is None:
        return None
    off = (weekday - value.earliest.weekday() + _MOST_OFF) % 7 - _MOST_OFF
    return value.shift(days=off)


def find_offset(frame: Frame) -> int:
    """Return by how many days the words of a text lag behind its date of publication.

    A text that says "أمس السبت" and is dated Monday was written on Sunday: -1. The first such pair decides.
    """
    if frame.base is None or frame.published is None or frame.published.precision is not Precision.DAY:
        return 0
    for index, form in enumerate(frame.forms):
        if form in frame.calendar.days:
            said = _read_phrase(frame, index, said=False)
            meant = said and _read_repetition(frame, said)
            if said and meant and meant.last > said.last and said.value.earliest and meant.value.earliest:
                off = (meant.value.earliest - said.value.earliest).days
                return off if abs(off) <= _MOST_OFF else 0
    return 0
