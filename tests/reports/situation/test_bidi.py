from __future__ import annotations

from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from mithaq.reports.situation.bidi import (
    add_field,
    add_run,
    add_text,
    hold_row,
    link,
    set_bookmark,
    set_letters,
    set_size,
    turn_paragraph,
    turn_section,
)


@pytest.fixture
def paragraph() -> Any:
    return Document().add_paragraph()


def list_tags(element: Any) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


@pytest.mark.parametrize(
    ("text", "lang", "runs"),
    [
        ("رسالة إلى UNSMIL، اليوم", "ar", ["رسالة إلى ", "UNSMIL", "\u200f، اليوم"]),
        ("Letter to مجلس النواب, sent", "en", ["Letter to ", "مجلس النواب", "\u200e, sent"]),
        ("مجلس النواب", "ar", ["مجلس النواب"]),
    ],
)
def test_a_line_is_cut_into_runs_of_one_direction(
    text: str, lang: str, runs: list[str], paragraph: Any
) -> None:
    add_text(paragraph, text, lang, is_bold=True)
    assert [run.text for run in paragraph.runs] == runs
    for run in paragraph.runs:
        is_arabic = any("\u0621" <= letter <= "\u064a" for letter in run.text)
        assert bool(run.font.rtl) is is_arabic
        assert run.font.bold
        assert run.font.cs_bold
        told = run.font.element.rPr.find(qn("w:lang"))
        assert told.get(qn("w:bidi" if is_arabic else "w:val")) == ("ar-SA" if is_arabic else "en-GB")


def test_paragraphs_and_sections_are_turned_once_and_in_the_order_of_the_schema(paragraph: Any) -> None:
    paragraph.alignment = 0
    turn_paragraph(paragraph, "ar")
    assert list_tags(paragraph.paragraph_format.element.pPr) == ["bidi", "jc"]
    document = Document()
    for _ in range(2):
        turn_section(document.sections[0], "ar")
    tags = list_tags(document.element.body.sectPr)
    assert tags.count("bidi") == 1
    assert tags.index("bidi") < tags.index("docGrid")


def test_english_is_not_turned(paragraph: Any) -> None:
    turn_paragraph(paragraph, "en")
    document = Document()
    turn_section(document.sections[0], "en")
    assert paragraph.paragraph_format.element.pPr is None
    assert "bidi" not in list_tags(document.element.body.sectPr)


def test_links_bookmarks_and_fields_stand_around_their_runs(paragraph: Any) -> None:
    first, second = add_run(paragraph, "1", "en"), add_run(paragraph, "2", "en")
    set_bookmark(first, "cite_7", 7)
    link(second, "cite_7")
    add_field(paragraph, "PAGE", "ar", "9")
    assert list_tags(paragraph.paragraph_format.element) == [
        "bookmarkStart",
        "r",
        "bookmarkEnd",
        "hyperlink",
        "fldSimple",
    ]
    start, _, end, leads, field = paragraph.paragraph_format.element
    assert start.get(qn("w:id")) == end.get(qn("w:id")) == "7"
    assert leads.get(qn("w:anchor")) == start.get(qn("w:name")) == "cite_7"
    assert field.get(qn("w:instr")) == " PAGE "
    assert list_tags(leads) == list_tags(field) == ["r"]


@pytest.mark.parametrize(("is_head", "tags"), [(True, ["cantSplit", "tblHeader"]), (False, ["cantSplit"])])
def test_rows_stay_on_one_page_and_heads_are_repeated(tags: list[str], *, is_head: bool) -> None:
    document = Document()
    hold_row(document.add_table(1, 1).rows[0], is_head=is_head)
    assert list_tags(next(document.element.body.iter(qn("w:trPr")))) == tags


def test_letters_and_sizes_are_set_for_both_scripts(paragraph: Any) -> None:
    document = Document()
    style = document.styles["Title"]
    set_letters(style, "Noto Sans", "Noto Naskh Arabic")
    fonts = style.element.rPr.rFonts
    assert [fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs")] == [
        "Noto Sans", "Noto Sans", "Noto Naskh Arabic",
    ]  # fmt: skip
    assert style.element.rPr.find(qn("w:spacing")) is None
    run = add_run(paragraph, "نص", "ar")
    set_size(run, Pt(10.5))
    tags = list_tags(run.font.element.rPr)
    assert tags.index("szCs") == tags.index("sz") + 1
    assert run.font.element.rPr.find(qn("w:szCs")).get(qn("w:val")) == "21"
