"""The roadmap in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    """A browser sees no database."""
    return "sqlite"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_have_no_barriers(
    shown: object, open_window: object, shoot: object, find_barriers: object, lang: str
) -> None:
    window = open_window(shown, "rima", Role.REVIEWER, lang=lang)
    page = window.page
    for path, name in (("", "list"), ("milestone/milestone-a/", "milestone"), ("?words=x", "empty")):
        page.goto(f"{window.address}/roadmap/{path}")
        page.wait_for_load_state("networkidle")
        for chart in page.locator("img.chart").all():
            expect(chart).to_have_js_property("complete", value=True)
            assert chart.evaluate("image => image.naturalWidth") > 0
        shoot(window, f"roadmap-{name}-{lang}")
        assert find_barriers(window) == [], path
    assert window.strays == []


def test_the_filter_narrows_the_table(shown: object, open_window: object) -> None:
    window = open_window(shown, "huda", lang="en")
    page = window.page
    page.goto(f"{window.address}/roadmap/")
    page.select_option("#f-process", "yemen")
    expect(page.locator("table.milestones tbody tr")).to_have_count(1)
    assert "process=yemen" in page.url


def test_on_a_phone_and_in_print(shown: object, open_window: object, shoot: object) -> None:
    window = open_window(shown, "rima", size=(390, 844))
    page = window.page
    for path, name in (("", "list"), ("milestone/milestone-a/", "milestone")):
        page.goto(f"{window.address}/roadmap/{path}")
        page.wait_for_load_state("networkidle")
        shoot(window, f"roadmap-{name}-phone")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    assert not page.locator("header.frame").is_visible()
    assert page.locator("img.chart").is_visible()
