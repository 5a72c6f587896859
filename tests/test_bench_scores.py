from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from bench.scores import Scores, describe, rate, tally_types
from bench.texts import Sample


@dataclass
class StubReading:
    acts: list[dict[str, Any]]


@dataclass
class StubScorer:
    """Pairs acts of the same place; stands for the benchmark's scorer."""

    seen: list[str] = field(default_factory=list)

    def Reading(self, text: str, data: dict[str, Any]) -> StubReading:  # noqa: N802 - the scorer's own name
        self.seen.append(text)
        return StubReading(data["acts"])

    def pair(self, gold: list[Any], found: list[Any], fits: Any) -> list[tuple[Any, Any]]:
        return [(g, f) for g in gold for f in found if g["at"] == f["at"] and fits(g, f)]


def test_acts_are_counted_by_type() -> None:
    reference = {"acts": [{"type": "REQUEST", "at": 1}, {"type": "ASSAULT", "at": 2}]}
    found = {"acts": [{"type": "REQUEST", "at": 1}, {"type": "REQUEST", "at": 2}]}
    counts = tally_types(StubScorer(), Sample("a", "نص", None, None, reference), found)  # type: ignore[arg-type]
    assert counts == {
        ("REQUEST", "gold"): 1,
        ("REQUEST", "found"): 2,
        ("REQUEST", "right"): 1,
        ("ASSAULT", "gold"): 1,
    }


@pytest.mark.parametrize(
    ("gold", "found", "right", "expected"),
    [
        (4, 2, 1, (0.5, 0.25, 0.333)),
        (0, 3, 0, (0.0, 0.0, 0.0)),
        (3, 0, 0, (0.0, 0.0, 0.0)),
        (0, 0, 0, (0.0, 0.0, 0.0)),
        (2, 2, 2, (1.0, 1.0, 1.0)),
    ],
)
def test_rates(gold: int, found: int, right: int, expected: tuple[float, float, float]) -> None:
    counts = Counter({("AID", "gold"): gold, ("AID", "found"): found, ("AID", "right"): right})
    row = rate(counts, "AID")
    assert (row["precision"], row["recall"], row["f1"]) == expected


@pytest.mark.parametrize(("folds", "how"), [(0, "nothing left out"), (5, "cross-validated in 5 folds")])
def test_page_tells_figures_types_and_how_they_were_measured(folds: int, how: str) -> None:
    row = rate(Counter({("AID", "gold"): 4, ("AID", "found"): 2, ("AID", "right"): 1}), "AID")
    figures = {"act": row, "status": {"share": 0.97, "of": 33}}
    quiet = {"texts": 10, "acts": 4, "disturbed": 3}
    page = describe({"train": Scores(12, folds, figures, {"AID": row}, quiet)})
    assert "## train: 12 texts" in page
    assert how in page
    assert "| AID | 0.500 | 0.250 | 0.333 | 4 | 2 | 1 |" in page
    assert "| status | 0.970 | 33 |" in page
    assert "In 3 of them acts were found all the same, 4 in all." in page
