"""Packs and the labels of their actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.persona import Live, Site, Window

from mithaq.packs.context import load_packs
from mithaq.web.packs.views import find_actors
from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    """Packs lie in files."""
    return "sqlite"


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("UNSMIL", "unsmil"),
        ("الجيش الوطني الليبى", "lna"),
        ("Ansar Allah", "houthis"),
        ("قوات الدعم", "rapid-support-forces"),
    ],
)
def test_actors_are_found_by_any_name(words: str, actor: str) -> None:
    assert actor in [entry.id for entry in find_actors(load_packs(), words)]


def test_packs_are_listed(site: Site) -> None:
    page = site.enter("r", Role.READER).get("/packs/").content.decode()
    assert all(f"{header.id}</bdi>" in page for header in load_packs().headers)


def test_an_actor_is_shown_with_neutral_label_and_those_of_parties(site: Site) -> None:
    client = site.enter("r", Role.READER)
    page = client.get("/packs/actor/lna/").content.decode()
    assert "<h1><bdi>Libyan National Army" in page
    assert "القوات المسلحة العربية الليبية" in page
    assert client.get("/packs/actor/nobody-known/").status_code == 404


def test_a_name_that_nobody_knows(site: Site) -> None:
    assert (
        "No pack knows this name"
        in site.enter("r", Role.READER).get("/packs/", {"q": "qqqq"}).content.decode()
    )


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", ["packs/?q=حفتر", "packs/actor/lna/", "packs/actor/ghassan-salame/"])
def test_pages_are_accessible(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    path: str,
    lang: str,
) -> None:
    window = open_window(live, "r", Role.READER, lang=lang, size=(390, 844) if lang == "en" else (1366, 768))
    window.page.goto(f"{live.address}/{path}")
    shoot(window, f"packs-{path.strip('/').replace('/', '-').partition('?')[0]}-{lang}")
    assert find_barriers(window) == []
    assert window.strays == []
