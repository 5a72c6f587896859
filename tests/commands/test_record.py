from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import connections
from typer.testing import CliRunner, Result

from mithaq import cli
from mithaq.commands import record as command
from mithaq.ledger import batches
from mithaq.ledger.current import count_reviews, read_entries, read_readings
from mithaq.ledger.record import open_record
from mithaq.model import Reading

TEXT = "طلبت وزارة الداخلية الليبية من الأمم المتحدة أمس دعم تدريب عناصر الشرطة، وأدانت قصف مطار طرابلس."


def run(*words: object, **env: str) -> Result:
    return CliRunner(env={"MITHAQ_LANG": "en", "COLUMNS": "200", **env}).invoke(
        cli.app, [str(word) for word in words]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "texts"
    inside.mkdir()
    for number in range(3):
        (inside / f"n{number}.txt").write_text(f"{TEXT}\nوجاء ذلك في البيان رقم {number}.", encoding="utf-8")
    return inside


def test_texts_are_read_into_a_record_once(folder: Path, record_url: str) -> None:
    result = run("read", folder, "--record", record_url, "--published", "2020-11-21")
    assert result.exit_code == 0, result.output
    assert "3 new documents, 3 new readings" in result.stderr
    record = open_record(record_url)
    entries = list(read_entries(record))
    assert {
        reading.document.published and reading.document.published.text for reading in read_readings(record)
    } == {"2020-11-21"}
    again = run("read", folder, "--record", record_url, "--published", "2020-11-21")
    assert "0 new documents, 0 new readings, 0 new proposals; 3 known already" in again.stderr
    assert list(read_entries(record)) == entries


def test_the_record_is_named_by_the_environment_and_told_in_json(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "named.db"
    told = json.loads(run("read", folder, "--json", MITHAQ_RECORD=str(path)).stdout)
    assert told["record"] == str(path)
    assert (told["documents"], told["readings"], told["known"]) == (3, 3, 0)
    assert told["proposals"] == count_reviews(open_record(str(path)))


def test_what_cannot_be_read_is_named_and_the_rest_is_recorded(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = run("read", folder, "--record", tmp_path / "r.db", "--lang", "ar")
    assert result.exit_code == cli.PARTLY
    assert "empty.txt" in result.stderr
    assert "3 وثيقة جديدة" in result.stderr


def test_a_text_that_following_fails_at_is_named_and_the_rest_is_recorded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(readings: Sequence[Reading], cases: object) -> tuple[()]:
        del cases
        if any(reading.document.name.startswith("n1") for reading in readings):
            raise ZeroDivisionError("no words")
        return ()

    monkeypatch.setattr("mithaq.following.follow.follow", fail)
    result = run("read", folder, "--record", tmp_path / "r.db")
    assert result.exit_code == cli.PARTLY, result.exception
    assert "n1.txt: what follows from this could not be found: ZeroDivisionError: no words" in result.stderr
    assert "2 new documents" in result.stderr
    assert "n0.txt:" not in result.stderr


def test_the_full_reader_needs_its_weights(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.reading.readers.has_encoder", lambda: False)
    assert run("read", folder, "--record", tmp_path / "r.db", "--reader", "full").exit_code == cli.WRONG_USE


def test_a_newer_reader_tells_what_it_leaves_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.db"
    run("read", folder, "--record", path, "--published", "2020-11-21")
    assert count_reviews(open_record(str(path))) > 0
    monkeypatch.setattr(batches, "name_version", lambda reader: f"{reader} later")
    monkeypatch.setattr("mithaq.following.follow.follow", lambda *_: ())
    result = run("read", folder, "--record", path, "--published", "2020-11-21")
    assert "3 new readings, 0 new proposals" in result.stderr
    assert "nobody has judged are not made any more by this reader" in result.stderr


def test_what_was_recorded_before_an_interruption_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = batches.record_readings

    def interrupt(*args: object, **named: object) -> object:
        yield from recorded(*args, **named, documents=2)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(batches, "record_readings", interrupt)
    result = run("read", folder, "--record", tmp_path / "r.db")
    assert result.exit_code != 0
    assert "3 new documents" in result.stderr
    assert command.read.__doc__


def test_a_signal_in_the_middle_loses_no_batch(folder: Path, tmp_path: Path) -> None:
    for number in range(200):
        (folder / f"m{number}.txt").write_text(f"{TEXT} العدد {number}.", encoding="utf-8")
    path = tmp_path / "r.db"
    words = [sys.executable, "-m", "mithaq", "read", str(folder), "--record", str(path)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if path.exists() and count_documents(path):
                process.send_signal(signal.SIGINT)
                break
            time.sleep(0.05)
    before = count_documents(path)
    assert before > 0
    assert run("verify", "--record", path).exit_code == 0
    assert run("read", folder, "--record", path).exit_code == 0
    assert count_documents(path) == 203
    assert run("verify", "--record", path).exit_code == 0


def test_what_is_derived_is_made_anew(folder: Path, record_url: str) -> None:
    run("read", folder, "--record", record_url)
    record = open_record(record_url)
    with connections[record.alias].cursor() as cursor:
        cursor.execute("DELETE FROM ledger_review")
    assert run("verify", "--record", record_url).exit_code == cli.PARTLY
    result = run("rebuild", "--record", record_url)
    assert (result.exit_code, "made anew" in result.stderr) == (0, True)
    assert run("verify", "--record", record_url).exit_code == 0
    assert count_reviews(record) > 0


def count_documents(path: Path) -> int:
    try:
        return sum(1 for _ in read_readings(open_record(str(path), create=False)))
    except Exception:  # noqa: BLE001 - the record is being made
        return 0
