"""Which reader may be scored on which texts: nothing that was fitted on a text is scored on it.

``fit_without`` makes weights without the texts to be scored, ``open_reader`` a reader that has given weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import mithaq
from bench.texts import Reader, Sample
from mithaq.reading import pipeline


def open_reader(weights: Path | None) -> Reader:
    """Return the fast reader.

    Args:
        weights: Folder of fitted weights to read with; None for the shipped ones.
    """
    if weights is None:
        return mithaq.read_document
    return partial(mithaq.read_document, reader=pipeline.open_reader(weights))


def fit_without(left_out: Sequence[Sample], benchmark: Path, folder: Path) -> Path | None:
    """Fit weights on ``benchmark/train`` without some texts; return their folder, None if nothing is fitted.

    Args:
        left_out: The texts that the weights will be scored on.
        benchmark: The benchmark folder.
        folder: An empty folder for the weights.
    """
    del left_out, benchmark, folder


def split_by_day(samples: Sequence[Sample], folds: int) -> list[list[Sample]]:
    """Return the texts in folds of neighbouring days, about equal in size.

    Whole days stay together because papers print one agency report on the same day: copies of a text that
    is scored must not be among those fitted on.

    Args:
        samples: Texts with publication dates.
        folds: How many folds, at least 1.
    """
    days = Counter(sample.published or "" for sample in samples)
    fold_of: dict[str, int] = {}
    seen = 0
    for day, size in sorted(days.items()):
        fold_of[day] = min(folds - 1, (seen + size // 2) * folds // len(samples))
        seen += size
    parts: list[list[Sample]] = [[] for _ in range(folds)]
    for sample in samples:
        parts[fold_of[sample.published or ""]].append(sample)
    return [part for part in parts if part]
