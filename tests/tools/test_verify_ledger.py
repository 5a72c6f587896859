"""The verifier that knows nothing of Mithaq says the same as Mithaq."""

from __future__ import annotations

import base64
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from bench.steps import fill, make_reading
from tests.ledger.handmade import make_document

from mithaq.ledger.checkpoint import write_checkpoint
from mithaq.ledger.erasure import erase, keep_apart
from mithaq.ledger.keys import SigningKey
from mithaq.ledger.receipt import write_receipt
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.verify import read_leaves, read_stored_payload, verify_record
from tools import verify_ledger

KEY = SigningKey("monitors.example/record", bytes(range(32)))
PEOPLE_KEY = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:]
REST = '"case", step, author, at, proposal, payload, leaf, node'
TOOL = Path(verify_ledger.__file__)
THERE = "sha256 IN (SELECT digest FROM ledger_personal)"
QUERIES = (verify_ledger.ENTRIES, verify_ledger.TEXTS, verify_ledger.READINGS)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(TOOL), *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pub"
    path.write_text(f"{KEY.public.line}\n", encoding="utf-8")
    return path


def checkpoint(record: Record, path: Path) -> Path:
    path.write_text(write_checkpoint(verify_record(record).head, KEY), encoding="utf-8")
    return path


def test_it_is_short() -> None:
    assert len(TOOL.read_text(encoding="utf-8").splitlines()) < 200


def test_it_knows_nothing_of_mithaq() -> None:
    code = TOOL.read_text(encoding="utf-8")
    assert "import mithaq" not in code
    assert "from mithaq" not in code


def test_it_agrees_on_a_right_record(record_url: str, tmp_path: Path, key: Path) -> None:
    record = fill(record_url, 33)
    path = checkpoint(record, tmp_path / "checkpoint")
    found = run(record_url, "--checkpoint", path, "--key", key)
    root = base64.b64encode(verify_record(record).head.root).decode()
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"right: {verify_record(record).head.size} entries, root hash {root}\n"
    record.close()


def drop_triggers(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def tamper(connection: sqlite3.Connection, chance: random.Random, size: int) -> None:
    """Do one wrong thing to a record."""
    one, other = chance.sample(range(size), 2)
    statements = (
        ("UPDATE ledger_entry SET payload = CAST(payload || ' ' AS BLOB) WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET payload = CAST(replace(payload, 'outlet', 'outlEt') AS BLOB) WHERE number = ?", (0,)),
        ("UPDATE ledger_entry SET leaf = zeroblob(32) WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET node = zeroblob(32) WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET author = 'somebody' WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET \"case\" = 'another' WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET at = '1999' WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET payload = 7 WHERE number = ?", (one,)),
        ("UPDATE ledger_entry SET number = -number - 1 WHERE number = ?", (one,)),
        ("DELETE FROM ledger_entry WHERE number = ?", (one,)),
        ("DELETE FROM ledger_entry WHERE number >= ?", (one,)),
        (
            "UPDATE ledger_entry SET payload = (SELECT payload FROM ledger_entry WHERE number = ?) WHERE number = ?",
            (one, other),
        ),
        (f"INSERT INTO ledger_entry SELECT -1, {REST} FROM ledger_entry WHERE number = ?", (one,)),
        ("UPDATE ledger_document SET text = text || '.'", ()),
        ("UPDATE ledger_document SET published = '1999-01-01'", ()),
        ("DELETE FROM ledger_document", ()),
    )  # fmt: skip
    connection.execute(*chance.choice(statements))


def test_both_find_the_same_entry_wrong(tmp_path: Path, key: Path) -> None:
    record = fill(str(tmp_path / "right.db"), 40)
    verdict = verify_record(record)
    kept = checkpoint(record, tmp_path / "checkpoint")
    record.close()
    chance = random.Random(5)
    for turn in range(48):
        path = tmp_path / f"wrong-{turn}.db"
        shutil.copy(tmp_path / "right.db", path)
        with sqlite3.connect(path) as connection:
            drop_triggers(connection)
            tamper(connection, chance, verdict.head.size)
        connection.close()
        opened = open_record(str(path))
        faults = verify_record(opened, verdict.head).faults
        opened.close()
        found = run(path, "--checkpoint", kept, "--key", key) if turn % 8 == 0 else call(path, kept, key)
        assert faults, turn
        assert found.returncode == 1, turn
        if faults[0].entry is not None:
            assert f"entry {faults[0].entry}: " in found.stderr, turn
        else:
            assert faults[0].detail in found.stderr, turn


def call(path: Path, kept: Path, key: Path) -> subprocess.CompletedProcess[str]:
    """The same in this process: starting a program takes longer than checking."""
    head = verify_ledger.read_checkpoint(kept.read_text("utf-8"), key.read_text("utf-8"))
    told: verify_ledger.Told = {"receive": {}, "erase": {}, "readings": {}}
    rows = [verify_ledger.read_rows(str(path), query) for query in QUERIES]
    try:
        verify_ledger.check_entries(rows[0], head, told)
        verify_ledger.check_documents(rows[1], rows[2], told)
    except (ValueError, LookupError, TypeError) as error:
        return subprocess.CompletedProcess([], 1, "", f"WRONG: {error}")
    return subprocess.CompletedProcess([], 0, "", "")


@pytest.fixture
def read_twice(tmp_path: Path) -> Path:
    """A record that two readers read, with a personal text that is there and one that was erased."""
    record = fill(str(tmp_path / "right.db"), 20)
    record.add_readings([replace(make_reading(number), reader="fast 2") for number in range(2)])
    kept = keep_apart(
        record, [make_document("قال الشاهد كلاما\nثم سكت."), make_document("قال آخر.")], "salma"
    )
    erase(record, kept[1].sha256, "سحب إفادته", "omar")
    record.close()
    return tmp_path / "right.db"


def test_both_find_readings_and_personal_texts_right(read_twice: Path) -> None:
    record = open_record(str(read_twice))
    assert verify_record(record).faults == ()
    record.close()
    assert run(read_twice).returncode == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_reading SET content = CAST(x'00' || substr(content, 2) AS BLOB) WHERE id = 1",
        "UPDATE ledger_reading SET content = 'x' WHERE id = 2",
        "UPDATE ledger_reading SET content = 7 WHERE id = 2",
        "UPDATE ledger_reading SET reader = 'full 9' WHERE id = 3",
        "UPDATE ledger_reading SET reader = x'00' WHERE id = 3",
        "UPDATE ledger_reading SET proposals = CAST('[\"a\"]' AS BLOB) WHERE id = 4",
        "UPDATE ledger_reading SET document = 'elsewhere' WHERE id = 4",
        "DELETE FROM ledger_reading WHERE id = 1",
        "DELETE FROM ledger_reading WHERE id = 4",
        "DELETE FROM ledger_reading",
        "INSERT INTO ledger_reading SELECT 9, document, 'full 1', at, content, proposals FROM ledger_reading LIMIT 1",
        "INSERT INTO ledger_reading SELECT 9, 'nowhere', reader, at, content, proposals FROM ledger_reading LIMIT 1",
        "UPDATE ledger_reading SET id = 100 - id",
        "UPDATE ledger_reading SET id = 9 WHERE id = 2",
        "UPDATE ledger_personal SET words = replace(words, 'ا', 'و')",
        "UPDATE ledger_personal SET salt = x'00'",
        "DELETE FROM ledger_personal",
        f"INSERT INTO ledger_personal SELECT sha256, x'00', text FROM ledger_document WHERE sealed AND NOT {THERE}",
        "UPDATE ledger_document SET text = 'قال' WHERE sealed",
        f"UPDATE ledger_document SET text = text || 'x' WHERE {THERE}",
    ],
)  # fmt: skip
def test_both_find_readings_and_personal_texts_wrong(read_twice: Path, statement: str) -> None:
    with sqlite3.connect(read_twice) as connection:
        drop_triggers(connection)
        connection.execute(statement)
    connection.close()
    record = open_record(str(read_twice))
    (fault, *_) = verify_record(record, derived=False).faults
    record.close()
    found = run(read_twice)
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
    assert fault.detail in found.stderr


def test_it_finds_a_changed_reading_on_postgresql(postgresql_url: str) -> None:
    fill(postgresql_url, 20).close()
    assert run(postgresql_url).returncode == 0
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("ALTER TABLE ledger_reading DISABLE TRIGGER ALL")
        connection.execute("UPDATE ledger_reading SET content = '\\x00' WHERE id = 1")
    found = run(postgresql_url)
    assert found.returncode == 1
    assert "reading of document " in found.stderr


def test_it_finds_a_changed_entry_on_postgresql(postgresql_url: str) -> None:
    fill(postgresql_url, 20).close()
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        connection.execute("UPDATE ledger_entry SET author = 'somebody' WHERE number = 11")
    found = run(postgresql_url)
    assert found.returncode == 1
    assert "entry 11: " in found.stderr


def write_proof(tmp_path: Path, number: int) -> Path:
    record = fill(str(tmp_path / "record.db"), 21)
    head = verify_record(record).head
    path = tmp_path / f"{number}.tlog-proof"
    payload = read_stored_payload(record, number)
    proof = write_receipt(payload, number, read_leaves(record, head.size), write_checkpoint(head, KEY))
    path.write_text(proof, encoding="utf-8")
    record.close()
    return path


@pytest.mark.parametrize("number", [0, 7, 20])
def test_it_checks_receipts(tmp_path: Path, key: Path, number: int) -> None:
    path = write_proof(tmp_path, number)
    found = run(path, "--key", key)
    assert found.returncode == 0
    assert f'"number":{number},' in found.stdout


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("index 7", "index 6"), "not in the record"),
        (lambda text: text.replace("extra ey", "extra fy"), "not in the record"),
        (lambda text: text.replace("— monitors.example/record ", "— monitors.example/record A"), "WRONG"),
        (lambda text: text.replace("monitors.example/record\n", "monitors.example/other\n"), "not signed"),
        (lambda text: text.replace("index 7", "index seven"), "WRONG"),
    ],
)
def test_changed_receipts_are_wrong(
    tmp_path: Path, key: Path, change: Callable[[str], str], message: str
) -> None:
    path = write_proof(tmp_path, 7)
    before = path.read_text("utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text("utf-8") != before
    found = run(path, "--key", key)
    assert found.returncode == 1
    assert message in found.stderr


def test_a_forged_signature_is_wrong(tmp_path: Path, key: Path) -> None:
    record = fill(str(tmp_path / "record.db"), 5)
    path = tmp_path / "checkpoint"
    forged = SigningKey(KEY.name, bytes(32))
    path.write_text(write_checkpoint(verify_record(record).head, forged), encoding="utf-8")
    assert run(tmp_path / "record.db", "--checkpoint", path, "--key", key).returncode == 1
    unchecked = run(tmp_path / "record.db", "--checkpoint", path)
    assert unchecked.returncode == 0
    assert "the signature was not checked" in unchecked.stderr
    record.close()


def test_published_signature() -> None:
    text = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    data = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    signature = base64.b64decode(data)[4:]
    assert verify_ledger.is_signed(PEOPLE_KEY, text, signature)
    assert not verify_ledger.is_signed(PEOPLE_KEY, text + b" ", signature)
    too_large = signature[:32] + (int.from_bytes(signature[32:], "little") + verify_ledger.Q).to_bytes(
        32, "little"
    )
    assert not verify_ledger.is_signed(PEOPLE_KEY, text, too_large)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found = run(tmp_path / "nowhere.db")
    assert found.returncode == 1
    assert "WRONG" in found.stderr
    assert "Traceback" not in found.stderr
    assert run().returncode == 2
