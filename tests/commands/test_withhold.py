"""Salma keeps the name of a witness out of everything that leaves the record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mithaq import cli

TEXT = (
    "طلبت الحكومة الليبية من الأمم المتحدة تدريب الشرطة.\n"
    "وقال الشاهد سليم الورفلي إن الحكومة طلبت ذلك. وأضاف سليم الورفلي أن الأمم المتحدة لم ترد."
)
NAME = "سليم الورفلي"


def run(record: Path, *words: object, code: int = cli.DONE) -> Result:
    env = {"MITHAQ_LANG": "en", "COLUMNS": "250", "MITHAQ_RECORD": str(record), "MITHAQ_NAME": "salma"}
    result = CliRunner(env=env).invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "01.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "room.db"
    run(path, "read", tmp_path / "01.txt", "--published", "2020-05-18")
    case = run(path, "case", "open", "incident", "بلاغ").stdout.split()[0]
    (receipt,) = [
        row for row in map(json.loads, run(path, "log", "--json").stdout.splitlines())
        if row["step"]["step"] == "receive"
    ]  # fmt: skip
    start = TEXT.index("وقال")
    run(path, "case", "judge", case, "--set", "source=شاهد",
        "--evidence", f"{receipt['step']['document']}:{start}-{len(TEXT)}")  # fmt: skip
    (tmp_path / "case").write_text(case)
    return path


def find_case(record: Path) -> str:
    return (record.parent / "case").read_text()


def test_a_name_is_masked_until_it_is_released(record: Path) -> None:
    case = find_case(record)
    assert NAME in run(record, "case", "show", case, "--json").stdout
    told = run(record, "withhold", NAME, "--case", case, "--because", "حماية شاهد").stdout
    assert "Withheld in 2 places" in told
    page = json.loads(run(record, "case", "show", case, "--json").stdout)
    assert NAME not in json.dumps(page, ensure_ascii=False)
    (citation,) = page["sections"]["fields"][0]["evidence"]
    assert citation["masked"]
    assert len(citation["quote"]["text"]) == len(TEXT) - TEXT.index("وقال")
    assert NAME not in run(record, "log").stdout
    entry = told.split()[-1]
    assert "Shown again" in run(record, "withhold", "--release", entry).stdout
    assert NAME in run(record, "case", "show", case, "--json").stdout


def test_a_name_that_does_not_stand_there_is_refused(record: Path) -> None:
    refused = run(record, "withhold", "كلمة أخرى", "--case", find_case(record), code=cli.PARTLY)
    assert "stands in no document of the case" in str(refused.exception)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["x"],
        ["--case", "r1"],
        ["x", "--case", "r1", "--release", "1"],
        ["--release", "0"],
        ["--release", "999"],
    ],
    ids=str,
)
def test_wrong_use_ends_with_two(record: Path, words: list[str]) -> None:
    run(record, "withhold", *words, code=cli.WRONG_USE)


def test_a_statement_is_kept_apart_cited_and_erased(tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text("رأى الشاهد السيارة عند الجسر.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    path = tmp_path / "room.db"
    kept = run(path, "read", tmp_path / "w.txt", "--personal", "--published", "2020-05-18")
    digest, name = kept.stdout.split()
    assert "1 new personal texts" in kept.stderr
    run(path, "read", tmp_path, "--personal", code=cli.PARTLY)
    case = run(path, "case", "open", "incident", "بلاغ").stdout.split()[0]
    run(path, "case", "judge", case, "--set", "source=شاهد", "--evidence", f"{digest}:4-10")
    assert "الشاهد" in run(path, "case", "show", case).stdout
    run(path, "erase", name, "--because", " ", code=cli.WRONG_USE)
    assert "Erased; recorded as 3" in run(path, "erase", name, "--because", "سحب إفادته").stdout
    shown = run(path, "case", "show", case).stdout
    assert "░░░░░░" in shown
    assert "the words were erased" in shown
    assert "سحب إفادته" in run(path, "log").stdout
    run(path, "verify")
