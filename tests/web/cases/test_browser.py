"""Whole tasks of a desk in a browser, and every page of cases as it looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.cases.desk import fill_desk
from tests.web.persona import Live, Window

from mithaq.following.case import Advance
from mithaq.ledger.current import read_case
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


def visit(window: Window, name: str, lang: str, shoot: Callable[[Window, str], object]) -> None:
    answer = window.page.goto(f"{window.address}/{PAGES[name]}")
    assert answer is not None
    assert answer.ok, name
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


def test_two_requests_are_merged_and_parted_again(live: Live, open_window: Callable[..., Window]) -> None:
    fill_desk(live.site.record)
    window = open_window(live, "huda", lang="en")
    page = window.page
    page.goto(f"{live.address}/cases/case/request-1/")
    page.get_by_text("Actions").click()
    page.get_by_role("link", name="Merge into another case").click()
    page.get_by_label("Look for the other case").fill("طلب تدريب")
    page.get_by_role("button", name="Show").click()
    page.locator("li", has_text="Tripoli").get_by_role("link", name="Compare").click()
    assert page.get_by_text("Keeps its name").is_visible()
    page.get_by_role("button", name="Merge them").click()
    page.wait_for_url("**/cases/case/request-2/")
    assert read_case(live.site.record, "request-2").merged == ("request-1",)
    merged = page.locator("li.row", has_text="request-1 merged into request-2")
    merged.get_by_role("button", name="Take entry").click()
    page.wait_for_load_state()
    assert "Recorded" in page.locator(".notice").first.inner_text()
    page.goto(f"{live.address}/cases/case/request-1/")
    assert page.url.endswith("/request-1/")
    assert window.strays == []


def test_a_reviewer_is_refused_on_a_changed_case_and_keeps_what_was_typed(
    live: Live, open_window: Callable[..., Window], shoot: Callable[[Window, str], object]
) -> None:
    fill_desk(live.site.record)
    window = open_window(live, "rana", Role.REVIEWER)
    page = window.page
    page.goto(f"{live.address}/cases/case/request-2/add/comment/")
    page.locator("textarea[name=text]").fill("الرد شفوي ولا كتاب رسمي بعد")
    step = Advance(case="request-2", thread="european-union", state="declined")
    live.site.record.append([step], "omar")
    page.get_by_role("button", name="سجّل").click()
    page.wait_for_selector("#stale")
    shoot(window, "cases-stale-ar")
    told = page.locator("#stale").inner_text()
    assert "omar" in told
    assert "مرفوض" in told
    assert page.locator("textarea[name=text]").input_value() == "الرد شفوي ولا كتاب رسمي بعد"
    assert read_case(live.site.record, "request-2").comments == ()
    page.get_by_role("button", name="سجّل").click()
    page.wait_for_url("**/cases/case/request-2/")
    (kept,) = read_case(live.site.record, "request-2").comments
    assert kept.step.text == "الرد شفوي ولا كتاب رسمي بعد"


def test_an_answer_with_a_condition_is_added(live: Live, open_window: Callable[..., Window]) -> None:
    fill_desk(live.site.record)
    window = open_window(live, "huda")
    page = window.page
    page.goto(f"{live.address}/cases/case/request-1/")
    page.get_by_text("إجراءات").click()
    page.get_by_role("link", name="حالة", exact=True).click()
    page.locator("select[name=thread]").select_option("european-union")
    page.locator("select[name=state]").select_option("conditional")
    page.locator("textarea[name=words]").fill("الرد تأخر")
    page.get_by_role("button", name="سجّل").click()
    page.wait_for_url("**/cases/case/request-1/")
    page.goto(f"{live.address}/cases/case/request-1/add/bind/")
    page.locator("select[name=thread]").select_option("european-union")
    page.locator("input[name=condition]").fill("موافقة البرلمان")
    page.locator("select[name=condition_state]").select_option("unmet")
    page.get_by_role("button", name="سجّل").click()
    page.wait_for_url("**/cases/case/request-1/")
    card = page.locator("article.card", has_text="موافقة البرلمان")
    assert "مقبول بشروط" in card.inner_text()
    assert "غير مستوفى" in card.inner_text()
    assert "الرد تأخر" in card.inner_text()
    assert window.strays == []


def test_the_second_person_on_a_case_is_told(
    live: Live,
    open_window: Callable[..., Window],
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
) -> None:
    fill_desk(live.site.record)
    first, second = open_window(live, "huda"), open_window(live, "rana", Role.REVIEWER)
    first.page.goto(f"{live.address}/cases/case/request-2/")
    first.page.wait_for_load_state("networkidle")
    second.page.goto(f"{live.address}/cases/case/request-2/")
    second.page.wait_for_selector("#pulse .notice")
    shoot(second, "cases-pulse-ar")
    assert "huda" in second.page.locator("#pulse").inner_text()
    assert find_barriers(second) == []
    assert second.strays == []
