"""Whole tasks of a desk in a browser, and every page of cases as it looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.cases.desk import fill_desk
from tests.web.persona import Live, Window

from mithaq.web.roles import Role

PAGES = {
    "list": "cases/",
    "board": "cases/board/",
    "agreements": "cases/kind/agreement/",
    "commitments": "cases/kind/commitment/",
    "programmes": "cases/kind/programme/",
    "plans": "cases/kind/plan/",
    "request": "cases/case/request-1/",
    "agreement": "cases/case/agreement-1/",
    "incident": "cases/case/incident-1/",
    "open": "cases/open/",
    "open-plan": "cases/open/?kind=plan&template=election-readiness",
    "step": "cases/case/request-1/add/bind/",
    "fields": "cases/case/incident-1/add/describe/",
    "attribute": "cases/case/incident-1/add/attribute/",
    "restrict": "cases/case/incident-1/add/restrict/",
    "merge": "cases/case/request-1/merge/?text=الشرطة",
    "preview": "cases/case/request-1/merge/?into=request-2",
    "split": "cases/case/request-1/split/",
    "entry": "cases/entry/3/",
    "empty": "cases/?text=لاشيء",
}


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


def visit(window: Window, name: str, lang: str, shoot: Callable[[Window, str], object]) -> None:
    window.page.goto(f"{window.address}/{PAGES[name]}")
    shoot(window, f"cases-{name}-{lang}")
    width = window.page.evaluate("innerWidth")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_pages_are_accessible(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    fill_desk(live.site.record)
    window = open_window(live, "rana", Role.REVIEWER)
    for name in PAGES:
        visit(window, name, "ar", shoot)
        assert find_barriers(window) == [], name
    assert window.strays == []


@pytest.mark.parametrize(("lang", "size"), [("en", (1366, 768)), ("ar", (390, 844))])
def test_pages_fit_the_other_language_and_a_phone(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    lang: str,
    size: tuple[int, int],
) -> None:
    fill_desk(live.site.record)
    window = open_window(live, "rana", Role.REVIEWER, lang=lang, size=size)
    for name in PAGES:
        visit(window, name, lang if lang == "en" else "ar-phone", shoot)
    assert window.strays == []
