"""Exports in the workbench and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.http import FileResponse
from tests.web.persona import Live, Site, Window

from mithaq.reports.exports.export import FORMATS
from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    """What pages show does not depend on the database."""
    return "sqlite"


def read_all(answer: object) -> bytes:
    assert isinstance(answer, FileResponse)
    return b"".join(answer)  # type: ignore[arg-type] # a file is sent piece by piece, never awaited here


def test_every_format_is_offered(filled_site: Site) -> None:
    text = filled_site.enter("r", Role.READER).get("/exports/").content.decode()
    assert all(f'value="{spec.format.value}"' in text for spec in FORMATS)
    assert "errorlist" not in text


@pytest.mark.parametrize("wanted", ["csv", "geojson", "jsonld", "xlsx"])
@pytest.mark.parametrize("page", ["/exports/download/", "/api/export"])
def test_a_file_comes_with_its_statement(filled_site: Site, page: str, wanted: str) -> None:
    client = filled_site.enter("r", Role.READER)
    answer = client.get(page, {"format": wanted, "kind": "incident", "licence": "للاستخدام الداخلي"})
    assert answer.status_code == 200
    assert len(read_all(answer)) > 100
    statement = json.loads(answer.headers["Mithaq-Statement"])
    assert statement["holds"]["format"] == wanted
    assert statement["holds"]["kinds"] == ["incident"]
    assert statement["licence"] == "للاستخدام الداخلي"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "required"),
        ({"format": "csv", "period": "soon"}, "This is no period"),
        ({"format": "csv", "case": "none"}, "There is no case"),
        ({"format": "iati", "kind": "incident"}, "does not hold cases of the kind incident"),
    ],
)
def test_what_cannot_be_exported_is_said(filled_site: Site, asked: dict[str, str], told: str) -> None:
    answer = filled_site.enter("r", Role.READER).get("/exports/download/", asked)
    assert answer.status_code == 400
    assert told in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"format": "iati", "kind": "incident"}, 400),
        ({"format": "csv", "case": "none"}, 400),
        ({"format": "csv", "period": "soon"}, 400),
        ({"format": "csv", "standing": "sure"}, 422),
        ({}, 422),
    ],
)
def test_programs_are_told_what_is_wrong(filled_site: Site, asked: dict[str, str], code: int) -> None:
    answer = filled_site.enter("r", Role.READER).get("/api/export", asked)
    assert answer.status_code == code
    assert json.loads(answer.content)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_in_a_browser(
    lang: str,
    filled_live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    window = open_window(filled_live, "huda", Role.ANALYST, lang=lang)
    window.page.goto(f"{window.address}/exports/")
    assert find_barriers(window) == []
    assert window.strays == []
    shoot(window, f"exports-new-{lang}")
