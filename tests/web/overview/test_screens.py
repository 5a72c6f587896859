"""The overview and kept searches in a browser: keeping a search, barriers, pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.web.persona import Live, Window


@pytest.fixture
def vendor() -> str:
    """What a browser shows does not depend on the database."""
    return "sqlite"


def test_a_search_is_kept_and_opened_again(filled_live: Live, open_window: Callable[..., Window]) -> None:
    window = open_window(filled_live, "huda", lang="en")
    page = window.page
    page.goto(f"{window.address}{reverse('explore-search')}?q=arms embargo")
    page.get_by_role("button", name="Save this search").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("arms embargo")
    page.goto(f"{window.address}{reverse('overview-home')}")
    page.get_by_role("link", name="arms embargo").click()
    expect(page.get_by_role("searchbox")).to_have_value("arms embargo")
    assert window.strays == []


def test_the_pages_have_no_barriers_and_are_kept_as_pictures(
    filled_live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    for lang in ("ar", "en"):
        window = open_window(filled_live, f"huda-{lang}", lang=lang)
        client = filled_live.site.enter(f"huda-{lang}", lang=lang)
        client.post(reverse("overview-save"), {"asked": "q=حظر السلاح"})
        for name in ("home", "searches"):
            window.page.goto(window.address + reverse(f"overview-{name}"))
            assert find_barriers(window) == [], (lang, name)
            shoot(window, f"overview-{name}-{lang}")
        window.page.set_viewport_size({"width": 390, "height": 844})
        window.page.goto(window.address + reverse("overview-home"))
        assert window.page.evaluate("document.documentElement.scrollWidth") <= 390
        shoot(window, f"overview-home-phone-{lang}")
        assert window.strays == []
