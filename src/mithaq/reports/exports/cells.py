"""Cells of text tables: UTF-8 that spreadsheets open right, and that they never take for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import IO, Any, Final

BOM: Final = b"\xef\xbb\xbf"
_MARK: Final = "'"
# Spreadsheets calculate what begins so, some also behind blanks or in full-width letters.
_FORMULA: Final = re.compile(r"['\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|['\s]*[\t\r\n]")
_BREAKS: Final = re.compile(r"\s*[\t\r\n]\s*")


def escape_cell(value: object) -> object:
    """Return a value with an apostrophe before it where a spreadsheet would take its text for a formula.

    Args:
        value: Text, a number or None.
    """
    return f"{_MARK}{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def restore_cell(text: str) -> str:
    """Return a text as it was before `escape_cell`.

    Args:
        text: A cell.
    """
    return text[1:] if text.startswith(_MARK) and _FORMULA.match(text[1:]) else text


def join_lines(text: str) -> str:
    """Return a text on one line, for formats whose readers break at every line's end.

    Args:
        text: Any text.
    """
    return _BREAKS.sub(" ", text)


def write_comma_rows(out: IO[bytes], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as CSV, UTF-8 with a byte order mark, by which Excel knows Arabic.

    Args:
        out: Where to.
        rows: The first is the heading.
    """
    out.write(BOM)
    _write(out, rows, delimiter=",")


def write_tab_rows(out: IO[bytes], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows separated by tabs, one on each line, UTF-8.

    Args:
        out: Where to.
        rows: The first is the heading; tabs and ends of lines in cells become blanks.
    """
    joined = (
        [join_lines(cell) if isinstance(cell, str) and not cell.isprintable() else cell for cell in row]
        for row in rows
    )
    _write(out, joined, delimiter="\t")


def _write(out: IO[bytes], rows: Iterable[Sequence[Any]], *, delimiter: str) -> None:
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        # Most cells are empty or begin with a letter, and need no closer look: asked here, without any call.
        writer.writerows(
            [
                cell
                if cell is None or (cell.__class__ is str and (not cell or cell[0].isalnum()))
                else _write_cell(cell)
                for cell in row
            ]
            for row in rows
        )
    finally:
        text.flush()
        text.detach()


def _write_cell(value: object) -> object:
    if isinstance(value, float) and value == int(value):
        return int(value)
    return escape_cell(value)
