"""Fields for dates: what is typed, what was understood, in which months and digits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django import forms
from playwright.sync_api import expect
from tests.web.persona import Live, Site, Window

from mithaq.dates import Months, Numerals
from mithaq.reports.wording import Lang
from mithaq.web.dates.inputs import DayField, tell_understood
from mithaq.web.display import Display
from mithaq.web.roles import Role

ARABIC = Display(Lang.AR, Numerals.ARABIC, Months.LEVANT)


@pytest.fixture
def vendor() -> str:
    return "sqlite"


def test_what_was_understood_is_told_as_somebody_wants_to_see_it() -> None:
    assert "٢١ تشرين الثاني ٢٠٢٠" in tell_understood("21/11/2020", ARABIC.write_date, Lang.AR)
    assert "21 November 2020" in tell_understood("٢١ نوفمبر ٢٠٢٠", Display(Lang.EN).write_date, Lang.EN)
    assert "ربيع الآخر" in tell_understood("2020-11-21", Display(Lang.AR, hijri=True).write_date, Lang.AR)
    assert tell_understood(" ", ARABIC.write_date, Lang.AR) == ""
    assert 'class="unread"' in tell_understood("<soon>", ARABIC.write_date, Lang.AR)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("21/11/2020", date(2020, 11, 21), date(2020, 11, 21)),
        ("نوفمبر 2020", date(2020, 11, 1), date(2020, 11, 30)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("", None, None),
    ],
)
def test_a_filter_takes_the_first_or_the_last_day(typed: str, first: date | None, last: date | None) -> None:
    assert DayField().clean(typed) == first
    assert DayField(is_last=True).clean(typed) == last


@pytest.mark.parametrize("typed", ["soon", "../2020"])
def test_a_filter_says_what_it_does_not_understand(typed: str) -> None:
    field = DayField()
    field.turn(ARABIC.write_date, Lang.AR)
    with pytest.raises(forms.ValidationError, match="لم يُفهم"):
        field.clean(typed)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/ceasefire/", "since"), ("/roadmap/", "until"), ("/cases/", "period"), ("/cases/open/?kind=request", "on"),
        ("/briefs/", "period"), ("/exports/", "period"), ("/field/new/", "start"),
    ],
)  # fmt: skip
def test_every_form_takes_dates_as_text(site: Site, path: str, name: str) -> None:
    page = site.enter("huda", Role.ANALYST, lang="en").get(path).content.decode()
    assert f'?of={name}"' in page
    assert page.count('type="date"') == page.count('type="date" class="picker hidden"')


def test_without_scripts_what_was_understood_stands_there_after_sending(site: Site) -> None:
    page = site.enter("huda", Role.ANALYST, lang="en").get("/ceasefire/?since=21/11/2020&until=soon")
    text = page.content.decode()
    assert 'value="21/11/2020"' in text
    assert "<bdi>21 November 2020</bdi>" in text
    assert "Not understood" in text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_dates_are_read_while_they_are_typed(
    filled_live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    lang: str,
) -> None:
    for width, family in ((1366, "wide"), (390, "phone")):
        window = open_window(filled_live, "huda", Role.ANALYST, lang=lang, size=(width, 800))
        page = window.page
        page.goto(f"{window.address}/ceasefire/")
        page.fill("#f-since", "٢١ تشرين الثاني ٢٠٢٠")
        shown = page.locator("#f-since-read")
        expect(shown).to_contain_text("21 نوفمبر 2020" if lang == "ar" else "21 November 2020")
        page.fill("#f-until", "soon")
        expect(page.locator("#f-until-read .unread")).to_be_visible()
        expect(page.locator("#map")).to_be_visible()
        assert find_barriers(window) == []
        shoot(window, f"dates-ceasefire-{family}-{lang}")
        assert window.strays == []
