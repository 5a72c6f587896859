from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ledger.handmade import make_document, open_request
from tests.reports.imports.samples import SHELLING, TALKS, write_acled, write_polecat
from typer.testing import CliRunner

from mithaq.cli import app
from mithaq.commands import import_ as command
from mithaq.commands.options import DONE, PARTLY, WRONG_USE
from mithaq.following.case import Kind
from mithaq.ledger.finding import find_cases
from mithaq.ledger.record import open_record
from mithaq.reports.imports.mapping import TableMapping, write_mapping

TABLE = "التاريخ,الحادث,القتلى\n2020-04-18,سقوط قذائف على حي سكني,٢\n2020-04-19,اشتباك,كثير\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return str(tmp_path / "desk.db")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(path: Path | str, url: str, form: str, *more: str, typed: str = "") -> tuple[int, str, str]:
    arguments = ["import", str(path), "--record", url, "--format", form, "--as", "nadia", *more]
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, result.stdout, f"{result.stderr}{result.exception or ''}"


def count_cases(url: str) -> int:
    record = open_record(url)
    try:
        return len(find_cases(record).cases)
    finally:
        record.close()


def test_a_file_is_taken_over_and_told(tmp_path: Path, url: str) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(write_acled(SHELLING, {**SHELLING, "event_date": "x"}), encoding="utf-8")
    code, out, err = run(path, url, "acled")
    assert code == PARTLY
    assert "1 new cases" in out
    assert "taken by nadia" in out
    assert "acled.csv:3: x is no date. Write it like" in err
    assert count_cases(url) == 1
    code, out, _ = run(path, url, "acled", "--lang", "ar")
    assert (code, "0 ملفًا جديدًا" in out) == (PARTLY, True)


def test_as_json(tmp_path: Path, url: str) -> None:
    path = tmp_path / "polecat.tsv"
    path.write_text(write_polecat(TALKS), encoding="utf-8")
    code, out, _ = run(path, url, "polecat", "--json")
    told = json.loads(out)
    assert code == DONE
    assert (told["cases"], told["left_out"], told["refusals"], told["person"]) == (
        0, {"no case is made of CONSULT alone": 1}, [], "nadia",
    )  # fmt: skip
    assert "Left out: 1: no case is made of CONSULT alone" in run(path, url, "polecat")[1]


def test_columns_are_asked_for_once_and_kept(table: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "is_asked", lambda: True)
    code, _, err = run(table, url, "csv", typed="nonsense\nincident\n\ntitle\n\n")
    assert (code, "nonsense is none of these" in err) == (PARTLY, True), err
    assert "table.csv:3: كثير is no amount" in err
    (kept,) = Path(f"{url}.mappings").iterdir()
    assert "harm:killed" in kept.read_text(encoding="utf-8")
    monkeypatch.setattr(command, "ask_mapping", lambda *_: pytest.fail("asked twice"))
    assert run(table, url, "csv")[0] == PARTLY
    assert count_cases(url) == 1


def test_columns_that_hold_nothing_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "kind", "title", "ignore"])
    monkeypatch.setattr(command, "_ask", lambda *_: next(answers))
    from mithaq.commands.options import Language, find_wording  # noqa: PLC0415 - as the command does

    mapping = command.ask_mapping(("النوع", "العنوان", "آخر", ""), find_wording(Language.AR))
    assert mapping == TableMapping({"النوع": "kind", "العنوان": "title"})


def test_a_mapping_in_a_file(table: Path, url: str, tmp_path: Path) -> None:
    write_mapping(TableMapping({"الحادث": "title"}, Kind.INCIDENT), tmp_path / "m.yaml")
    code, out, _ = run(table, url, "csv", "--mapping", str(tmp_path / "m.yaml"))
    assert (code, "2 new cases" in out) == (DONE, True)


def test_nobody_is_asked_where_nobody_is(table: Path, url: str) -> None:
    assert not command.is_asked()
    code, _, err = run(table, url, "csv")
    assert (code != DONE, "--mapping FILE" in err) == (True, True)
    assert not Path(url).exists()


def test_another_record_with_its_checkpoint(tmp_path: Path, url: str) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(write_acled(SHELLING), encoding="utf-8")
    there, key = str(tmp_path / "there.db"), str(tmp_path / "key")
    run(path, there, "acled")
    made = CliRunner().invoke(
        app, ["checkpoint", "--record", there, "--out", str(tmp_path / "c.txt"), "--key", key]
    )
    assert made.exit_code == DONE, made.stderr
    code, out, err = run(Path(there), url, "mithaq", "--checkpoint", str(tmp_path / "c.txt"), "--key", key)
    assert (code, "are proved" in out) == (DONE, True), err
    assert count_cases(url) == 1


@pytest.mark.parametrize(("form", "name"), [("xml", "table.csv"), ("csv", "none.csv")])
def test_wrong_use(table: Path, url: str, form: str, name: str) -> None:
    assert run(table.with_name(name), url, form)[0] == WRONG_USE


def test_where_mappings_are_kept(tmp_path: Path) -> None:
    assert command.find_folder("a.db", tmp_path / "x.csv") == Path("a.db.mappings")
    assert command.find_folder("postgresql://x/y", tmp_path / "x.csv") == tmp_path / "mappings"


def test_a_record_is_named_by_its_address(url: str, postgresql_url: str) -> None:
    there = open_record(postgresql_url)
    there.append([open_request()], "omar", documents=[make_document()])
    there.close()
    code, out, err = run(postgresql_url, url, "mithaq")
    assert (code, err) == (DONE, "")
    assert "1 new cases" in out
    assert count_cases(url) == 1
    # Only a record has an address; anything else is a file.
    code, _, err = run(postgresql_url, url, "acled")
    assert (code, "there is no file" in err) == (WRONG_USE, True)
