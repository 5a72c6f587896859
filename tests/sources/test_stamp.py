from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.sources.stamp import read_stamp


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-08-03", "2015-08-03"),
        ("2015-08", "2015-08"),
        ("2019-01~", "2019-01~"),
        (" 2015-08-03T23:30:00+03:00 ", "2015-08-03"),
        ("2015-08-03 02:51:32", "2015-08-03"),
        ("2015/8/3", "2015-08-03"),
        ("2015.08.03 10:00", "2015-08-03"),
        ("03/08/2015", "2015-08-03"),
        ("3-8-2015 - 14:20", "2015-08-03"),
        ("٣/٨/٢٠١٥", "2015-08-03"),
        ("\u200f2015-08-03", "2015-08-03"),
        ("20150803", "2015-08-03"),
        ("20150803T101500Z", "2015-08-03"),
        ("1438560000", "2015-08-03"),
        ("1438560000000", "2015-08-03"),
        ("Mon, 03 Aug 2015 10:00:00 GMT", "2015-08-03"),
        ("2015-02-30", None),
        ("31/02/2015", None),
        ("13/13/2015", None),
        ("yesterday", None),
        ("", None),
        ("  ", None),
        (None, None),
        ("999999999999999999", None),
    ],
)
def test_read_stamp(text: str | None, expected: str | None) -> None:
    found = read_stamp(text)
    assert (str(found) if found else None) == expected


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_in_both_orders(day: date) -> None:
    assert str(read_stamp(f"{day.day}/{day.month}/{day.year}")) == day.isoformat()
    assert str(read_stamp(day.isoformat())) == day.isoformat()
