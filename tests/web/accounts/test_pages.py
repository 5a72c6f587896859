"""The pages of settings and accounts in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.web.persona import Live, Window

from mithaq.following.case import Kind, Open
from mithaq.following.entry import Restrict
from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "path", ["settings/", "people/", "people/new/", "accounts/mfa/", "accounts/mfa/totp/activate/"]
)
def test_pages_are_accessible(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    path: str,
    lang: str,
) -> None:
    window = open_window(live, "admin", Role.ADMINISTRATOR, lang=lang)
    window.page.goto(f"{live.address}/{path}")
    if "reauthenticate" in window.page.url:
        window.page.fill("input[name=password]", "correct horse battery")
        window.page.click("main button[type=submit], main form button")
    shoot(window, f"accounts-{path.strip('/').replace('/', '-')}-{lang}")
    assert find_barriers(window) == []
    assert window.strays == []


def test_on_a_phone_the_menu_folds_and_opens_by_keyboard(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    window = open_window(live, "admin", Role.ADMINISTRATOR, size=(390, 844))
    page = window.page
    for path in ("people/", "packs/"):
        page.goto(f"{live.address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    expect(page.locator("header nav")).to_be_hidden()
    page.locator("#menu").focus()
    page.keyboard.press("Space")
    expect(page.locator("header nav a").first).to_be_visible()
    shoot(window, "frame-menu-phone-ar")
    assert find_barriers(window) == []
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator("label.menu")).to_be_hidden()
    expect(page.locator("header nav")).to_be_visible()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_group_that_holds_cases_cannot_be_removed(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    lang: str,
) -> None:
    live.site.make("salem", Role.ANALYST, groups=("مكتب الوفاق",))
    opened = Open(case="r1", kind=Kind.REQUEST, title="طلب سري")
    live.site.record.append([opened, Restrict(case="r1", groups=("مكتب الوفاق",))], "layla")
    window = open_window(live, "admin", Role.ADMINISTRATOR, lang=lang)
    window.page.goto(f"{live.address}/people/")
    shoot(window, f"accounts-groups-{lang}")
    window.page.get_by_role("link", name="مكتب الوفاق").click()
    expect(window.page.locator("form[action$='/remove/'] button")).to_be_disabled()
    shoot(window, f"accounts-group-{lang}")
    assert find_barriers(window) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_logging_in_leads_nowhere_that_is_closed(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    lang: str,
) -> None:
    window = open_window(live, "admin", Role.ADMINISTRATOR, lang=lang)
    window.page.context.clear_cookies()
    window.page.context.add_cookies([{"name": "mithaq_lang", "value": lang, "url": live.address}])
    window.page.goto(f"{live.address}/accounts/login/")
    assert window.page.locator("main a").count() == 0
    assert (
        window.page.locator("label").first.inner_text().rstrip(":")
        == {"ar": "اسم الدخول", "en": "Name"}[lang]
    )
    shoot(window, f"accounts-login-{lang}")
    assert find_barriers(window) == []
