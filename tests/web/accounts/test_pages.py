"""The pages of settings and accounts in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.persona import Live, Window

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
