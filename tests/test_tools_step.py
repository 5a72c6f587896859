from __future__ import annotations

import sys

import pytest
from tools.step import main, run_step


def test_success_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_step("Greeting", [sys.executable, "-c", "print('hello')"]) == 0
    told = capfd.readouterr()
    assert told.err.startswith("Greeting: done, ")
    assert "hello" not in told.err + told.out


def test_failure_shows_the_whole_output_and_keeps_the_code(capfd: pytest.CaptureFixture[str]) -> None:
    script = "import sys; print('first'); print('second', file=sys.stderr); sys.exit(3)"
    assert run_step("Greeting", [sys.executable, "-c", script]) == 3
    told = capfd.readouterr().err
    assert "Greeting: FAILED (exit 3)" in told
    assert "first" in told
    assert "second" in told


@pytest.mark.parametrize("arguments", [[], ["Greeting"], ["Greeting", "--"], ["Greeting", "true"]])
def test_wrong_use(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["step.py", *arguments])
    assert main() == 2
    assert "Usage" in capfd.readouterr().err
