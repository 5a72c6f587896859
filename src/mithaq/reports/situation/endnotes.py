"""Endnotes of a Word document, for which python-docx has no words: a part of their own (ECMA-376, part 1, 17.11).

Word numbers them itself, in the order in which the text calls for them, with the digits that it is set to.
"""

from __future__ import annotations

from typing import Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from mithaq.reports.situation.bidi import add_field, add_run, set_bookmark, turn_paragraph

_PLACE: Final = PackURI("/word/endnotes.xml")
_SEPARATORS: Final = (("-1", "separator"), ("0", "continuationSeparator"))
# What stands behind `endnotePr` in the settings of a document, and of a section.
_AFTER_NOTES: Final = (
    "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping",
    "w:doNotIncludeSubdocsInStats", "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions",
    "w:readModeInkLockDown", "w:smartTagType", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol",
    "w:listSeparator",
)  # fmt: skip
_AFTER_SECTION_NOTES: Final = (
    "w:type", "w:pgSz", "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType", "w:pgNumType", "w:cols",
    "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid",
    "w:printerSettings", "w:sectPrChange",
)  # fmt: skip


class Endnotes:
    """The endnotes of a document, as far as they are written.

    Args:
        document: Of python-docx.
        lang: ``ar`` or ``en``.
    """

    def __init__(self, document: Any, lang: str) -> None:  # noqa: ANN401 - python-docx has no types
        self._document = document
        self._lang = lang
        self._places: dict[int, int] = {}
        self._root = parse_xml(f"<w:endnotes {nsdecls('w')}/>")
        for key, name in _SEPARATORS:
            note = self._add_note(key)
            note.set(qn("w:type"), name)
            paragraph = self.add_paragraph(note)
            turn_paragraph(paragraph, lang)
            paragraph.add_run()._r.append(OxmlElement(f"w:{name}"))  # noqa: SLF001 - the way to the XML

    def is_cited(self, number: int) -> bool:
        """Tell whether the text calls for a note.

        Args:
            number: Its number in the report.
        """
        return number in self._places

    def refer(self, paragraph: Any, number: int) -> None:  # noqa: ANN401 - likewise
        """Call for a note, the first time with its sign, later by a field that repeats it and leads there.

        Args:
            paragraph: Of python-docx.
            number: Number of the note in the report.
        """
        mark = f"cite_{number}"
        if number in self._places:
            shown = str(self._places[number])
            add_field(paragraph, f"NOTEREF {mark} \\h", self._lang, shown).font.superscript = True
            return
        self._places[number] = len(self._places) + 1
        run = add_run(paragraph, "", self._lang)
        run.font.superscript = True
        element = OxmlElement("w:endnoteReference")
        element.set(qn("w:id"), str(number))
        run._r.append(element)  # noqa: SLF001 - likewise
        set_bookmark(run, mark, number)

    def begin(self, number: int, style: str | None) -> tuple[Any, Any]:
        """Return a note and its first paragraph, which begins with its sign.

        Args:
            number: Number of the note in the report.
            style: Name of the paragraph's style.
        """
        note = self._add_note(str(number))
        paragraph = self.add_paragraph(note, style)
        run = add_run(paragraph, "", self._lang, is_bold=True)
        run._r.append(OxmlElement("w:endnoteRef"))  # noqa: SLF001 - likewise
        return note, paragraph

    def add_paragraph(self, note: Any, style: str | None = None) -> Any:  # noqa: ANN401 - likewise
        """Return a new paragraph of a note.

        Args:
            note: What `begin` returned.
            style: Name of the paragraph's style.
        """
        element = OxmlElement("w:p")
        note.append(element)
        # Styles are those of the document, which stands above every paragraph of python-docx.
        paragraph = Paragraph(element, self._document._body)  # noqa: SLF001 - likewise
        paragraph.style = style
        return paragraph

    def save(self) -> None:
        """Put the notes into the document, in place of those of an organization's template."""
        part = self._document.part
        for key in [rel.rId for rel in part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.ENDNOTES]:
            del part.rels[key]
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part.relate_to(
            Part(_PLACE, CONTENT_TYPE.WML_ENDNOTES, data, part.package), RELATIONSHIP_TYPE.ENDNOTES
        )
        kept = "".join(f'<w:endnote w:id="{key}"/>' for key, _ in _SEPARATORS)
        _count(self._document.settings.element, kept, _AFTER_NOTES)
        for section in self._document.sections:
            # Some programs look only here.
            _count(section._sectPr, "", _AFTER_SECTION_NOTES)  # noqa: SLF001 - likewise

    def _add_note(self, key: str) -> Any:  # noqa: ANN401 - likewise
        note = OxmlElement("w:endnote")
        note.set(qn("w:id"), key)
        self._root.append(note)
        return note


def _count(parent: Any, kept: str, after: tuple[str, ...]) -> None:  # noqa: ANN401 - likewise
    """Have notes counted in figures; Word's own way is Roman numbers."""
    for old in parent.findall(qn("w:endnotePr")):
        parent.remove(old)
    told = f'<w:endnotePr {nsdecls("w")}><w:numFmt w:val="decimal"/>{kept}</w:endnotePr>'
    parent.insert_element_before(parse_xml(told), *after)
