"""Fitting which date is an act's own: habits of other hands are learnt apart and not written."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("scipy", reason="fitting needs scipy")
from tools.fit_dating import fit, list_cues

from mithaq.dates import Edtf
from mithaq.model import Span
from mithaq.reading.parts import Time
from mithaq.reading.when.attach import Candidate

MAY = Edtf.parse("2015-05")
DATED = Candidate(Time(0, 2, Span(0, 9), MAY), ("back", "back verbs", "month"))
UNDATED = Candidate(None, ("none", "none actual"))


def test_only_none_and_the_place_of_a_date_are_habits() -> None:
    assert list_cues(DATED, own=True) == DATED.cues
    assert list_cues(DATED, own=False) == (*DATED.cues, "elsewhere back")
    assert list_cues(UNDATED, own=False) == (*UNDATED.cues, "elsewhere none", "elsewhere none actual")


def make_text(name: str, acts: int, dated: int) -> Any:
    """Return a text of which some acts are dated."""
    wanted = [DATED.months if number < dated else None for number in range(acts)]
    return SimpleNamespace(name=name, choices=[(UNDATED, DATED)] * acts, wanted=wanted)


def weigh(weights: Any) -> float:
    """Return the log-odds of the date against none."""
    column = {cue: float(weights.table[row, 0]) for cue, row in weights.rows.items()}
    assert all(value == 0 for cue, value in column.items() if cue.startswith("elsewhere"))
    return sum(column[cue] for cue in DATED.cues) - sum(column[cue] for cue in UNDATED.cues)


def test_who_dates_seldom_elsewhere_does_not_make_us_date_seldom() -> None:
    texts = [make_text("own", 200, 160), make_text("other", 800, 80)]
    assert weigh(fit(texts, {"own", "other"})) < 0
    assert weigh(fit(texts, {"own"})) > 0
