"""Fit how the chances of the readers are to be taken: python -m tools.fit_sureness --benchmark FOLDER.

On texts that the readers have not seen: the fast reader on each fold with the weights that were fitted without it
(``python -m tools.train`` leaves these in build/folds), the full reader on the texts that its encoder was not trained
on. Writes ``sureness.json`` beside the weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

import msgspec
import numpy as np
from bench.folds import NUMBER_OF_FOLDS, fit_without, split_by_day
from bench.sureness import DETAILS, Judged, judge_words
from bench.texts import Reader, Sample, Scorer, load_scorer, read_samples
from numpy.typing import NDArray
from scipy.optimize import minimize

from mithaq.model import Sureness
from mithaq.reading import pipeline
from mithaq.reading.learnt import reader as learnt
from mithaq.reading.readers import ENCODER, ReaderName
from mithaq.reading.sureness import SURENESS, Scale, Scales
from mithaq.reading.weights import FOLDER

PLAIN = Scales(*(Scale(1.0, 0.0) for _ in fields(Sureness)))
PENALTY = 1.0  # keeps slopes near 1 where little was said
_LEAST = 1e-3


def fit_scale(judged: Sequence[Judged]) -> Scale:
    """Return the scale under which what was right is likeliest.

    Args:
        judged: What was said in answer to one question, with plain chances.
    """
    sure = np.clip([item.sure for item in judged], _LEAST, 1 - _LEAST)
    odds = np.log(sure / (1 - sure))
    signs = np.where([item.right for item in judged], 1.0, -1.0)

    def lose(line: NDArray[np.float64]) -> float:
        loss = np.logaddexp(0, -signs * (line[0] * odds + line[1])).sum()
        return float(loss + PENALTY * (line[0] - 1) ** 2)

    slope, bias = minimize(lose, np.array([1.0, 0.0])).x.tolist()
    return Scale(round(slope, 3), round(bias, 3))


def judge(samples: Sequence[Sample], read: Reader, scorer: Scorer) -> Iterator[Judged]:
    """Yield everything that a reader says of acts that the references have, too.

    Args:
        samples: The texts.
        read: The reader.
        scorer: The benchmark's.
    """
    for sample in samples:
        if sample.document is not None:
            yield from judge_words(sample, read(sample.document), scorer)


def judge_readers(benchmark: Path) -> dict[str, list[Judged]]:
    """Return by reader what it says of texts that it has not seen, with plain chances.

    Args:
        benchmark: The benchmark folder.
    """
    scorer = load_scorer(benchmark)
    heard: list[Judged] = []
    told: list[Judged] = []
    left_out = set(json.loads((ENCODER / "left-out.json").read_text(encoding="utf-8")))
    for part in split_by_day(read_samples(benchmark, "train"), NUMBER_OF_FOLDS):
        fast = replace(pipeline.open_reader(fit_without(part)), scales=PLAIN)
        told += judge(part, lambda document, fast=fast: pipeline.read_document(document, fast), scorer)
        if left_out.issuperset(sample.name for sample in part):
            full = replace(learnt.open_reader(ENCODER, fast), scales=PLAIN)
            heard += judge(part, lambda document, full=full: learnt.read_document(document, full), scorer)
    return {ReaderName.FAST: told, ReaderName.FULL: heard}


def fit_scales(judged: Sequence[Judged]) -> Scales:
    """Return the scales of one reader.

    Args:
        judged: What it says, with plain chances.
    """
    return Scales(*(fit_scale([item for item in judged if item.question == name]) for name in DETAILS))


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    scales = {name: fit_scales(judged) for name, judged in judge_readers(args.benchmark).items()}
    encoded = msgspec.json.format(msgspec.json.encode(scales), indent=1)
    (args.out / SURENESS).write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
