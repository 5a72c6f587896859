"""From the first start to a verified incident that came from the field form, sent after being offline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.web.persona import Live, Window, wait_until_kept

from mithaq.following.case import Kind
from mithaq.ledger.current import read_case
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.web.accounts.making import make_first_account
from mithaq.web.accounts.models import Account

WORD = "a long enough word 7"


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


def log_in(page: Page, address: str, name: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.click("main form button[type=submit], main form button")
    page.wait_for_url(lambda url: "/login" not in url)


def make_account(page: Page, address: str, name: str, role: str) -> None:
    page.goto(f"{address}/people/new/")
    page.fill("[name=username]", name)
    page.select_option("[name=role]", role)
    page.fill("[name=password]", WORD)
    page.click("main form:last-of-type button")
    page.wait_for_url("**/people/")


def report_offline(page: Page, address: str) -> None:
    page.goto(f"{address}/field/new/")
    page.wait_for_selector("form[data-ready]")
    wait_until_kept(page, "/field/")
    page.context.set_offline(True)
    page.fill("[name=title]", "إطلاق نار قرب الحاجز")
    page.check("[name=category][value=fire]")
    page.fill("[name=start]", "2020-11-21")
    page.fill("[name=place]", "سرت")
    page.click(".send button")
    page.wait_for_url("**/field/")
    expect(page.locator("#drafts .tag")).to_have_text("ينتظر الإرسال")
    page.context.set_offline(False)
    expect(page.locator("#drafts .tag")).to_have_text("أُرسل")


def test_from_the_first_start_to_a_verified_incident(live: Live, open_window: Callable[..., Window]) -> None:
    first = make_first_account()
    assert first is not None
    desk, phone = open_window(live, "visitor"), open_window(live, "visitor", size=(390, 844))
    log_in(desk.page, live.address, *first)
    for name, role in (("huda", "monitor"), ("layla", "reviewer"), ("omar", "reviewer")):
        make_account(desk.page, live.address, name, role)
    Account.objects.update(lang="ar")

    log_in(phone.page, live.address, "huda", WORD)
    report_offline(phone.page, live.address)
    (case,) = find_cases(live.site.record, CaseFilter(kind=Kind.INCIDENT)).cases

    page = desk.page
    log_in(page, live.address, "layla", WORD)
    page.goto(f"{live.address}/cases/case/{case.id}/")
    expect(page.locator("h1")).to_contain_text("إطلاق نار قرب الحاجز")
    page.goto(f"{live.address}/cases/case/{case.id}/add/verify/")
    page.select_option("[name=verification]", "2")
    page.click("main form.stack button")
    page.wait_for_url(f"**/cases/case/{case.id}/")
    assert read_case(live.site.record, case.id).threads[0].state == "reported"

    log_in(page, live.address, "omar", WORD)
    page.goto(f"{live.address}/cases/case/{case.id}/")
    (finding,) = read_case(live.site.record, case.id).verifications
    page.get_by_role("button", name=f"أؤكد القيد {finding.number}").first.click()
    page.wait_for_load_state()
    found = read_case(live.site.record, case.id)
    assert found.threads[0].state == "verified"
    assert found.verifications[0].people == ("layla", "omar")

    phone.page.reload()
    expect(phone.page.locator("tbody")).to_contain_text("متحقق منه")
    assert (desk.strays, phone.strays) == ([], [])
