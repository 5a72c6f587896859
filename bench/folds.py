"""Which reader may be scored on which texts: nothing that was fitted on a text is scored on it.

``python -m tools.train`` leaves in ``build/folds`` the weights that were fitted without each fold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.texts import Reader, Sample
from mithaq.reading import pipeline

FOLDS = Path(__file__).parents[1] / "build" / "folds"
LEFT_OUT = "left-out.json"
NUMBER_OF_FOLDS = 5


def open_reader(weights: Path | None) -> Reader:
    """Return the fast reader.

    Args:
        weights: Folder of fitted weights to read with instead of those that are shipped; None for these.
    """
    reader = pipeline.open_reader(weights) if weights else pipeline.open_reader()
    return partial(pipeline.read_document, reader=reader)


def fit_without(left_out: Sequence[Sample], folds: Path = FOLDS) -> Path:
    """Return the folder of the weights that were fitted without some texts.

    Args:
        left_out: The texts that the weights will be scored on.
        folds: Where the folders of the folds lie.

    Raises:
        FileNotFoundError: If no weights were fitted without just these texts.
    """
    names = sorted(sample.name for sample in left_out)
    for path in sorted(folds.glob(f"*/{LEFT_OUT}")):
        if json.loads(path.read_text(encoding="utf-8")) == names:
            return path.parent
    raise FileNotFoundError(
        f"{folds}: no weights fitted without these {len(names)} texts. Run make train first"
    )


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
