from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Months, Numerals
from mithaq.reports.wording import Lang
from mithaq.web.display import Display, choose_display, find_display

ARABIC = Display(numerals=Numerals.ARABIC)
ENGLISH = Display(Lang.EN)


@pytest.mark.parametrize(
    ("display", "when", "written"),
    [
        (ENGLISH, "2020-11-21", "21 November 2020"),
        (ENGLISH, "2020-11", "November 2020"),
        (ENGLISH, None, ""),
        (ENGLISH, "next spring", "next spring"),
        (Display(), "2020-11-21", "21 نوفمبر 2020"),
        (Display(months=Months.LEVANT), "2020-11-21", "21 تشرين الثاني 2020"),
        (ARABIC, "2020-11-21", "٢١ نوفمبر ٢٠٢٠"),
    ],
)
def test_dates_are_written_as_they_were_chosen(display: Display, when: str | None, written: str) -> None:
    assert display.write_date(when) == written


def test_the_hijri_day_stands_beside_the_other() -> None:
    written = Display(hijri=True).write_day(date(2020, 11, 21))
    assert written.startswith("21 نوفمبر 2020")
    assert "1442" in written


@pytest.mark.parametrize(
    ("display", "at", "written"),
    [
        (ENGLISH, "2020-11-21T18:30:05.123Z", "21 November 2020 \u206618:30\u2069"),
        (ENGLISH, datetime(2020, 11, 21, 6, 5, tzinfo=UTC), "21 November 2020 \u206606:05\u2069"),
        (ARABIC, "2020-11-21T18:30:05.123Z", "٢١ نوفمبر ٢٠٢٠ \u2066١٨:٣٠\u2069"),
        (ENGLISH, "2020-11-21", "21 November 2020"),
    ],
)
def test_moments_are_days_with_their_minutes(display: Display, at: str | datetime, written: str) -> None:
    assert display.write_time(at) == written


@pytest.mark.parametrize(
    ("display", "value", "written"),
    [(ENGLISH, 12500, "12,500"), (ENGLISH, 0.5, "0.5"), (ARABIC, 12500, "١٢٬٥٠٠"), (ARABIC, 0.5, "٠٫٥")],
)
def test_numbers_are_written_in_the_chosen_digits(display: Display, value: float, written: str) -> None:
    assert display.write_number(value) == written


@given(st.integers(0, 10**9))
def test_the_digits_change_and_the_number_does_not(value: int) -> None:
    latin = Display().write_number(value)
    arabic = ARABIC.write_number(value)
    assert arabic.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩٬", "0123456789,")) == latin


@pytest.mark.parametrize(
    ("lang", "direction", "other"), [(Lang.AR, "rtl", Lang.EN), (Lang.EN, "ltr", Lang.AR)]
)
def test_a_language_has_its_direction(lang: Lang, direction: str, other: Lang) -> None:
    display = Display(lang)
    assert (display.direction, display.other, display.wording.lang) == (direction, other, lang)


@pytest.mark.parametrize(
    ("cookie", "lang"), [("en", Lang.EN), ("ar", Lang.AR), ("fr", Lang.AR), ("", Lang.AR)]
)
def test_who_is_not_known_is_shown_the_language_of_the_cookie(cookie: str, lang: Lang) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert find_display(request) == Display(lang)
    spoken = []

    def answer(_: object) -> HttpResponse:
        spoken.append(translation.get_language())
        return HttpResponse()

    response = choose_display(answer)(request)
    assert (spoken, response.headers["Content-Language"]) == ([lang.value], lang.value)
