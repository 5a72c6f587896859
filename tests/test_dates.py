from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf, Months, Numerals, Precision, write_date
from mithaq.errors import DateError

days = st.dates(min_value=date(1, 1, 1))
points = st.one_of(
    days.map(lambda day: day.isoformat()),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
    days.map(lambda day: day.isoformat()[:7] + "-XX"),
    days.map(lambda day: day.isoformat()[:4] + "-XX"),
    st.tuples(days, st.integers(21, 24)).map(lambda pair: f"{pair[0].isoformat()[:4]}-{pair[1]}"),
)
qualified = st.tuples(points, st.sampled_from(["", "~", "?", "%"])).map("".join)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "qualifier"),
    [
        ("2018-12-24", "2018-12-24", "2018-12-24", "day", ""),
        ("2018-12", "2018-12-01", "2018-12-31", "month", ""),
        ("2016-02", "2016-02-01", "2016-02-29", "month", ""),
        ("2018", "2018-01-01", "2018-12-31", "year", ""),
        ("2018-12~", "2018-12-01", "2018-12-31", "month", "~"),
        ("2018-12-24?", "2018-12-24", "2018-12-24", "day", "?"),
        ("2018%", "2018-01-01", "2018-12-31", "year", "%"),
        ("2018-12-XX", "2018-12-01", "2018-12-31", "month", ""),
        ("2018-XX", "2018-01-01", "2018-12-31", "year", ""),
        ("2018-XX-XX", "2018-01-01", "2018-12-31", "year", ""),
        ("201X", "2010-01-01", "2019-12-31", "decade", ""),
        ("00XX", "0001-01-01", "0099-12-31", "century", ""),
        ("2019-21", "2019-03-01", "2019-05-31", "season", ""),
        ("2019-22", "2019-06-01", "2019-08-31", "season", ""),
        ("2019-23", "2019-09-01", "2019-11-30", "season", ""),
        ("2019-24", "2019-12-01", "2020-02-29", "season", ""),
        ("2014/2016", "2014-01-01", "2016-12-31", "interval", ""),
        ("2018-12/..", "2018-12-01", None, "interval", ""),
        ("../2019", None, "2019-12-31", "interval", ""),
        ("/2019", None, "2019-12-31", "interval", ""),
        ("2019/", "2019-01-01", None, "interval", ""),
        ("2019-01~/2019-02?", "2019-01-01", "2019-02-28", "interval", "%"),
    ],
)
def test_what_a_text_means(
    text: str, earliest: str | None, latest: str | None, precision: str, qualifier: str
) -> None:
    value = Edtf.parse(f" {text} ")
    assert str(value) == text
    assert (value.earliest and value.earliest.isoformat(), value.latest and value.latest.isoformat()) == (
        earliest,
        latest,
    )
    assert (value.precision, value.qualifier) == (Precision(precision), qualifier)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2015-02-30", "no such date: day is out of range for month"),
        ("2015-13", "no such date: month must be in 1..12"),
        ("0000", "no such date: year 0 is out of range"),
        ("201X-12", "no such date: a month of an unspecified year"),
        ("2018-XX-12", "no such date: a day of an unspecified month"),
        ("2018-21-12", "no such date: a day of a season"),
        ("2016/2014", "the interval ends before it begins"),
        ("../..", "not an EDTF interval"),
        ("/", "not an EDTF interval"),
        ("2014/2015/2016", "not an EDTF interval"),
        ("", "not an EDTF date"),
        ("yesterday", "not an EDTF date"),
        ("2018-1", "not an EDTF date"),
        ("~2018", "not an EDTF date"),
        ("٢٠١٨", "not an EDTF date"),
    ],
)
def test_what_is_refused(text: str, what: str) -> None:
    with pytest.raises(DateError) as caught:
        Edtf.parse(text)
    assert caught.value.what == what
    assert caught.value.where == repr(text)
    assert caught.value.remedy


@given(qualified)
def test_a_date_survives_writing_and_reading(text: str) -> None:
    value = Edtf.parse(text)
    assert Edtf.parse(str(value)) == value
    assert value.earliest is not None
    assert value.latest is not None
    assert value.earliest <= value.latest
    assert pickle.loads(pickle.dumps(value)) == value
    assert len({value, Edtf.parse(text)}) == 1


@given(qualified, qualified)
def test_an_interval_survives_writing_and_reading(first: str, last: str) -> None:
    low, high = sorted((Edtf.parse(first), Edtf.parse(last)), key=lambda end: (end.earliest, end.latest))
    value = Edtf.interval(low, high)
    assert Edtf.parse(str(value)) == value
    assert (value.earliest, value.ends) == (low.earliest, (low, high))


@given(days, st.integers(-400, 400))
def test_days_are_counted_like_the_calendar_counts_them(day: date, steps: int) -> None:
    if 1 <= day.toordinal() + steps <= date.max.toordinal():
        assert Edtf.of(day).shift(days=steps).earliest == date.fromordinal(day.toordinal() + steps)
    else:
        with pytest.raises(DateError):
            Edtf.of(day).shift(days=steps)


@pytest.mark.parametrize(
    ("text", "step", "expected"),
    [
        ("2018-12-31", {"days": 1}, "2019-01-01"),
        ("2018-01-31", {"months": 1}, "2018-02-28"),
        ("2018-12~", {"months": 1}, "2019-01~"),
        ("2018-01", {"months": -13}, "2016-12"),
        ("2018?", {"years": -3}, "2015?"),
        ("2018", {"months": 24}, "2020"),
        ("2018-21", {"years": 1}, "2019-21"),
        ("2014/2016-05", {"years": 1}, "2015/2017-05"),
        ("2018-12-01/..", {"days": 2}, "2018-12-03/.."),
    ],
)
def test_values_move_along_the_calendar(text: str, step: dict[str, int], expected: str) -> None:
    assert str(Edtf.parse(text).shift(**step)) == expected


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("2018-12", {"days": 1}),
        ("2018", {"months": 1}),
        ("2018-12-XX", {"months": 1}),
        ("201X", {"years": 1}),
        ("2019-21", {"months": 2}),
        ("9999", {"years": 1}),
        ("9999-24", {"years": 1}),
        ("9999-12-31", {"days": 1}),
    ],
)
def test_what_cannot_move(text: str, step: dict[str, int]) -> None:
    with pytest.raises(DateError):
        Edtf.parse(text).shift(**step)


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("2018", "~", "2018~"),
        ("2018~", "?", "2018%"),
        ("2018?", "?", "2018?"),
        ("2014/2016", "~", "2014~/2016~"),
        ("2014/..", "~", "2014~/.."),
    ],
)
def test_qualifiers_add_up(text: str, mark: str, expected: str) -> None:
    value = Edtf.parse(text).qualify(mark)
    assert str(value) == expected
    assert (value.is_approximate, value.is_uncertain) == (
        value.qualifier in {"~", "%"},
        value.qualifier in {"?", "%"},
    )


def test_values_are_made_from_numbers() -> None:
    assert str(Edtf.day(2018, 3, 4, "~")) == "2018-03-04~"
    assert str(Edtf.month(987, 3)) == "0987-03"
    assert str(Edtf.year(2018)) == "2018"
    assert str(Edtf.interval(Edtf.parse("2014/2015"), Edtf.parse("2016/2017"))) == "2014/2017"
    assert Edtf.interval(Edtf.year(2018), Edtf.year(2018)) == Edtf.year(2018)
    with pytest.raises(DateError):
        Edtf.interval(None, None)
    with pytest.raises(DateError):
        Edtf.day(2018, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-11-21T18:30:00+02:00", "2020-11-21"),
        ("2020-11-21 18:30", "2020-11-21"),
        ("2020-11-21T183000Z", "2020-11-21"),
        ("2020-11-21", "2020-11-21"),
        ("2020-11~", "2020-11~"),
    ],
)
def test_datetimes_lose_their_time(text: str, expected: str) -> None:
    assert str(Edtf.from_iso(text)) == expected


@pytest.mark.parametrize("text", ["2020-11-31T10:00", "2020-11-21T25:00", "21/11/2020", "2020-11-21T1"])
def test_datetimes_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(DateError):
        Edtf.from_iso(text)


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("2021-12-24", "24 ديسمبر 2021", "24 December 2021"),
        ("2021-12", "ديسمبر 2021", "December 2021"),
        ("2021-12-XX", "ديسمبر 2021", "December 2021"),
        ("2021-XX", "2021", "2021"),
        ("2019-21", "ربيع 2019", "spring 2019"),
        ("199X", "عقد 1990", "the 1990s"),
        ("19XX", "القرن 1900", "the 1900s"),
        ("2019-01~", "نحو يناير 2019", "about January 2019"),
        ("2019?", "2019 (غير مؤكد)", "2019 (uncertain)"),
        ("2019%", "نحو 2019 (غير مؤكد)", "about 2019 (uncertain)"),
        ("2014/2016", "من 2014 إلى 2016", "2014 to 2016"),
        ("2014/..", "منذ 2014", "since 2014"),
        ("../2014", "حتى 2014", "until 2014"),
    ],
)
def test_how_people_write_it(text: str, arabic: str, english: str) -> None:
    assert (write_date(Edtf.parse(text)), write_date(Edtf.parse(text), "en")) == (arabic, english)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (Months.EGYPT, "24 أغسطس 2021"),
        (Months.LEVANT, "24 آب 2021"),
        (Months.ALGERIA, "24 أوت 2021"),
        (Months.MOROCCO, "24 غشت 2021"),
    ],
)
def test_month_names_of_the_regions(months: Months, expected: str) -> None:
    assert write_date(Edtf.parse("2021-08-24"), months=months) == expected


def test_numerals_and_hijri() -> None:
    when = Edtf.parse("2018-12-24")
    assert write_date(when, numerals=Numerals.ARABIC) == "٢٤ ديسمبر ٢٠١٨"
    assert write_date(when, "en", numerals=Numerals.ARABIC) == "24 December 2018"
    assert write_date(when, hijri=True) == "24 ديسمبر 2018 (17 ربيع الآخر 1440هـ)"
    assert write_date(when, "en", hijri=True) == "24 December 2018"
    assert write_date(Edtf.parse("2018-12"), hijri=True) == "ديسمبر 2018"
    assert write_date(Edtf.parse("1800-12-24"), hijri=True) == "24 ديسمبر 1800"
