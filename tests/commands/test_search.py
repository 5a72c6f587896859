from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ledger.handmade import make_document
from typer.testing import CliRunner, Result

from mithaq import cli, read_document
from mithaq.ledger.record import open_record


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    opened = open_record(str(path))
    texts = {"one": "خرقت قوات مجهولة الهدنة في سرت.", "two": "طلبت حكومة الوفاق من تركيا تدريب الشرطة."}
    for name, text in texts.items():
        opened.add_readings([read_document(make_document(text, name=name, outlet=name))])
    opened.close()
    return path


def run(record: Path, *words: str) -> Result:
    env = {"MITHAQ_LANG": "en", "MITHAQ_RECORD": str(record)}
    return CliRunner(env=env).invoke(cli.app, ["search", *words])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["truce"], ["one"]),
        (["الهدنة", "--newest"], ["one"]),
        (["", "--only", "outlet=two"], ["two"]),
        (["", "--only", "outlet=two", "--only", "outlet=one", "--limit", "1", "--offset", "1"], ["one"]),
        (["zyzzyva"], []),
    ],
)
def test_what_is_found_is_printed_as_json(record: Path, words: list[str], found: list[str]) -> None:
    result = run(record, *words, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [hit["outlet"] for hit in told["hits"]] == found


def test_acts_and_cases_are_searched(record: Path) -> None:
    for what in ("act", "case"):
        told = json.loads(run(record, "police", "--what", what, "--json").stdout)
        assert {hit["what"] for hit in told["hits"]} == {what}
        assert told["totals"][what] == told["total"] > 0


def test_what_is_found_is_printed_for_a_person(record: Path) -> None:
    result = run(record, "truce")
    assert "1 found" in result.stdout
    assert "[الهدنة]" in result.stdout


@pytest.mark.parametrize(
    "options", [["--what", "nothing"], ["--only", "outlet"], ["--only", "colour=red"], ["--only", "outlet="]]
)
def test_wrong_use_is_refused(record: Path, options: list[str]) -> None:
    assert run(record, "truce", *options).exit_code == 2
