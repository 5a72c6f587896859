"""The search in a browser: an English and an Arabic question, the way to the words, barriers, pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.web.persona import Live, Window

from mithaq.ledger.models import DocumentRow

REPORT = "أعضاء في مجلس الأمن يعلقون طلب ليبيا استثناء من حظر السلاح"


@pytest.fixture
def vendor() -> str:
    """What a browser shows does not depend on the database."""
    return "sqlite"


@pytest.mark.parametrize(
    ("lang", "question", "button"),
    [("en", "arms embargo exemption", "Search"), ("ar", "الاستثناءات من حظر السلاح", "ابحث")],
)
def test_a_question_leads_to_the_words_of_an_arabic_report(
    filled_live: Live, open_window: Callable[..., Window], lang: str, question: str, button: str
) -> None:
    window = open_window(filled_live, "huda", lang=lang)
    page = window.page
    page.goto(f"{window.address}{reverse('explore-search')}")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("link", name=REPORT).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(REPORT)
    here = page.locator("#here")
    expect(here).to_be_in_viewport()
    assert "حظر" in (here.text_content() or "")
    assert window.strays == []


def test_the_pages_have_no_barriers_and_are_kept_as_pictures(
    filled_live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    alias = filled_live.site.record.alias
    document = DocumentRow.objects.using(alias).get(name="08-stockholm").sha256
    pages = {
        "search": reverse("explore-search") + "?q=هدنة",
        "acts": reverse("explore-search") + "?q=truce&what=act",
        "actors": reverse("explore-actors"),
        "actor": reverse("explore-actor", args=["fayez-al-sarraj"]),
        "documents": reverse("explore-documents"),
        "document": reverse("explore-document", args=[document]) + "?start=60&end=120&q=الهدنة#here",
        "sources": reverse("explore-sources"),
        "source": reverse("explore-source", args=["عينات ميثاق: الوكالة"]),
    }
    for lang in ("ar", "en"):
        window = open_window(filled_live, f"huda-{lang}", lang=lang)
        for name, address in pages.items():
            window.page.goto(window.address + address)
            assert find_barriers(window) == [], (lang, name)
            shoot(window, f"explore-{name}-{lang}")
        assert window.strays == []
    phone = open_window(filled_live, "phone", size=(390, 844))
    for name in ("search", "document"):
        phone.page.goto(phone.address + pages[name])
        wide = phone.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, name
        shoot(phone, f"explore-{name}-phone")
