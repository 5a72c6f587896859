"""Measure encoders that were trained for it: ``python -m bench.encoders --benchmark FOLDER``.

``python -m tools.learn.folds`` leaves them in ``build/encoders``: one without each fold, and some that learnt from
fewer texts. Each is read with beside weights of the fast reader that were fitted without the same fold, so that nothing
is scored on what it was fitted on. Keeps the figures in ``bench/encoders.json`` and ``bench/ENCODERS.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.folds import fit_without
from bench.texts import Reader, Sample, Scorer, load_scorer, read_samples
from mithaq.reading import pipeline
from mithaq.reading.learnt import reader as learnt
from mithaq.reading.learnt.deeds import Levels
from mithaq.reading.learnt.encoder import TABLES, open_encoder
from mithaq.reading.learnt.heard import load_tables
from mithaq.reports.benchmark import annotate

HERE = Path(__file__).parent
ENCODERS = HERE.parent / "build" / "encoders"
CARD = "card.json"
FOLD = "fold"
_CURVE = ("place", "act", "role", "whole", "said_by", "about", "actor", "status", "date")
_FULL = "both"
_ALONE = 0.25  # a lone voice has to be surer of an act: best on the texts left out by the shipped encoder

Figures = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Card:
    """What an encoder learnt from.

    Args:
        name: Name of its folder; ``fold-`` and a number for those that learnt from all texts but a fold's.
        texts: How many.
        acts: How many acts these hold.
        epochs: Times that each was looked at.
        left_out: The texts of the benchmark to measure it on.
    """

    name: str
    texts: int
    acts: int
    epochs: int
    left_out: tuple[str, ...]

    def write(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), indent=0) + "\n"


@dataclass(frozen=True, slots=True)
class Trial:
    """What one encoder reaches.

    Args:
        card: What it learnt from.
        totals: By reader what the scorer counted.
    """

    card: Card
    totals: Mapping[str, Counter[str]]


def read_card(path: Path) -> Card:
    """Return what an encoder learnt from.

    Args:
        path: The file beside it.

    Raises:
        ValueError: If the file is none of these.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Card(**{**told, "left_out": tuple(told["left_out"])})
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError(
            f"{path}: not what tools.learn.folds writes ({error}). Remove its folder, train anew"
        ) from error


def open_readers(folder: Path, weights: Path) -> dict[str, Reader]:
    """Return the fast reader, what is heard without its weights, and both together.

    The words around an act are not heard again: that is trained after the encoder, and left out here.

    Args:
        folder: Of the encoder.
        weights: Of the fast reader.
    """
    fast = pipeline.open_reader(weights)
    full = learnt.FullReader(fast, open_encoder(folder), load_tables(folder / TABLES), None, Levels())
    alone = replace(full, levels=replace(full.levels, act=_ALONE, vote=0.0, fast=0.0, sieve=0.0))
    return {
        "fast": lambda document: pipeline.read_document(document, fast),
        "heard": lambda document: learnt.read_document(document, alone),
        _FULL: lambda document: learnt.read_document(document, full),
    }


def count(samples: Sequence[Sample], read: Reader, scorer: Scorer) -> Counter[str]:
    """Return what the scorer counts.

    Args:
        samples: The texts.
        read: The reader.
        scorer: The benchmark's.
    """
    totals: Counter[str] = Counter()
    for sample in samples:
        found = (
            json.loads(json.dumps(annotate(read(sample.document)), default=str)) if sample.document else {}
        )
        totals += scorer.tally(sample.text, sample.reference, found)
    return totals


def try_encoder(folder: Path, samples: Sequence[Sample], scorer: Scorer) -> Trial:
    """Return what an encoder reaches on the texts that it has not seen.

    Args:
        folder: Where it lies.
        samples: All texts of the benchmark's training part.
        scorer: The benchmark's.
    """
    card = read_card(folder / CARD)
    unseen = [sample for sample in samples if sample.name in set(card.left_out)]
    readers = open_readers(folder, fit_without(unseen))
    return Trial(card, {name: count(unseen, read, scorer) for name, read in readers.items()})


def pool(trials: Sequence[Trial], scorer: Scorer) -> dict[str, Figures]:
    """Return the figures over the texts of several trials, by reader.

    Args:
        trials: On texts of which none is another's.
        scorer: The benchmark's.
    """
    names = trials[0].totals
    return {name: scorer.figures(sum((trial.totals[name] for trial in trials), Counter())) for name in names}


def describe(trials: Sequence[Trial], scorer: Scorer) -> str:
    """Return the figures as a readable page.

    Args:
        trials: All of them.
        scorer: The benchmark's.
    """
    folds = [trial for trial in trials if trial.card.name.startswith(FOLD)]
    texts = sum(len(trial.card.left_out) for trial in folds)
    epochs = folds[0].card.epochs
    told = (
        f"Made by `python -m bench.encoders`: a short recipe of {epochs} epochs, without hearing the words around an "
        "act again. `fast` is the fast reader; `heard` goes by the encoder among the candidates of the lexicon, "
        "without the fast reader's fitted weights of acts and parts, and takes what it is sure of by "
        f"{_ALONE} at least for an act, which an encoder of few texts never is; `both` weighs the two as the full "
        "reader does."
    )
    lines = [
        "# Encoders trained for measuring",
        "",
        told,
        "",
        f"## {len(folds)} folds: {texts} texts, each read by an encoder that had not seen it nor its days",
        "",
    ]
    pooled = pool(folds, scorer)
    lines += [f"| | {' | '.join(pooled)} |", f"| --- |{' ---: |' * len(pooled)}"]
    for name in pooled[_FULL]:
        lines.append(f"| {name} | {' | '.join(_show(figures, name) for figures in pooled.values())} |")
    lines += ["", "Both, fold by fold:", "", f"| fold | texts | {' | '.join(_CURVE)} |"]
    lines.append(f"| --- | ---: |{' ---: |' * len(_CURVE)}")
    for trial in sorted(folds, key=lambda trial: trial.card.name):
        figures = scorer.figures(trial.totals[_FULL])
        cells = " | ".join(_show(figures, name) for name in _CURVE)
        lines.append(f"| {trial.card.name} | {len(trial.card.left_out)} | {cells} |")
    lines += _describe_curve(trials, scorer)
    return "\n".join([*lines, ""])


def _describe_curve(trials: Sequence[Trial], scorer: Scorer) -> list[str]:
    """Return the table of the encoders that have not seen one and the same fold, by number of texts."""
    fewer = [trial for trial in trials if not trial.card.name.startswith(FOLD)]
    if not fewer:
        return []
    same = [trial for trial in trials if trial.card.left_out == fewer[0].card.left_out]
    head = f"| texts | acts | read by | {' | '.join(_CURVE)} |"
    lines = ["", f"## By number of texts: the same {len(fewer[0].card.left_out)} texts left out", "", head]
    lines.append(f"| ---: | ---: | --- |{' ---: |' * len(_CURVE)}")
    for trial in sorted(same, key=lambda trial: trial.card.texts):
        for name in ("heard", _FULL):
            figures = scorer.figures(trial.totals[name])
            cells = " | ".join(_show(figures, key) for key in _CURVE)
            lines.append(f"| {trial.card.texts:,} | {trial.card.acts:,} | {name} | {cells} |")
    return lines


def _show(figures: Figures, name: str) -> str:
    row = figures[name]
    return f"{row['f1' if 'f1' in row else 'share']:.3f}"


def main() -> int:
    """Read the command line, measure, write both files; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--benchmark", type=Path, required=True, help="folder with train/ and score.py")
    parser.add_argument("--encoders", type=Path, default=ENCODERS, help="where they lie")
    options = parser.parse_args()
    folders = sorted(path.parent for path in options.encoders.glob(f"{FOLD}-*/{CARD}"))
    folders += sorted(path.parent for path in options.encoders.glob(f"share-*/{CARD}"))
    if not folders:
        sys.exit(
            f"{options.encoders}: no encoders trained for measuring. Run python -m tools.learn.folds first"
        )
    scorer = load_scorer(options.benchmark)
    samples = read_samples(options.benchmark, "train")
    trials = [try_encoder(folder, samples, scorer) for folder in folders]
    data = [
        {
            **asdict(trial.card),
            "figures": {name: scorer.figures(totals) for name, totals in trial.totals.items()},
        }
        for trial in trials
    ]
    for row in data:
        row["left_out"] = len(row["left_out"])
    (HERE / "encoders.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    page = describe(trials, scorer)
    (HERE / "ENCODERS.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
