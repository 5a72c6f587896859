from __future__ import annotations

import time
from threading import Event

import pytest
from rich.console import Console

from mithaq.reports import progress
from mithaq.reports.progress import show_work, track

PATIENCE = 120  # seconds, however busy the machine is


def make_terminal(*, stderr: bool) -> Console:
    return Console(stderr=stderr, force_terminal=True, width=80)


def test_nothing_is_shown_where_nobody_looks(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(track([1, 2], "Reading", count=lambda: 2, patience=0)) == [1, 2]
    assert capfd.readouterr().err == ""


def test_a_short_run_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    assert list(track([1, 2], "Reading", count=lambda: 2, patience=PATIENCE)) == [1, 2]
    assert "Reading" not in capfd.readouterr().err


def test_a_long_run_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    asked = Event()

    def count() -> int:
        asked.set()
        return 3

    for _ in track(range(3), "Reading", count=count, patience=0.01):
        assert asked.wait(PATIENCE)
    shown = capfd.readouterr().err
    assert "Reading" in shown
    assert "/3" in shown


def test_work_without_parts(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    shown = ""
    with show_work("Loading", patience=0.01):
        end = time.monotonic() + PATIENCE
        while "Loading" not in shown and time.monotonic() < end:
            time.sleep(0.01)
            shown += capfd.readouterr().err
    assert "Loading" in shown


def test_it_ends_when_the_reader_stops_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    items = track(range(100), "Reading", count=lambda: 100, patience=0.01)
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]
