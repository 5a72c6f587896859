from __future__ import annotations

import pytest

from mithaq.dates import Months, Numerals
from mithaq.reports.situation.words import Style, find_words, read_terms
from mithaq.reports.wording import Lang

ARABIC = Style(numerals=Numerals.ARABIC)


@pytest.mark.parametrize(
    ("style", "when", "written"),
    [
        (Style(Lang.EN), "2020-11-21", "21 November 2020"),
        (Style(), "2020-11", "نوفمبر 2020"),
        (Style(months=Months.LEVANT), "2020-08-21", "21 آب 2020"),
        (ARABIC, "2020-11-21", "٢١ نوفمبر ٢٠٢٠"),
        (Style(Lang.EN, Numerals.ARABIC), "2020-11-21", "21 November 2020"),
    ],
)
def test_dates_are_written_as_they_were_chosen(style: Style, when: str, written: str) -> None:
    assert find_words(style, {}).write_date(when) == written


def test_what_has_no_date_is_said_to_have_none() -> None:
    for lang in Lang:
        words = find_words(Style(lang), {})
        assert words.write_date(None) == words.write_date("") == read_terms()["undated"].in_lang(lang)


@pytest.mark.parametrize(
    ("style", "value", "written"),
    [(Style(), 1250, "1,250"), (ARABIC, 1250, "١,٢٥٠"), (Style(Lang.EN, Numerals.ARABIC), 7, "7")],
)
def test_numbers_are_written_in_the_chosen_digits(style: Style, value: float, written: str) -> None:
    assert find_words(style, {}).write_number(value) == written
