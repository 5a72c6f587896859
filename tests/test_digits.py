from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.digits import read_digits, write_arabic_digits, write_arabic_number


@pytest.mark.parametrize(
    ("text", "digits", "number"),
    [("1,234.5", "١,٢٣٤.٥", "١٬٢٣٤٫٥"), ("من 3 إلى 7", "من ٣ إلى ٧", "من ٣ إلى ٧"), ("", "", "")],
)
def test_digits_are_written_in_arabic(text: str, digits: str, number: str) -> None:
    assert write_arabic_digits(text) == digits
    assert write_arabic_number(text) == number


def test_persian_digits_are_read_too() -> None:
    assert read_digits("۱۲/٠٤/2020") == "12/04/2020"


@given(st.integers(0))
def test_what_is_written_is_read(value: int) -> None:
    assert int(read_digits(write_arabic_digits(str(value)))) == value
