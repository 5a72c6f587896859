"""Fit the weights of status: python -m tools.fit_status TEXT_DIR GOLD_DIR OUT.json [--only NAMES.json].

Reads the triggers of the reference annotations with the words of ``lexicon/data/status.yaml`` and the
categories of the lexicon of acts. Prints how well five folds of texts are read, then writes the
weights fitted on all texts.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon.stances import STATUSES, Stances, Weights, read_stances
from mithaq.model import ActType, Span, Status
from mithaq.reading.status import find_condition, is_bound, list_features
from mithaq.text.segment import Page, segment
from tools.fit import fit_weights

PENALTY = 1.0  # as scikit-learn's C=0.5 on these counts
RAREST = 4
# Added by hand, best in the folds: "actual" is what the annotators choose by default, and rare statuses are
# worth a little more than their number
LEANINGS = (
    ("start", Status.ACTUAL, -0.6),
    ("start", Status.DENIED, 0.3),
    ("condition", Status.CONDITIONAL, 1.0),
)
LIGHTEST = 0.02
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated act: the number of its text, its features and its status."""

    text: int
    features: tuple[str, ...]
    status: Status


def place(page: Page, span: Span) -> tuple[int, int]:
    """Return the token range of an original span."""
    start, end = page.text.project(span)
    first = max(0, bisect_right(page.starts, start) - 1)
    return first, max(first + 1, bisect_left(page.starts, end))


def read_examples(
    number: int, text: str, gold: dict[str, Any], lexicon: Lexicon, stances: Stances
) -> Iterator[Example]:
    """Yield the acts of a text whose trigger lies in their evidence."""
    page = segment(text)
    triggers = lexicon.find_triggers(page)
    for act in gold.get("acts", []):
        start = text.find(act["evidence"])
        at = text.find(act["trigger"], start, start + len(act["evidence"])) if start >= 0 else -1
        if at < 0:
            continue
        trigger = place(page, Span(at, at + len(act["trigger"])))
        evidence = place(page, Span(start, start + len(act["evidence"])))
        met = [found for found in triggers if found.first < trigger[1] and trigger[0] < found.last]
        senses = lexicon.analyse(page.forms[trigger[0]])
        category = met[0].category if met else senses[0].category if senses else "noun"
        condition = find_condition(page, trigger, evidence, stances)
        if condition is not None and is_bound(condition, stances, ActType(act["type"])):
            continue
        features = list_features(page, trigger, condition, str(category), stances, ActType(act["type"]))
        yield Example(number, tuple(features), Status(act["status"]))


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights of the features, with the leanings added."""
    labels = [STATUSES.index(example.status) for example in examples]
    fitted = fit_weights(
        [example.features for example in examples], labels, STATUSES, penalty=PENALTY, rarest=RAREST
    )
    weights = {
        name: tuple(round(float(weight), 3) for weight in fitted.table[row])
        for name, row in fitted.rows.items()
    }
    for feature, status, leaning in LEANINGS:
        row = list(weights[feature])
        row[STATUSES.index(status)] = round(row[STATUSES.index(status)] + leaning, 3)
        weights[feature] = tuple(row)
    return {name: row for name, row in sorted(weights.items()) if max(map(abs, row)) > LIGHTEST}


def judge(features: Sequence[str], weights: Weights) -> Status:
    """Return the status that the weights choose."""
    rows = [weights[feature] for feature in features if feature in weights]
    scores = [sum(column) for column in zip(*rows, strict=True)]
    return STATUSES[scores.index(max(scores))]


def measure(examples: Sequence[Example]) -> str:
    """Return how well folds of texts are read by weights fitted on the others."""
    right = hedged = found = wanted = 0
    for fold in range(FOLDS):
        weights = fit([example for example in examples if example.text % FOLDS != fold])
        for example in examples:
            if example.text % FOLDS != fold:
                continue
            status = judge(example.features, weights)
            right += status is example.status
            found += status is not Status.ACTUAL
            wanted += example.status is not Status.ACTUAL
            hedged += status is example.status and status is not Status.ACTUAL
    precision, recall = hedged / found, hedged / wanted
    score = 2 * precision * recall / (precision + recall)
    share = right / len(examples)
    return f"hedged P {precision:.3f} R {recall:.3f} F1 {score:.3f}; status {share:.3f} of {len(examples)}"


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", type=Path, help="JSON list of the names of the texts to fit on")
    args = parser.parse_args()
    only = set(json.loads(args.only.read_text(encoding="utf-8"))) if args.only else None
    lexicon, stances = load_lexicon(), read_stances(weights=None)
    examples = []
    for number, path in enumerate(sorted(args.gold.glob("*.json"))):
        text = args.texts / f"{path.stem}.txt"
        if text.exists() and (only is None or path.stem in only):
            gold = json.loads(path.read_text(encoding="utf-8"))
            examples += read_examples(number, text.read_text(encoding="utf-8"), gold, lexicon, stances)
    print(measure(examples))
    args.out.write_bytes(msgspec.json.encode(fit(examples)))


if __name__ == "__main__":
    main()
