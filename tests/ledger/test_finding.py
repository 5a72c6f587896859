from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.ledger.handmade import (
    READER,
    answer,
    make_reading,
    open_incident,
    open_request,
    propose,
    show,
)

from mithaq.following.case import Assign, Describe, Kind, Verify
from mithaq.following.entry import Confirm, Merge, Reject, Split, Withhold
from mithaq.following.fold import Standing
from mithaq.ledger import finding
from mithaq.ledger.finding import CaseFilter, count_cases, find_cases, find_first
from mithaq.ledger.record import Record, open_record

TODAY = datetime.now(UTC).date()


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    opened.append([propose(open_request()), propose(answer())], READER)
    opened.append([open_request("request-2", "تجهيز حرس الحدود", on="2019-05")], "anna")
    opened.append([open_incident(), Verify(case="incident-1", level="under-inquiry")], "anna")
    opened.append([propose(open_request("request-3", "خبر كاذب"))], READER)
    rejected = propose(open_request("request-3", "خبر كاذب")).proposal.id
    opened.append([Reject(case="request-3", proposal=rejected)], "anna")
    deadline = (TODAY + timedelta(days=5)).isoformat()
    opened.append([Describe(case="request-2", field="deadline", value=deadline)], "anna")
    opened.append([Assign(case="incident-1", to="omar")], "anna")
    return opened


def find(record: Record, **wanted: object) -> list[str]:
    asked = CaseFilter(**wanted)  # type: ignore[arg-type]
    return [case.id for case in find_cases(record, asked).cases]


@pytest.mark.parametrize("few", [500, 0])
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["incident-1", "request-2", "request-1"]),
        ({"kind": Kind.REQUEST}, ["request-2", "request-1"]),
        ({"kind": Kind.PLAN}, []),
        ({"state": "conditional"}, ["request-1"]),
        ({"state": "conditional", "confirmed": True}, []),
        ({"state": "made"}, ["request-2"]),
        ({"state": "made", "confirmed": True}, ["request-2"]),
        ({"party": "european-union"}, ["request-2", "request-1"]),
        ({"party": "الاتحاد الاوروبي"}, ["request-2", "request-1"]),
        ({"party": "european union"}, ["request-2", "request-1"]),
        ({"party": "الاتحاد"}, []),
        ({"party": "nobody"}, []),
        ({"place": "Tripoli"}, ["request-2", "request-1"]),
        ({"period": "2020-11"}, ["incident-1", "request-1"]),
        ({"period": "2019"}, ["request-2"]),
        ({"period": "2020-11-20/.."}, ["request-1"]),
        ({"period": "1999"}, []),
        ({"verification": "under-inquiry"}, ["incident-1"]),
        ({"text": "تدريب الشرطة"}, ["request-1"]),
        ({"text": "الشرطه"}, ["request-1"]),
        ({"text": "حرس"}, ["request-2"]),
        ({"text": "مطار طرابلس"}, []),
        ({"text": "tripoli"}, ["request-2", "request-1"]),
        ({"assigned": "omar"}, ["incident-1"]),
        ({"standing": Standing.CONFIRMED}, ["incident-1", "request-2"]),
        ({"standing": Standing.REJECTED}, ["incident-1", "request-2", "request-3", "request-1"]),
        ({"state": "unanswered"}, ["request-2"]),
        ({"state": "unanswered", "as_of": date(2020, 11, 21)}, ["request-2", "request-1"]),
        ({"state": "due-soon"}, ["request-2"]),
        ({"state": "overdue"}, []),
        ({"state": "overdue", "as_of": TODAY + timedelta(days=9)}, ["request-2"]),
        (
            {"kind": Kind.REQUEST, "text": "تدريب", "party": "european-union", "state": "conditional"},
            ["request-1"],
        ),
    ],
)
def test_cases_are_found(
    record: Record, monkeypatch: pytest.MonkeyPatch, few: int, wanted: dict[str, object], found: list[str]
) -> None:
    monkeypatch.setattr(finding, "_FEW", few)
    assert find(record, **wanted) == found


def test_pages_follow_each_other(record: Record) -> None:
    first = find_cases(record, limit=2)
    assert [case.id for case in first.cases] == ["incident-1", "request-2"]
    second = find_cases(record, limit=2, before=first.more)
    assert ([case.id for case in second.cases], second.more) == (["request-1"], None)
    whole = find_cases(record, limit=3)
    assert find_cases(record, before=whole.more).cases == ()


def test_a_page_never_ends_between_two_cases_of_one_entry(record: Record) -> None:
    record.append([Split(case="request-2", entries=(7,), to="request-1")], "anna")
    first = find_cases(record, limit=1)
    assert [case.id for case in first.cases] == ["request-1", "request-2"]
    assert [case.id for case in find_cases(record, before=first.more).cases] == ["incident-1"]


def test_a_merged_case_is_found_as_part_of_the_other(record: Record) -> None:
    record.append([Merge(case="request-2", into="request-1")], "anna")
    assert find(record, kind=Kind.REQUEST) == ["request-1"]
    assert find(record, text="الشرطة") == ["request-1"]


def test_cases_are_counted(record: Record) -> None:
    assert count_cases(record) == 3
    assert count_cases(record, CaseFilter(kind=Kind.INCIDENT)) == 1


def test_a_confirmed_answer_is_found_as_confirmed(record: Record) -> None:
    record.append([Confirm(case="request-1", proposal=propose(answer()).proposal.id)], "anna")
    assert find(record, state="conditional", confirmed=True) == ["request-1"]


def test_pages_go_on_where_much_is_passed_over(record: Record) -> None:
    record.add_readings([make_reading()])
    record.append([Withhold(case="", evidence=show("تدريب الشرطة"))], "anna")
    assert find(record, text="شرطة") == []
    assert [case.id for case in find_cases(record, CaseFilter(text="دعم"), limit=1).cases] != []


def test_several_questions_are_answered_at_once(record: Record) -> None:
    wanted = [CaseFilter(kind=Kind.REQUEST), CaseFilter(kind=Kind.INCIDENT), CaseFilter(party="nobody")]
    found = find_first(record, wanted, limit=1)
    assert found == tuple(find_cases(record, asked, limit=1).cases for asked in wanted)
    overdue = CaseFilter(state="overdue", as_of=date(1990, 1, 1))
    assert find_first(record, [overdue], limit=5) == ((),)
