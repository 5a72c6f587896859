"""Reports from the field enter the record whole, once, and can be taken back from an incident that they joined."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.ledger.handmade import make_document

from mithaq.errors import LedgerError
from mithaq.following.case import Describe, Evidence, Kind, Open
from mithaq.following.entry import AnyStep, Merge, Reject, Undo, Withhold
from mithaq.ledger.current import read_case, read_document, read_entries
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.reporting import Told, find_report, name_case, record_report
from mithaq.ledger.sight import Sight

ONE, TWO = UUID(int=1 << 100), UUID(int=2 << 100)
TEXT = "المشتكي: سالم عبد الكريم\nالسلاح: قذائف هاون"


@pytest.fixture
def record(record_url: str) -> Record:
    return open_record(record_url)


def tell(number: UUID, text: str = TEXT, into: str = "", *more: Withhold) -> Told:
    document = make_document(text)
    evidence = (Evidence(document.sha256, 0, len(text)),)
    case = name_case(number)
    steps: tuple[AnyStep, ...] = (
        Open(case=case, kind=Kind.INCIDENT, title="قصف", evidence=evidence),
        Describe(case=case, field="weapon", value="قذائف هاون", evidence=evidence),
        *more,
    )
    return Told(document, steps, into)


def test_a_report_is_a_document_and_an_incident(record: Record) -> None:
    reported = record_report(record, tell(ONE), ONE, "huda")
    assert reported.new
    case = read_case(record, reported.case)
    assert case.kind is Kind.INCIDENT
    assert case.documents == (reported.document,)
    assert read_document(record, reported.document).document.text == TEXT
    assert [type(entry.step).__name__ for entry in read_entries(record)] == ["Receive", "Open", "Describe"]
    assert {entry.author for entry in read_entries(record)} == {"huda"}
    assert list(find_differences(record.alias)) == []


def test_who_sees_what_is_published_sees_their_own_document(record: Record) -> None:
    reported = record_report(record, tell(ONE), ONE, "huda")
    huda = Sight(published=True, own="huda")
    assert read_document(record, reported.document, sight=huda).document.text == TEXT


def test_a_report_that_is_sent_twice_is_recorded_once(record: Record) -> None:
    first = record_report(record, tell(ONE), ONE, "huda")
    again = record_report(record, tell(ONE, TEXT + " 120 ملم"), ONE, "huda")
    assert (again.new, again.case, again.document) == (False, first.case, first.document)
    assert find_report(record, ONE) == again
    assert find_report(record, TWO) is None
    assert len(list(read_entries(record))) == 3


def test_two_reports_with_the_same_words_rest_on_one_document(record: Record) -> None:
    record_report(record, tell(ONE), ONE, "huda")
    assert record_report(record, tell(TWO), TWO, "sami").new
    assert [type(entry.step).__name__ for entry in read_entries(record)].count("Receive") == 1


def test_a_report_joins_an_incident_and_leaves_it_when_that_is_undone(record: Record) -> None:
    first = record_report(record, tell(ONE), ONE, "huda")
    joined = record_report(record, tell(TWO, TEXT + " عيار 82", first.case), TWO, "sami")
    case = read_case(record, joined.case)
    assert (case.id, case.merged) == (first.case, (joined.case,))
    assert len(case.documents) == 2
    merge = next(entry for entry in read_entries(record) if isinstance(entry.step, Merge))
    record.append([Undo(case=first.case, entry=merge.number)], "layla")
    assert read_case(record, joined.case).id == joined.case
    assert len(read_case(record, first.case).documents) == 1


def test_a_report_follows_an_incident_that_was_merged_meanwhile(record: Record) -> None:
    cases = []
    for number in range(5, 8):
        told = tell(UUID(int=number << 100), f"{TEXT} {number}")
        cases.append(record_report(record, told, UUID(int=number << 100), "huda").case)
    record.append([Merge(case=cases[0], into=cases[1])], "layla")
    joined = record_report(record, tell(ONE, TEXT, cases[0]), ONE, "huda")
    assert read_case(record, joined.case).id == cases[1]


def test_a_report_cannot_join_what_is_not_there_or_may_not_be_seen(record: Record) -> None:
    with pytest.raises(LedgerError, match="the record holds no case incident-none"):
        record_report(record, tell(ONE, into="incident-none"), ONE, "huda")
    assert list(read_entries(record)) == []
    other = record_report(record, tell(TWO), TWO, "layla")
    record.append([Reject(case=other.case, proposal="#1")], "layla")
    with pytest.raises(LedgerError, match="the record holds no case"):
        record_report(
            record, tell(ONE, TEXT + " ", other.case), ONE, "huda", sight=Sight(published=True, own="huda")
        )
    assert find_report(record, ONE) is None


def test_a_name_is_withheld_at_once(record: Record) -> None:
    told = tell(ONE)
    hidden = Withhold(case="", evidence=(Evidence(told.document.sha256, 9, 24),))
    reported = record_report(record, tell(ONE, TEXT, "", hidden), ONE, "huda")
    text = read_document(record, reported.document).document.text
    assert "سالم" not in text
    assert len(text) == len(TEXT)
