"""PDF files: the text layer, page by page, in reading order.

What is read is what the eye sees: letters by their places, from the right where the page is written so. Lines are
joined to paragraphs, columns read one after another, rows of tables kept as lines ("cell | cell"), and what every page
repeats at its head and foot is left out. Pictures of text are not read.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any, Final

from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.limits import MAX_PACKED, MAX_PAGES, MAX_TEXT
from mithaq.sources.pdf.bombs import refuse_bombs
from mithaq.sources.pdf.glyphs import Glyph, read_glyphs
from mithaq.sources.pdf.layout import find_lines, join_lines
from mithaq.sources.pdf.order import is_backwards, turn_words
from mithaq.sources.pdf.running import drop_running
from mithaq.sources.refusal import RefusalError
from mithaq.sources.stamp import read_stamp
from mithaq.sources.walk import read_item

_LOCK: Final = threading.Lock()
"""PDFium does one thing at a time in a process."""
_STAMP = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_FILE_TITLE = re.compile(r"\.(?:docx?|indd|pdf|rtf|odt|pmd|qxd)$|^untitled|^microsoft", re.IGNORECASE)
_UNTOLD_SHARE: Final = 0.2


def read_pdf(item: Item) -> Iterator[Draft]:
    """Return the one text of a .pdf file.

    Args:
        item: The file.

    Raises:
        RefusalError: If it is no PDF file, encrypted, broken, a bomb, scanned without a text layer, or written
            in a font that does not tell its letters.
    """
    data = read_item(item.unseal, MAX_PACKED)
    refuse_bombs(data)
    with _LOCK:
        pages, metadata = _read_file(data)
    empty = [number for number, page in enumerate(pages, start=1) if not page]
    if len(empty) == len(pages):
        raise RefusalError("empty", "sources.scanned", pages=len(pages))
    text = _write(pages)
    _refuse_untold(text)
    yield Draft(text, item.origin, item.stem, metadata, _note(empty))


def _write(pages: list[tuple[Glyph, ...]]) -> str:
    lines = drop_running([find_lines(page) for page in pages])
    text = "\n".join(join_lines(lines))
    return turn_words(text) if is_backwards(text) else text


def _read_file(data: bytes) -> tuple[list[tuple[Glyph, ...]], Metadata]:
    import pypdfium2  # noqa: PLC0415 - loads a library that only those who read PDF should wait for

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _explain(error) from error
    try:
        if len(document) > MAX_PAGES:
            raise RefusalError("huge", "sources.many-pages", pages=len(document), most=MAX_PAGES)
        return _read_pages(document), _read_metadata(document.get_metadata_dict())
    finally:
        document.close()


def _read_pages(document: Any) -> list[tuple[Glyph, ...]]:  # noqa: ANN401 - pypdfium2 is without types
    import pypdfium2  # noqa: PLC0415 - as above

    pages: list[tuple[Glyph, ...]] = []
    count = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise RefusalError("unreadable", "sources.page-broken", page=number + 1) from error
        pages.append(read_glyphs(page))
        page.close()
        count += len(pages[-1])
        if count > MAX_TEXT:
            raise RefusalError("huge", "sources.many-letters", most=MAX_TEXT)
    return pages


def _explain(error: Exception) -> RefusalError:
    if "assword" in str(error) or "ecurity" in str(error):
        return RefusalError("unreadable", "sources.pdf-encrypted")
    return RefusalError("unreadable", "sources.pdf-broken")


def _refuse_untold(text: str) -> None:
    """Refuse a text whose font does not say which letters it draws."""
    untold = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if untold > _UNTOLD_SHARE * len(text):
        raise RefusalError("unreadable", "sources.untold-letters")


def _note(empty: list[int]) -> str:
    if not empty:
        return ""
    return f"no text layer on page {', '.join(map(str, empty[:20]))}: read without what is pictured there"


def _read_metadata(known: dict[str, str]) -> Metadata:
    title = " ".join(known.get("Title", "").split())
    stamp = _STAMP.match(known.get("CreationDate", ""))
    day = "-".join(part for part in stamp.groups() if part) if stamp else None
    return Metadata(
        title=None if _FILE_TITLE.search(title) else title or None,
        author=" ".join(known.get("Author", "").split()) or None,
        published=read_stamp(day),
    )
