from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from mithaq import cli
from mithaq.errors import LedgerError, MithaqError
from mithaq.refusals import make_error


def test_without_a_command_help_is_shown() -> None:
    result = CliRunner().invoke(cli.app, [])
    assert result.exit_code == cli.WRONG_USE
    assert "extract" in result.output


def test_a_command_that_there_is_not_is_wrong_use() -> None:
    result = CliRunner().invoke(cli.app, ["dance"])
    assert result.exit_code == cli.WRONG_USE
    assert "dance" in result.stderr


def test_every_command_says_what_it_does() -> None:
    commands = [*cli.COMMANDS, *(command for _, _, group in cli.GROUPS for command in group)]
    assert [name for name, command in commands if not command.__doc__] == []


def test_version() -> None:
    result = CliRunner().invoke(cli.app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("mithaq ")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (MithaqError("no place", where="disk", remedy="Clean it"), cli.PARTLY, "disk: no place. Clean it"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_failures_end_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    message: str,
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == code
    assert capsys.readouterr().err.strip() == message


@pytest.mark.parametrize("words", [["--lang", "ar"], ["--lang=ar"]])
def test_failures_are_told_in_the_language_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    def fail(**_: object) -> None:
        raise make_error(LedgerError, "judging.no-case", where="r9", case="r9")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr("sys.argv", ["mithaq", "case", "show", "r9", *words])
    with pytest.raises(SystemExit):
        cli.main()
    assert "الملف r9: ليس في السجل ملف كهذا" in capsys.readouterr().err


def test_help_waits_for_nothing_heavy() -> None:
    code = (
        "import sys\nfrom mithaq.cli import main\nsys.argv = ['mithaq', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'django', 'onnxruntime', 'trafilatura', 'mithaq.lexicon'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
