from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from tests.reports.exports.reading import read_table
from tests.reports.exports.warehouse import DAY, run_export

from mithaq.following.case import Describe
from mithaq.ledger.record import Record
from mithaq.reports.exports import xlsx
from mithaq.reports.exports.columns import load_columns
from mithaq.reports.exports.selection import Selection
from mithaq.reports.wording import Lang


def open_book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def list_rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_what_is_read_back_is_the_selection(warehouse: Record) -> None:
    rows = list_rows(open_book(run_export(warehouse, "xlsx").data)["Cases"])
    plain = read_table(run_export(warehouse, "csv").text)
    names = [column.name for column in load_columns()]
    read = {row[0]: {name: "" if cell is None else str(cell) for name, cell in zip(names, row, strict=True)}
            for row in rows[1:]}  # fmt: skip
    assert read == plain


@pytest.mark.parametrize(("lang", "expected"), [(Lang.AR, True), (Lang.EN, None)])
def test_arabic_sheets_run_from_right_to_left(warehouse: Record, lang: Lang, expected: object) -> None:
    book = open_book(run_export(warehouse, "xlsx", Selection(lang=lang, as_of=DAY)).data)
    assert {sheet.sheet_view.rightToLeft for sheet in book.worksheets} == {expected}
    assert len(book.sheetnames) == 2


def test_texts_are_texts_and_numbers_numbers(warehouse: Record) -> None:
    sheet = open_book(run_export(warehouse, "xlsx").data)["Cases"]
    names = [column.name for column in load_columns()]
    by_id = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    title = by_id["request-1"][names.index("title")]
    assert (title.value, title.data_type) == ("=دعم تدريب الشرطة", "s")
    assert by_id["incident-1"][names.index("killed")].value == 6


def test_statement_is_complete(warehouse: Record) -> None:
    told = dict(list_rows(open_book(run_export(warehouse, "xlsx").data)["Statement"]))
    assert told["holds.records"] == "8"
    assert told["masks.sign"] == "█"
    assert told["ledger.size"].isdigit()


def test_rows_beyond_a_sheet_stand_on_another(warehouse: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)
    book = open_book(run_export(warehouse, "xlsx").data)
    assert book.sheetnames == ["Cases", "Cases 2", "Cases 3", "Statement"]
    assert sum(len(list_rows(sheet)) - 1 for sheet in book.worksheets[:3]) == 8


def test_text_that_no_cell_holds_is_cut_and_counted(warehouse: Record) -> None:
    long = "ط" * 40_000
    warehouse.append([Describe(case="request-1", field="title", value=long)], "nadia")
    exported = run_export(warehouse, "xlsx", Selection(cases=("request-1",), as_of=DAY))
    rows = list_rows(open_book(exported.data)["Cases"])
    assert rows[1][5] == long[:32_767]
    assert exported.statement.holds.left_out == {"too-long": 1}


@pytest.mark.parametrize(
    "title",
    [
        ' دعم <تدريب> & "شرطة" ',
        "سطر\nوسطر\tوفاصلة",
        "علامة \x0b و _x0041_ و \ufffe",
        "ماضٍ | حاضر",
        "1e5",
    ],
)
def test_whatever_stands_in_a_text_is_read_back(warehouse: Record, title: str) -> None:
    warehouse.append([Describe(case="request-1", field="title", value=title)], "nadia")
    exported = run_export(warehouse, "xlsx", Selection(cases=("request-1",), as_of=DAY))
    cell = open_book(exported.data)["Cases"]["F2"]
    assert (unescape(cell.value), cell.data_type) == (title, "s")


def test_sheet_ends_before_it_is_too_large(warehouse: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LETTERS", 1)
    book = open_book(run_export(warehouse, "xlsx").data)
    assert [len(list_rows(sheet)) for sheet in book.worksheets[:-1]] == [2] * 8


def test_workbook_without_cases_has_its_headings(warehouse: Record) -> None:
    data = run_export(warehouse, "xlsx", Selection(period="1950", as_of=DAY)).data
    assert [row[0] for row in list_rows(open_book(data)["Cases"])] == ["Id"]
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "_rels/.rels"
        assert archive.testzip() is None
