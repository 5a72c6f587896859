from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from tests.ledger.handmade import READER, UNION, answer, make_reading, open_incident, open_request, propose

from mithaq.errors import LedgerError
from mithaq.following.case import Advance, Comment
from mithaq.following.entry import Confirm, Merge, Reject
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.database import attach
from mithaq.ledger.merkle import Frontier, find_root, hash_leaf
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import write_payload
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import RecordError, StaleError


def test_an_empty_record_is_made_and_opened_again(record_url: str) -> None:
    assert list(read_entries(open_record(record_url))) == []
    assert open_record(record_url) == open_record(record_url)


def test_only_a_record_that_is_there_is_opened_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no such record"):
        open_record(str(tmp_path / "none.db"), create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_newer_record_is_refused(record_url: str) -> None:
    record = open_record(record_url)
    MigrationRecorder(connections[record.alias]).record_applied("ledger", "9000_later")
    with pytest.raises(RecordError, match=r"newer version of Mithaq \(9000_later\).*Install that version"):
        open_record(record_url)


def test_the_database_of_another_program_is_refused(record_url: str) -> None:
    record = open_record(record_url)
    with connections[record.alias].cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")
    with pytest.raises(RecordError, match="database of another program"):
        open_record(record_url)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear all, " * 200)
    with pytest.raises(RecordError, match="no readable record"):
        open_record(str(path))


def test_a_record_that_misses_a_step_is_brought_up_to_date(record_url: str) -> None:
    connection = connections[attach(record_url)]
    MigrationExecutor(connection).migrate([("ledger", "0001_initial")])
    open_record(record_url).append([open_request()], "anna")
    with pytest.raises(Error, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry")


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    opened.append([propose(open_request()), propose(answer())], READER)
    return opened


def test_entries_are_numbered_without_gaps_and_stand_in_the_tree(record: Record) -> None:
    entries = record.append(
        [Comment(case="request-1", text="x"), Comment(case="request-1", text="y")], "anna"
    )
    assert [entry.number for entry in entries] == [2, 3]
    rows = list(EntryRow.objects.using(record.alias).order_by("number"))
    assert [row.number for row in rows] == [0, 1, 2, 3]
    leaves = [hash_leaf(bytes(row.payload)) for row in rows]
    assert [bytes(row.leaf) for row in rows] == leaves
    assert [bytes(row.node) for row in rows] == [
        Frontier().extend(leaves[: number + 1]).node for number in range(4)
    ]
    assert [write_payload(entry) for entry in read_entries(record)] == [bytes(row.payload) for row in rows]
    assert find_root(leaves) == Frontier().extend(leaves).root


def test_all_steps_are_recorded_or_none(record: Record) -> None:
    with pytest.raises(LedgerError):
        record.append([Comment(case="request-1", text="x"), Comment(case="nowhere", text="y")], "anna")
    assert len(list(read_entries(record))) == 2


def test_a_machine_only_proposes(record: Record) -> None:
    with pytest.raises(LedgerError):
        Record.append(record, [Confirm(case="request-1", proposal="x")], "anna")
    proposed = propose(answer("accepted"))
    assert record.append([proposed], READER, saw=1)[0].step == proposed
    with pytest.raises(StaleError):
        record.append([propose(answer("declined"))], READER, saw=1)


def test_steps_of_several_cases_are_judged_each_for_itself(record: Record) -> None:
    steps = [open_incident(), Comment(case="request-1", text="x"), Comment(case="incident-1", text="y")]
    assert len(record.append(steps, "anna")) == 3


def test_a_stale_decision_is_refused_with_what_changed_and_who_did_it(record: Record) -> None:
    seen = read_case(record, "request-1").version
    first = answer()
    record.append([Confirm(case="request-1", proposal=propose(first).proposal.id)], "anna", saw=seen)
    with pytest.raises(StaleError) as caught:
        record.append([Reject(case="request-1", proposal=propose(first).proposal.id)], "omar", saw=seen)
    assert "request-1 has moved on: entry 2: confirm by anna at 20" in str(caught.value)
    assert [entry.number for entry in caught.value.changes] == [2]
    assert len(list(read_entries(record))) == 3


def test_many_changes_are_counted_and_the_last_ones_told(record: Record) -> None:
    record.append([Comment(case="request-1", text=str(number)) for number in range(9)], "anna")
    with pytest.raises(StaleError, match=r"9 changes, the last: entry 6: comment by anna at \S+; entry 7"):
        record.append([Comment(case="request-1", text="x")], "omar", saw=1)


def test_a_proposed_change_is_told_with_its_state(record: Record) -> None:
    record.append([propose(answer("accepted"))], READER)
    with pytest.raises(StaleError, match="entry 2: proposed advance accepted by reader fast 1"):
        record.append([Comment(case="request-1", text="x")], "omar", saw=1)


def test_what_happens_to_other_cases_makes_no_decision_stale(record: Record) -> None:
    record.append([open_incident()], "anna")
    assert record.append([Comment(case="request-1", text="x")], "omar", saw=1)


def test_versions_are_given_for_each_case(record: Record) -> None:
    record.append([open_request("request-2")], "anna")
    record.append([Comment(case="request-1", text="x")], "anna")
    merge = Merge(case="request-2", into="request-1")
    with pytest.raises(StaleError, match="the case request-1 has moved on"):
        record.append([merge], "omar", saw={"request-1": 1, "request-2": 2})
    assert record.append([merge], "omar", saw={"request-1": 3, "request-2": 2})


def test_writers_wait_for_each_other(record: Record) -> None:
    def comment(name: str) -> None:
        for number in range(5):
            record.append([Comment(case="request-1", text=str(number))], name)
        record.close()

    threads = [threading.Thread(target=comment, args=(f"p{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = list(read_entries(record))
    assert [entry.number for entry in entries] == list(range(22))
    assert {entry.author for entry in entries[2:]} == {"p0", "p1", "p2", "p3"}


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_document", "ledger_reading", "ledger_checkpoint"])
def test_nothing_that_was_recorded_is_changed_or_removed(record: Record, table: str) -> None:
    record.add_readings([make_reading()])
    connection = connections[record.alias]
    column = {"ledger_entry": "author", "ledger_document": "name", "ledger_reading": "at"}.get(table, "at")
    with connection.cursor() as cursor:
        if table == "ledger_checkpoint":
            cursor.execute("INSERT INTO ledger_checkpoint (size, root, at, text) VALUES (1, '', '', '')")
        tries = [f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"]
        tries += (
            [f"TRUNCATE {table}"]
            if connection.vendor == "postgresql"
            else [f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"]
        )
        for statement in tries:
            with pytest.raises(Error, match="append-only"):
                cursor.execute(statement)


def test_several_records_are_open_at_once(record: Record, tmp_path: Path) -> None:
    other = open_record(str(tmp_path / "other.db"))
    other.append([open_incident()], "anna")
    assert len(list(read_entries(other))) == 1
    assert len(list(read_entries(record))) == 2


def test_a_full_disk_loses_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    record = open_record(str(tmp_path / "full.db"))
    record.append([open_request()], "anna")
    with connections[record.alias].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(
        RecordError, match=r"full\.db: the disk is full.*everything before it is kept\. Free some"
    ):
        record.append([Comment(case="request-1", text="x" * 100_000)], "anna")
    with connections[record.alias].cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 100000")
    assert [entry.number for entry in read_entries(record)] == [0]
    assert (
        record.append([Advance(case="request-1", thread=UNION.id, state="accepted")], "anna")[0].number == 1
    )
