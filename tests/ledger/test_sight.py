"""Who sees what of a record: Amal is in the legal group, Badr is not; Huda reports from the field as a monitor.

The record holds a request that is open to all but only proposed, an incident that Huda reported, a second request
that people stand by, and a third one that only the legal group may see. Each rests on a document of its own; a
fifth document came in that no case rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from tests.ledger.handmade import (
    READER,
    make_document,
    make_reading,
    open_incident,
    open_request,
    propose,
    show,
)

from mithaq.errors import LedgerError
from mithaq.following.case import Comment, Kind, Relate, Rule
from mithaq.following.entry import Confirm, Merge, Move, Receive, Reject, Restrict, Split, Undo, Withhold
from mithaq.following.fold import Standing
from mithaq.ledger.current import (
    count_reviews,
    find_next_review,
    read_case,
    read_cases,
    read_document,
    read_documents,
    read_entries,
    read_readings,
)
from mithaq.ledger.database import attach
from mithaq.ledger.finding import CaseFilter, count_cases, find_cases
from mithaq.ledger.insertion import insert_rows
from mithaq.ledger.models import EntryRow
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import EVERYTHING, Sight, find_visible

AMAL = Sight(groups=frozenset({"legal", "ops"}))
BADR = Sight(groups=frozenset({"ops"}))
NOBODY = Sight(groups=frozenset())
HUDA = Sight(groups=frozenset({"field"}), published=True, own="huda")
SAMI = Sight(published=True)

ASKED = make_document("برنامج تدريب الشرطة في العاصمة.", name="asked")
FIELD = make_document("حي سكني جنوب المدينة عند المغرب.", name="field")
KNOWN = make_document("تدريب الشرطة كما في البرنامج الأول.", name="known")
SECRET = make_document("إفادة الشاهد في ملف التحقيق.", name="secret")
ALONE = make_document("جلسة المجلس الأسبوعية في مقره.", name="alone")
DOCUMENTS = (ASKED, FIELD, KNOWN, SECRET, ALONE)


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    opened.add_readings([make_reading(document) for document in DOCUMENTS])
    asked, known, secret = (
        msgspec.structs.replace(open_request(f"request-{n}"), evidence=show(document.text[:10], document))
        for n, document in ((1, ASKED), (2, KNOWN), (3, SECRET))
    )
    opened.append([propose(asked), propose(known), propose(secret)], READER)
    incident = msgspec.structs.replace(open_incident(), evidence=show(FIELD.text[:10], FIELD))
    opened.append([incident], "huda")
    opened.append([Confirm(case="request-2", proposal=propose(known).proposal.id)], "badr")
    opened.append([Restrict(case="request-3", groups=("legal",), reason="شهود")], "amal")
    return opened


@dataclass(frozen=True)
class View:
    """What somebody sees of the record."""

    cases: str
    documents: str
    hidden: str
    entries: tuple[int, ...]
    reviews: int


WHOLE = View(
    cases="incident-1 request-1 request-2 request-3",
    documents="asked field known secret alone",
    hidden="",
    entries=(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    reviews=2,
)
WITHOUT_SECRET = View(
    cases="incident-1 request-1 request-2",
    documents="asked field known alone",
    hidden="request-3",
    entries=(0, 1, 2, 4, 5, 6, 8, 9),
    reviews=1,
)
VIEWS = {
    "the command line": (EVERYTHING, WHOLE),
    "amal": (AMAL, WHOLE),
    "badr": (BADR, WITHOUT_SECRET),
    "an outsider": (NOBODY, WITHOUT_SECRET),
    "huda": (HUDA, View("incident-1 request-2", "field known", "request-1 request-3", (1, 2, 6, 8, 9), 0)),
    "sami": (SAMI, View("incident-1 request-2", "field known", "request-1 request-3", (1, 2, 6, 8, 9), 0)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_each_person_sees_what_is_theirs_everywhere(record: Record, name: str) -> None:
    sight, view = VIEWS[name]
    cases, documents = view.cases.split(), view.documents.split()
    assert sorted(case.id for case in find_cases(record, sight=sight).cases) == cases
    assert count_cases(record, sight=sight) == len(cases)
    wanted = ["request-1", "incident-1", "request-2", "request-3"]
    assert sorted(case.id for case in read_cases(record, wanted, sight=sight)) == cases
    assert [read_case(record, case, sight=sight).id for case in cases] == cases
    shown = read_documents(record, [document.sha256 for document in DOCUMENTS], sight=sight)
    assert [item.document.name for item in shown] == documents
    assert [reading.document.name for reading in read_readings(record, sight=sight)] == documents
    assert tuple(entry.number for entry in read_entries(record, sight=sight)) == view.entries
    assert count_reviews(record, sight=sight) == view.reviews
    waiting = [find_next_review(record, skip=skip, sight=sight) for skip in range(view.reviews + 1)]
    assert waiting.pop() is None
    assert {review.case.id for review in waiting if review} <= set(cases)
    assert find_visible(record.alias, [*wanted, "nowhere"], sight) == frozenset(cases)


@pytest.mark.parametrize("name", [name for name, (_, view) in VIEWS.items() if view.hidden])
def test_what_is_hidden_answers_as_what_is_not_there(record: Record, name: str) -> None:
    sight, view = VIEWS[name]
    for case in view.hidden.split():
        with pytest.raises(LedgerError) as hidden:
            read_case(record, case, sight=sight)
        with pytest.raises(LedgerError) as nowhere:
            read_case(record, "nowhere", sight=sight)
        assert str(hidden.value).replace(case, "nowhere") == str(nowhere.value)
        assert list(read_entries(record, cases=[case], sight=sight)) == []
        assert find_next_review(record, case=case, sight=sight) is None
    with pytest.raises(LedgerError, match="holds no document"):
        read_document(record, SECRET.sha256, sight=sight)
    asked = CaseFilter(text="دعم")
    assert count_cases(record, asked, sight=sight) == len(find_cases(record, asked, sight=sight).cases)


def test_a_case_that_is_opened_to_all_again_is_there_for_all(record: Record) -> None:
    record.append([Restrict(case="request-3")], "amal")
    assert count_cases(record, sight=NOBODY) == 4
    record.append([Undo(case="request-3", entry=11)], "amal")
    assert count_cases(record, sight=NOBODY) == 3
    assert list(find_differences(record.alias)) == []


def test_who_brought_a_document_sees_it_though_no_case_rests_on_it(record: Record) -> None:
    record.append([Receive(document=ALONE.sha256, name="alone")], "huda")
    assert read_document(record, ALONE.sha256, sight=HUDA).document == ALONE
    assert [entry.number for entry in read_entries(record, first=4, sight=HUDA)] == [4, 6, 8, 9, 11]
    with pytest.raises(LedgerError):
        read_document(record, ALONE.sha256, sight=SAMI)


def test_own_reports_are_seen_and_rejected_ones_of_other_cases_no_longer(record: Record) -> None:
    report = propose(Relate(case="request-1", other="request-2", relation="follows"))
    record.append([report], "huda")
    assert "request-1" in {case.id for case in find_cases(record, sight=HUDA).cases}
    assert "request-1" not in {case.id for case in find_cases(record, sight=SAMI).cases}
    rejected = [
        Reject(case="request-1", proposal=report.proposal.id),
        Reject(case="incident-1", proposal="#8"),
    ]
    record.append(rejected, "badr")
    asked = CaseFilter(standing=Standing.REJECTED)
    assert [case.id for case in find_cases(record, asked, sight=HUDA).cases] == ["incident-1", "request-2"]
    assert [case.id for case in find_cases(record, asked, sight=SAMI).cases] == ["request-2"]
    assert list(find_differences(record.alias)) == []


def test_nothing_in_an_open_case_names_a_hidden_one(record: Record) -> None:
    steps = [
        Relate(case="incident-1", other="request-3", relation="follows"),
        Relate(case="incident-1", other="request-2", relation="follows"),
        Rule(case="incident-1", ruling="pending", agreement="request-3"),
    ]
    record.append(steps, "amal")

    def look(sight: Sight) -> tuple[list[str], list[str], list[int]]:
        case = read_case(record, "incident-1", sight=sight)
        (listed,) = find_cases(record, CaseFilter(kind=Kind.INCIDENT), sight=sight).cases
        assert listed == case
        others = [item.step.other for item in case.relations]
        numbers = [entry.number for entry in read_entries(record, first=11, sight=sight)]
        return others, [item.step.agreement for item in case.rulings], numbers

    assert look(AMAL) == (["request-3", "request-2"], ["request-3"], [11, 12, 13])
    assert look(BADR) == (["request-2"], [""], [12])


def test_a_merged_case_is_as_hidden_as_what_it_was_merged_into(record: Record) -> None:
    record.append([Relate(case="incident-1", other="request-2", relation="follows")], "amal")
    record.append([Merge(case="request-2", into="request-3")], "amal")
    assert read_case(record, "request-2", sight=AMAL).groups == ("legal",)
    with pytest.raises(LedgerError, match="no case request-2"):
        read_case(record, "request-2", sight=BADR)
    assert [entry.number for entry in read_entries(record, sight=BADR)] == [0, 1, 4, 5, 8]
    assert [shown.document.name for shown in read_documents(record, [KNOWN.sha256], sight=BADR)] == []
    assert read_case(record, "incident-1", sight=BADR).relations == ()
    assert len(read_case(record, "incident-1", sight=AMAL).relations) == 1
    record.append([Undo(case="request-3", entry=12)], "amal")
    assert [entry.number for entry in read_entries(record, sight=BADR)] == [0, 1, 2, 4, 5, 6, 8, 9, 11]
    assert list(find_differences(record.alias)) == []


def test_what_was_split_off_or_moved_is_seen_where_it_is_now(record: Record) -> None:
    record.append([Comment(case="request-3", text="x"), Comment(case="request-3", text="y")], "amal")
    record.append([open_request("request-4"), Split(case="request-3", entries=(11,), to="request-4")], "amal")
    record.append([Move(case="request-3", entry=12, to="request-1")], "amal")
    assert read_case(record, "request-4").groups == ("legal",)
    assert [entry.number for entry in read_entries(record, first=11, sight=BADR)] == [12]
    assert [entry.number for entry in read_entries(record, first=11, sight=AMAL)] == [11, 12, 13, 14, 15]
    assert list(find_differences(record.alias)) == []


def test_what_is_withheld_in_a_hidden_document_is_not_told(record: Record) -> None:
    withheld = [
        Withhold(case="", evidence=show("الشاهد", SECRET)),
        Withhold(case="", evidence=show("المجلس", ALONE)),
    ]
    record.append(withheld, "amal")
    assert [entry.number for entry in read_entries(record, first=11, sight=BADR)] == [12]
    assert [entry.number for entry in read_entries(record, first=11, sight=AMAL)] == [11, 12]


def test_a_record_of_an_older_version_gets_what_decides_who_sees_what(
    record: Record, second_postgresql_url: str, tmp_path: Path
) -> None:
    for url in (str(tmp_path / "old.db"), second_postgresql_url):
        alias = attach(url)
        MigrationExecutor(connections[alias]).migrate([("ledger", "0002_triggers")])
        insert_rows(alias, EntryRow, list(EntryRow.objects.using(record.alias)))
        opened = open_record(url)
        assert list(find_differences(opened.alias)) == []
        assert count_cases(opened, sight=BADR) == 3
