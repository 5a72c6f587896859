from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.errors import InputError
from mithaq.reports.days import read_day
from mithaq.reports.saying import read_date


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2020-11-21", "2020-11-21"),
        (" 2020-11 ", "2020-11"),
        ("2020-10/2020-12", "2020-10/2020-12"),
        ("2020-11-21~", "2020-11-21~"),
        ("21/11/2020", "2020-11-21"),
        ("1.2.2020", "2020-02-01"),
        ("21-11-2020", "2020-11-21"),
        ("2020/11/21", "2020-11-21"),
        ("٢١/١١/٢٠٢٠", "2020-11-21"),
        ("۲۱/۱۱/۲۰۲۰", "2020-11-21"),
        ("21 نوفمبر 2020", "2020-11-21"),
        ("٢١ نوفمبر ٢٠٢٠", "2020-11-21"),
        ("21 تشرين الثاني 2020", "2020-11-21"),
        ("21 تشرين الثاني/نوفمبر 2020", "2020-11-21"),
        ("21 نونبر 2020", "2020-11-21"),
        ("11 جوان 2020", "2020-06-11"),
        ("تشرين الثاني 2020", "2020-11"),
        ("5 ربيع الآخر 1442 هـ", "2020-11-20"),
        ("21 November 2020", "2020-11-21"),
        ("21st of november 2020", "2020-11-21"),
        ("Nov 21, 2020", "2020-11-21"),
        ("Nov. 2020", "2020-11"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, edtf: str) -> None:
    known = read_day(typed)
    assert known is not None
    assert known.text == edtf
    assert read_date(typed, "on") == edtf


@pytest.mark.parametrize(
    "typed",
    ["soon", "11/21/2020", "31/02/2020", "30 February 2020", "Ju 2020", "Jux 2020", "21/11", "21/11/20",
     "في 21 نوفمبر 2020 اجتمعت اللجنة", "x" * 200, "21 نوفمبر"],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert read_day(typed) is None
    with pytest.raises(InputError):
        read_date(typed, "on")


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_is_no_date(typed: str) -> None:
    assert read_day(typed) is None


@given(st.dates())
def test_every_day_is_read_with_the_day_first(day: object) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    assert read_day(f"{number}/{month}/{year:04}") == Edtf.parse(str(day))


@given(st.text(max_size=70))
def test_whatever_is_typed_is_a_date_or_none(typed: str) -> None:
    known = read_day(typed)
    assert known is None or Edtf.parse(known.text) == known
