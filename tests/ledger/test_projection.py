from __future__ import annotations

import pytest
from django.db import connections, transaction
from tests.ledger.handmade import (
    READER,
    UNION,
    answer,
    make_reading,
    open_incident,
    open_request,
    propose,
    show,
)

from mithaq.following.case import Comment, Verify
from mithaq.following.entry import Confirm, Merge, Move, Reject, Split, Undo, Withhold
from mithaq.following.fold import fold_all
from mithaq.ledger import projection
from mithaq.ledger.current import read_entries
from mithaq.ledger.models import CaseRow, DeadlineRow, FamilyRow, PartyRow, ReviewRow, StateRow, WordRow
from mithaq.ledger.projection import find_differences, fold_families, rebuild
from mithaq.ledger.record import Record, open_record


@pytest.fixture
def record(record_url: str) -> Record:
    """A record in which everything has happened once."""
    opened = open_record(record_url)
    opened.append([propose(open_request()), propose(answer()), propose(open_incident(), 0.9)], READER)
    opened.append([open_request("request-2", "تجهيز الشرطة"), open_request("request-3")], "anna")
    opened.append([Confirm(case="request-1", proposal=propose(answer()).proposal.id)], "anna")
    opened.append([Verify(case="incident-1", level="2", standard="balance-of-probabilities")], "omar")
    opened.append([Merge(case="request-2", into="request-1")], "anna")
    opened.append([Comment(case="request-3", text="x"), Comment(case="request-3", text="y")], "anna")
    opened.append([Split(case="request-3", entries=(8,), to="request-1")], "anna")
    opened.append([Move(case="request-3", entry=9, to="request-1")], "anna")
    opened.append([Withhold(evidence=show("سالم عبد الكريم الورفلي"), case="")], "anna")
    return opened


def test_what_was_written_step_by_step_is_what_the_fold_says(record: Record) -> None:
    assert list(find_differences(record.alias)) == []
    folded = fold_all(read_entries(record))
    rows = {row.id: row.version for row in CaseRow.objects.using(record.alias)}
    assert rows == {case.id: case.version for case in folded.values()}
    assert set(rows) == {"request-1", "request-3", "incident-1"}


def test_everything_derived_is_made_anew(record: Record) -> None:
    with connections[record.alias].cursor() as cursor:
        for table in ("case", "state", "deadline", "party", "word", "telling", "review", "family", "mask"):
            cursor.execute(f"DELETE FROM ledger_{table}")
    assert list(find_differences(record.alias))
    with transaction.atomic(using=record.alias):
        rebuild(record.alias)
    assert list(find_differences(record.alias)) == []
    assert FamilyRow.objects.using(record.alias).count() == 3


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE ledger_case SET place = 'Sabha' WHERE id = 'request-1'", "ledger_case: not by the entries"),
        ("DELETE FROM ledger_state WHERE \"case\" = 'request-1'", "ledger_state: missing"),
        ("UPDATE ledger_party SET \"case\" = 'nowhere'", "ledger_party: rows of no case"),
        ("UPDATE ledger_review SET weight = 2", "ledger_review: not by the entries"),
        ("DELETE FROM ledger_mask", "ledger_mask: missing"),
    ],
)
def test_what_was_derived_otherwise_is_told(record: Record, statement: str, told: str) -> None:
    with connections[record.alias].cursor() as cursor:
        cursor.execute(statement)
    assert any(line.startswith(told) for line in find_differences(record.alias))


def test_states_stand_by_what_was_proposed_and_by_what_was_confirmed(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([propose(open_request()), propose(answer())], READER)
    rows = StateRow.objects.using(record.alias)
    assert list(rows.values_list("thread", "proposed", "confirmed")) == [(UNION.id, "conditional", "")]
    record.append([Confirm(case="request-1", proposal=propose(open_request()).proposal.id)], "anna")
    assert list(rows.values_list("proposed", "confirmed")) == [("conditional", "made")]


def test_what_is_judged_leaves_the_queue_and_comes_back_when_that_is_undone(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([propose(open_request()), propose(answer())], READER)
    target = propose(answer()).proposal.id
    rows = ReviewRow.objects.using(record.alias)
    assert rows.filter(target=target).exists()
    record.append([Reject(case="request-1", proposal=target)], "anna")
    assert not rows.filter(target=target).exists()
    record.append([Undo(case="request-1", entry=2)], "anna")
    assert rows.filter(target=target).exists()


def test_nothing_of_a_rejected_case_waits(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([propose(open_request()), propose(answer())], READER)
    record.append([Reject(case="request-1", proposal=propose(open_request()).proposal.id)], "anna")
    assert ReviewRow.objects.using(record.alias).count() == 0
    assert CaseRow.objects.using(record.alias).get().standing == 0


def test_a_finding_waits_for_a_second_person(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([open_incident(), Verify(case="incident-1", level="2", standard="")], "anna")
    row = ReviewRow.objects.using(record.alias).get()
    assert (row.target, row.kind, row.author, row.entry) == ("#1", "second", "anna", 1)
    assert CaseRow.objects.using(record.alias).get().verification == ""
    record.append([Confirm(case="incident-1", proposal="#1")], "omar")
    assert not ReviewRow.objects.using(record.alias).exists()
    assert CaseRow.objects.using(record.alias).get().verification == "2"


def test_a_finding_that_needs_no_second_person_has_effect_at_once(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([open_incident(), Verify(case="incident-1", level="under-inquiry")], "anna")
    assert not ReviewRow.objects.using(record.alias).exists()
    assert CaseRow.objects.using(record.alias).get().verification == "under-inquiry"


def test_a_case_without_dates_lies_where_its_documents_were_published(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.add_readings([make_reading()])
    record.append([propose(open_request(on=None))], READER)
    row = CaseRow.objects.using(record.alias).get(id="request-1")
    assert (row.begins, row.ends) == ("2020-11-21", "2020-11-21")
    record.append([propose(answer(on="2020-12"))], READER)
    row = CaseRow.objects.using(record.alias).get(id="request-1")
    assert (row.begins, row.ends) == ("2020-12-01", "2020-12-31")


def test_words_parties_and_days_of_a_case(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([propose(open_request())], READER)
    words = set(WordRow.objects.using(record.alias).values_list("word", flat=True))
    assert {"دعم", "تدريب", "شرطه", "tripoli", "union"} <= words
    parties = PartyRow.objects.using(record.alias).order_by("role").values_list("party", "role", "ends")
    assert list(parties) == [("gna", "by", "2020-11-20"), ("european-union", "to", "2020-11-20")]
    days = DeadlineRow.objects.using(record.alias).values_list("sign", "day")
    assert list(days) == [("unanswered", "2020-11-20")]


def test_families_are_folded_together(record: Record) -> None:
    folded = fold_families(record.alias, ["request-2"])
    assert set(folded.proposed) == {"request-1", "request-3"}
    assert folded.proposed["request-1"].merged == ("request-2",)
    assert set(folded.confirmed) == {"request-1", "request-3"}


@pytest.mark.parametrize("chunk", [1, 2])
def test_many_cases_are_compared_and_rebuilt_some_at_a_time(
    record: Record, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(projection, "_CHUNK", chunk)
    record.rebuild()
    assert list(find_differences(record.alias)) == []
