"""What python-docx has no words for: direction, links within a document, fields, rows that repeat.

The order of elements is that of the schema (ECMA-376, part 1, 17.3 and 17.4): Word refuses others.
"""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from mithaq.reports.situation.runs import cut_runs

# What stands behind `bidi` in the properties of a paragraph, and of a section.
_AFTER_PARAGRAPH: Final = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
_AFTER_SECTION: Final = ("w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")
_MARKS: Final = {"ar": "\u200f", "en": "\u200e"}
_LANGS: Final = {"ar": ("w:bidi", "ar-SA"), "en": ("w:val", "en-GB")}


def turn_paragraph(paragraph: Any, lang: str) -> None:  # noqa: ANN401 - python-docx has no types
    """Make a paragraph read from the right, where its language does.

    Args:
        paragraph: Of python-docx.
        lang: ``ar`` or ``en``.
    """
    if lang == "ar":
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the way to the XML
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_PARAGRAPH)


def turn_section(section: Any, lang: str) -> None:  # noqa: ANN401 - likewise
    """Make a section of pages begin at the right, where its language does.

    Args:
        section: Of python-docx.
        lang: ``ar`` or ``en``.
    """
    properties = section._sectPr  # noqa: SLF001 - likewise
    if lang == "ar" and properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_SECTION)


def add_run(paragraph: Any, text: str, lang: str, *, is_bold: bool = False) -> Any:  # noqa: ANN401 - likewise
    """Return a new run of one direction.

    Args:
        paragraph: Of python-docx.
        text: Its letters.
        lang: ``ar`` or ``en``.
        is_bold: Whether it stands out.
    """
    run = paragraph.add_run(text)
    if is_bold:
        run.font.bold = True
        run.font.cs_bold = True
    if lang == "ar":
        run.font.rtl = True
    attribute, value = _LANGS[lang]
    element = OxmlElement("w:lang")
    element.set(qn(attribute), value)
    run._r.get_or_add_rPr().append(element)  # noqa: SLF001 - likewise
    return run


def add_text(paragraph: Any, text: str, lang: str, *, is_bold: bool = False) -> None:  # noqa: ANN401 - likewise
    """Add a line: a run for each direction.

    Args:
        paragraph: Of python-docx.
        text: The line.
        lang: Its language.
        is_bold: Whether it stands out.
    """
    was_apart = False
    for run in cut_runs(text, lang):
        # Else figures and commas behind a name in other letters are drawn to its other side.
        mark = _MARKS[run.lang] if was_apart and not run.is_apart else ""
        add_run(paragraph, f"{mark}{run.text}", run.lang, is_bold=is_bold)
        was_apart = run.is_apart


def link(run: Any, anchor: str) -> None:  # noqa: ANN401 - likewise
    """Make a run lead to a bookmark.

    Args:
        run: Of python-docx.
        anchor: Name of the bookmark.
    """
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), anchor)
    element.set(qn("w:history"), "1")
    run._r.addprevious(element)  # noqa: SLF001 - likewise
    element.append(run._r)  # noqa: SLF001 - likewise


def set_bookmark(run: Any, name: str, number: int) -> None:  # noqa: ANN401 - likewise
    """Put a bookmark around a run.

    Args:
        run: Of python-docx, not yet linked.
        name: Letters, digits and underscores.
        number: Unique in the document.
    """
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    run._r.addprevious(start)  # noqa: SLF001 - likewise
    run._r.addnext(end)  # noqa: SLF001 - likewise


def add_field(paragraph: Any, code: str, lang: str, shown: str = "1") -> Any:  # noqa: ANN401 - likewise
    """Return the run of a new field that Word fills in.

    Args:
        paragraph: Of python-docx.
        code: For instance ``PAGE``.
        lang: Language of what is filled in.
        shown: What stands there until then.
    """
    run = add_run(paragraph, shown, lang)
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), f" {code} ")
    run._r.addprevious(element)  # noqa: SLF001 - likewise
    element.append(run._r)  # noqa: SLF001 - likewise
    return run


def hold_row(row: Any, *, is_head: bool = False) -> None:  # noqa: ANN401 - likewise
    """Keep a row on one page; a head is repeated on each.

    Args:
        row: Of python-docx.
        is_head: Whether it is the head of its table.
    """
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - likewise
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def set_letters(style: Any, latin: str, arabic: str) -> None:  # noqa: ANN401 - likewise
    """Set the fonts of a style; letters stand upright and as near as they join.

    Args:
        style: Of python-docx.
        latin: Font of Latin letters.
        arabic: Font of Arabic ones.
    """
    properties = style.element.get_or_add_rPr()
    for name in ("w:spacing", "w:i", "w:iCs"):
        for element in properties.findall(qn(name)):
            properties.remove(element)
    fonts = properties.get_or_add_rFonts()
    for name in [*fonts.attrib]:
        del fonts.attrib[name]
    for name, font in (("w:ascii", latin), ("w:hAnsi", latin), ("w:cs", arabic)):
        fonts.set(qn(name), font)


def set_size(run: Any, size: Any) -> None:  # noqa: ANN401 - likewise
    """Set the size of a run's letters; Word keeps that of Arabic ones apart.

    Args:
        run: Of python-docx.
        size: A length of python-docx.
    """
    run.font.size = size
    element = OxmlElement("w:szCs")
    element.set(qn("w:val"), str(int(size.pt * 2)))
    run._r.rPr.find(qn("w:sz")).addnext(element)  # noqa: SLF001 - likewise
