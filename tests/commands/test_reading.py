from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mithaq import cli, read_text
from mithaq.reports.readings import read_readings, write_reading

TEXT = "دعت وزارة الداخلية الليبية الأمم المتحدة أمس إلى دعم تدريب عناصر الشرطة، وأدانت قصف مطار طرابلس."


def run(*words: object, **env: str) -> Result:
    return CliRunner(env={"MITHAQ_LANG": "en", "COLUMNS": "200", **env}).invoke(
        cli.app, [str(word) for word in words]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "texts"
    inside.mkdir()
    (inside / "one.txt").write_text(TEXT, encoding="utf-8")
    (inside / "two.txt").write_text(f"{TEXT}\nورفضت الحكومة اليمنية الطلب.", encoding="utf-8")
    return inside


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "found.jsonl"
    path.write_bytes(write_reading(read_text(TEXT, "2020-11-21", name="one")))
    return path


def test_extract_writes_one_file_for_each_text(folder: Path, tmp_path: Path) -> None:
    result = run("extract", folder, "--out", tmp_path / "out", "--published", "2020-11-21")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.json", "two.json"]
    found = json.loads((tmp_path / "out" / "one.json").read_text("utf-8"))
    assert found["document"] == "one.txt"
    assert found["published"] == "2020-11-21"
    assert "REQUEST" in [act["type"] for act in found["acts"]]
    assert all(act["evidence"] in TEXT for act in found["acts"])
    assert "2 readings written" in result.stderr


def test_extract_writes_lines_that_show_reads(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "found.jsonl"
    assert run("extract", folder, "--jsonl", path, "--jobs", "2").exit_code == 0
    assert [reading.document.name for reading in read_readings(path)] == ["one", "two"]
    assert "Requests for support" in run("show", "requests", "--readings", path).stdout


def test_what_is_refused_is_named_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "latin.txt").write_text("not Arabic at all, whoever may read it")
    with zipfile.ZipFile(folder / "three.zip", "w") as archive:
        archive.writestr("scan.pdf", b"%PDF-1.4")
    result = run("extract", folder, "--out", tmp_path / "out")
    assert result.exit_code == cli.PARTLY
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.json", "two.json"]
    for word in ("empty.txt", "latin.txt", "three.zip!scan.pdf", "3 not read"):
        assert word in result.stderr


def test_a_copy_is_reported_but_is_no_failure(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.txt").write_text(TEXT, encoding="utf-8")
    result = run("extract", folder, "--out", tmp_path / "out")
    assert result.exit_code == cli.DONE
    assert "the same as in" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["extract", "samples", "--out", "x", "--reader", "full"], "full reader are not installed"),
        (["extract", "samples", "--out", "x", "--reader", "odd"], "odd"),
        (["extract", "samples"], "Say where to write"),
        (["extract", "--out", "x"], "Missing argument"),
        (["extract", "samples", "--out", "x", "--published", "2020-13"], "--published"),
        (["extract", "samples", "--out", "x", "--jobs", "0"], "--jobs"),
        (["show", "requests"], "either texts to read or --readings"),
        (["show", "wishes", "--readings", "x"], "wishes is no kind and no file"),
        (["show", "--readings", "x"], "Missing argument"),
        (["show", "tests", "--json"], "Name at least one kind"),
        (["show", "acts", "--lang", "fr"], "--lang"),
        (["brief", "samples"], "--out"),
        (["brief", "--out", "x"], "either texts to read or --readings"),
        (["brief", "samples", "--out", "x", "--format", "pdf"], "--format"),
        (["demo", "--rows", "0"], "--rows"),
    ],
)
def test_wrong_use_ends_with_two(words: list[str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    monkeypatch.setattr("mithaq.reading.readers.has_encoder", lambda: False)
    result = run(*words)
    assert result.exit_code == cli.WRONG_USE, result.output
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert not Path("x").exists()


def test_show_takes_kinds_and_texts_in_any_order(folder: Path) -> None:
    result = run("show", folder / "one.txt", "acts", "requests", "--text", folder / "two.txt")
    assert result.exit_code == 0
    assert result.stdout.index("Requests for support") < result.stdout.index("All acts")
    assert "one, line 1" in result.stdout
    assert "two, line 1" in result.stdout


def test_show_all_as_json(lines: Path) -> None:
    found = json.loads(run("show", "all", "--readings", lines, "--json").stdout)
    assert tuple(found) == cli.KINDS
    assert found["documents"][0]["name"] == "one"


def test_show_speaks_arabic(lines: Path) -> None:
    assert "طلبات الدعم" in run("show", "requests", "--readings", lines, "--lang", "ar").stdout
    assert "طلبات الدعم" in run("show", "requests", "--readings", lines, MITHAQ_LANG="ar").stdout


def test_show_names_what_it_could_not_read(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = run("show", "documents", folder, "--json")
    assert result.exit_code == cli.PARTLY
    assert len(json.loads(result.stdout)["documents"]) == 2


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_brief_is_written(lines: Path, tmp_path: Path, lang: str) -> None:
    out = tmp_path / "pages" / "brief.html"
    result = run("brief", "--readings", lines, "--out", out, "--lang", lang, "--format", "html")
    assert result.exit_code == 0, result.output
    assert f'<html lang="{lang}"' in out.read_text("utf-8")


def test_brief_of_texts(folder: Path, tmp_path: Path) -> None:
    assert run("brief", folder, "--out", tmp_path / "b.html").exit_code == 0
    assert "two" in (tmp_path / "b.html").read_text("utf-8")


def test_demo_prints_tables_and_writes_a_brief(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # in a clone the program is named by its path
    result = run("demo", folder, "--out", tmp_path / "out", "--rows", "1")
    assert result.exit_code == 0, result.output
    assert "Requests for support (2)" in result.stdout
    assert f"1 more: mithaq show requests {folder}" in " ".join(result.stdout.split())
    assert (tmp_path / "out" / "brief.html").exists()
    assert str(tmp_path / "out" / "brief.html") in result.stderr


def test_in_a_clone_the_program_is_named_by_its_path(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "mithaq").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("demo", folder, "--out", tmp_path / "out", "--rows", "1")
    assert f"1 more: {Path('.venv/bin/mithaq')} show requests {folder}" in " ".join(result.stdout.split())


def test_acts_of_which_the_reader_is_not_sure_enough_are_left_out(lines: Path) -> None:
    def count(*options: str) -> int:
        return len(json.loads(run("show", "acts", "--readings", lines, "--json", *options).stdout)["acts"])

    assert count() == count("--least", "0.1") > count("--least", "1") == 0


def test_details_of_which_the_reader_is_not_sure_enough_are_left_out(lines: Path) -> None:
    def count(*options: str) -> list[int]:
        acts = json.loads(run("show", "acts", "--readings", lines, "--json", *options).stdout)["acts"]
        told = [act for act in acts if act["sure"]["actors"] or act["sure"]["date"]]
        return [len(acts), len(told), sum(bool(act["who"]) + bool(act["date"]) for act in told)]

    acts, told, named = count()
    assert count("--least-detail", "1") == [acts, 0, 0]
    assert acts >= told > 0
    assert named >= told


def test_compile_tells_what_is_known() -> None:
    assert "Actors: " in run("compile").stdout
    assert json.loads(run("compile", "--json").stdout)["actors"] > 0


def test_a_broken_file_of_readings_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("{}\n")
    result = subprocess.run(
        [sys.executable, "-m", "mithaq", "show", "acts", "--readings", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == cli.PARTLY
    assert f"{path}:1: not a reading" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_closed_pipe_ends_quietly(lines: Path) -> None:
    command = f"{sys.executable} -m mithaq show all --json --readings {lines} | head -c 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.stdout == "{"
    assert result.stderr == ""
