"""What is open on a day, in the order in which it presses."""

from __future__ import annotations

from datetime import date

from django.db import connections
from django.test.utils import CaptureQueriesContext

from mithaq.following.case import Assign, Kind, Open, Remedy, Verify
from mithaq.following.entry import Confirm, Restrict
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.matters import Sort, list_matters
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import Sight

DAY = date(2020, 12, 10)


def fill(record: Record) -> None:
    for number in range(1, 5):
        case = f"incident-{number}"
        record.append([Open(case=case, kind=Kind.INCIDENT, title="إطلاق نار", on="2020-11-21")], "layla")
    record.append([Open(case="request-1", kind=Kind.REQUEST, title="تدريب")], "layla")
    record.append(
        [
            Remedy(case="incident-1", action="deadline", due="2020-12-20"),
            Remedy(case="incident-2", action="deadline", due="2020-12-01"),
            Remedy(case="incident-3", action="deadline", due="2020-12-01"),
            Remedy(case="incident-3", action="closed"),
            Assign(case="request-1", to="badr", due="2020-12-05"),
            Assign(case="incident-4", to="huda"),
        ],
        "layla",
    )
    (found,) = record.append([Verify(case="incident-4", level="refuted", reason="لا أثر")], "layla")
    record.append([Confirm(case="incident-4", proposal=f"#{found.number}")], "badr")


def test_what_presses_most_comes_first(record_url: str) -> None:
    record = open_record(record_url)
    fill(record)
    matters = list_matters(record, DAY)
    assert [(matter.sort, matter.case.id, matter.due, matter.late, matter.who) for matter in matters] == [
        (Sort.REMEDY, "incident-2", "2020-12-01", True, ""),
        (Sort.REMEDY, "incident-1", "2020-12-20", False, ""),
        (Sort.ASSIGNMENT, "request-1", "2020-12-05", True, "badr"),
        (Sort.UNVERIFIED, "incident-3", None, False, ""),
        (Sort.UNVERIFIED, "incident-2", None, False, ""),
        (Sort.UNVERIFIED, "incident-1", None, False, ""),
    ]


def test_hidden_cases_are_left_out(record_url: str) -> None:
    record = open_record(record_url)
    fill(record)
    record.append([Restrict(case="incident-2", groups=("legal",))], "layla")
    seen = {matter.case.id for matter in list_matters(record, DAY, sight=Sight(frozenset({"ops"})))}
    assert "incident-2" not in seen
    assert "incident-1" in seen


def test_nobody_looks_through_all_cases_for_those_that_are_assigned(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    fill(record)
    with CaptureQueriesContext(connections[record.alias]) as asked:
        list_matters(record, DAY)
        find_cases(record, CaseFilter(assigned="badr"))
    plans = [explain(record, query["sql"]) for query in asked.captured_queries if "assigned" in query["sql"]]
    assert any("case_assigned" in plan for plan in plans)
    assert any("case_holder (assigned=?)" in plan for plan in plans)


def explain(record: Record, query: str) -> str:
    with connections[record.alias].cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return "; ".join(row[3] for row in cursor.fetchall())
