from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections

from mithaq.ledger import database
from mithaq.ledger.database import attach, explain_faults, is_file, migrate, name_place
from mithaq.ledger.record import open_record
from mithaq.ledger.refusal import RecordError


def test_an_address_has_one_connection_alias(sqlite_url: str) -> None:
    assert attach(sqlite_url) == attach(sqlite_url)
    assert attach(sqlite_url) != attach(f"{sqlite_url}2")
    assert connections.settings[attach(sqlite_url)]["NAME"] == sqlite_url


def test_the_parts_of_an_address_of_a_server() -> None:
    url = "postgresql://anna:s3cret@db.example.org:5433/records?sslmode=require"
    settings = connections.settings[attach(url)]
    assert [settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "records", "anna", "s3cret", "db.example.org", "5433",
    ]  # fmt: skip
    assert settings["OPTIONS"] == {"sslmode": "require"}
    assert name_place(url) == "postgresql://anna:***@db.example.org:5433/records?sslmode=require"


def test_files_and_servers_are_told_apart() -> None:
    assert is_file("mithaq.db")
    assert not is_file("postgres://localhost/x")
    assert name_place("a:b@c.db") == "a:b@c.db"


def test_an_address_that_makes_no_sense_is_refused_without_its_password() -> None:
    with pytest.raises(RecordError, match="cannot be understood") as caught:
        open_record("postgresql://anna:s3cret@host/name?nonsense=1")
    assert "s3cret" not in str(caught.value)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(RecordError, match=r"does not answer.*Check the address"):
        open_record("postgresql://postgres@127.0.0.1:9/none")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("database or disk is full"), "the disk is full"),
        (OSError(28, "No space left on device"), "the disk is full"),
        (OperationalError("could not extend file: No space left"), "the disk is full"),
        (OperationalError("database is locked"), "another program is writing"),
        (OperationalError("attempt to write a readonly database"), "you may not write"),
        (OperationalError("unable to open database file"), "the record cannot be opened or made"),
        (IntegrityError("ledger_entry is append-only"), "entries and texts are never changed"),
        (OperationalError('FATAL:  role "anna" does not exist'), "the database server refuses the address"),
        (DatabaseError("something else\nDETAIL: more"), "the database refuses: something else. Report"),
    ],
)
def test_faults_say_what_happened_where_and_what_to_do(error: Exception, told: str) -> None:
    with pytest.raises(RecordError) as caught, explain_faults("here.db"):
        raise error
    assert str(caught.value).startswith(f"here.db: {told}")
    assert caught.value.remedy


def test_tables_that_another_process_is_making_are_waited_for(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alias = attach(sqlite_url)
    real = database.MigrationExecutor
    calls = []

    def fail_once(connection: object) -> object:
        calls.append(connection)
        if len(calls) == 1:
            raise OperationalError("table ledger_entry already exists")
        return real(connection)

    monkeypatch.setattr(database, "MigrationExecutor", fail_once)
    monkeypatch.setattr(database, "_PAUSE", 0)
    migrate(alias, sqlite_url)
    assert len(calls) == 2


def test_tables_that_cannot_be_made_are_an_error(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> object:
        raise OperationalError("no")

    monkeypatch.setattr(database, "MigrationExecutor", fail)
    monkeypatch.setattr(database, "_PAUSE", 0)
    with pytest.raises(RecordError, match="the database refuses: no"):
        open_record(sqlite_url)
