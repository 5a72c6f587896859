"""The report as a Word document: paragraphs and tables from the right in Arabic, notes as endnotes."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Cm, Pt

from mithaq.refusals import make_error
from mithaq.reports.situation.bidi import (
    add_field,
    add_run,
    add_text,
    hold_row,
    set_letters,
    set_size,
    turn_paragraph,
    turn_section,
)
from mithaq.reports.situation.endnotes import Endnotes
from mithaq.reports.situation.pixels import draw_png
from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.situation import (
    Block,
    Cell,
    Lines,
    Note,
    Picture,
    Section,
    Situation,
    Table,
)
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.widths import share_width
from mithaq.reports.situation.words import Words

_SHORT, _LONG, _EDGE = Cm(21), Cm(29.7), Cm(1.8)
_LATIN, _ARABIC = "Calibri", "Arial"  # both come with Word; others take what stands nearest
_STYLES: Final = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Quote")


def write_word(report: Situation, words: Words, templates: Templates) -> bytes:
    """Return the report as a Word document.

    Args:
        report: The report.
        words: Its language and digits.
        templates: ``brief.docx`` of the organization gives styles, headers and footers.

    Raises:
        BriefError: If its document cannot be read.
    """
    own = templates.find_own("brief.docx")
    document = _open(own) if own else _prepare(Document())
    pen = _Pen(document, report, words)
    pen.begin()
    if own is None:
        pen.write_margins()
    pen.write_overview()
    for section in report.sections:
        pen.write_section(section)
    pen.write_notes()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _open(path: Path) -> Any:  # noqa: ANN401 - python-docx has no types
    """Return the organization's document without what stands in it."""
    try:
        document = Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise make_error(BriefError, "briefs.no-word", where=str(path)) from error
    body = document.element.body
    for element in [child for child in body if not child.tag.endswith("}sectPr")]:
        body.remove(element)
    return document


def _prepare(document: Any) -> Any:  # noqa: ANN401 - likewise
    """Return our own document: fonts that have Arabic letters, paper as it is used."""
    for name in _STYLES:
        set_letters(document.styles[name], _LATIN, _ARABIC)
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = _SHORT, _LONG
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _EDGE
    return document


class _Pen:
    """Writes a report into a document.

    Args:
        document: Of python-docx.
        report: The report.
        words: Its language and digits.
    """

    def __init__(self, document: Any, report: Situation, words: Words) -> None:  # noqa: ANN401 - likewise
        self._document = document
        self._report = report
        self._words = words
        self._lang = report.lang
        self._endnotes = Endnotes(document, report.lang)
        self._styles = {style.name for style in document.styles}

    def begin(self) -> None:
        """Write what the document says of itself, and its heading."""
        properties = self._document.core_properties
        properties.title = self._report.title
        properties.subject = self._report.period
        properties.language = "ar-SA" if self._lang == "ar" else "en-GB"
        properties.author, properties.comments = "", ""
        turn_section(self._document.sections[0], self._lang)
        self._write(self._report.title, "Title")
        self._write(self._report.period, "Subtitle")

    def write_margins(self) -> None:
        """Write running heads and page numbers."""
        section = self._document.sections[0]
        head = section.header.paragraphs[0]
        turn_paragraph(head, self._lang)
        add_text(head, f"{self._report.title} · {self._report.period}", self._lang)
        foot = section.footer.paragraphs[0]
        turn_paragraph(foot, self._lang)
        add_text(foot, f"{self._words.say('page')} ", self._lang)
        add_field(foot, "PAGE", self._lang)
        add_text(foot, " / ", self._lang)
        add_field(foot, "NUMPAGES", self._lang)

    def write_overview(self) -> None:
        """Write what the report states of itself, and the numbers at the top."""
        self._write(self._words.say("overview"), "Heading 1")
        for name, value in self._report.facts:
            paragraph = self._start("Normal")
            add_text(paragraph, f"{name}: ", self._lang, is_bold=True)
            add_text(paragraph, value, self._lang)
        for head in self._report.headlines:
            paragraph = self._start("List Bullet")
            add_text(paragraph, f"{head.label}: ", self._lang)
            add_text(paragraph, head.value, self._lang, is_bold=True)
        if self._report.masks:
            self._write(self._report.masks, "Normal")

    def write_section(self, section: Section) -> None:
        """Write a section.

        Args:
            section: The section.
        """
        self._write(section.title, "Heading 1")
        for block in section.blocks:
            self._write_block(block)
        if not section.blocks:
            self._write(section.empty, "Normal")

    def _write_block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._write_table(block)
        elif isinstance(block, Lines):
            self._write_lines(block)
        else:
            self._write_picture(block)

    def _write_table(self, table: Table) -> None:
        if table.caption:
            self._write(table.caption, "Heading 2")
        drawn = self._document.add_table(rows=1, cols=len(table.columns))
        if "Table Grid" in self._styles:
            drawn.style = "Table Grid"
        if self._lang == "ar":
            drawn.table_direction = WD_TABLE_DIRECTION.RTL
        drawn.autofit = False
        widths, points = share_width(table, self._find_room())
        size = Pt(points)
        hold_row(drawn.rows[0], is_head=True)
        # Word goes by the cells, LibreOffice by the columns; rows that are added have what the columns say.
        for column, place, width in zip(drawn.columns, drawn.rows[0].cells, widths, strict=True):
            column.width = place.width = width
        for place, column in zip(drawn.rows[0].cells, table.columns, strict=True):
            self._fill(place, Cell(column, is_title=True), size)
        for row in table.rows:
            added = drawn.add_row()
            hold_row(added)
            for place, cell in zip(added.cells, row, strict=True):
                self._fill(place, cell, size)
        self._document.add_paragraph()

    def _find_room(self) -> int:
        """Return the width of the page without its margins; an organization's document may have other paper."""
        section = self._document.sections[0]
        sizes = (section.page_width, section.left_margin, section.right_margin)
        whole, left, right = (size or 0 for size in sizes)
        return int(whole - left - right) if whole > left + right else _SHORT - 2 * _EDGE

    def _fill(self, place: Any, cell: Cell, size: Pt) -> None:  # noqa: ANN401 - likewise
        paragraph = place.paragraphs[0]
        turn_paragraph(paragraph, self._lang)
        add_text(paragraph, cell.text, self._lang, is_bold=cell.is_title and not cell.notes)
        self._refer(paragraph, cell.notes)
        for run in paragraph.runs:
            set_size(run, size)

    def _write_lines(self, block: Lines) -> None:
        if block.caption:
            self._write(block.caption, "Heading 2")
        for line in block.lines:
            paragraph = self._start("List Bullet")
            add_text(paragraph, line.text, self._lang)
            self._refer(paragraph, line.notes)

    def _write_picture(self, picture: Picture) -> None:
        paragraph = self._start("Normal")
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(draw_png(picture)), width=Cm(16.5))
        shape._inline.docPr.set("descr", picture.told)  # noqa: SLF001 - the way to the XML
        shape._inline.docPr.set("title", picture.caption)  # noqa: SLF001 - likewise
        below = self._start("Normal")
        add_text(below, f"{picture.caption}. ", self._lang, is_bold=True)
        add_text(below, picture.told, self._lang)

    def _refer(self, paragraph: Any, notes: tuple[int, ...]) -> None:  # noqa: ANN401 - likewise
        for position, number in enumerate(notes):
            if position:
                between = add_run(paragraph, self._words.say("comma").strip(), self._lang)
                between.font.superscript = True
            self._endnotes.refer(paragraph, number)

    def write_notes(self) -> None:
        """Write the notes: as endnotes, which stand behind all else, those that the text calls for."""
        self._write(self._words.say("notes"), "Heading 1")
        for note in self._report.notes:
            self._write_note(note)
        if not self._report.notes:
            self._write(self._words.say("no-notes"), "Normal")
        self._endnotes.save()

    def _write_note(self, note: Note) -> None:
        style = self._find_style("Normal")
        if self._endnotes.is_cited(note.number):
            place, paragraph = self._endnotes.begin(note.number, style)
            start = partial(self._endnotes.add_paragraph, place)
        else:
            # Lines that are cut off a long table call for notes that no line is left of: these have no number.
            paragraph, start = (
                self._document.add_paragraph(style=style),
                partial(self._document.add_paragraph, ""),
            )
        turn_paragraph(paragraph, self._lang)
        paragraph.paragraph_format.keep_with_next = bool(note.words)
        comma = self._words.say("comma")
        told = f". \u2068{note.source}\u2069{comma}{self._words.write_date(note.when)}"
        add_text(paragraph, told, self._lang)
        if note.url:
            add_text(paragraph, f"{comma}\u2066{note.url}\u2069", self._lang)
        if note.words:
            place = f" (\u2066{note.document[:12]} {note.start}–{note.end}\u2069)"
            add_text(paragraph, place, self._lang)
            # Evidence is Arabic in a report of either language, and one run: nothing in it is cut or isolated.
            quotation = start(self._find_style("Quote"))
            turn_paragraph(quotation, "ar")
            add_run(quotation, note.words, "ar")

    def _start(self, style: str) -> Any:  # noqa: ANN401 - likewise
        paragraph = self._document.add_paragraph(style=self._find_style(style))
        turn_paragraph(paragraph, self._lang)
        return paragraph

    def _write(self, text: str, style: str) -> None:
        add_text(self._start(style), text, self._lang)

    def _find_style(self, name: str) -> str | None:
        """Return the name of a style, None where an organization's document does not have it."""
        return name if name in self._styles else None
