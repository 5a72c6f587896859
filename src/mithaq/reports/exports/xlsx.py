"""Cases as an Excel workbook; in Arabic its sheets run from right to left. Rows are written as they come."""

from __future__ import annotations

from typing import IO, Any, Final

import msgspec
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mithaq.reports.exports.columns import load_columns, read_lines
from mithaq.reports.exports.pile import Pile
from mithaq.reports.exports.reasons import Reason
from mithaq.reports.wording import Lang

ROWS: Final = 1_048_576
"""Most rows that a sheet of Excel holds, the heading included; what is beyond stands on another sheet."""
_LONGEST: Final = 32_767  # letters in a cell
_WIDTHS: Final = {"title": 40, "quote": 60, "state_label": 30, "by": 30, "to": 30}
_SHEETS: Final = {Lang.AR: ("الملفات", "البيان"), Lang.EN: ("Cases", "Statement")}


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the cases of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    # Texts are texts: never formulas, links or numbers, whatever they begin with.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        cases, statement = _SHEETS[pile.lang]
        _write_cases(pile, book, cases, bold)
        sheet = _add_sheet(book, pile, statement)
        _write_statement(pile, sheet, bold)


def _add_sheet(book: xlsxwriter.Workbook, pile: Pile, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    if pile.lang is Lang.AR:
        sheet.right_to_left()
    return sheet


def _write_cases(pile: Pile, book: xlsxwriter.Workbook, name: str, bold: Format) -> None:
    sheet, row, number = _start_cases(pile, book, name, bold), 1, 1
    for line in read_lines(pile):
        if row == ROWS:
            number += 1
            sheet, row = _start_cases(pile, book, f"{name} {number}", bold), 1
        # Most cells are empty: only the others are handed on.
        for at, value in enumerate(line.list_values()):
            if value.__class__ is str:
                if value:
                    sheet.write_string(row, at, value if len(value) <= _LONGEST else _cut(value, pile))
            elif value is not None:
                sheet.write_number(row, at, value)
        row += 1


def _start_cases(pile: Pile, book: xlsxwriter.Workbook, name: str, bold: Format) -> Worksheet:
    sheet = _add_sheet(book, pile, name)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(load_columns()):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, at, column.head(pile.lang), bold)
    return sheet


def _cut(value: str, pile: Pile) -> str:
    pile.tally.left_out[Reason.TOO_LONG] += 1
    return value[:_LONGEST]


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
