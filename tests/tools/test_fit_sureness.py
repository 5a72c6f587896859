"""Fitting how chances are to be taken: shares that prove right come out."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy", reason="fitting needs scipy")
from bench.sureness import QUESTIONS, Judged
from tools.fit_sureness import fit_scale, fit_scales


def judge(question: str, *rows: tuple[float, int, int]) -> list[Judged]:
    return [Judged(question, sure, place < right) for sure, right, count in rows for place in range(count)]


@pytest.mark.parametrize(
    "shares", [((0.3, 60), (0.9, 180)), ((0.3, 30), (0.9, 80)), ((0.3, 120), (0.9, 170))]
)
def test_what_was_said_is_as_sure_as_it_was_right(shares: tuple[tuple[float, int], ...]) -> None:
    scale = fit_scale(judge("date", *((sure, right, 200) for sure, right in shares)))
    for sure, right in shares:
        assert scale.measure(sure) == pytest.approx(right / 200, abs=0.02)


def test_each_question_is_fitted_by_itself() -> None:
    judged = [
        item
        for name in QUESTIONS
        for item in judge(name, (0.4, 40 if name == "date" else 10, 50), (0.6, 45, 50))
    ]
    scales = fit_scales(judged)
    assert scales.date.measure(0.4) > 0.7
    assert scales.about.measure(0.4) < 0.3


def test_without_evidence_chances_are_taken_as_they_are() -> None:
    assert fit_scale([]).measure(0.3) == pytest.approx(0.3, abs=0.01)
