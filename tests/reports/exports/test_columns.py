from __future__ import annotations

from pathlib import Path

from tests.reports.exports.reading import read_table
from tests.reports.exports.warehouse import DAY, run_export, verify_all

from mithaq.ledger.record import Record
from mithaq.reports.exports.columns import Line, load_columns
from mithaq.reports.exports.selection import Selection
from mithaq.reports.wording import Lang

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"


def test_columns_are_those_of_the_rows() -> None:
    assert [column.name for column in load_columns()] == list(Line.__struct_fields__)


def test_headings_and_tags_are_distinct() -> None:
    columns = load_columns()
    for values in ([c.ar for c in columns], [c.en for c in columns], [c.hxl for c in columns]):
        assert len(set(values)) == len(columns)


def test_every_column_is_in_the_data_dictionary() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert [c.name for c in load_columns() if f"| `{c.name}` | {c.hxl} | {c.what} |" not in page] == []


def test_row_of_an_incident(warehouse: Record) -> None:
    verify_all(warehouse)
    row = read_table(run_export(warehouse, "csv").text)["incident-1"]
    assert row["place"] == "Tarhuna"
    assert (row["latitude"], row["longitude"], row["position_from"]) == ("32.435", "13.6346", "record")
    assert (row["precision"], row["country"], row["on"]) == ("50", "LBY", "2020-05-18")
    assert (row["verification"], row["attribution"], row["state"]) == ("2", "probable", "verified")
    assert (row["killed_low"], row["killed"], row["killed_high"], row["injured"]) == ("6", "6", "6", "")
    assert row["accused"] == row["attributed_to"] == "الجيش الميداني"
    assert (row["outlets"], row["published"], row["documents"]) == ("وكالة الساحل", "2020-05-19", "1")


def test_row_of_a_request_tells_each_answer(warehouse: Record) -> None:
    row = read_table(run_export(warehouse, "csv").text)["request-1"]
    assert row["state"] == "european-union: delivering"
    assert row["state_label"] == "European Union: being delivered"
    assert (row["by"], row["to"]) == ("Government of National Accord", "European Union")
    assert (row["conditions"], row["topics"], row["position_from"]) == ("1", "training", "gazetteer")
    assert row["quote"] == "دعم تدريب الشرطة"
    assert row["url"] == "https://example.org/asked"


def test_state_is_that_of_the_day(warehouse: Record) -> None:
    early = Selection(as_of=DAY.replace(year=2020, month=11, day=25))
    row = read_table(run_export(warehouse, "csv", early).text)["request-1"]
    assert row["state"] == "european-union: made"


def test_row_without_evidence_or_position(warehouse: Record) -> None:
    row = read_table(run_export(warehouse, "csv").text)["milestone-1"]
    assert (row["latitude"], row["position_from"], row["what"]) == ("", "", "libyan-legislative-elections")
    assert row["country"] == "LBY"


def test_labels_are_in_the_language_of_the_export(warehouse: Record) -> None:
    row = read_table(run_export(warehouse, "csv", Selection(lang=Lang.AR, as_of=DAY)).text)["request-1"]
    assert (row["kind_label"], row["by"]) == ("طلب", "حكومة الوفاق الوطني")
