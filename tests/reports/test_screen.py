from __future__ import annotations

from dataclasses import replace

import pytest

from mithaq.model import Reading
from mithaq.reports.screen import open_console, pick_rows, print_shortened, print_tables
from mithaq.reports.views import list_acts, list_documents, list_requests
from mithaq.reports.wording import Lang, find_wording


def test_an_output_that_is_no_terminal_is_wide_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert open_console().width == 120
    monkeypatch.setenv("COLUMNS", "60")
    assert open_console().width == 60


def test_tables_or_that_there_is_nothing(readings: list[Reading], capsys: pytest.CaptureFixture[str]) -> None:
    print_tables(readings[1:], ["incidents", "figures"], find_wording(Lang.EN))
    shown = capsys.readouterr().out
    assert "Incidents (2)" in shown
    assert "Figures: Nothing found." in shown


def test_what_is_left_out_is_named(readings: list[Reading], capsys: pytest.CaptureFixture[str]) -> None:
    print_shortened(readings, ["incidents", "figures"], find_wording(Lang.EN), rows=1, more="show {kind}")
    shown = capsys.readouterr().out
    assert "Incidents (2)" in shown
    assert "1 more: show incidents" in shown
    assert "show figures" not in shown


def test_the_surest_rows_are_picked_in_their_order(readings: list[Reading]) -> None:
    acts = [
        replace(act, confidence=sure) for act, sure in zip(list_acts(readings), (0.2, 0.9, 0.5), strict=False)
    ]
    assert pick_rows(acts, 2) == acts[1:]
    asked, appeal = list_requests(readings)
    assert pick_rows([asked, appeal], 1) == [appeal]
    documents = list_documents(readings)
    assert pick_rows(documents, 1) == [documents[0]]
