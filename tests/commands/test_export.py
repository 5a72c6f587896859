from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.reports.exports.warehouse import open_warehouse
from typer.testing import CliRunner

from mithaq import cli
from mithaq.commands.export import FORMATS
from mithaq.ledger.keys import make_key
from mithaq.reports.exports.export import FORMATS as SPECS

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MITHAQ_CONFIG", str(tmp_path / "config"))
    open_warehouse("mithaq.db").close()
    return lambda *words: CliRunner().invoke(cli.app, ["export", *words], catch_exceptions=True)


def test_the_formats_are_those_of_the_table() -> None:
    assert [(name, ends[0]) for name, ends in FORMATS] == [(spec.format.value, spec.suffix) for spec in SPECS]


def test_the_name_of_a_file_says_its_format(run: Run) -> None:
    told = json.loads(run("--out", "cases.XLSX", "--json").stdout)
    assert told["holds"]["format"] == "xlsx"


@pytest.mark.parametrize("name", [name for name, _ in FORMATS])
def test_every_format_lies_beside_its_statement(run: Run, name: str) -> None:
    result = run("--format", name, "--out", "out.data")
    assert result.exit_code == 0, result.output
    assert Path("out.data").stat().st_size
    statement = json.loads(Path("out.data.statement.json").read_text(encoding="utf-8"))
    assert statement["holds"]["format"] == name


def test_selection_is_passed_on(run: Run) -> None:
    words = [
        "--period",
        "2020-11/2020-12",
        "--kind",
        "request",
        "--standing",
        "confirmed",
        "--licence",
        "CC0",
    ]
    result = run("--format", "csv", "--out", "a.csv", *words, "--json")
    told = json.loads(result.stdout)
    assert told["holds"]["records"] == 1
    assert (told["holds"]["period"], told["holds"]["kinds"]) == ("2020-11/2020-12", ["request"])
    assert told["licence"] == "CC0"
    named = run("--format", "csv", "--out", "b.csv", "--case", "incident-1", "--verification", "2", "--json")
    assert json.loads(named.stdout)["holds"]["records"] == 0


@pytest.mark.parametrize(("lang", "words"), [("en", "left out: "), ("ar", "لم يُصدَّر")])
def test_what_is_not_in_the_export_is_named(run: Run, lang: str, words: str) -> None:
    result = run("--format", "iati", "--out", "a.xml", "--lang", lang)
    assert words in result.stderr
    hidden = run("--format", "acled", "--out", "a.csv", "--lang", lang)
    assert "--private-names" in hidden.stderr
    shown = run("--format", "acled", "--out", "a.csv", "--lang", lang, "--private-names")
    assert "--private-names" not in shown.stderr


def test_checkpoint_is_signed_by_the_key_that_is_there(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("--format", "csv", "--out", "a", "--json").stdout)["ledger"]["checkpoint"] == ""
    make_key(tmp_path / "config" / "checkpoint.key", "example.org/record")
    signed = json.loads(run("--format", "csv", "--out", "a", "--json").stdout)["ledger"]["checkpoint"]
    assert signed.startswith("example.org/record\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "word"], "is none of ftm"),
        ([], "Files of several formats end in .csv; name one of acled, csv, hxl"),
        (["--lang", "ar"], "ملفات صيغ عدة"),
        (["--format", "xlsx"], "let the name end in .xlsx"),
        (["--out", "a"], "let it end in one of .ftm.json, .tsv, .csv"),
        (["--format", "csv", "--standing", "rejected"], "is none of proposed"),
        (["--format", "csv", "--period", "soon"], "not an EDTF date"),
        (["--format", "csv", "--kind", "war"], "war"),
    ],
)
def test_wrong_use_ends_with_two(run: Run, words: list[str], said: str) -> None:
    result = run("--out", "a.csv", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("a.csv").exists()


def test_what_a_format_does_not_hold_leaves_no_file(run: Run) -> None:
    result = run("--format", "geojson", "--kind", "plan", "--out", "a.geojson")
    assert "does not hold" in str(result.exception)
    assert list(Path().glob("a.geojson*")) == []


def test_record_that_is_not_there_is_refused(run: Run) -> None:
    result = run("--format", "csv", "--out", "a.csv", "--record", "none.db")
    assert "there is no such record" in str(result.exception)
