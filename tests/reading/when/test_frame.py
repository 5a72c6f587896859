from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.reading.when import find_times, load_calendar
from mithaq.reading.when.frame import Frame, make_day, read_hijri
from mithaq.text.segment import segment

CALENDAR = load_calendar()
TUESDAY = "2020-11-24"


def read(text: str, published: str | None = TUESDAY) -> dict[str, str]:
    when = Edtf.parse(published) if published else None
    times = find_times(segment(text), when, CALENDAR)
    return {time.span.select(text): str(time.value) for time in times}


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (None, "أمس والأحد والشهر الماضي وقبل يومين والعام الجاري ومنتصف الشهر والصيف الماضي", {}),
        (None, "في 10 شوال وفي شهر رمضان وفي ديسمبر وقبل أيام وفي 14 من الشهر الماضي وهذا الأسبوع", {}),
        (None, "الأحد 15 نوفمبر 2020", {"الأحد 15 نوفمبر 2020": "2020-11-15"}),
        (None, "يوم 15 نوفمبر 2020", {"يوم 15 نوفمبر 2020": "2020-11-15"}),
        ("2019-01~", "أمس والأسبوع الماضي", {"أمس": "2019-01~", "الأسبوع الماضي": "2019-01~"}),
        ("2019-01", "الأيام الماضية", {"الأيام الماضية": "2019-01~"}),
        ("2019", "العام الماضي", {"العام الماضي": "2018"}),
        ("../2019", "أمس", {}),
        ("2020-11-22", "الأسبوع الماضي", {"الأسبوع الماضي": "2020-11-15/2020-11-21"}),
        ("2020-12-05", "في يناير", {"يناير": "2021-01"}),
        ("2020-11-24", "غدا الأحد", {"غدا الأحد": "2020-11-22"}),
    ],
)
def test_what_the_date_of_publication_does(
    published: str | None, text: str, expected: dict[str, str]
) -> None:
    assert read(text, published) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((1436, 10, 10), "2015-07-26"),
        ((1436, 10), "2015-07-17/2015-08-15"),
        ((1436,), "2014-10/2015-10"),
        ((1200,), "1785~"),
        ((1436, 13), None),
        ((1436, 11, 30), None),
        ((0,), None),
        ((1600,), None),
    ],
)
def test_hijri_dates_become_gregorian(parts: tuple[int, ...], expected: str | None) -> None:
    value = read_hijri(*parts)
    assert (str(value) if value else None) == expected


def test_days_that_do_not_exist_are_none() -> None:
    assert make_day(2015, 2, 30) is None
    assert str(make_day(2016, 2, 29)) == "2016-02-29"


@given(
    st.dates(min_value=date(1930, 1, 1), max_value=date(2070, 1, 1)),
    st.integers(1, 12),
    st.sampled_from([-1, 0, 1, None]),
)
def test_a_month_without_a_year_lies_near_publication(day: date, month: int, step: int | None) -> None:
    frame = Frame(("في",), CALENDAR, day, Edtf.of(day))
    year = frame.settle_year(month, None, step, 0)
    assert year is not None
    gap = (year - day.year) * 12 + month - day.month
    assert gap in {-1: range(-11, 1), 0: range(-11, 12), 1: range(1, 13), None: range(-10, 4)}[step]
    hijri = frame.settle_hijri_year(month, step, 0)
    assert hijri is not None
    when = read_hijri(hijri, month)
    assert when is not None
    assert when.earliest is not None
    assert abs((when.earliest - day).days) < 390
