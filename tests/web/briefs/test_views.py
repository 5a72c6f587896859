"""Situation reports in the workbench: form, preview, download, what somebody may not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.persona import Live, Site, Window

from mithaq.following.case import Kind
from mithaq.following.entry import Restrict
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.reports.situation.refusal import BriefError
from mithaq.web.roles import Role
from mithaq.web.store import find_record


@pytest.fixture
def vendor() -> str:
    """What pages show does not depend on the database."""
    return "sqlite"


def test_the_form_comes_without_a_report(filled_site: Site) -> None:
    page = filled_site.enter("r", Role.READER).get("/briefs/")
    assert page.status_code == 200
    assert "blockquote" not in page.content.decode()


def test_the_report_is_shown_in_the_page(filled_site: Site) -> None:
    page = filled_site.enter("r", Role.READER).get("/briefs/?lang=ar&period=2020&kind=incident")
    text = page.content.decode()
    assert '<article class="brief" lang="ar" dir="rtl">' in text
    assert '<blockquote lang="ar" dir="rtl" class="evidence"' in text
    assert "style=" not in text
    assert "<style" not in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("period=soon", "This is no period"),
        ("case=none", "There is no case of this id that you may see: none"),
        ("kind=tale", "tale"),
        ("format=odt", "odt"),
    ],
)
@pytest.mark.parametrize("page", ["/briefs/", "/briefs/download/"])
def test_what_cannot_be_understood_is_said(filled_site: Site, page: str, asked: str, told: str) -> None:
    answer = filled_site.enter("r", Role.READER).get(f"{page}?{asked}")
    assert answer.status_code == 400
    assert told in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "begins"), [("html", b"<!DOCTYPE"), ("md", b"# "), ("docx", b"PK"), ("", b"<!DOCTYPE")]
)
def test_it_is_downloaded(filled_site: Site, wanted: str, begins: bytes) -> None:
    client = filled_site.enter("r", Role.READER)
    answer = client.get(f"/briefs/download/?format={wanted}&lang=en&period=2020-11/2020-12&heading=Weekly")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    ending = wanted or "html"
    name = f'attachment; filename="mithaq-brief-2020-11_2020-12-en.{ending}"'
    assert answer.headers["Content-Disposition"] == name
    assert wanted == "docx" or "Weekly" in answer.content.decode()


def test_a_missing_library_is_a_page(filled_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BriefError("PDF needs libraries", where="Pango", remedy="Install Pango")

    monkeypatch.setattr("mithaq.reports.situation.pdf.load_weasyprint", refuse)
    answer = filled_site.enter("r", Role.READER).get("/briefs/download/?format=pdf&kind=plan")
    assert answer.status_code == 400
    assert "Install Pango" in answer.content.decode()


def test_missing_letters_are_said(filled_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.web.briefs.views.has_arabic_letters", lambda: False)
    assert "No font of the server" in filled_site.enter("r", Role.READER).get("/briefs/").content.decode()


def test_a_restricted_case_is_not_there(filled_site: Site) -> None:
    record = find_record()
    case = find_cases(record, CaseFilter(kind=Kind.INCIDENT), limit=1).cases[0]
    record.append([Restrict(case=case.id, groups=("desk",), reason="names of witnesses")], author="huda")
    asked = f"/briefs/?lang=en&kind=incident&case={case.id}"
    inside = filled_site.enter("in", Role.READER, groups=("desk",))
    outside = filled_site.enter("out", Role.READER)
    assert case.title in inside.get(asked).content.decode()
    assert outside.get(asked).status_code == 400
    assert case.title not in outside.get("/briefs/?lang=en&kind=incident").content.decode()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_in_a_browser(
    lang: str,
    filled_live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    window = open_window(filled_live, "huda", Role.ANALYST, lang=lang)
    window.page.goto(f"{window.address}/briefs/?lang={lang}&period=2020")
    window.page.wait_for_selector("article.brief figure img")
    assert find_barriers(window) == []
    assert window.strays == []
    shoot(window, f"briefs-new-{lang}")
    window.page.set_viewport_size({"width": 390, "height": 844})
    assert window.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shoot(window, f"briefs-new-{lang}-phone")
