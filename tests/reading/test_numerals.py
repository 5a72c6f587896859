"""Numbers in digits, in words, and in both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.lexicon.quantities import load_quantities
from mithaq.reading.numerals import Number, find_numbers, read_digits
from mithaq.text.segment import segment

LEXICON = load_quantities()
UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]


def read(text: str) -> list[float]:
    return [number.value for number in find_numbers(segment(text), LEXICON)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("7,000 ليبي", [7000]),
        ("1,234,567", [1234567]),
        ("٧٬٠٠٠", [7000]),
        ("2.5 مليون", [2500000]),
        ("2,445 مليون طن", [2445000]),
        ("3.25", [3.25]),
        ("مئة ألف", [100000]),
        ("مئة وخمسة وعشرون", [125]),
        ("مئة و30", [130]),
        ("مئة و300", [100, 300]),
        ("ثلاث مئة وخمسون", [350]),
        ("ستمائة", [600]),
        ("تسعة عشر", [19]),
        ("الثلاثة عشر", [13]),
        ("الثمانية والعشرون", [28]),
        ("التسع العشرة", [19]),
        ("مليونا و200 ألف", [1200000]),
        ("ألف ومئتان وخمسون", [1250]),
        ("ثلاثة آلاف مليون", [3000000000]),
        ("مليون ومليون", [1000000, 1000000]),
        ("خمسة وثلاثة", [5, 3]),
        ("ستة في المئة", [6]),
        ("40 بالمئة", [40]),
        ("الأسبوع الثاني والثلاثين بعد المائة", []),
        ("القرن الخامس عشر", []),
        ("شاب في العشرين", []),
        ("12:30", []),
        ("2015/7/3", []),
        ("يوم الاثنين", []),
        ("أحد الوزراء", []),
        ("مئة و3:15", [100]),
        ("ألف و", [1000]),
    ],
)
def test_numbers_are_read(text: str, values: list[float]) -> None:
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "low", "high"), [("10-12 جنديا", 10, 12), ("20-25 ألف شخص", 20000, 25000), ("100-150", 100, 150)]
)
def test_range_in_one_token_has_two_ends(text: str, low: float, high: float) -> None:
    (number,) = find_numbers(segment(text), LEXICON)
    assert (number.value, number.upper) == (low, high)


def test_falling_range_is_a_score() -> None:
    assert read("فاز 3-1") == []


def test_number_knows_its_particles() -> None:
    assert find_numbers(segment("بالثلاثة"), LEXICON) == (Number(0, 1, 3.0, "بال"),)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_separators_are_read_back(value: int) -> None:
    assert read_digits(f"{value:,}") == value
    assert read_digits(str(value)) == value


@given(st.integers(min_value=3, max_value=9), st.integers(min_value=2, max_value=9))
def test_units_and_tens_are_read_back(unit: int, ten: int) -> None:
    assert read(f"{UNITS[unit]} و{TENS[ten]} شخصا") == [ten * 10 + unit]


@given(st.text(alphabet="ثلاةأربعونمئفي و0123456789.,-:", max_size=40))
def test_numbers_lie_apart_and_inside_the_text(text: str) -> None:
    page = segment(text)
    behind = 0
    for number in find_numbers(page, LEXICON):
        assert behind <= number.first < number.last <= len(page.forms)
        behind = number.last
