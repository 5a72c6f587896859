"""The page of encoders trained for measuring."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bench.encoders import Card, Trial, count, describe, open_readers, pool, read_card
from bench.texts import Sample

from mithaq.model import Document
from mithaq.reading.readers import ENCODER
from mithaq.reading.weights import FOLDER

TEXT = "دعت مصر ليبيا إلى الحوار."
KEYS = ("place", "act", "role", "whole", "said_by", "about", "actor", "status", "date")


def list_figures(counts: Counter[str]) -> dict[str, dict[str, float]]:
    """Stand for the scorer: all shares are alike."""
    share = counts["right"] / counts["all"]
    return {key: {"share" if key in ("status", "date") else "f1": share} for key in KEYS}


SCORER: Any = SimpleNamespace(
    figures=list_figures,
    tally=lambda text, _, found: Counter(all=1, right=len(found.get("acts", ())), text=len(text)),
)


def make_trial(name: str, texts: int, left_out: tuple[str, ...], right: int) -> Trial:
    """Return a trial in which so many of ten were right with both, half as many with either."""
    half = Counter(all=10, right=right // 2)
    totals = {"fast": half, "heard": half, "both": Counter(all=10, right=right)}
    return Trial(Card(name, texts, 10 * texts, 3, left_out), totals)


TRIALS = (
    make_trial("fold-0", 800, ("a", "b"), 4),
    make_trial("fold-1", 900, ("c",), 8),
    make_trial("share-0.5", 450, ("c",), 6),
)


def test_texts_of_all_folds_count_together() -> None:
    assert pool(TRIALS[:2], SCORER)["both"]["act"] == {"f1": 0.6}


def test_page_tells_folds_and_the_curve_of_one_fold() -> None:
    page = describe(TRIALS, SCORER)
    assert "## 2 folds: 3 texts" in page
    assert (
        "| | fast | heard | both |\n| --- | ---: | ---: | ---: |\n| place | 0.300 | 0.300 | 0.600 |" in page
    )
    assert "| fold-0 | 2 | 0.400 |" in page
    assert "the same 1 texts left out" in page
    assert page.index("| 450 | 4,500 | both | 0.600 |") < page.index("| 900 | 9,000 | both | 0.800 |")
    assert "| 800 |" not in page
    assert "By number of texts" not in describe(TRIALS[:2], SCORER)


def test_card_is_read_as_it_was_written(tmp_path: Path) -> None:
    card = TRIALS[0].card
    (tmp_path / "card.json").write_text(card.write(), encoding="utf-8")
    assert read_card(tmp_path / "card.json") == card


@pytest.mark.parametrize("told", ["{", "[]", '{"left_out": []}', '{"left_out": [], "colour": 1}'])
def test_what_is_no_card_is_named(tmp_path: Path, told: str) -> None:
    (tmp_path / "card.json").write_text(told, encoding="utf-8")
    with pytest.raises(ValueError, match=r"card\.json: not what tools\.learn\.folds writes"):
        read_card(tmp_path / "card.json")


def test_each_reader_reads() -> None:
    samples = [
        Sample("one", TEXT, Document("0" * 64, TEXT, "one"), None, {"acts": []}),
        Sample("refused", "", None, None, {"acts": []}),
    ]
    readers = open_readers(ENCODER, FOLDER)
    assert list(readers) == ["fast", "heard", "both"]
    counts = [count(samples, read, SCORER) for read in readers.values()]
    assert [tally["all"] for tally in counts] == [2, 2, 2]
    assert all(tally["right"] for tally in counts)
