"""Fit the weights of the act lexicon on annotated texts.

Usage: python tools/weigh_lexicon.py TRAIN_DIR [--folds N]

TRAIN_DIR holds text/NAME.txt and gold/NAME.json as the benchmark describes them. A candidate of the right
type that meets the trigger of a reference act is a positive example, every other a negative one. The model is
a logistic regression with L1 and L2 penalties (FTRL-proximal); it sees words and circumstances, never whole
sentences. With --folds the held-out F1 of each fold is printed and nothing is written; with --only N the
weights are fitted without that fold and written.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import WEIGHTS
from mithaq.lexicon.triggers import describe_all
from mithaq.lexicon.weights import ANY, PRIOR, logit, squash
from mithaq.model import Span
from mithaq.text.segment import segment

HEAD = "# Log-odds of circumstances, fitted by tools/weigh_lexicon.py on the benchmark's training texts.\n"
EPOCHS = 5
SEED = 11
RATE = 0.1
SPARSE = 3.0
SMALL = 3.0
LEAST = 5  # a feature that fewer examples have is left out

Feature = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate under one type: features, hand-set prior, whether the reference has that act there."""

    features: tuple[Feature, ...]
    prior: float
    right: bool

    def list_values(self) -> tuple[tuple[Feature, float], ...]:
        """Return every feature with its value."""
        return ((ANY, PRIOR), self.prior), *((feature, 1.0) for feature in self.features)


def place_acts(text: str, acts: Iterable[dict[str, str]]) -> list[tuple[str, Span]]:
    """Return type and trigger span of the reference acts of a text."""
    placed = []
    for act in acts:
        start = text.find(act["evidence"])
        at = text.find(act["trigger"], max(start, 0))
        if start >= 0 and at >= 0:
            placed.append((act["type"], Span(at, at + len(act["trigger"]))))
    return placed


def read_examples(folder: Path, name: str) -> list[Example]:
    """Return the examples of one annotated text."""
    lexicon = load_lexicon()
    text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    acts = place_acts(text, gold["acts"])
    page = segment(text)
    scene = lexicon.read(page)
    examples = []
    for item in describe_all(scene, hopeless=-math.inf):
        span = page.span(item.candidate.first, item.candidate.last)
        types = {kind for kind, trigger in acts if trigger.meets(span)}
        for act, prior in item.types.items():
            names = (*item.ground, *item.features)
            own = tuple((act.value, name) for name in names)
            common = tuple((ANY, name) for name in names)
            examples.append(Example((*common, *own), logit(prior), act.value in types))
    return examples


class Model:
    """Logistic regression that is fitted one example at a time (FTRL-proximal)."""

    def __init__(self, *, rate: float = RATE, sparse: float = SPARSE, small: float = SMALL) -> None:
        self.rate, self.sparse, self.small = rate, sparse, small
        self.sums: dict[Feature, float] = {}
        self.squares: dict[Feature, float] = {}

    def weight(self, feature: Feature) -> float:
        """Return the weight of a feature."""
        total = self.sums.get(feature, 0.0)
        if abs(total) <= self.sparse:
            return 0.0
        scale = (1.0 + math.sqrt(self.squares[feature])) / self.rate + self.small
        return (math.copysign(self.sparse, total) - total) / scale

    def learn(self, example: Example) -> None:
        """Move the weights towards one example."""
        rows = [(feature, value, self.weight(feature)) for feature, value in example.list_values()]
        total = sum(value * weight for _, value, weight in rows)
        error = squash(max(-30.0, min(30.0, total))) - example.right
        for feature, value, weight in rows:
            slope = error * value
            before = self.squares.get(feature, 0.0)
            after = before + slope * slope
            step = (math.sqrt(after) - math.sqrt(before)) / self.rate
            self.sums[feature] = self.sums.get(feature, 0.0) + slope - step * weight
            self.squares[feature] = after

    def list_weights(self) -> dict[Feature, float]:
        """Return every weight that is not zero, rounded."""
        weights = {feature: round(self.weight(feature), 2) for feature in sorted(self.sums)}
        return {feature: value for feature, value in weights.items() if value}


def drop_rare(examples: Sequence[Example]) -> list[Example]:
    """Return the examples without the features that fewer than ``LEAST`` of them have."""
    counts = Counter(feature for example in examples for feature in example.features)
    return [
        replace(example, features=tuple(feature for feature in example.features if counts[feature] >= LEAST))
        for example in examples
    ]


def fit(examples: Sequence[Example]) -> dict[Feature, float]:
    """Return the weights fitted on the examples, the same for the same examples."""
    order = drop_rare(examples)
    shuffle = random.Random(SEED)
    model = Model()
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for example in order:
            model.learn(example)
    return model.list_weights()


def score(weights: dict[Feature, float], examples: Iterable[Example]) -> str:
    """Return precision, recall among candidates and F1 at the best threshold, as one line."""
    rows = []
    for example in examples:
        total = sum(weights.get(feature, 0.0) * value for feature, value in example.list_values())
        rows.append((squash(total), example.right))
    positive = sum(right for _, right in rows)
    best = (0.0, 0.0, 0.0, 0.0)
    for step in range(10, 70, 5):
        kept = Counter(right for value, right in rows if value >= step / 100)
        found, hit = kept[True] + kept[False], kept[True]
        if found:
            best = max(best, (2 * hit / (positive + found), step / 100, hit / found, hit / positive))
    return "F1 {:.3f} at {:.2f}: precision {:.3f}, recall among candidates {:.3f}".format(*best)


def pick_fold(name: str, folds: int) -> int:
    """Return the fold of a text, the same whatever other texts there are."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % folds


def main() -> int:
    """Fit and write the weights, or cross-validate."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("train", type=Path)
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--only", type=int, help="fit without this fold of --folds, and write")
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    options = arguments.parse_args()
    names = sorted(path.stem for path in (options.train / "gold").glob("*.json"))
    texts = {name: read_examples(options.train, name) for name in names}
    folds = {name: pick_fold(name, options.folds) if options.folds else -1 for name in names}
    if options.folds and options.only is None:
        for fold in range(options.folds):
            inside = [e for name, rows in texts.items() if folds[name] != fold for e in rows]
            outside = [e for name, rows in texts.items() if folds[name] == fold for e in rows]
            print(f"fold {fold}: {score(fit(inside), outside)}")
        return 0
    kept = [
        e for name, rows in texts.items() if options.only is None or folds[name] != options.only for e in rows
    ]
    weights = fit(kept)
    lines = [HEAD, *(f"{act}\t{name}\t{value:g}\n" for (act, name), value in weights.items())]
    options.out.write_bytes(gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0))
    print(f"{len(weights)} weights from {len(kept)} examples")
    return 0


if __name__ == "__main__":
    sys.exit(main())
