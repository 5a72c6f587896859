"""Units and lengths of time: last week, three days ago, the end of the month, spring 2019, the nineties."""

from __future__ import annotations

from datetime import date, timedelta

from mithaq.dates import Edtf, Precision
from mithaq.reading.when.calendar import Amount
from mithaq.reading.when.dates import make_year, read_date, read_step, read_year_number, read_year_range
from mithaq.reading.when.frame import Found, Frame

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_SUNDAY = 6


def read_unit(frame: Frame, index: int) -> Found | None:
    """Return "الأسبوع الماضي", "هذا العام", "الشهر المقبل", or a year named by "عام"."""
    calendar = frame.calendar
    if frame.has(index, "year_nouns"):
        year = read_year_range(frame, index)
        if year is not None:
            return year
    shown = frame.has(index, "demonstratives")
    unit = calendar.units.get(frame.form(index + shown))
    if unit is None or (shown and unit == "decade"):  # "هذا العقد" is a contract
        return None
    step, last = read_step(frame, index if shown else index + 1)
    if step is None:
        return None
    value = _count_unit(frame, unit, step, future=unit == "week" and frame.is_future(index))
    return Found(last, value, relative=True) if value else None


def _count_week(base: date, step: int, *, future: bool) -> Edtf:
    # A Sunday opens the working week in most of the region: its papers call the days before "last week".
    first = base + timedelta(days=7 * step - base.weekday() % _SUNDAY)
    last = first + timedelta(days=6)
    if step == 0:
        first, last = (base, last) if future else (first, base)
    return Edtf.interval(Edtf.of(first), Edtf.of(last))


def _count_unit(frame: Frame, unit: str, step: int, *, future: bool = False) -> Edtf | None:
    if frame.base is None or frame.published is None:
        return None
    if unit == "week":
        if frame.published.precision is not Precision.DAY:
            return frame.published.qualify("~")
        return _count_week(frame.base + timedelta(days=frame.offset), step, future=future)
    month = frame.month(step)
    if unit == "month" and month:
        return Edtf.month(*month)
    if unit == "decade":
        return _count_decade(frame.base, step)
    return Edtf.year(frame.base.year + step) if unit == "year" else None


def _count_decade(base: date, step: int) -> Edtf:
    if step > 0:  # "خلال العقد المقبل": the next ten years
        return Edtf.interval(*(Edtf.month(base.year + years, base.month) for years in (0, 10)))
    first = (base.year // 10 + step) * 10
    return Edtf.interval(Edtf.year(first), Edtf.year(first + 9))


def read_few(frame: Frame, index: int) -> Found | None:
    """Return "الأيام الماضية", "اليومين المقبلين", "الساعات الـ24 الماضية", as the month around them."""
    unit = frame.calendar.few.get(frame.form(index))
    if unit not in {"day", "hour", "week"}:
        return None
    at = index + 1
    while frame.has(at, "few_words") or frame.form(at).isdecimal() or frame.form(at) == "ال":
        at += 1
    at += frame.form(at) in frame.calendar.numbers or (
        frame.form(at)[:2] == "ال" and frame.form(at)[2:] in (frame.calendar.numbers)
    )
    step = frame.calendar.modifiers.get(frame.form(at))
    if step is None or step == 0:
        return None
    if unit == "hour":
        value = frame.day(0)
        return Found(at + 1, value, relative=True) if value else None
    near = frame.day(step * (14 if unit == "week" else 3))
    value = near and _coarsen(near)
    return Found(at + 1, value, relative=True) if value else None


def _coarsen(value: Edtf) -> Edtf:
    if value.earliest is None or value.precision is not Precision.DAY:
        return value.qualify("~")
    return Edtf.month(value.earliest.year, value.earliest.month, "~")


def read_length(frame: Frame, index: int) -> Found | None:
    """Return "قبل يومين", "منذ ثلاثة أيام", "بعد شهرين", "خلال أسبوعين"."""
    back = frame.has(index, "ago")
    if not back and not frame.has(index, "ahead") and not frame.has(index, "within"):
        return None
    at = _skip_about(frame, index + 1)
    amount = _read_amount(frame, at)
    if amount is None:
        return _read_some_days(frame, at) if back else None
    last, unit, count = amount
    back = back or _is_counted_from(frame, index, last, unit)
    if not back and not frame.is_future(index):
        return None
    value = _count_length(frame, unit, -count if back else count)
    if unit == "year" and count == 1:
        if read_year_number(frame, at) is not None:
            return None
        value = (
            value
            if frame.has(index + 1, "little_more")
            else _count_length(frame, "month", -12 if back else 12)
        )
    return Found(last, value, relative=True) if value else None


def _is_counted_from(frame: Frame, index: int, last: int, unit: str) -> bool:
    # "After four years from the fall of": what is meant by now lies that far back.
    long = unit in {"year", "decade"} and frame.has(index, "ahead")
    return long and frame.has(last, "counted_from") and not frame.has(last + 1, "counted_from_none")


def read_lasting(frame: Frame, index: int) -> Found | None:
    """Return "على مدى أربعة أشهر", "لأكثر من عام", "خلال عشر سنوات" as the time until publication.

    Shorter ones than a week are left aside: they do not tell when something was.
    """
    within = frame.has(index, "within")
    if (
        frame.base is None
        or not (within or frame.has(index, "lasting"))
        or (within and frame.is_future(index))
    ):
        return None
    at = index + 1
    at = _skip_about(frame, at + (frame.form(at) == "من"))
    amount = _read_amount(frame, at)
    if amount is None:
        return None
    last, unit, count = amount
    if read_year_number(frame, at) or _starts_month(frame, at):  # "خلال عام 2014", "خلال شهر مارس"
        return None
    start = _count_length(frame, unit, -count) if unit in {"week", "month", "year", "decade"} else None
    value = start and Edtf.interval(start, Edtf.month(frame.base.year, frame.base.month))
    return Found(last, value, relative=True) if value else None


def _read_some_days(frame: Frame, index: int) -> Found | None:
    at = index + frame.has(index, "some")
    amount = frame.calendar.amounts.get(frame.form(at))
    near = frame.day(-3) if amount == ("day", None) else None
    return Found(at + 1, _coarsen(near), relative=True) if near else None


def _skip_about(frame: Frame, index: int) -> int:
    if frame.has(index, "about"):
        return index + 1
    two = f"{frame.form(index)} {frame.form(index + 1)}"
    return index + 2 if two in frame.calendar.words["about"] else index


def _read_amount(frame: Frame, index: int) -> tuple[int, str, int] | None:
    amounts, numbers = frame.calendar.amounts, frame.calendar.numbers
    own = amounts.get(frame.form(index))
    if own is not None:
        last = index + 1 + frame.has(index + 1, "single_words")
        return _add_half(frame, (last, own.unit, own.number)) if own.number is not None else None
    form = frame.form(index)
    count = int(form) if form.isdecimal() and len(form) <= 3 else numbers.get(form)  # noqa: PLR2004 - no year
    at = index + 1
    if count is not None and frame.form(at) in frame.calendar.words["ordinal_ten"] and form in numbers:
        count, at = count + 10, at + 1
    counted: Amount | None = amounts.get(frame.form(at))
    return _add_half(frame, (at + 1, counted.unit, count)) if count and counted else None


def _add_half(frame: Frame, amount: tuple[int, str, int]) -> tuple[int, str, int]:
    """Return "عام ونصف", "سنتين ونصف السنة" in months, any other amount as it is."""
    last, unit, count = amount
    if unit != "year" or not frame.has(last, "and_half"):
        return amount
    named = frame.calendar.units.get(frame.form(last + 1)) == "year"
    return last + 1 + named, "month", count * 12 + 6


def _count_length(frame: Frame, unit: str, count: int) -> Edtf | None:
    if frame.base is None:
        return None
    if unit == "hour":
        return frame.day(round(count / 24))
    if unit in {"day", "week"}:
        day = frame.day(count * (7 if unit == "week" else 1))
        return day and (day.qualify("~") if unit == "week" else day)
    if unit == "month":
        month = frame.month(count)
        return Edtf.month(*month, "~") if month else None
    year = frame.base.year + count * (10 if unit == "decade" else 1)
    return Edtf.year(year, "~") if 1 <= year <= date.max.year else None


def read_vague(frame: Frame, index: int) -> Found | None:
    """Return "نهاية ديسمبر الماضي", "مطلع 2019", "منتصف الشهر", "أواخر التسعينيات"."""
    place = frame.calendar.vague.get(frame.form(index))
    if place is None:
        return None
    at = index + 1
    inner = read_date(frame, at) if _starts_month(frame, at) else None
    inner = inner or read_unit(frame, at) or _read_current(frame, at) or _read_bare_year(frame, at)
    inner = inner or read_decade(frame, at)
    if inner is None:
        return None
    value, first = inner.value, inner.value.earliest
    if value.precision is Precision.YEAR and first:
        value = Edtf.month(first.year, place.month, "~")
    elif value.precision is Precision.MONTH and first and place.day:
        value = Edtf.day(first.year, first.month, place.day, "~")
    elif value.precision in {Precision.MONTH, Precision.DECADE}:
        value = value.qualify("~")
    elif value.precision is Precision.INTERVAL and value.latest and first:
        day = {1: first, 6: first + (value.latest - first) / 2}.get(place.month, value.latest)
        value = Edtf.of(day).qualify("~")
    return Found(inner.last, value, inner.relative)


def _starts_month(frame: Frame, index: int) -> bool:
    form, calendar = frame.form(index), frame.calendar
    return form in calendar.months or form in calendar.month_pairs or form in calendar.words["month_nouns"]


def _read_current(frame: Frame, index: int) -> Found | None:
    unit = frame.calendar.units.get(frame.form(index))
    value = _count_unit(frame, unit, 0) if unit and not frame.has(index + 1, "same") else None
    return Found(index + 1, value, relative=True) if value else None


def _read_bare_year(frame: Frame, index: int) -> Found | None:
    year = read_year_number(frame, index)
    value = year and make_year(year[1])
    return Found(year[0], value) if year and value else None


def read_season(frame: Frame, index: int) -> Found | None:
    """Return "ربيع 2019", "صيف العام الماضي", "الصيف المقبل"."""
    season = frame.calendar.seasons.get(frame.form(index))
    if season is None:
        return None
    year = _read_bare_year(frame, index + 1) or read_unit(frame, index + 1)
    step = frame.calendar.modifiers.get(frame.form(index + 1))
    if year is not None and year.value.precision is Precision.YEAR and year.value.earliest:
        return Found(year.last, _make_season(season, year.value.earliest.year), year.relative)
    if step is None or frame.base is None:
        return None
    start = _SEASONS[season][0]
    begun = frame.base.month - start
    number = frame.base.year + (step > 0 and begun >= 0) - (step < 0 and begun <= 2)  # noqa: PLR2004 - a season's months
    return Found(index + 2, _make_season(season, number), relative=True)


def _make_season(season: int, year: int) -> Edtf:
    first, last = _SEASONS[season]
    return Edtf.interval(Edtf.month(year, first), Edtf.month(year + (last < first), last))


def read_decade(frame: Frame, index: int) -> Found | None:
    """Return "التسعينيات", "ثمانينيات القرن الماضي"."""
    tens = frame.calendar.decades.get(frame.form(index))
    if tens is None or any(frame.has(at, "decade_not_after") for at in (index - 1, index + 1, index + 2)):
        return None
    last = index + 1
    at = last + (frame.form(last) == "من")
    if frame.has(at, "century_words"):
        _, last = read_step(frame, at + 1)
    return Found(last, Edtf.parse(f"{1900 + tens:04}"[:3] + "X"))
