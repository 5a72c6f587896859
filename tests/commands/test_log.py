from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.following.ledgers import NADIA, OMAR, open_request
from typer.testing import CliRunner, Result

from mithaq import cli
from mithaq.following.case import Comment
from mithaq.ledger.record import open_record


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    opened = open_record(str(path))
    opened.append([open_request("r1"), open_request("r2")], NADIA)
    opened.append([Comment(case="r1", text="للمتابعة")], OMAR)
    opened.close()
    return path


def run(record: Path, *words: object) -> Result:
    env = {"MITHAQ_LANG": "en", "MITHAQ_RECORD": str(record)}
    return CliRunner(env=env).invoke(cli.app, ["log", *(str(word) for word in words)])


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ([], [0, 1, 2]),
        (["--first", "1"], [1, 2]),
        (["--last", "1"], [0, 1]),
        (["--case", "r1"], [0, 2]),
        (["--case", "r1", "--case", "r2", "--last", "0"], [0]),
    ],
    ids=str,
)
def test_one_line_for_each_entry(record: Path, options: list[str], numbers: list[int]) -> None:
    result = run(record, *options)
    assert result.exit_code == cli.DONE, result.output
    assert [int(line.split()[0]) for line in result.stdout.splitlines()] == numbers
    rows = [json.loads(line) for line in run(record, *options, "--json").stdout.splitlines()]
    assert [row["number"] for row in rows] == numbers


def test_a_line_tells_who_did_what(record: Path) -> None:
    assert "omar  r1  remark: " in run(record).stdout
    assert "ملاحظة" in run(record, "--lang", "ar").stdout


def test_nothing_is_said_of_nothing(record: Path) -> None:
    result = run(record, "--first", 9)
    assert result.stdout == ""
    assert "No entries found" in result.stderr
