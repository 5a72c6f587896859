"""Tables of texts (.csv, .tsv): one document a row; columns found by their headings, delimiter and encoding detected.

The text of a cell is kept letter for letter, so that spans fit the user's own table; the title is not put before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.sources.columns import FieldName, find_columns, list_names, name_field
from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.encoding import decode
from mithaq.sources.limits import MAX_TABLE, MAX_TEXT
from mithaq.sources.refusal import RefusalError, Refused
from mithaq.sources.stamp import read_stamp
from mithaq.sources.walk import read_item

_DELIMITERS: Final = ",;\t|،"
_DECLARED: Final = "sep="
_QUOTE: Final = '"'
_LINE: Final = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Args:
        line: The line of the file on which it begins, from 1.
        cells: As they stand, quotation marks undone.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was cut into rows.

    Args:
        delimiter: What stands between two cells.
        head: Its headings.
        rows: The rows below them, and those that could not be cut, in order; blank lines are left out.
    """

    delimiter: str
    head: tuple[str, ...]
    rows: Iterator[Row | tuple[int, RefusalError]]


def read_delimited(item: Item) -> Iterator[Draft | Refused]:
    """Return the texts of a .csv or .tsv file, or why a row holds none; origin is ``file:line``.

    Args:
        item: The file.

    Raises:
        RefusalError: If it cannot be decoded, or no heading stands for the text.
    """
    table = cut_table(decode(read_item(item.unseal, MAX_TABLE)).text)
    columns = find_columns(table.head)
    if "text" not in columns:
        named = ", ".join(table.head[:12])
        names = ", ".join(list_names("text")[:8])
        raise RefusalError("unreadable", "sources.no-text-column", columns=named, names=names)
    for row in table.rows:
        line, cells = (row.line, row.cells) if isinstance(row, Row) else row
        origin = f"{item.origin}:{line}"
        if isinstance(cells, RefusalError):
            yield cells.at(origin)
            continue
        known = {field: cells[index].strip() for field, index in columns.items() if index < len(cells)}
        text = cells[columns["text"]] if columns["text"] < len(cells) else ""
        yield Draft(text, origin, f"{item.stem}-{line}", _read_metadata(known))


def cut_table(text: str) -> Table:
    """Return a table cut into rows.

    Args:
        text: The whole file, decoded.

    Raises:
        RefusalError: If it holds no row.
    """
    first, _, rest = text.partition("\n")
    declared = first.strip().lower()
    skipped = 0
    delimiter = ""
    if declared.startswith(_DECLARED) and len(declared) == len(_DECLARED) + 1:
        delimiter, text, skipped = declared[-1], rest, 1
    delimiter = delimiter or _find_delimiter(text)
    rows = _cut_rows(text, delimiter, skipped)
    for row in rows:
        if not isinstance(row, Row):
            raise row[1]
        head = tuple(cell.strip().strip("\ufeff") for cell in row.cells)
        return Table(delimiter, head, _check_widths(rows, len(head)))
    raise RefusalError("empty", "sources.no-rows")


def _find_delimiter(text: str) -> str:
    """Return what parts the headings into the most that are known, or into the most cells."""
    line = _LINE.search(text)
    head = line[0] if line else ""

    def weigh(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([head], delimiter=delimiter), [])
        except csv.Error:  # a heading longer than a cell may be; the rows tell why they are refused
            return 0, 0
        return sum(name_field(cell) is not None for cell in cells), len(cells)

    return max(_DELIMITERS, key=weigh)


def _cut_rows(text: str, delimiter: str, skipped: int) -> Iterator[Row | tuple[int, RefusalError]]:
    # The limit is one of the whole process; nothing else in it reads such tables.
    csv.field_size_limit(MAX_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begin = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                begin + skipped,
                RefusalError("unreadable", "sources.row-cells", error=str(error)),
            )
            begin = reader.line_num + 1
            continue
        line, begin = begin + skipped, reader.line_num + 1
        if reader.line_num >= line - skipped + 1 and _is_open(text, cells, reader.line_num):
            yield line, RefusalError("unreadable", "sources.row-open")
        elif any(cell.strip() for cell in cells):
            yield Row(line, tuple(cells))


def _is_open(text: str, cells: Sequence[str], last: int) -> bool:
    """Tell whether a row of several lines runs to the end of the file because a quotation mark stays open."""
    return last >= text.count("\n") and text.count(_QUOTE) % 2 == 1 and any("\n" in cell for cell in cells)


def _check_widths(
    rows: Iterator[Row | tuple[int, RefusalError]], width: int
) -> Iterator[Row | tuple[int, RefusalError]]:
    for row in rows:
        if isinstance(row, Row) and len(row.cells) > width and any(map(str.strip, row.cells[width:])):
            yield row.line, RefusalError("unreadable", "sources.row-wide", cells=len(row.cells), width=width)
        else:
            yield row


def _read_metadata(known: Mapping[FieldName, str]) -> Metadata:
    return Metadata(
        title=_clean(known.get("title")),
        outlet=_clean(known.get("outlet")),
        author=_clean(known.get("author")),
        published=read_stamp(known.get("published")),
        url=_clean(known.get("url")),
    )


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
