"""Cases as an Excel workbook; in Arabic its sheets run from right to left. Rows are written as they come.

XlsxWriter makes everything of the workbook but the rows of cases: those are too many to be handed on cell by cell.
They are put in below the headings, as XML of the same form as its own (ECMA-376, part 1, 18.3.1), while the archive
is being written, so that nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mithaq.reports.exports.columns import load_columns, read_lines
from mithaq.reports.exports.pile import Pile
from mithaq.reports.exports.reasons import Reason
from mithaq.reports.wording import Lang

ROWS: Final = 1_048_576
"""Most rows that a sheet of Excel holds, the heading included; what is beyond stands on another sheet."""
LETTERS: Final = 500_000_000
"""Most letters of XML in a sheet: one of more than two gigabytes needs an archive that not every program opens."""
_LONGEST: Final = 32_767  # letters in a cell
_WIDTHS: Final = {"title": 40, "quote": 60, "state_label": 30, "by": 30, "to": 30}
_SHEETS: Final = {Lang.AR: ("الملفات", "البيان"), Lang.EN: ("Cases", "Statement")}
_RELATIONS: Final = "_rels/.rels"  # by a first part of this name programs know what kind of archive it is
_LEVEL: Final = 2  # of compression: rows are alike, and it takes as much time as all the rest of writing them
_BATCH: Final = 200  # rows that are compressed at once
_END: Final = b"</sheetData>"
_DIMENSION: Final = re.compile(rb"<dimension [^>]*/>")
_EDGE: Final = "|"
_SPECIAL: Final = ("&", "<", ">", "_x", f"{_EDGE} ", f" {_EDGE}")
_ESCAPES: Final = re.compile("(?=_x[0-9a-fA-F]{4}_)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_XML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the cases of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        last = 0
        for number, rows in groupby(_encode_rows(pile), key=itemgetter(0)):
            with ZipFile(_make_book(pile, number)) as book:
                head, tail = _DIMENSION.sub(b"", book.read(_name_sheet(number))).split(_END)
                if number == 1:
                    archive.writestr(_RELATIONS, book.read(_RELATIONS))
            with archive.open(_name_sheet(number), "w") as sheet:
                sheet.write(head)
                while batch := list(islice(rows, _BATCH)):
                    sheet.write("".join([row for _, row in batch]).encode())
                sheet.write(_END + tail)
            last = number
        # Only now it is known how many sheets there are, and what the statement says.
        with ZipFile(_make_book(pile, last)) as book:
            there = {_RELATIONS, *(_name_sheet(number) for number in range(1, last + 1))}
            for part in book.namelist():
                if part not in there:
                    archive.writestr(part, book.read(part))


def _name_sheet(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _encode_rows(pile: Pile) -> Iterator[tuple[int, str]]:
    """Yield the rows of cases as XML, each with the number of its sheet."""
    number, row, letters = 1, 1, 0
    yield number, ""  # there is a sheet where there are no cases, too
    for line in read_lines(pile):
        row += 1
        if row > ROWS or letters > LETTERS:
            number, row, letters = number + 1, 2, 0
        encoded = _encode_row(line.list_values(), row, pile)
        letters += len(encoded)
        yield number, encoded


def _encode_row(values: Iterable[Any], row: int, pile: Pile) -> str:
    # Most cells are empty, and the texts of most rows can be taken as they are: asked once for all of a row.
    texts = _EDGE.join([value for value in values if value.__class__ is str])
    told = f"{_EDGE}{texts}{_EDGE}"
    plain = len(told) <= _LONGEST and told.isprintable() and not [sign for sign in _SPECIAL if sign in told]
    cells = [
        (
            (
                f'{cell}{row}" t="inlineStr"><is><t>{value}</t></is></c>'
                if plain
                else _encode_text(value, cell, row, pile)
            )
            if value.__class__ is str
            else f'{cell}{row}"><v>{value:.16G}</v></c>'
        )
        for cell, value in zip(_load_cells(), values, strict=True)
        if value is not None and value != ""
    ]
    return f'<row r="{row}">{"".join(cells)}</row>'


@cache
def _load_cells() -> tuple[str, ...]:
    """Return how a cell of each column begins, up to the number of its row."""
    return tuple([f'<c r="{xl_col_to_name(at)}' for at in range(len(load_columns()))])


def _encode_text(value: str, cell: str, row: int, pile: Pile) -> str:
    """Return a text as a cell: signs of XML and of control written as Excel writes them, blanks at its ends kept."""
    if len(value) > _LONGEST:
        pile.tally.left_out[Reason.TOO_LONG] += 1
        value = value[:_LONGEST]
    space = ' xml:space="preserve"' if value[0].isspace() or value[-1].isspace() else ""
    told = _CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _ESCAPES.sub("_x005F", value))
    return f'{cell}{row}" t="inlineStr"><is><t{space}>{told.translate(_XML)}</t></is></c>'


def _make_book(pile: Pile, sheets: int) -> BytesIO:
    """Return a workbook with the headings of cases and the statement as it is now, but without any case."""
    data = BytesIO()
    # Texts are texts: never formulas, links or numbers, whatever they begin with.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(data, options) as book:
        bold = book.add_format({"bold": True})
        cases, statement = _SHEETS[pile.lang]
        for number in range(1, sheets + 1):
            _start_cases(pile, _add_sheet(book, pile, cases if number == 1 else f"{cases} {number}"), bold)
        _write_statement(pile, _add_sheet(book, pile, statement), bold)
    return data


def _add_sheet(book: xlsxwriter.Workbook, pile: Pile, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    if pile.lang is Lang.AR:
        sheet.right_to_left()
    return sheet


def _start_cases(pile: Pile, sheet: Worksheet, bold: Format) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(load_columns()):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, at, column.head(pile.lang), bold)


def _write_statement(pile: Pile, sheet: Worksheet, bold: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    row = 0
    plain: dict[str, Any] = msgspec.to_builtins(pile.state())
    for name, value in plain.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for part, told in parts:
            sheet.write_string(row, 0, f"{name}.{part}" if part else name, bold)
            sheet.write_string(row, 1, _tell(told))
            row += 1


def _tell(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
