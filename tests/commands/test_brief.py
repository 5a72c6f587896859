"""`mithaq brief` of a record; of texts it is tested with the commands that read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.exports.warehouse import open_warehouse
from typer.testing import CliRunner, Result

from mithaq import cli
from mithaq.commands.brief import FORMATS
from mithaq.reports.situation.formats import BriefFormat


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "r.db"
    open_warehouse(str(path)).close()
    return path


def test_the_formats_are_those_of_the_table() -> None:
    assert [(name, ends[0]) for name, ends in FORMATS] == [
        (wanted.value, f".{wanted}") for wanted in BriefFormat
    ]


@pytest.mark.parametrize(
    ("wanted", "begins"), [("html", b"<!DOCTYPE"), ("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# ")]
)
def test_a_report_is_written(record: Path, tmp_path: Path, wanted: str, begins: bytes) -> None:
    out = tmp_path / f"brief.{wanted}"
    result = run("brief", "--record", record, "--lang", "ar", "--kind", "programme", "--out", out)
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(begins)
    assert str(out) in result.stderr


def test_everything_can_be_chosen(record: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "b.md", tmp_path / "own"
    folder.mkdir()
    (folder / "brief.md").write_text("{{ report.title }} {{ report.period }} {{ report.sections|length }}\n")
    result = run(
        "brief", "--record", record, "--lang", "ar", "--format", "md", "--out", out, "--title", "الأسبوع",
        "--period", "2020-11", "--case", "request-1", "--standing", "confirmed", "--templates", folder,
        "--numerals", "arabic", "--months", "levant",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert out.read_text("utf-8") == "الأسبوع تشرين الثاني ٢٠٢٠ 11\n"


def test_the_record_of_the_environment_is_used(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_RECORD", str(record))
    assert run("brief", "--out", tmp_path / "b.html", "--kind", "plan").exit_code == 0
    texts = tmp_path / "text.txt"
    texts.write_text("دعت الحكومة الأمم المتحدة إلى دعم تدريب الشرطة.", "utf-8")
    result = run("brief", texts, "--published", "2020-11-21", "--out", tmp_path / "t.html")
    assert result.exit_code == 0, result.output
    assert "mark" in (tmp_path / "t.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "odt"], "is none of html, pdf, docx, md"),
        (["--out", "x.odt"], "let it end in one of .html, .htm, .pdf, .docx, .md"),
        (["--out", "x.pdf", "--format", "docx"], "in the format pdf, but --format is docx"),
        (["--out", "x.pdf", "--format", "docx", "--lang", "ar"], "اجعل الاسم ينتهي"),
        (["--period", "soon"], "--period"),
        (["--standing", "sure"], "--standing"),
        (["samples", "--record", "R"], "give either texts or --record R"),
        (["samples", "--title", "x"], "--title"),
        (["samples", "--format", "docx"], "mithaq read"),
        (["samples", "--out", "x.docx"], "mithaq read"),
    ],
)
def test_wrong_use_ends_with_two(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    more = [] if words[0] == "samples" else ["--record", str(record)]
    result = run("brief", "--out", "x", *words, *more)
    assert result.exit_code == cli.WRONG_USE
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_missing_letters_are_told(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.reports.situation.letters.has_arabic_letters", lambda: False)
    asked = ("brief", "--record", record, "--kind", "plan", "--out", tmp_path / "b")
    assert "no font" in run(*asked, "--format", "docx").stderr
    assert "no font" not in run(*asked, "--format", "md").stderr


def test_a_folder_without_templates_is_refused(record: Path, tmp_path: Path) -> None:
    result = run("brief", "--record", record, "--templates", tmp_path, "--out", tmp_path / "x.html")
    assert result.exit_code == 1
    assert "holds no template" in str(result.exception)
    assert not (tmp_path / "x.html").exists()
