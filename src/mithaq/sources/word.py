"""Word files (.docx): paragraphs and table rows in order, footnotes behind them, and the core properties.

Only three parts of the package are unpacked, each within a limit, so that pictures, macros and zip bombs do
no harm; a document type declaration, which entity bombs need and Word never writes, is refused. Deleted and
moved-away text of tracked changes, field codes, headers and footers are left out. A table row is one line,
its cells parted by " | ".
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.limits import MAX_PACKED, MAX_PART, MAX_RATIO, RATIO_FROM
from mithaq.sources.refusal import RefusalError
from mithaq.sources.stamp import read_stamp
from mithaq.sources.walk import ZIP_ERRORS, explain_broken, read_item

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_CORE = "docProps/core.xml"
_OLE = b"\xd0\xcf\x11\xe0"
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "sdtPr", "sectPr"}
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_TEMPLATE_AUTHOR = "python-docx"
"""That library's template carries this author and a date of 2013 that says nothing about the text."""


def read_word(item: Item) -> Iterator[Draft]:
    """Return the one text of a .docx file."""
    data = read_item(item.unseal, MAX_PACKED)
    if data.startswith(_OLE):
        raise RefusalError("unreadable", "sources.old-word")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _parse(package, _BODY)
            if body is None:
                raise RefusalError("unreadable", "sources.no-word")
            notes = [part for name in _NOTES if (part := _parse(package, name)) is not None]
            core = _parse(package, _CORE)
    except ZIP_ERRORS as error:
        raise explain_broken(error) from error
    lines = [line for part in (body, *notes) for line in _read_blocks(part)]
    yield Draft("\n".join(lines), item.origin, item.stem, _read_core(core))


def _parse(package: zipfile.ZipFile, name: str) -> ET.Element | None:
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    too_dense = info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > MAX_PART or too_dense:
        raise RefusalError("huge", "sources.part-huge", part=name, size=info.file_size)
    content = package.read(info)
    if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
        raise RefusalError("unreadable", "sources.word-entities")
    try:
        return ET.fromstring(content)  # noqa: S314 - declarations are refused above
    except ET.ParseError as error:
        raise RefusalError("unreadable", "sources.word-broken", part=name, error=str(error)) from error


def _local(node: ET.Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _read_blocks(node: ET.Element) -> Iterator[str]:
    """Return the lines of whatever holds paragraphs and tables, in order."""
    for child in node:
        name = _local(child)
        if name == "p":
            yield from _read_paragraph(child)
        elif name == "tbl":
            yield from _read_table(child)
        elif name not in _LEFT_OUT and not _is_separator(child):
            yield from _read_blocks(child)


def _is_separator(node: ET.Element) -> bool:
    """Tell whether a footnote is only the line that Word draws above footnotes."""
    return any(_local_name(key) == "type" and "eparator" in value for key, value in node.items())


def _local_name(key: str) -> str:
    return key.rpartition("}")[2]


def _read_paragraph(node: ET.Element) -> Iterator[str]:
    boxes: list[ET.Element] = []
    line = "".join(_read_runs(node, boxes)).strip()
    yield line
    for box in boxes:
        yield from _read_blocks(box)


def _read_runs(node: ET.Element, boxes: list[ET.Element]) -> Iterator[str]:
    for child in node:
        name = _local(child)
        if name == "t":
            yield child.text or ""
        elif name == "txbxContent":
            boxes.append(child)
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _LEFT_OUT:
            yield from _read_runs(child, boxes)


def _read_table(node: ET.Element) -> Iterator[str]:
    for child in node:
        name = _local(child)
        if name == "tr":
            cells = (" ".join(filter(None, _read_blocks(cell))) for cell in _find_cells(child))
            line = " | ".join(filter(None, cells))
            if line:
                yield line
        elif name not in _LEFT_OUT:
            yield from _read_table(child)


def _find_cells(row: ET.Element) -> Iterator[ET.Element]:
    for child in row:
        name = _local(child)
        if name == "tc":
            yield child
        elif name not in _LEFT_OUT:
            yield from _find_cells(child)


def _read_core(core: ET.Element | None) -> Metadata:
    if core is None:
        return Metadata()
    values = {_local(child): " ".join((child.text or "").split()) for child in core}
    author = values.get("creator") or None
    made_by_library = author == _TEMPLATE_AUTHOR
    return Metadata(
        title=values.get("title") or None,
        author=None if made_by_library else author,
        published=None if made_by_library else read_stamp(values.get("created")),
    )
