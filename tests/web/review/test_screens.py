"""The review in a browser: looked at, by keyboard, by selecting words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.persona import Live, Window

from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


@pytest.mark.parametrize(("lang", "size"), [("ar", (1366, 768)), ("en", (1366, 768)), ("ar", (390, 844))])
def test_pages_are_accessible(
    filled_live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    lang: str,
    size: tuple[int, int],
) -> None:
    live = filled_live
    window = open_window(live, "huda", Role.REVIEWER, lang=lang, size=size)
    look = "phone" if size[0] < 600 else lang
    for name, path in (
        ("queue", "review/"),
        ("none", "review/?source=x"),
        ("item", "review/131/"),
        ("correction", "review/131/?as=accuse"),
        ("opening", "review/53/?as=open"),
    ):
        window.page.goto(f"{live.address}/{path}")
        shoot(window, f"review-{name}-{look}")
        assert find_barriers(window) == [], name
    assert window.strays == []
    wide = window.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
