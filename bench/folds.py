"""Which reader may be scored on which texts: nothing that was fitted on a text is scored on it.

Fill in ``fit_without`` and ``open_reader`` when weights are fitted; everything else works through these two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import mithaq
from bench.texts import Reader, Sample


def open_reader(weights: Path | None) -> Reader:
    """Return the fast reader.

    Args:
        weights: Fitted weights to read with instead of those that are shipped; None for what is shipped.
    """
    if weights is not None:
        raise NotImplementedError(f"the fast reader has no fitted weights, {weights} cannot be used")
    return lambda text, published: mithaq.read_text(text, published=published)


def fit_without(left_out: Sequence[Sample], benchmark: Path, folder: Path) -> Path | None:
    """Fit weights on ``benchmark/train`` without some texts; return their file, None while nothing is fitted.

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
