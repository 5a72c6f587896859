"""Incidents in a browser: the filter moves map, times and table together; on a phone, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from mithaq.web.roles import Role

LOOKS, BETWEEN = 200, 300  # at most, milliseconds


@pytest.fixture
def vendor() -> str:
    """A browser sees no database."""
    return "sqlite"


def count_markers(page: object) -> int:
    return page.locator("#map path.incident").count()


def wait_for(page: object, incidents: int) -> None:
    expect(page.locator("dl.sums dd").first).to_have_text(str(incidents))


def read_boxes(page: object) -> list[dict[str, float]]:
    """Return where the names of towns stand once the map stands still: it moves to its incidents first."""
    before: list[dict[str, float]] = []
    for _ in range(LOOKS):
        boxes = page.locator("#map .town-name").evaluate_all(
            "labels => labels.map((label) => label.getBoundingClientRect().toJSON())"
        )
        if boxes and boxes == before:
            break
        before = boxes
        page.wait_for_timeout(BETWEEN)
    return before


def test_the_filter_moves_map_and_table(shown: object, open_window: object) -> None:
    window = open_window(shown, "huda", lang="en")
    page = window.page
    page.goto(f"{window.address}/ceasefire/")
    page.wait_for_selector("#map path.incident")
    assert count_markers(page) == 3
    page.select_option("#f-category", "detention")
    wait_for(page, 1)
    expect(page.locator("#map path.incident")).to_have_count(1)
    assert page.locator("table.incidents tbody tr").count() == 1
    assert "category=detention" in page.url
    page.go_back()
    wait_for(page, 4)
    assert window.strays == []


@pytest.mark.parametrize(("lang", "name"), [("ar", "طرابلس"), ("en", "Tripoli")])
def test_towns_are_named_on_the_map(
    shown: object, open_window: object, shoot: object, lang: str, name: str
) -> None:
    for size, family in (((1366, 768), "wide"), ((390, 800), "phone")):
        window = open_window(shown, "rana", Role.READER, lang=lang, size=size)
        page = window.page
        page.goto(f"{window.address}/ceasefire/")
        expect(page.locator("#map .town-name", has_text=name)).to_have_count(1)
        boxes = read_boxes(page)
        assert len(boxes) > 3
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                beside = abs(one["x"] - other["x"]) >= min(one["width"], other["width"])
                above = abs(one["y"] - other["y"]) >= min(one["height"], other["height"])
                assert beside or above
        shoot(window, f"ceasefire-towns-{family}-{lang}")
        assert window.strays == []


def test_a_part_of_the_map_becomes_the_filter(shown: object, open_window: object) -> None:
    window = open_window(shown, "huda", lang="en")
    page = window.page
    page.goto(f"{window.address}/ceasefire/?place=Sirte")
    page.wait_for_selector("#map path.incident")
    page.goto(f"{window.address}/ceasefire/?box=15,30,18,32")
    page.wait_for_selector("#map path.box")
    wait_for(page, 2)
    page.get_by_role("link", name="The whole map").click()
    wait_for(page, 4)
    page.wait_for_selector("#map path.incident")
    page.get_by_role("button", name="Draw a part of the map").click()
    marker = page.locator("#map path.incident").first.bounding_box()
    x, y = marker["x"] + marker["width"] / 2, marker["y"] + marker["height"] / 2
    page.mouse.move(x - 40, y - 40)
    page.mouse.down()
    page.mouse.move(x + 40, y + 40, steps=4)
    page.mouse.up()
    expect(page.locator("dl.sums dd").first).not_to_have_text("4")
    assert "box=" in page.url
    page.get_by_role("button", name="Only what the map shows").click()
    wait_for(page, 4)
    assert window.strays == []


def test_a_place_tells_what_happened_there(shown: object, open_window: object) -> None:
    window = open_window(shown, "huda", lang="ar")
    page = window.page
    page.goto(f"{window.address}/ceasefire/?place=سرت")
    page.wait_for_selector("#map path.incident")
    page.locator("#map path.incident").click()
    popup = page.locator(".leaflet-popup-content")
    assert "سرت" in popup.inner_text()
    popup.get_by_role("link").click()
    wait_for(page, 2)


def test_a_ruling_is_entered_from_the_page_of_the_incident(shown: object, open_window: object) -> None:
    window = open_window(shown, "rima", Role.REVIEWER, lang="ar")
    page = window.page
    page.goto(f"{window.address}/ceasefire/incident/incident-b/")
    page.get_by_text("تكييف جديد").click()
    page.select_option("#rule-ruling", "outside-scope")
    page.fill("#rule-reason", "لا يشمل الاتفاق الاحتجاز")
    page.locator("details.add[open] button").click()
    page.wait_for_selector("p.notice")
    assert page.url.endswith("/ceasefire/incident/incident-b/")
    assert "خارج نطاق الاتفاق" in page.content()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_have_no_barriers(
    shown: object, open_window: object, shoot: object, find_barriers: object, lang: str
) -> None:
    window = open_window(shown, "rima", Role.REVIEWER, lang=lang, groups=("south",))
    page = window.page
    for path, name in (
        ("", "list"), ("incident/incident-a/", "incident"), ("follow-up/", "follow-up"), ("?words=x", "empty"),
    ):  # fmt: skip
        page.goto(f"{window.address}/ceasefire/{path}")
        page.wait_for_load_state("networkidle")
        for chart in page.locator("img.chart").all():
            chart.scroll_into_view_if_needed()
            expect(chart).to_have_js_property("complete", value=True)
            assert chart.evaluate("image => image.naturalWidth") > 0
        page.evaluate("scrollTo(0, 0)")
        shoot(window, f"ceasefire-{name}-{lang}")
        assert find_barriers(window) == [], path
    assert window.strays == []


def test_on_a_phone_nothing_is_wider_than_the_screen(
    shown: object, open_window: object, shoot: object
) -> None:
    window = open_window(shown, "rima", Role.REVIEWER, size=(390, 844))
    page = window.page
    for path, name in (("", "list"), ("incident/incident-a/", "incident")):
        page.goto(f"{window.address}/ceasefire/{path}")
        page.wait_for_load_state("networkidle")
        shoot(window, f"ceasefire-{name}-phone")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_form_finds_the_same(shown: object, chromium: object) -> None:
    client = shown.site.enter("huda", lang="en")
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": shown.address}]
    )
    page = context.new_page()
    page.goto(f"{shown.address}/ceasefire/")
    page.select_option("#f-category", "detention")
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.locator("dl.sums dd").first.inner_text() == "1"
    context.close()
