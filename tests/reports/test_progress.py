from __future__ import annotations

import time

import pytest
from rich.console import Console

from mithaq.reports import progress
from mithaq.reports.progress import show_work, track


def make_terminal(*, stderr: bool) -> Console:
    return Console(stderr=stderr, force_terminal=True, width=80)


def test_nothing_is_shown_where_nobody_looks(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(track([1, 2], "Reading", count=lambda: 2, patience=0)) == [1, 2]
    assert capfd.readouterr().err == ""


def test_a_short_run_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    assert list(track([1, 2], "Reading", count=lambda: 2)) == [1, 2]
    assert "Reading" not in capfd.readouterr().err


def test_a_long_run_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    for _ in track(range(3), "Reading", count=lambda: 3, patience=0.01):
        time.sleep(0.15)
    shown = capfd.readouterr().err
    assert "Reading" in shown
    assert "/3" in shown


def test_work_without_parts(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    with show_work("Loading", patience=0.01):
        time.sleep(0.2)
    assert "Loading" in capfd.readouterr().err


def test_it_ends_when_the_reader_stops_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "Console", make_terminal)
    items = track(range(100), "Reading", count=lambda: 100, patience=0.01)
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]
