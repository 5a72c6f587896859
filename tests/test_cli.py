from __future__ import annotations

import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from mithaq import cli
from mithaq.errors import MithaqError


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


def test_help_is_there_at_once() -> None:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mithaq", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.4
