"""Salma keeps a witness's statement apart, cites it in a case, and erases it when the witness withdraws it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import Error, connections, transaction
from tests.ledger.handmade import make_document, make_reading, open_request, show

from mithaq.following.case import Describe, Evidence
from mithaq.following.entry import Erase, Withhold
from mithaq.ledger.backup import open_backup, write_backup
from mithaq.ledger.current import read_case, read_document, read_entries
from mithaq.ledger.erasure import erase, keep_apart
from mithaq.ledger.models import DocumentRow, PersonalRow
from mithaq.ledger.personal import VEIL
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.restore import restore_backup
from mithaq.ledger.sight import Sight
from mithaq.ledger.verify import verify_record
from mithaq.model import Document, Span

WORDS = "رأيت السيارة عند الجسر.\nكان السائق وحده."


@pytest.fixture
def record(record_url: str) -> Record:
    return open_record(record_url)


@pytest.fixture
def statement(record: Record) -> Document:
    """A statement that a case rests on."""
    given = make_document(WORDS, name="سليم", title="إفادة سليم", author="سليم")
    (kept,) = keep_apart(record, [given, given], "salma")
    evidence = (Evidence(kept.sha256, 5, 12),)
    steps = [open_request(), Describe(case="request-1", field="deadline", value="2021", evidence=evidence)]
    record.append(steps, "salma")
    return kept


def test_nothing_of_the_text_but_its_date_enters_the_ledger(record: Record, statement: Document) -> None:
    receipt = next(iter(read_entries(record))).step
    assert statement.sha256 != make_document(WORDS).sha256
    assert (receipt.name, receipt.title, receipt.writer) == (statement.name, None, None)  # type: ignore[union-attr]
    assert receipt.published == "2020-11-21"  # type: ignore[union-attr]
    assert read_document(record, statement.sha256).document == statement
    assert statement.text == WORDS
    assert keep_apart(record, [make_document(WORDS)], "salma") == ()
    assert verify_record(record).faults == ()


def test_erased_words_are_gone_and_everything_else_stays(record: Record, statement: Document) -> None:
    before = read_case(record, "request-1")
    entry = erase(record, statement.name, "سحب إفادته", "omar")
    assert (entry.author, entry.step) == ("omar", Erase(document=statement.sha256, reason="سحب إفادته"))
    shown = read_document(record, statement.sha256)
    assert shown.erased
    assert shown.masked == (Span(0, len(WORDS)),)
    assert [len(line) for line in shown.document.text.split("\n")] == [
        len(line) for line in WORDS.split("\n")
    ]
    assert set(shown.document.text) == {VEIL, "\n"}
    assert read_case(record, "request-1") == before
    assert PersonalRow.objects.using(record.alias).count() == 0
    assert verify_record(record).faults == ()


def test_no_word_is_left_in_the_file(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    (kept,) = keep_apart(record, [make_document(WORDS)], "salma")
    erase(record, kept.sha256, "سحب إفادته", "salma")
    record.close()
    left = b"".join(path.read_bytes() for path in Path(sqlite_url).parent.glob("record.db*"))
    assert "السيارة".encode() not in left


def test_what_cannot_be_erased_is_named(record: Record, statement: Document) -> None:
    record.add_readings([make_reading()])
    for document, told in (("nowhere", "holds no document"), (make_document().sha256, "is not kept apart")):
        with pytest.raises(RecordError, match=told):
            erase(record, document, "لا", "salma")
    erase(record, statement.sha256, "لا", "salma")
    with pytest.raises(RecordError, match="erased already"):
        erase(record, statement.name, "لا", "salma")


@pytest.mark.parametrize(
    "statement_of",
    [
        "DELETE FROM ledger_personal",
        "UPDATE ledger_personal SET words = 'x'",
        "INSERT OR REPLACE INTO ledger_personal SELECT digest, salt, 'x' FROM ledger_personal",
        "TRUNCATE ledger_personal",
    ],
)
def test_the_database_lets_no_words_go_that_no_entry_erases(
    record: Record, statement: Document, statement_of: str
) -> None:
    connection = connections[record.alias]
    if ("TRUNCATE" in statement_of) != (connection.vendor == "postgresql") and "ledger_personal SET" not in (
        statement_of
    ):
        statement_of = "DELETE FROM ledger_personal"
    with pytest.raises(Error, match="append-only"), transaction.atomic(using=record.alias):
        connection.cursor().execute(statement_of)
    assert read_document(record, statement.sha256).document.text == WORDS


def test_names_in_a_personal_text_can_be_withheld(record: Record, statement: Document) -> None:
    record.append([Withhold(case="", evidence=show("السائق", statement))], "salma")
    assert "السائق" not in read_document(record, statement.sha256).document.text
    erase(record, statement.sha256, "لا", "salma")
    assert set(read_document(record, statement.sha256).document.text) == {VEIL, "\n"}


def test_whoever_may_not_see_the_text_is_not_told_that_it_was_erased(record: Record) -> None:
    (kept,) = keep_apart(record, [make_document(WORDS)], "salma")
    erase(record, kept.sha256, "لا", "salma")
    assert list(read_entries(record, sight=Sight(published=True, own="huda"))) == []
    seen = read_entries(record, sight=Sight(published=True, own="salma"))
    assert [entry.number for entry in seen] == [0, 1]


def test_a_backup_holds_what_is_not_erased(record: Record, statement: Document, tmp_path: Path) -> None:
    (other,) = keep_apart(record, [make_document("إفادة ثانية")], "salma")
    erase(record, statement.sha256, "لا", "salma")
    write_backup(record, tmp_path / "all.zip")
    restored = open_record(str(tmp_path / "restored.db"))
    restore_backup(open_backup(tmp_path / "all.zip"), restored)
    assert verify_record(restored).faults == ()
    assert read_document(restored, statement.sha256).erased
    assert read_document(restored, other.sha256).document.text == "إفادة ثانية"
    assert DocumentRow.objects.using(restored.alias).filter(sealed=True).count() == 2
