from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
import zipfile
from pathlib import Path

import psycopg
import pytest
from bench.steps import fill
from typer.testing import CliRunner, Result

from mithaq import cli, read_text
from mithaq.commands.serve import run_workbench
from mithaq.errors import MithaqError
from mithaq.following.case import Describe, Evidence, Kind, Open
from mithaq.following.entry import Propose, Withhold
from mithaq.ledger.attachments import find_path, keep_attachment
from mithaq.ledger.backup import write_backup
from mithaq.ledger.current import read_entries
from mithaq.ledger.keys import make_key, read_signing_key
from mithaq.ledger.models import CheckpointRow
from mithaq.ledger.record import open_record


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_CONFIG", str(tmp_path / "settings"))
    monkeypatch.delenv("MITHAQ_KEY", raising=False)
    monkeypatch.delenv("MITHAQ_RECORD", raising=False)


def run(*words: object) -> Result:
    return CliRunner(env={"MITHAQ_LANG": "en"}).invoke(cli.app, [str(word) for word in words])


def refuse(*words: object) -> str:
    """What main would print."""
    result = run(*words)
    assert isinstance(result.exception, MithaqError), result.output
    return str(result.exception)


def tamper(url: str, statement: str) -> None:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as server:
            server.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
            server.execute(statement)  # type: ignore[call-overload]
        return
    connection = sqlite3.connect(url)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def record(record_url: str) -> str:
    fill(record_url, 25).close()
    return record_url


@pytest.fixture
def file(sqlite_url: str) -> str:
    fill(sqlite_url, 25).close()
    return sqlite_url


def test_a_right_record(record: str) -> None:
    result = run("verify", "--record", record)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Right: 25 entries, root hash ")
    assert "kept elsewhere" in result.stderr


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE ledger_entry SET author = 'somebody' WHERE number = 9", "Entry 9: the column author"),
        ("DELETE FROM ledger_entry WHERE number = 9", "Entry 9 is missing"),
        ("UPDATE ledger_entry SET payload = leaf WHERE number = 9", "Entry 9 was changed"),
        ("DELETE FROM ledger_entry WHERE number > 8", "entry 9 and all that followed"),
        ("UPDATE ledger_case SET place = 'elsewhere'", "ledger_case"),
    ],
)
def test_a_wrong_record_ends_with_one(record: str, tmp_path: Path, statement: str, message: str) -> None:
    kept = tmp_path / "checkpoint"
    assert run("checkpoint", "--record", record, "--out", kept).exit_code == 0
    tamper(record, statement)
    result = run("verify", "--record", record, "--checkpoint", kept)
    assert result.exit_code == cli.PARTLY
    assert message in result.stderr
    assert "Right" not in result.stdout


def test_a_checkpoint_is_extended_by_what_comes_later(record: str, tmp_path: Path) -> None:
    kept = tmp_path / "checkpoint"
    result = run("checkpoint", "--record", record, "--out", kept, "--name", "monitors.example/record")
    assert "There was no key" in result.stderr
    assert "Checkpoint over 25 entries" in result.stderr
    assert (tmp_path / "settings" / "checkpoint.key").stat().st_mode & 0o777 == 0o600
    fill(record, 9, seed=2).close()
    result = run("verify", "--record", record, "--checkpoint", kept)
    assert result.exit_code == 0, result.output
    assert "extends the checkpoint of monitors.example/record over 25 entries" in result.stdout
    row = CheckpointRow.objects.using(open_record(record).alias).get()
    assert (row.size, row.text) == (25, kept.read_text())
    again = run("checkpoint", "--record", record, "--out", kept)
    assert "no key" not in again.stderr
    assert kept.read_text("utf-8").splitlines()[1] == "34"


def test_as_json(file: str, tmp_path: Path) -> None:
    kept = tmp_path / "checkpoint"
    run("checkpoint", "--record", file, "--out", kept)
    told = json.loads(run("verify", "--record", file, "--checkpoint", kept, "--json").stdout)
    assert (told["right"], told["entries"], told["faults"]) == (True, 25, [])
    assert told["checkpoint"] == {"origin": "mithaq", "entries": 25, "signature_checked": True}
    assert len(base64.b64decode(told["root"])) == 32
    tamper(file, "DELETE FROM ledger_entry WHERE number = 9")
    result = run("verify", "--record", file, "--json", "--lang", "ar")
    told = json.loads(result.stdout)
    assert result.exit_code == cli.PARTLY
    assert (told["right"], told["entries"], told["checkpoint"]) == (False, 9, None)
    assert told["faults"][0] == {"sign": "missing", "entry": 9, "detail": "", "what": "القيد 9 مفقود"}


def test_verify_speaks_arabic(file: str) -> None:
    assert "سليم" in run("verify", "--record", file, "--lang", "ar").stdout


def test_the_signature_is_checked_where_there_is_a_key(file: str, tmp_path: Path) -> None:
    kept, mine = tmp_path / "checkpoint", tmp_path / "mine"
    run("checkpoint", "--record", file, "--out", kept, "--key", mine)
    result = run("verify", "--record", file, "--checkpoint", kept)
    assert result.exit_code == 0
    assert "signature of the checkpoint was not checked" in result.stderr
    for key in (mine, tmp_path / "mine.pub"):
        result = run("verify", "--record", file, "--checkpoint", kept, "--key", key)
        assert (result.exit_code, result.stderr) == (0, "")
    make_key(tmp_path / "other", "mithaq")
    message = refuse("verify", "--record", file, "--checkpoint", kept, "--key", tmp_path / "other.pub")
    assert "the signature is not that of mithaq" in message


def test_a_changed_checkpoint_is_refused(file: str, tmp_path: Path) -> None:
    kept = tmp_path / "checkpoint"
    run("checkpoint", "--record", file, "--out", kept)
    kept.write_text(kept.read_text("utf-8").replace("\n25\n", "\n24\n"), encoding="utf-8")
    assert "or changed since" in refuse("verify", "--record", file, "--checkpoint", kept)


def test_the_key_can_stand_in_the_environment(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_KEY", str(tmp_path / "mine"))
    monkeypatch.setenv("MITHAQ_RECORD", file)
    assert run("checkpoint", "--out", tmp_path / "checkpoint").exit_code == 0
    assert read_signing_key(tmp_path / "mine").name == "mithaq"
    assert not (tmp_path / "settings").exists()


def test_a_wrong_record_gets_no_checkpoint_backup_or_receipt(file: str, tmp_path: Path) -> None:
    make_key(tmp_path / "key", "mithaq")
    tamper(file, "UPDATE ledger_entry SET leaf = node WHERE number = 9")
    tamper(file, "UPDATE ledger_entry SET author = 'somebody' WHERE number = 4")
    out = tmp_path / "out"
    for words in (["checkpoint"], ["backup"], ["prove", 3]):
        extra = [] if words == ["backup"] else ["--key", tmp_path / "key"]
        result = run(*words, "--record", file, "--out", out, *extra)
        assert result.exit_code == cli.PARTLY
        assert "Entry 4: the column author" in result.stderr
        assert not out.exists()


def test_a_checkpoint_is_not_replaced_by_one_that_contradicts_it(file: str, tmp_path: Path) -> None:
    kept = tmp_path / "checkpoint"
    run("checkpoint", "--record", file, "--out", kept)
    before = kept.read_bytes()
    other = str(tmp_path / "other.db")
    fill(other, 25, seed=5).close()
    result = run("checkpoint", "--record", other, "--out", kept)
    assert result.exit_code == cli.PARTLY
    assert "The first 25 entries are not those" in result.stderr
    assert kept.read_bytes() == before
    (tmp_path / "letter").write_text("words")
    assert "no checkpoint" in refuse("checkpoint", "--record", file, "--out", tmp_path / "letter")


def test_a_receipt_proves_one_entry(record: str, tmp_path: Path) -> None:
    proof = tmp_path / "9.tlog-proof"
    assert "cannot be read" in refuse("prove", 9, "--record", record, "--out", proof)
    run("checkpoint", "--record", record, "--out", tmp_path / "checkpoint")
    result = run("prove", 9, "--record", record, "--out", proof)
    assert "Proof of entry 9 in a record of 25 entries" in result.stderr
    result = run("verify", "--receipt", proof)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["number"] == 9
    assert "that mithaq checkpointed with 25 entries" in result.stderr
    proof.write_text(proof.read_text("utf-8").replace("index 9", "index 8"), encoding="utf-8")
    assert "the receipt is wrong" in refuse("verify", "--receipt", proof)
    assert "there is no entry 25" in refuse("prove", 25, "--record", record, "--out", proof)


def test_withheld_names_leave_by_no_receipt_unasked(file: str, tmp_path: Path) -> None:
    run("checkpoint", "--record", file, "--out", tmp_path / "checkpoint")
    text, opened = "طلبت الحكومة اليمنية من الأمم المتحدة تدريب عناصر الشرطة في عدن.", open_record(file)
    opened.add_readings([read_text(text, "2015-03-04", name="letter")])
    steps = {entry.number: entry.step for entry in read_entries(opened, first=25)}
    number = next(
        n for n, step in steps.items() if isinstance(step, Propose) and isinstance(step.proposal.step, Open)
    )
    word = "الحكومة اليمنية"
    digest = hashlib.sha256(text.encode()).hexdigest()
    words = Evidence(digest, text.index(word), text.index(word) + len(word))
    opened.append([Withhold(case=steps[number].case, evidence=(words,))], "amal")
    opened.close()
    proof = tmp_path / "proof"
    result = run("prove", number, "--record", file, "--out", proof)
    assert result.exit_code == cli.PARTLY
    assert "names that are withheld" in result.stderr
    assert not proof.exists()
    assert run("prove", number, "--record", file, "--out", proof, "--withheld").exit_code == 0
    assert json.loads(run("verify", "--receipt", proof).stdout)["number"] == number


def test_backup_and_restore(record: str, tmp_path: Path) -> None:
    saved, other = tmp_path / "backup.zip", str(tmp_path / "other.db")
    result = run("backup", "--record", record, "--out", saved)
    assert "Backup of 25 entries" in result.stderr
    result = run("restore", saved, "--record", other)
    assert result.exit_code == 0, result.output
    assert "25 entries restored" in result.stderr
    assert run("verify", "--record", other).stdout == run("verify", "--record", record).stdout
    assert "not empty" in refuse("restore", saved, "--record", other)


def test_a_damaged_backup_leaves_nothing_behind(file: str, tmp_path: Path) -> None:
    saved = tmp_path / "backup.zip"
    run("backup", "--record", file, "--out", saved)
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("more", "more")
    assert "damaged" in refuse("restore", saved, "--record", tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize("words", [["verify"], ["checkpoint", "--out", "x"], ["backup", "--out", "x"]])
def test_a_record_that_is_not_there_is_not_made(words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "nowhere.db"
    assert "no such record" in refuse(*words, "--record", path)
    assert not path.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "--receipt", "x", "--checkpoint", "x"],
        ["checkpoint"],
        ["prove", "-1", "--out", "x"],
        ["prove", "--out", "x"],
        ["backup"],
        ["restore"],
        ["verify", "--lang", "fr"],
    ],
)
def test_wrong_use_ends_with_two(words: list[str]) -> None:
    assert run(*words).exit_code == cli.WRONG_USE


def test_verify_names_an_attachment_that_is_gone(
    record_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MITHAQ_FILES", str(tmp_path / "files"))
    kept = keep_attachment(tmp_path / "files", b"%PDF-1.7\n1", "محضر.pdf")
    described = Describe(case="incident-1", field="attachment", value=kept.write())
    opened = open_record(record_url)
    opened.append([Open(case="incident-1", kind=Kind.INCIDENT), described], "huda")
    assert run("verify", "--record", record_url).exit_code == 0
    find_path(tmp_path / "files", kept.sha256).unlink()
    result = run("verify", "--record", record_url)
    assert result.exit_code == 1
    assert f"Entry 1: the attachment is missing: {kept.write()}" in result.output


def test_a_backup_holds_attachments_and_brings_them_back(
    record_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MITHAQ_FILES", str(tmp_path / "files"))
    kept = [keep_attachment(tmp_path / "files", b"%PDF-1.7\n" + end, "محضر.pdf") for end in (b"1\n", b"2")]
    opened = open_record(record_url)
    steps = [Describe(case="incident-1", field="attachment", value=item.write()) for item in (*kept, kept[0])]
    opened.append([Open(case="incident-1", kind=Kind.INCIDENT), *steps], "huda")
    assert "attachments: 2" in run("backup", "--record", record_url, "--out", tmp_path / "a.zip").output
    monkeypatch.setenv("MITHAQ_FILES", str(tmp_path / "others"))
    result = run("restore", tmp_path / "a.zip", "--record", tmp_path / "b.db")
    assert "attachments: 2, lines of the shift log: 0" in result.output
    assert run("verify", "--record", tmp_path / "b.db").exit_code == 0
    assert run("backup", "--record", tmp_path / "b.db", "--out", tmp_path / "b.zip").exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_backup_without_an_attachment_says_which(
    record_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MITHAQ_FILES", str(tmp_path / "files"))
    kept = keep_attachment(tmp_path / "files", b"%PDF-1.7\n1", "محضر.pdf")
    described = Describe(case="incident-1", field="attachment", value=kept.write())
    open_record(record_url).append([Open(case="incident-1", kind=Kind.INCIDENT), described], "huda")
    find_path(tmp_path / "files", kept.sha256).write_bytes(b"%PDF-1.7\n3")
    result = run("backup", "--record", record_url, "--out", tmp_path / "a.zip")
    assert result.exit_code == cli.PARTLY
    assert "attachments: 0" in result.output
    assert "Entry 1: the attachment was changed" in result.output


def test_an_attachment_in_a_backup_is_called_by_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_FILES", str(tmp_path / "files"))
    false = tmp_path / ("0" * 64)
    false.write_bytes(b"%PDF-1.7")
    write_backup(open_record(str(tmp_path / "r.db")), tmp_path / "a.zip", [false])
    assert "is not what its digest says" in refuse(
        "restore", tmp_path / "a.zip", "--record", tmp_path / "b.db"
    )


def test_the_log_of_the_operations_room_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_FILES", str(tmp_path / "files"))
    record, lines = str(tmp_path / "r.db"), tmp_path / "lines"
    fields = {
        "shift": 1, "at": "2020-11-21T08:00:00Z", "author": "huda", "act": "start", "text": "بدأت المناوبة",
        "case": "", "corrects": None, "attachment": "", "matters": [], "once": None,
    }  # fmt: skip
    lines.write_text(
        json.dumps({"model": "watch.linerow", "pk": 7, "fields": fields}) + "\n", encoding="utf-8"
    )
    assert run_workbench(("log-in", str(lines)), record) == 0
    assert "shift log: 1" in run("backup", "--record", record, "--out", tmp_path / "a.zip").output
    assert run("restore", tmp_path / "a.zip", "--record", tmp_path / "b.db").exit_code == 0
    assert run_workbench(("log-out", str(tmp_path / "again")), str(tmp_path / "b.db")) == 0
    (line,) = (tmp_path / "again").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"model": "watch.linerow", "pk": 7, "fields": fields}
    assert run_workbench(("log-in", str(lines)), str(tmp_path / "b.db")) == cli.PARTLY
