"""The review in a browser: looked at, by keyboard, by selecting words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.web.persona import Live, Window
from tests.web.review.room import COPY, TEXT, fill

from mithaq.following.case import Comment, Evidence
from mithaq.following.entry import Confirm, Correct, Reject, Undo, Withhold
from mithaq.ledger.current import read_entries
from mithaq.web.roles import Role

Open = Callable[..., Window]


@pytest.fixture
def vendor() -> str:
    """A browser sees the same on both databases."""
    return "sqlite"


def read_last(live: Live) -> Any:
    return list(read_entries(live.site.record))[-1]


# Puts a selection around words as somebody would draw it, wherever marks and highlights cut the text in pieces.
SELECT = """([root, from, to]) => {
  const box = document.querySelector(root);
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let at = 0, start = null, end = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.data.length;
    if (start === null && from < next) start = [node, from - at];
    if (to <= next && end === null) end = [node, to - at];
    at = next;
  }
  const range = document.createRange();
  range.setStart(...start); range.setEnd(...end);
  const selection = getSelection();
  selection.removeAllRanges(); selection.addRange(range);
}"""


def select(page: Page, words: str, text: str = TEXT) -> None:
    """Select words of the document; the page counts UTF-16 units, Python code points."""
    before = len(text[: text.index(words)].encode("utf-16-le")) // 2
    units = len(words.encode("utf-16-le")) // 2
    page.evaluate(SELECT, ["[data-document]", before, before + units])
    page.wait_for_selector("#selection:not([hidden])")


@pytest.mark.parametrize(("lang", "size"), [("ar", (1366, 768)), ("en", (1366, 768)), ("ar", (390, 844))])
def test_pages_are_accessible(
    live: Live,
    open_window: Open,
    shoot: Callable[[Window, str], object],
    find_barriers: Callable[[Window], list[str]],
    lang: str,
    size: tuple[int, int],
) -> None:
    numbers = fill(live.site)
    live.site.record.append([Comment(case="request-1", text="ننتظر نسخة من القرار")], "omar")
    start = TEXT.index("حكومة الوفاق")
    live.site.record.append(
        [Withhold(case="", evidence=(Evidence(COPY.sha256, start + 9, start + 14),))], "omar"
    )
    window = open_window(live, "huda", Role.REVIEWER, lang=lang, size=size)
    page, look = window.page, "phone" if size[0] < 600 else lang
    for name, path in (
        ("queue", ""),
        ("none", "?source=x"),
        ("item", f"{numbers['answer']}/"),
        ("masked", f"{numbers['copy']}/"),
        ("correction", f"{numbers['open']}/?as=open&kind=request"),
        ("finding", f"{numbers['verify']}/?as=verify"),
    ):
        page.goto(f"{live.address}/review/{path}")
        shoot(window, f"review-{name}-{look}")
        assert find_barriers(window) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.goto(f"{live.address}/review/{numbers['answer']}/")
    select(page, "بشرط 👩‍👩‍👧 أن تُستبعد")
    page.keyboard.press("x")
    page.keyboard.press("n")
    shoot(window, f"review-selected-{look}")
    assert find_barriers(window) == []
    assert window.strays == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_act_is_corrected_by_selecting_words(live: Live, open_window: Open, lang: str) -> None:
    numbers = fill(live.site)
    window = open_window(live, "huda", Role.ANALYST, lang=lang)
    page = window.page
    page.goto(f"{live.address}/review/{numbers['answer']}/")
    # Across the highlight of the trigger and of the evidence, with marks, an emoji of many signs and a line break.
    words = "أنه وَافَقَ مبدئيًّا على تدريب الشرطة،\r\nبشرط 👩‍👩‍👧 أن تُستبعد"
    select(page, words)
    assert page.inner_text("#selection q").split() == words.split()
    page.uncheck("[name=together]")
    page.click("[data-use=only]")
    page.select_option("[name=step-state]", "conditional")
    select(page, "يوم 14 يناير 2020")
    page.click("[data-take=step-on]")
    expect(page.locator("[name=step-on]")).to_have_value("2020-01-14")
    expect(page.locator("#quotes input:checked")).to_have_count(2)
    page.click("button[value=correct]")
    page.wait_for_url(f"**/review/{numbers['open']}/")
    step = read_last(live).step
    assert isinstance(step, Correct)
    first, second = step.instead.evidence
    assert TEXT[first.start : first.end] == words
    assert TEXT[second.start : second.end] == "يوم 14 يناير 2020"
    assert (step.instead.state, step.instead.on) == ("conditional", "2020-01-14")
    assert window.strays == []


@pytest.mark.parametrize(
    ("selected", "recorded"),
    [
        (" 🇪🇺 الثلاثاء 🕊️ ", "🇪🇺 الثلاثاء 🕊️"),
        ("وَافَقَ مبدئي", "وَافَقَ مبدئيًّ"),
        ("افَقَ", "افَقَ"),
        ("ترحب بالقرار <وتنتظر> التنفيذ &", "ترحب بالقرار <وتنتظر> التنفيذ &"),
        ("وقالت حكومة الوفاق", "وقالت حكومة الوفاق"),
    ],
)
def test_offsets_are_those_of_the_text(live: Live, open_window: Open, selected: str, recorded: str) -> None:
    numbers = fill(live.site)
    page = open_window(live, "huda").page
    page.goto(f"{live.address}/review/{numbers['answer']}/")
    select(page, selected)
    value = page.evaluate(
        "document.querySelector('[data-use=only]').click(), document.querySelector('#quotes li:last-child input').value"
    )
    start, _, end = value.partition(":")[2].partition("-")
    assert TEXT[int(start) : int(end)] == recorded


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_review_goes_by_keyboard(live: Live, open_window: Open, lang: str) -> None:
    numbers = fill(live.site)
    page = open_window(live, "huda", lang=lang).page
    page.goto(f"{live.address}/review/next/?kind=request")
    # On an Arabic keyboard the same place gives another letter.
    if lang == "ar":
        event = "new KeyboardEvent('keydown', {key: 'غ', code: 'KeyY', bubbles: true})"
        page.evaluate(f"document.body.dispatchEvent({event})")
    else:
        page.keyboard.press("y")
    page.wait_for_url(f"**/review/{numbers['answer']}/?kind=request")
    assert isinstance(read_last(live).step, Confirm)
    page.keyboard.press("u")
    page.wait_for_url(f"**/review/{numbers['open']}/?kind=request")
    assert isinstance(read_last(live).step, Undo)
    page.keyboard.press("s")
    page.wait_for_url(f"**/review/{numbers['answer']}/?kind=request")
    page.uncheck("[name=together]")
    page.keyboard.press("n")
    page.keyboard.press("3")
    page.wait_for_url(f"**/review/{numbers['copy']}/?kind=request")
    step = read_last(live).step
    assert isinstance(step, Reject)
    assert (
        step.reason
        == {"ar": "نية أو احتمال أو نفي، لا واقعة", "en": "Intended, possible or denied, but not done"}[lang]
    )


def test_keys_rest_while_somebody_types(live: Live, open_window: Open) -> None:
    numbers = fill(live.site)
    page = open_window(live, "huda", lang="en").page
    page.goto(f"{live.address}/review/{numbers['answer']}/")
    before = read_last(live).number
    page.keyboard.press("n")
    page.fill("#because", "")
    page.type("#because", "yes nys 1?")
    assert page.input_value("#because") == "yes nys 1?"
    assert read_last(live).number == before
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').open")
    page.keyboard.press("Control+y")
    page.keyboard.press("g")
    assert page.evaluate("document.activeElement.id") == "evidence-1"
    page.keyboard.press("e")
    assert page.evaluate("document.getElementById('correction').open")
    assert read_last(live).number == before


def test_parties_are_completed_while_they_are_typed(live: Live, open_window: Open) -> None:
    numbers = fill(live.site)
    page = open_window(live, "huda", lang="ar").page
    page.goto(f"{live.address}/review/{numbers['answer']}/?as=advance")
    page.type("[name=step-by]", "جامعة الدول")
    page.wait_for_selector("#parties option[value*='جامعة الدول']", state="attached")


def test_a_reviewer_is_refused_on_a_changed_case(live: Live, open_window: Open) -> None:
    numbers = fill(live.site)
    window = open_window(live, "salma", Role.REVIEWER, lang="ar")
    page = window.page
    page.goto(f"{live.address}/review/{numbers['answer']}/")
    page.keyboard.press("e")
    page.select_option("[name=step-state]", "declined")
    live.site.record.append([Comment(case="request-1", text="وصل رد مكتوب")], "omar")
    page.click("button[value=correct]")
    page.wait_for_selector("#stale")
    told = page.inner_text("#stale")
    assert "omar" in told
    assert "وصل رد مكتوب" in told
    assert read_last(live).author == "omar"
    assert page.input_value("[name=step-state]") == "declined"
    page.click("button[value=correct]")
    page.wait_for_url(f"**/review/{numbers['open']}/")
    assert read_last(live).step.instead.state == "declined"


def test_it_works_without_scripts(live: Live, chromium: Any) -> None:
    numbers = fill(live.site)
    client = live.site.enter("huda", Role.ANALYST, lang="ar")
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live.address}]
    )
    page = context.new_page()
    page.goto(f"{live.address}/review/{numbers['answer']}/?as=advance")
    page.uncheck("[name=together]")
    page.uncheck("#quotes input")
    page.fill("#words", "وافق مبدئيا")
    page.click("button[value=correct]")
    page.wait_for_url(f"**/review/{numbers['open']}/")
    (piece,) = read_last(live).step.instead.evidence
    assert TEXT[piece.start : piece.end] == "وَافَقَ مبدئيًّا"
    page.click("form.last button")
    page.wait_for_url(f"**/review/{numbers['answer']}/")
    assert isinstance(read_last(live).step, Undo)
    context.close()
