"""A shift handed over by one person and accepted by another, in their browsers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.web.field.filling import fill
from tests.web.persona import Live, Window

from mithaq.following.case import Assign, Kind, Remedy
from mithaq.following.fold import Case
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.web.roles import Role

Open = Callable[..., Window]
Shoot = Callable[[Window, str], Path]
Find = Callable[[Window], list[str]]


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


def prepare_incident(live: Live) -> Case:
    """An incident from the field with a remedial action whose deadline has passed, assigned to Badr."""
    live.site.enter("huda", Role.MONITOR).post("/field/new/", fill())
    (case,) = find_cases(live.site.record, CaseFilter(kind=Kind.INCIDENT)).cases
    live.site.record.append(
        [
            Remedy(case=case.id, action="deadline", text="سحب المدفع", due="2020-12-01"),
            Assign(case=case.id, to="badr", due="2999-01-01"),
        ],
        "layla",
    )
    return case


def keep_watch(omar: Window, case: Case, find_barriers: Find) -> None:
    """Start a shift; write and correct a line; add somebody."""
    page = omar.page
    page.click("main form button")
    page.fill("#text", "اتصال من الدورية 3: هدوء منذ الظهر.")
    page.fill("#case", case.id)
    page.click("#write button")
    expect(page.locator(".log")).to_contain_text("هدوء منذ الظهر")
    expect(page.locator(".log")).to_contain_text(case.title)
    page.fill("#name", "سالم الورفلي")
    page.click("form.row button")
    expect(page.locator(".people")).to_contain_text("سالم الورفلي")
    page.click(".log .no-print")
    page.fill("#text", "اتصال من الدورية 2، لا 3.")
    page.click("#write button")
    expect(page.locator(".log .tag")).to_have_count(2)
    assert find_barriers(omar) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_shift_is_handed_over(
    live: Live, open_window: Open, shoot: Shoot, find_barriers: Find, lang: str
) -> None:
    case = prepare_incident(live)
    omar = open_window(live, "omar", Role.ANALYST, lang=lang)
    page = omar.page
    page.goto(f"{live.address}/watch/")
    shoot(omar, f"watch-none-{lang}")
    keep_watch(omar, case, find_barriers)
    page.goto(f"{live.address}/watch/hand-over/")
    expect(page.locator(".matters li")).to_have_count(3)
    assert find_barriers(omar) == []
    shoot(omar, f"watch-hand-over-{lang}")
    page.fill("#text", "الدورية 2 تعود عند الفجر.")
    page.click("main form button")
    expect(page.locator(".notice.warning form")).to_have_count(0)

    sara = open_window(live, "sara", Role.ANALYST, lang=lang, size=(390, 844))
    page = sara.page
    page.goto(f"{live.address}/watch/")
    expect(page.locator(".notice.warning")).to_contain_text("الدورية 2 تعود عند الفجر.")
    shoot(sara, f"watch-accept-{lang}")
    page.click(".notice.warning button")
    expect(page.locator(".people")).to_contain_text("sara")
    expect(page.locator("#carried-title")).to_be_visible()
    expect(page.locator(".matters li")).to_have_count(6)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert find_barriers(sara) == []
    shoot(sara, f"watch-now-390-{lang}")
    page.goto(f"{live.address}/watch/shifts/1/")
    shoot(sara, f"watch-shift-390-{lang}")
    assert find_barriers(sara) == []
    omar.page.goto(f"{live.address}/watch/shifts/1/")
    shoot(omar, f"watch-shift-{lang}")
    omar.page.goto(f"{live.address}/watch/shifts/")
    expect(omar.page.locator("tbody tr").last).to_contain_text("sara")
    shoot(omar, f"watch-shifts-{lang}")
    assert find_barriers(omar) == []
    omar.page.goto(f"{live.address}/watch/")
    shoot(omar, f"watch-now-{lang}")
    assert (omar.strays, sara.strays) == ([], [])
