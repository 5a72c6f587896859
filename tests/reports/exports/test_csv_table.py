from __future__ import annotations

from tests.reports.exports.reading import read_rows, read_table
from tests.reports.exports.warehouse import DAY, run_export

from mithaq.following.case import Kind
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.record import Record
from mithaq.reports.exports.columns import load_columns
from mithaq.reports.exports.selection import Selection
from mithaq.reports.wording import Lang


def test_what_is_read_back_is_the_selection(warehouse: Record) -> None:
    exported = run_export(warehouse, "csv")
    cases = {case.id: case for case in find_cases(warehouse, CaseFilter(), limit=100).cases}
    rows = read_table(exported.text)
    assert set(rows) == set(cases)
    assert {name: row["version"] for name, row in rows.items()} == {
        name: str(case.version) for name, case in cases.items()
    }
    assert rows["request-1"]["title"] == cases["request-1"].title
    assert exported.statement.holds.records == len(rows)


def test_excel_knows_arabic_by_the_byte_order_mark(warehouse: Record) -> None:
    data = run_export(warehouse, "csv", Selection(lang=Lang.AR, as_of=DAY)).data
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_rows(data.decode("utf-8-sig"))[0] == [column.ar for column in load_columns()]


def test_title_that_looks_like_a_formula_is_none(warehouse: Record) -> None:
    assert ",'=دعم تدريب الشرطة," in run_export(warehouse, "csv").text


def test_empty_selection_is_a_heading(warehouse: Record) -> None:
    exported = run_export(warehouse, "csv", Selection(kinds=(Kind.PLAN,)))
    assert len(read_rows(exported.text)) == 1
    assert exported.statement.holds.records == 0
