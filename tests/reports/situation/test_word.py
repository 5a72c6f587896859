from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from tests.reports.situation.desk import WORDS, find_style, gather_all, make_report

from mithaq.dates import Numerals
from mithaq.ledger.record import Record
from mithaq.model import Document as Read
from mithaq.reports.situation.endnotes import Endnotes
from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.situation import Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.word import write_word
from mithaq.reports.situation.words import find_words
from mithaq.sources import read_documents


def write(report: Situation, templates: Templates | None = None, numerals: Numerals = Numerals.LATIN) -> Any:
    words = find_words(find_style(report.lang, numerals), {})
    return Document(io.BytesIO(write_word(report, words, templates or Templates())))


def find_all(document: Any, name: str) -> list[Any]:
    """Return the elements of the text and of its endnotes."""
    return [*document.element.body.iter(qn(name)), *read_endnotes(document).iter(qn(name))]


def read_endnotes(document: Any) -> Any:
    (part,) = [
        rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.ENDNOTES
    ]
    assert part.content_type == CONTENT_TYPE.WML_ENDNOTES
    return parse_xml(part.blob)


def has(element: Any, *path: str) -> bool:
    for name in path:
        element = element.find(qn(name)) if element is not None else None
    return element is not None


def read_text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_cell_is_as_wide_as_its_column(lang: str) -> None:
    for table in write(make_report(lang)).tables:
        widths = [column.width for column in table.columns]
        assert all([cell.width for cell in row.cells] == widths for row in table.rows)
        assert table.autofit is False


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


def test_notes_are_endnotes_that_word_counts() -> None:
    document = write(make_report("ar"))
    notes = {note.get(qn("w:id")): note for note in find_all(document, "w:endnote")}
    assert [*notes] == ["-1", "0", "1", "2"]
    assert [notes[key].get(qn("w:type")) for key in ("-1", "0")] == ["separator", "continuationSeparator"]
    called = [item.get(qn("w:id")) for item in find_all(document, "w:endnoteReference")]
    assert called == ["1", "2"]
    for key in called:
        assert [*notes[key].iter(qn("w:endnoteRef"))]
    assert WORDS in read_text(notes["1"])
    assert "nadia" in read_text(notes["2"])
    # Later numbers are fields that repeat the first and lead there.
    marks = {item.get(qn("w:name")): item.get(qn("w:id")) for item in find_all(document, "w:bookmarkStart")}
    assert marks == {"cite_1": "1", "cite_2": "2"}
    fields = [
        (item.get(qn("w:instr")).split(), read_text(item)) for item in find_all(document, "w:fldSimple")
    ]
    assert fields[0] == (["NOTEREF", "cite_2", "\\h"], "2")
    assert {(told[1], shown) for told, shown in fields} == {("cite_1", "1"), ("cite_2", "2")}


def test_notes_are_counted_in_figures() -> None:
    document = write(make_report("ar"))
    settings = document.settings.element
    names = [child.tag.rpartition("}")[2] for child in settings]
    assert names.index("endnotePr") < names.index("compat")
    told = settings.find(qn("w:endnotePr"))
    assert told.find(qn("w:numFmt")).get(qn("w:val")) == "decimal"
    assert [item.get(qn("w:id")) for item in told.findall(qn("w:endnote"))] == ["-1", "0"]
    for section in document.sections:
        names = [child.tag.rpartition("}")[2] for child in section._sectPr]  # noqa: SLF001 - the way to the XML
        assert names.index("footerReference") < names.index("endnotePr") < names.index("pgSz")


def test_a_note_that_no_line_calls_for_is_kept() -> None:
    report = make_report("en")
    document = write(replace(report, sections=report.sections[2:]))
    assert find_all(document, "w:endnoteReference") == []
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert WORDS in text
    assert "nadia" in text


def test_documents_are_read_back_with_their_notes(tmp_path: Path) -> None:
    words = find_words(find_style("ar", Numerals.LATIN), {})
    path = tmp_path / "brief.docx"
    path.write_bytes(write_word(make_report("ar"), words, Templates()))
    (read,) = read_documents([path])
    assert isinstance(read, Read)
    assert WORDS in read.text.split("\n")


def test_what_stands_behind_a_name_in_other_letters_stays_behind_it() -> None:
    runs = [read_text(run) for run in find_all(write(make_report("ar")), "w:r")]
    assert runs[runs.index("nadia") + 1].startswith("\u200f، 2 يناير")
    runs = [read_text(run) for run in find_all(write(make_report("en")), "w:r")]
    assert runs[runs.index("وكالة الساحل") + 1].startswith("\u200e, 21 November")


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
    assert "، ٢١ نوفمبر ٢٠٢٠" in "".join(read_text(item) for item in find_all(document, "w:endnote"))


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
    stale = Endnotes(own, "en")
    stale.refer(own.paragraphs[0], 7)
    stale.begin(7, None)[1].add_run("what was noted there")
    stale.save()
    for name in ("Quote", "Table Grid", "Subtitle"):
        style = own.styles[name]
        style.element.getparent().remove(style.element)
    own.save(str(tmp_path / "brief.docx"))
    document = write(make_report("en"), Templates(tmp_path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "what stood there" not in text
    noted = [read_text(note) for note in find_all(document, "w:endnote")]
    assert not any("what was noted there" in note for note in noted)
    assert any(WORDS in note for note in noted)
    assert len(document.settings.element.findall(qn("w:endnotePr"))) == 1
    assert document.sections[0].header.paragraphs[0].text == "Mission letterhead"


def test_a_file_that_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_text("no document")
    with pytest.raises(BriefError, match="is no Word document"):
        write(make_report("en"), Templates(tmp_path))


def test_captions_are_headings() -> None:
    report = make_report("en")
    section = report.sections[0]
    titled = replace(section, blocks=tuple(replace(block, caption="Captioned") for block in section.blocks))  # type: ignore[call-arg] # a table
    document = write(replace(report, sections=(titled,)))
    assert "Captioned" in [item.text for item in document.paragraphs if item.style.name == "Heading 2"]
