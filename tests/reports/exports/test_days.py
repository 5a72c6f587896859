from __future__ import annotations

import pytest

from mithaq.reports.exports.days import cut_dates, read_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-05-18", ("2020-05-18", "2020-05-18")),
        ("2020-05-18~", ("2020-05-18", "2020-05-18")),
        ("2020-05", ("2020-05", "2020-05")),
        ("2020-05-XX", ("2020-05", "2020-05")),
        ("2020", ("2020", "2020")),
        ("2020-21", ("2020-03", "2020-05")),
        ("2019/2020-05", ("2019", "2020-05")),
        ("2019-04-04/..", ("2019-04-04", None)),
        ("201X", (None, None)),
        ("soon", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_dates_become_plain_ones_of_their_precision(
    text: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert cut_dates(text) == expected


def test_text_that_is_no_date_is_none() -> None:
    assert read_day("tomorrow") is None
