"""Texts as JSON: .jsonl with one document per line, .json with one object or an array of such.

The text of a row is kept letter for letter, so that spans fit the user's own table; the title is not put
before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.encoding import decode
from mithaq.sources.limits import MAX_TABLE, MAX_TEXT
from mithaq.sources.refusal import RefusalError, Refused
from mithaq.sources.stamp import read_stamp
from mithaq.sources.walk import ZIP_ERRORS, explain_broken, read_item

_LONGEST_LINE = 6 * MAX_TEXT + 1_000_000
"""Bytes of a line that may hold the longest text with every letter written as ``\\u0627``, and its
metadata."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Row(msgspec.Struct, frozen=True):
    """One document of a table; other keys are passed over, null counts as absent."""

    text: str | None = None
    content: str | None = None
    body: str | None = None
    title: str | None = None
    outlet: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | int | float | None = None
    date: str | int | float | None = None
    date_extracted: str | int | float | None = None
    url: str | None = None

    @property
    def metadata(self) -> Metadata:
        """What the row says about its text."""
        stamps = (self.published, self.date, self.date_extracted)
        dates = (read_stamp(_write(stamp)) for stamp in stamps)
        return Metadata(
            title=_clean(self.title),
            outlet=_clean(self.outlet) or _clean(self.source),
            author=_clean(self.author),
            published=next((date for date in dates if date), None),
            url=_clean(self.url),
        )


_ROW = msgspec.json.Decoder(Row)
_ROWS = msgspec.json.Decoder(Row | list[msgspec.Raw])


def read_lines(item: Item) -> Iterator[Draft | Refused]:
    """Return the texts of a .jsonl file, or why a line holds none; origin is ``file:line``."""
    try:
        with item.unseal() as file:
            for number, line in _split(file):
                origin = f"{item.origin}:{number}"
                try:
                    if line.strip():
                        yield _read_row(line, origin, f"{item.stem}-{number}")
                except RefusalError as error:
                    yield error.at(origin)
    except ZIP_ERRORS as error:
        raise explain_broken(error) from error


def read_table(item: Item) -> Iterator[Draft | Refused]:
    """Return the texts of a .json file, or why an entry holds none; origin of an entry is ``file#number``."""
    data = _to_utf8(read_item(item.unseal, MAX_TABLE))
    try:
        rows = _ROWS.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        if "trailing characters" in str(error) and b"\n" in data.strip():
            yield from read_lines(item)
            return
        raise _explain_json(error) from error
    if isinstance(rows, Row):
        yield _draft(rows, item.origin, item.stem)
        return
    for number, raw in enumerate(rows, start=1):
        origin = f"{item.origin}#{number}"
        try:
            yield _read_row(bytes(raw), origin, f"{item.stem}-{number}")
        except RefusalError as error:
            yield error.at(origin)


def count_rows(item: Item) -> int:
    """Return how many documents a .jsonl or .json file seems to hold; 1 where it cannot be told."""
    try:
        if item.suffix != ".json":
            with item.unseal() as file:
                return sum(1 for _, line in _split(file) if line.strip())
        rows = _ROWS.decode(read_item(item.unseal, MAX_TABLE))
    except (*ZIP_ERRORS, msgspec.DecodeError, RefusalError, RecursionError):
        return 1
    return len(rows) if isinstance(rows, list) else 1


def read_sidecar(item: Item) -> Metadata:
    """Return what ``NAME.meta.json`` says about the document beside it; empty where there is none.

    Raises:
        RefusalError: If it is no JSON object.
    """
    if item.sidecar is None:
        return Metadata()
    try:
        return _ROW.decode(_to_utf8(read_item(item.sidecar, MAX_TEXT))).metadata
    except (msgspec.DecodeError, RecursionError) as error:
        raise _explain_json(error) from error


def _split(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Return the lines with their numbers from 1; UTF-16, whose line ends are two bytes, is decoded first."""
    head = file.read(2)
    if head in _WIDE or b"\0" in head:
        data = head + file.read(MAX_TABLE)
        yield from enumerate(_to_utf8(data).splitlines(), start=1)
        return
    line = head + file.readline(_LONGEST_LINE) if not head.endswith(b"\n") else head
    number = 1
    while line:
        yield number, line
        while len(line) >= _LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(_LONGEST_LINE)
        line = file.readline(_LONGEST_LINE)
        number += 1


def _read_row(line: bytes, origin: str, name: str) -> Draft:
    if len(line) >= _LONGEST_LINE:
        raise RefusalError("huge", "sources.line-huge", most=_LONGEST_LINE)
    try:
        row = _ROW.decode(_to_utf8(line))
    except (msgspec.DecodeError, RecursionError) as error:
        raise _explain_json(error) from error
    return _draft(row, origin, name)


def _draft(row: Row, origin: str, name: str) -> Draft:
    texts = [text for text in (row.text, row.content, row.body) if text is not None]
    if not texts:
        raise RefusalError("unreadable", "sources.no-key")
    return Draft(next(filter(None, texts), ""), origin, name, row.metadata)


def _to_utf8(data: bytes) -> bytes:
    """Return JSON as UTF-8; msgspec refuses anything else."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data).text.encode("utf-8", "replace")
    if b"\0" in data[:4]:
        return decode(data).text.encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _explain_json(error: Exception) -> RefusalError:
    if isinstance(error, msgspec.ValidationError):
        return RefusalError("unreadable", "sources.key-value", error=str(error))
    return RefusalError("unreadable", "sources.no-json", error=str(error))


def _write(stamp: str | float | None) -> str | None:
    if isinstance(stamp, float):
        return str(int(stamp))
    return None if stamp is None else str(stamp)


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
