from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.reports.situation.desk import WORDS, find_style, gather_all, make_report

from mithaq.dates import Numerals
from mithaq.ledger.record import Record
from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.situation import Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.word import write_word
from mithaq.reports.situation.words import find_words


def write(report: Situation, templates: Templates | None = None, numerals: Numerals = Numerals.LATIN) -> Any:
    words = find_words(find_style(report.lang, numerals), {})
    return Document(io.BytesIO(write_word(report, words, templates or Templates())))


def find_all(document: Any, name: str) -> list[Any]:
    return list(document.element.body.iter(qn(name)))


def has(element: Any, *path: str) -> bool:
    for name in path:
        element = element.find(qn(name)) if element is not None else None
    return element is not None


def read_text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def test_an_arabic_report_reads_from_the_right() -> None:
    document = write(make_report("ar"))
    paragraphs = [item for item in find_all(document, "w:p") if read_text(item)]
    assert all(has(item, "w:pPr", "w:bidi") for item in paragraphs)
    assert all(has(item, "w:tblPr", "w:bidiVisual") for item in find_all(document, "w:tbl"))
    assert all(has(item, "w:bidi") for item in find_all(document, "w:sectPr"))
    for run in find_all(document, "w:r"):
        if re.search("[\u0620-\u064a]", read_text(run)):
            assert has(run, "w:rPr", "w:rtl"), read_text(run)
            assert run.find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    head = document.sections[0].header.paragraphs[0]._p  # noqa: SLF001 - the way to the XML
    assert has(head, "w:pPr", "w:bidi")


def test_latin_words_and_ranges_stand_in_runs_of_their_own() -> None:
    runs = {read_text(run): run for run in find_all(write(make_report("ar")), "w:r")}
    for words in ("UNSMIL", "3–5", "https://example.org/a?b=1&c=2"):
        assert not has(runs[words], "w:rPr", "w:rtl")
    assert not re.search("[\u2066-\u2069]", "".join(runs))


def test_an_english_report_reads_from_the_left_and_quotes_from_the_right() -> None:
    document = write(make_report("en"))
    from_right = [read_text(item) for item in find_all(document, "w:p") if has(item, "w:pPr", "w:bidi")]
    assert from_right == [WORDS]
    assert not find_all(document, "w:bidiVisual")
    runs = {read_text(run): run for run in find_all(document, "w:r")}
    assert has(runs["مجلس النواب"], "w:rPr", "w:rtl")
    assert has(runs[WORDS], "w:rPr", "w:rtl")


def test_elements_stand_in_the_order_of_the_schema() -> None:
    document = write(make_report("ar"))
    orders = {
        "w:pPr": ["pStyle", "keepNext", "keepLines", "numPr", "bidi", "spacing", "ind", "jc", "rPr"],
        "w:rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "vertAlign", "rtl", "cs", "lang"],
        "w:tblPr": ["tblStyle", "bidiVisual", "tblW", "jc", "tblLayout", "tblLook"],
    }
    for name, order in orders.items():
        for element in find_all(document, name):
            found = [order.index(child.tag.rpartition("}")[2]) for child in element]
            assert found == sorted(found), [child.tag for child in element]


def test_numbers_lead_to_notes_and_back() -> None:
    document = write(make_report("ar"))
    marks = [item.get(qn("w:name")) for item in find_all(document, "w:bookmarkStart")]
    assert len(marks) == len(set(marks))
    ids = [item.get(qn("w:id")) for item in find_all(document, "w:bookmarkStart")]
    assert len(ids) == len(set(ids))
    anchors = {item.get(qn("w:anchor")) for item in find_all(document, "w:hyperlink")}
    assert anchors == set(marks) == {"note_1", "note_2", "cite_1", "cite_2"}


def test_heads_of_tables_are_repeated_and_rows_stay_whole() -> None:
    document = write(make_report("ar", rows=60))
    rows = find_all(document, "w:tr")
    assert [has(row, "w:trPr", "w:tblHeader") for row in rows] == [True] + [False] * 60
    assert all(has(row, "w:trPr", "w:cantSplit") for row in rows)


def test_pictures_are_told() -> None:
    document = write(make_report("ar"))
    (shape,) = find_all(document, "wp:docPr")
    assert shape.get("descr") == "مكان واحد"
    assert len(document.inline_shapes) == 1


def test_digits_are_chosen() -> None:
    document = write(make_report("ar"), numerals=Numerals.ARABIC)
    cited = [read_text(item) for item in find_all(document, "w:hyperlink")]
    assert cited[:2] == ["١", "،٢"]


def test_every_quotation_is_one_run(record: Record) -> None:
    report = gather_all(record)
    runs = [read_text(run) for run in find_all(write(report), "w:r")]
    assert all(note.words in runs for note in report.notes)


def test_a_report_of_nothing_is_written() -> None:
    report = make_report("en")
    empty = Situation(report.title, "en", "2020", (), (), report.sections[2:], (), "")
    text = "\n".join(paragraph.text for paragraph in write(empty).paragraphs)
    assert "Nothing here" in text
    assert "No notes." in text


def test_an_own_document_gives_the_styles(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("what stood there")
    own.sections[0].header.paragraphs[0].text = "Mission letterhead"
    for name in ("Quote", "Table Grid", "Subtitle"):
        style = own.styles[name]
        style.element.getparent().remove(style.element)
    own.save(str(tmp_path / "brief.docx"))
    document = write(make_report("en"), Templates(tmp_path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "what stood there" not in text
    assert WORDS in text
    assert document.sections[0].header.paragraphs[0].text == "Mission letterhead"


def test_a_file_that_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_text("no document")
    with pytest.raises(BriefError, match="is no Word document"):
        write(make_report("en"), Templates(tmp_path))


def test_captions_are_headings() -> None:
    report = make_report("en")
    section = report.sections[0]
    from dataclasses import replace  # noqa: PLC0415

    titled = replace(section, blocks=tuple(replace(block, caption="Captioned") for block in section.blocks))  # type: ignore[call-arg] # a table
    document = write(replace(report, sections=(titled,)))
    assert "Captioned" in [item.text for item in document.paragraphs if item.style.name == "Heading 2"]
