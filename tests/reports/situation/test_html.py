from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from tests.reports.exports.warehouse import withhold_speaker
from tests.reports.situation.desk import WORDS, find_document, find_style, gather_all, make_report

from mithaq.dates import Numerals
from mithaq.ledger.record import Record
from mithaq.reports.situation.html import render_body, write_html
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.words import find_words
from mithaq.reports.wording import Lang

_QUOTE = re.compile(
    r'<blockquote lang="ar" dir="rtl" class="evidence" data-document="(\w+)" data-start="(\d+)" data-end="(\d+)">'
    r"([^<]*)</blockquote>"
)


def write(lang: str, numerals: Numerals = Numerals.LATIN) -> str:
    return write_html(make_report(lang), find_words(find_style(lang, numerals), {}), Templates()).decode()


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_has_the_direction_of_its_language(lang: str, direction: str) -> None:
    page = write(lang)
    assert f'<html lang="{lang}" dir="{direction}">' in page
    assert f'<blockquote lang="ar" dir="rtl" class="evidence" data-document="{"a" * 64}"' in page
    assert f">{WORDS}</blockquote>" in page


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = write("ar")
    assert re.findall(r'(?:src|@import|url\()\s*=?\s*"?(?!data:)(http[^"]*)', page) == []
    assert 'src="data:image/svg+xml;base64,' in page
    assert 'alt="مكان واحد"' in page


def test_numbers_lead_to_notes_and_back() -> None:
    page = write("en")
    anchors = re.findall(r'id="([\w-]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= set(anchors)
    assert page.count('href="#note-2"') == 6
    assert page.count('id="cite-2"') == 1


def test_words_of_another_direction_are_isolated() -> None:
    assert '<bdi lang="en" dir="ltr">UNSMIL</bdi>' in write("ar")
    assert '<bdi lang="en" dir="ltr">3–5</bdi>' in write("ar")
    assert '<bdi lang="ar" dir="rtl">مجلس النواب</bdi>' in write("en")


def test_what_texts_hold_is_no_markup() -> None:
    assert "سطر &lt;b&gt; | *" in html.unescape(write("ar")).replace("<bdi", "&lt;bdi") or "&lt;" in write(
        "ar"
    )
    assert "<b>" not in write("ar").split("سطر")[1][:40]


def test_digits_are_chosen() -> None:
    page = write("ar", Numerals.ARABIC)
    assert ">٢</a></sup>" in page
    assert "counter(page, arabic-indic)" in page
    assert "counter(page, decimal)" in write("en", Numerals.ARABIC)
    assert WORDS in page


def test_an_empty_section_says_so() -> None:
    assert '<p class="empty">Nothing here</p>' in write("en")


@pytest.mark.parametrize("lang", list(Lang))
def test_every_quotation_is_found_in_its_document(record: Record, lang: Lang) -> None:
    report = gather_all(record, lang, private=True)
    page = write_html(report, find_words(find_style(lang.value), {}), Templates()).decode()
    quoted = _QUOTE.findall(page)
    assert len(quoted) == sum(bool(note.words) for note in report.notes) > 5
    for document, start, end, words in quoted:
        assert find_document(document)[int(start) : int(end)] == html.unescape(words)
    assert set(re.findall(r'href="#(note-\d+)"', page)) == {f"note-{note.number}" for note in report.notes}


def test_masked_names_are_in_no_part_of_the_page(record: Record) -> None:
    withhold_speaker(record)
    page = write_html(gather_all(record), find_words(find_style("en"), {}), Templates()).decode()
    assert "خليل" not in page
    assert "الورفلي" not in page
    assert "█" in page


def test_the_part_of_a_page_has_no_style() -> None:
    body = render_body(make_report(), find_words(find_style("ar"), {}))
    assert "<html" not in body
    assert "style" not in body


def test_own_templates_are_used(tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_text(
        "{{ report.title|mark }}/{{ say('notes') }}/{{ style }}/{{ body|length > 100 }}"
        "{% for note in report.notes %}{{ write_date(note.when) }};{% endfor %}"
    )
    (tmp_path / "brief.css").write_text("p > a { color: red }")
    page = write_html(make_report("en"), find_words(find_style("en"), {}), Templates(tmp_path)).decode()
    assert page == "Situation report/Notes/p > a { color: red }/True21 November 2020;2 January 2021;"
