"""The form on a phone, without a connection and with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.web.field.filling import JPEG, fill
from tests.web.persona import Live, Window, wait_until_kept

from mithaq.following.case import Kind, Verify
from mithaq.following.entry import Confirm, Undo
from mithaq.following.fold import Case
from mithaq.ledger.attachments import find_path, read_attachment
from mithaq.ledger.current import read_case, read_document, read_entries
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.web.field.models import ReportRow
from mithaq.web.roles import Role

PHONE, LAPTOP = (390, 844), (1366, 768)
TITLE = "قصف مدفعي على أطراف البلدة"
Open = Callable[..., Window]
Shoot = Callable[[Window, str], Path]
Find = Callable[[Window], list[str]]


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


def open_form(window: Window) -> Page:
    """Open the form, and wait until its worker keeps it on the device."""
    page = window.page
    page.goto(f"{window.address}/field/new/")
    page.wait_for_selector("form[data-ready]")
    wait_until_kept(page, "/field/new/")
    return page


def open_part(page: Page, name: str) -> None:
    part = page.locator(f"details[data-part={name}]")
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()


def fill_in(page: Page) -> None:
    page.fill("[name=title]", TITLE)
    page.check("[name=category][value=fire]")
    page.fill("[name=account]", "سمعنا دويا متتاليا ثم رأينا دخانا.")
    page.fill("[name=start]", "2020-11-21")
    page.fill("[name=place]", "ترهونة")
    open_part(page, "weapons")
    page.fill("[name=quantity-best]", "12")
    open_part(page, "parties")
    page.fill("[name=complainant]", "خليفة منصور الفيتوري")
    page.check("[name=complainant-withheld]")
    open_part(page, "documents")
    page.set_input_files("[name=attachment]", {"name": "حفرة.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    expect(page.locator("#files li")).to_have_count(1)


def find_incident(live: Live) -> Case:
    cases = find_cases(live.site.record, CaseFilter(kind=Kind.INCIDENT)).cases
    assert len(cases) == 1
    return cases[0]


def test_from_the_field_without_a_connection_to_a_verified_incident(
    live: Live, open_window: Open, shoot: Shoot
) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    page.context.set_offline(True)
    page.goto(f"{window.address}/field/new/")
    page.wait_for_selector("form[data-ready]")
    expect(page.locator("#connection")).to_be_visible()
    fill_in(page)
    shoot(window, "field-offline-ar")
    page.click(".send button")
    page.wait_for_url("**/field/")
    expect(page.locator("#drafts .tag")).to_have_text("ينتظر الإرسال")
    shoot(window, "field-waiting-ar")
    assert list(read_entries(live.site.record)) == []
    page.context.set_offline(False)
    expect(page.locator("#drafts .tag")).to_have_text("أُرسل")
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)
    shoot(window, "field-sent-ar")
    assert window.strays == []

    case = find_incident(live)
    assert case.title == TITLE
    text = read_document(live.site.record, case.documents[0]).document.text
    piece = case.opened.step.evidence[0]
    assert text[piece.start : piece.end] == f"ماذا حدث باختصار: {TITLE}"
    assert "الفيتوري" not in text
    (value,) = [item.step.value for item in case.fields if item.step.field == "attachment"]
    attachment = read_attachment(str(value))
    assert attachment is not None
    assert find_path(live.site.files, attachment.sha256).read_bytes() == JPEG

    record = live.site.record
    (entry,) = record.append([Verify(case=case.id, level="2", evidence=(piece,))], "layla", saw=case.version)
    record.append([Confirm(case=case.id, proposal=f"#{entry.number}")], "omar", saw=entry.number)
    assert read_case(record, case.id).threads[0].state == "verified"


def test_a_report_whose_answer_was_lost_is_recorded_once(live: Live, open_window: Open) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    lost: list[str] = []

    def lose(route: object) -> None:
        if route.request.method == "POST" and not lost:  # type: ignore[attr-defined]
            lost.append(route.request.url)  # type: ignore[attr-defined]
            route.fetch()  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.context.route("**/field/new/", lose)
    fill_in(page)
    page.click(".send button")
    page.wait_for_url("**/field/")
    expect(page.locator("#drafts .tag")).to_have_text("أُرسل")
    assert lost
    find_incident(live)
    assert ReportRow.objects.count() == 1


def test_a_draft_outlives_the_login(live: Live, open_window: Open, shoot: Shoot) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    page.context.set_offline(True)
    fill_in(page)
    page.click(".send button")
    page.wait_for_url("**/field/")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.locator("#told")).to_contain_text("انتهت الجلسة")
    shoot(window, "field-login-ar")
    expect(page.locator("#drafts .tag")).to_have_text("ينتظر الإرسال")
    page.click("#told a")
    page.fill("[name=login]", "huda")
    page.fill("[name=password]", "correct horse battery")
    page.click("main button")
    page.wait_for_url("**/field/")
    expect(page.locator("#drafts .tag")).to_have_text("أُرسل")
    find_incident(live)


def test_what_is_refused_says_why_and_can_be_corrected(
    live: Live, open_window: Open, shoot: Shoot, find_barriers: Find
) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    page.click(".send button")
    expect(page.locator("#faults")).to_be_focused()
    expect(page.locator("#faults li")).to_have_count(4)
    fill_in(page)
    page.fill("[name=start]", "أمس")
    page.click(".send button")
    expect(page.locator("#e-start")).to_contain_text("ليس تاريخا")
    expect(page.locator("[name=account]")).to_have_value("سمعنا دويا متتاليا ثم رأينا دخانا.")
    shoot(window, "field-refused-ar")
    assert find_barriers(window) == []
    page.goto(f"{window.address}/field/")
    expect(page.locator("#drafts .tag")).to_have_text("لم يُقبل")
    page.click("#drafts a")
    page.wait_for_selector("form[data-ready]")
    expect(page.locator("#files li")).to_have_count(1)
    expect(page.locator("#e-start")).to_contain_text("ليس تاريخا")
    page.fill("[name=start]", "2020-11-21")
    page.click(".send button")
    page.wait_for_url("**/field/")
    expect(page.locator("#drafts .tag")).to_have_text("أُرسل")
    find_incident(live)


def test_drafts_are_kept_while_one_writes_and_can_be_removed(live: Live, open_window: Open) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    page.fill("[name=title]", TITLE)
    expect(page.locator("#kept")).to_have_text("حُفظت المسودة على الجهاز.")
    page.reload()
    page.wait_for_selector("form[data-ready]")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    page.click("#later")
    page.wait_for_url("**/field/")
    expect(page.locator("#drafts .title")).to_have_text(TITLE)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#drafts button")
    expect(page.locator("#drafts")).to_have_text("لا مسودات على هذا الجهاز.")
    assert list(read_entries(live.site.record)) == []


def test_now_is_one_click_and_another_language_keeps_the_draft(live: Live, open_window: Open) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = window.page
    page.goto(f"{window.address}/field/new/")
    page.wait_for_selector("form[data-ready]")
    page.fill("[name=title]", TITLE)
    page.click("[data-now=start]")
    day, time = page.input_value("[name=start]"), page.input_value("[name=start-time]")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", f"{day} {time}")
    expect(page.locator("#kept")).not_to_be_empty()
    page.click("form[data-stay] button")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=start-time]")).to_have_value(time)
    assert window.strays == []


def test_a_place_is_found_by_its_english_name_and_on_the_map(
    live: Live, open_window: Open, shoot: Shoot
) -> None:
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    page.locator("[name=place]").press_sequentially("tarhu")
    expect(page.locator("#places option").first).to_have_attribute("value", "ترهونة — ليبيا")
    page.fill("[name=place]", "ترهونة — ليبيا")
    expect(page.locator("[name=place-id]")).to_have_value("tarhuna")
    page.click("details.where summary")
    page.wait_for_selector("#map path.land", state="attached")
    expect(page.locator("#map .town-name").first).to_be_visible()
    page.locator("#map").click(position={"x": 120, "y": 150})
    expect(page.locator("#map path.spot")).to_have_count(1)
    assert page.input_value("[name=coordinates]").startswith("32.")
    assert int(page.input_value("[name=precision]")) > 10
    shoot(window, "field-map-ar")
    assert window.strays == []


def test_an_incident_that_is_near_can_be_joined(live: Live, open_window: Open, shoot: Shoot) -> None:
    live.site.enter("sami", Role.MONITOR).post("/field/new/", fill())
    first = find_incident(live)
    window = open_window(live, "huda", Role.MONITOR, size=PHONE)
    page = open_form(window)
    fill_in(page)
    page.locator("[name=place]").press("Tab")
    page.check(f"[name=into][value={first.id}]")
    shoot(window, "field-near-ar")
    page.click(".send button")
    page.wait_for_url("**/field/")
    page.reload()
    expect(page.locator("tbody")).to_contain_text("ضُم إلى حادث")
    merge = next(entry for entry in read_entries(live.site.record) if type(entry.step).__name__ == "Merge")
    live.site.record.append([Undo(case=first.id, entry=merge.number)], "layla")
    assert len(find_cases(live.site.record, CaseFilter(kind=Kind.INCIDENT)).cases) == 2


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_pages_are_accessible(
    live: Live, open_window: Open, shoot: Shoot, find_barriers: Find, lang: str, size: tuple[int, int]
) -> None:
    live.site.enter("huda", Role.MONITOR).post("/field/new/", fill())
    window = open_window(live, "huda", Role.MONITOR, lang=lang, size=size)
    page = open_form(window)
    for part in ("weapons", "harm", "parties", "documents"):
        open_part(page, part)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shoot(window, f"field-new-{size[0]}-{lang}")
    assert find_barriers(window) == []
    page.goto(f"{window.address}/field/")
    expect(page.locator("#drafts li")).to_have_count(1)
    shoot(window, f"field-list-{size[0]}-{lang}")
    assert find_barriers(window) == []
    assert window.strays == []
