from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections
from tests.ledger.handmade import TEXT, answer, make_document, open_incident, open_request, propose, show

from mithaq.following.case import Advance, Assign, Comment, Describe, Evidence
from mithaq.following.entry import Confirm, Reject, Withhold
from mithaq.ledger.current import read_case, read_document, read_entries
from mithaq.ledger.erasure import keep_apart
from mithaq.ledger.finding import find_cases
from mithaq.ledger.merkle import Head
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.verify import verify_record
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.run import Format, Report, Wanted, import_file

READER = "reader fast 1"


def fill(url: str) -> None:
    """Make the record of another desk: a request with an answer that people recorded, an incident, a rejected one."""
    there = open_record(url)
    opened = [
        propose(open_request("request-1")),
        propose(open_incident("incident-1")),
        propose(open_request("request-2")),
    ]
    there.append(opened, READER, documents=[make_document()])
    there.append([answer()], "omar")
    there.append(
        [
            Confirm(case="request-1", proposal=opened[0].proposal.id),
            Describe(case="incident-1", field="weapon", value="هاون"),
            Comment(case="incident-1", text="بيننا"),
            Assign(case="incident-1", to="salma"),
            Reject(case="request-2", proposal=opened[2].proposal.id),
        ],
        "nadia",
    )
    there.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(str(tmp_path / "there.db"))
    return tmp_path / "there.db"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(str(tmp_path / "desk.db"))


def take(record: Record, path: Path | str, head: Head | None = None) -> Report:
    return import_file(record, Wanted(path, Format.MITHAQ, "salma", head=head))


def test_what_stands_there_is_proposed_here_with_who_said_it(record: Record, path: Path) -> None:
    report = take(record, path)
    assert (report.arrived.cases, report.refused) == (2, ())
    assert report.head is not None
    assert [item.why.what for item in report.left] == ["the case was rejected there"]
    request, incident = read_case(record, "request-1"), read_case(record, "incident-1")
    (thread,) = request.threads
    assert thread.state == "conditional"
    assert {item.author.split()[1] for item in (request.opened, *incident.fields)} == {"import-mithaq"}
    (weapon,) = incident.fields
    assert weapon.step.value == "هاون"
    # A step that a person took without words rests on the entry itself.
    (piece,) = weapon.step.evidence
    entry = read_document(record, piece.document).document
    assert '"author":"nadia"' in entry.text[piece.start : piece.end]
    assert "there.db:" in entry.origin
    assert (incident.comments, incident.assignments) == ((), ())
    told = [
        reason
        for entry in read_entries(record)
        for reason in getattr(getattr(entry.step, "proposal", None), "reasons", ())
    ]
    assert any(name == "imported" and "omar" in value and "there.db:" in value for name, value in told)
    assert verify_record(record).faults == ()


def test_nothing_is_doubled(record: Record, path: Path) -> None:
    take(record, path)
    entries = len(list(read_entries(record)))
    again = take(record, path)
    assert (again.arrived.cases, again.arrived.proposals, again.arrived.documents) == (0, 0, 0)
    assert len(list(read_entries(record))) == entries
    there = open_record(str(path))
    there.append(
        [
            Advance(
                case="request-1",
                thread="european-union",
                state="accepted",
                on="2020-12-01",
                evidence=show("ينتظر"),
            )
        ],
        "omar",
    )
    there.close()
    assert take(record, path).arrived.proposals == 1
    assert len(find_cases(record).cases) == 2


def test_withheld_names_stay_withheld(record: Record, path: Path) -> None:
    there = open_record(str(path))
    there.append([Withhold(case="", evidence=show("سالم عبد الكريم الورفلي"))], "nadia")
    there.append([Withhold(case="", evidence=show("حكومة الوفاق"))], "nadia")
    there.append([Withhold(case="", evidence=show("حكومة الوفاق"), shown="released")], "nadia")
    there.close()
    take(record, path)
    text = read_document(record, make_document().sha256).document.text
    assert ("سالم" not in text, "حكومة الوفاق" in text, len(text)) == (True, True, len(TEXT))
    take(record, path)
    assert sum(isinstance(entry.step, Withhold) for entry in read_entries(record)) == 1


def test_texts_that_are_kept_apart_do_not_come_along(record: Record, path: Path) -> None:
    there = open_record(str(path))
    (kept,) = keep_apart(there, [make_document("إفادة شاهد عن القصف في الحي السكني")], "nadia")
    evidence = (Evidence(kept.sha256, 0, 5),)
    there.append([Describe(case="incident-1", field="weapon", value="مدفع", evidence=evidence)], "nadia")
    there.close()
    report = take(record, path)
    assert [(item.place, "personal" in item.why.what) for item in report.refused] == [
        ("there.db:incident-1", True)
    ]
    assert {case.id for case in find_cases(record).cases} == {"request-1"}


def test_cases_that_rest_on_a_text_that_is_not_there_are_named(record: Record, path: Path) -> None:
    there = open_record(str(path))
    gone = (Evidence("e" * 64, 0, 5),)
    there.append([Describe(case="incident-1", field="weapon", value="مدفع", evidence=gone)], "nadia")
    there.close()
    report = take(record, path)
    assert [(item.place, item.why.what) for item in report.refused] == [
        ("there.db:incident-1", "it rests on a text that the record does not hold")
    ]
    assert {case.id for case in find_cases(record).cases} == {"request-1"}


def test_a_record_that_was_tampered_with_is_refused(record: Record, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE ledger_entry SET payload = replace(payload, 'omar', 'umar')")
        connection.commit()
    with pytest.raises(NotTakenError) as caught:
        take(record, path)
    assert "was changed" in caught.value.what
    assert list(read_entries(record)) == []


def test_a_checkpoint_has_to_be_extended(record: Record, path: Path) -> None:
    there = open_record(str(path))
    head = verify_record(there).head
    there.close()
    with pytest.raises(NotTakenError, match="cut"):
        take(record, path, Head(head.size + 5, b"\0" * 32))
    assert take(record, path, head).head == head


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0"])
def test_what_is_no_record_is_refused_and_left_alone(record: Record, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.db"
    path.write_bytes(content)
    with pytest.raises(NotTakenError, match="no record"):
        take(record, path)
    assert path.read_bytes() == content


def test_a_record_on_a_server_comes_in_as_one_in_a_file(
    record: Record, path: Path, postgresql_url: str, tmp_path: Path
) -> None:
    fill(postgresql_url)
    report = take(record, postgresql_url)
    other = open_record(str(tmp_path / "other.db"))
    assert report.arrived == take(other, path).arrived
    assert report.refused == ()
    assert report.head is not None
    # The root of its tree stands where a file has its hash; nobody's account or password is kept.
    assert report.source.sha256 == report.head.root.hex()
    assert report.source.name == postgresql_url.partition("?")[0].rpartition("@")[2].removeprefix(
        "postgresql://"
    )
    (weapon,) = read_case(record, "incident-1").fields
    entry = read_document(record, weapon.step.evidence[0].document).document
    assert entry.origin.startswith(f"{report.source.name}:")
    again = take(record, postgresql_url)
    assert (again.arrived.cases, again.arrived.proposals, again.arrived.documents) == (0, 0, 0)
    # The same record in a file says nothing new either.
    assert take(record, path).arrived.cases == 0
    other.close()


def test_a_record_of_another_version_on_a_server_is_left_as_it_is(
    record: Record, postgresql_url: str
) -> None:
    with pytest.raises(NotTakenError, match="no record of this version"):
        take(record, postgresql_url)
    fill(postgresql_url)
    there = open_record(postgresql_url)
    with connections[there.alias].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = (SELECT max(name) FROM django_migrations)")
    with pytest.raises(NotTakenError, match="no record of this version"):
        take(record, postgresql_url)
    with connections[there.alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = 'ledger'")
        assert cursor.fetchone()[0] > 0
    there.close()


def test_a_server_that_does_not_answer_is_named_without_its_password(record: Record) -> None:
    with pytest.raises(RecordError) as caught:
        take(record, "postgresql://desk:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert list(read_entries(record)) == []
