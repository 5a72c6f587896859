"""Score the fast reader on the annotated texts: ``python -m bench.scores --benchmark FOLDER``.

Writes what was found to a temporary folder, scores it with the benchmark's own scorer, and keeps the figures
in ``bench/scores.json`` and ``bench/SCORES.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bench.folds import fit_without, open_reader, split_by_day
from bench.texts import Annotations, Sample, Scorer, load_scorer, read_samples
from mithaq.reports.benchmark import annotate

HERE = Path(__file__).parent
PARTS = ("train", "gold")
_CHUNK = 16

Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured on one part of the benchmark.

    Args:
        texts: How many texts were read.
        folds: Number of cross-validation folds, 0 where the shipped reader read everything.
        figures: The scorer's figures by name.
        types: Precision, recall and F1 of acts by type.
        quiet: How many texts hold no act by the reference, how many acts were found in them all the same, and
            in how many of them.
    """

    texts: int
    folds: int
    figures: dict[str, Row]
    types: dict[str, Row]
    quiet: dict[str, int]


def find_annotations(weights: Path | None, samples: Sequence[Sample]) -> list[Annotations]:
    """Return what the reader finds in each text, in the benchmark's form; runs in a worker process.

    Args:
        weights: Weights to read with, None for the shipped ones.
        samples: The texts.
    """
    read = open_reader(weights)
    return [annotate(read(sample.document)) if sample.document else {} for sample in samples]


def read_all(
    samples: Sequence[Sample], weights: Path | None, *, title: str, workers: int
) -> Iterable[Annotations]:
    """Yield what is found in each text, in order, with a progress bar.

    Args:
        samples: The texts.
        weights: Weights to read with, None for the shipped ones.
        title: Shown at the bar.
        workers: How many processes read.
    """
    chunks = [samples[at : at + _CHUNK] for at in range(0, len(samples), _CHUNK)]
    with ProcessPoolExecutor(workers) as pool:
        results = pool.map(partial(find_annotations, weights), chunks)
        for found in track(results, title, total=len(chunks), console=Console(stderr=True)):
            yield from found


def read_folds(
    samples: Sequence[Sample], *, folds: int, workers: int
) -> Iterable[tuple[Sample, Annotations]]:
    """Yield every text with what a reader finds that was not fitted on it.

    Args:
        samples: The texts of ``benchmark/train``.
        folds: How many folds; 0 reads everything with the shipped reader.
        workers: How many processes read.
    """
    if not folds:
        yield from zip(samples, read_all(samples, None, title="reading", workers=workers), strict=True)
        return
    for number, part in enumerate(split_by_day(samples, folds), start=1):
        title = f"fold {number}/{folds}"
        found = read_all(part, fit_without(part), title=title, workers=workers)
        yield from zip(part, found, strict=True)


def score_part(benchmark: Path, part: str, *, folds: int = 0, workers: int = 2, step: int = 1) -> Scores:
    """Return the scores of the fast reader on one part of the benchmark.

    Args:
        benchmark: The benchmark folder.
        part: ``train`` or ``gold``.
        folds: Cross-validation folds; only ``train`` can have them.
        workers: How many processes read.
        step: Read every so many-th text only; 1 reads all.
    """
    scorer = load_scorer(benchmark)
    samples = read_samples(benchmark, part)[::step]
    totals: Counter[str] = Counter()
    types: Counter[tuple[str, str]] = Counter()
    quiet = Counter(texts=0, acts=0, disturbed=0)
    with tempfile.TemporaryDirectory() as folder:
        for sample, found in read_folds(samples, folds=folds, workers=workers):
            path = Path(folder) / f"{sample.name}.json"
            path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
            written = json.loads(path.read_text(encoding="utf-8"))
            totals += scorer.tally(sample.text, sample.reference, written)
            types += tally_types(scorer, sample, written)
            if not sample.reference["acts"]:
                acts = len(written.get("acts", ()))
                quiet.update(texts=1, acts=acts, disturbed=int(bool(acts)))
    rows = {name: rate(types, name) for name in sorted({name for name, _ in types})}
    return Scores(len(samples), folds, scorer.figures(totals), rows, dict(quiet))


def tally_types(scorer: Scorer, sample: Sample, found: Annotations) -> Counter[tuple[str, str]]:
    """Return how many acts of each type the reference has, were found, and were right, for one text.

    Args:
        scorer: The benchmark's scorer.
        sample: The text and its reference.
        found: What was found.
    """
    ours, theirs = scorer.Reading(sample.text, found).acts, scorer.Reading(sample.text, sample.reference).acts
    counts: Counter[tuple[str, str]] = Counter()
    counts.update((act["type"], "gold") for act in theirs)
    counts.update((act["type"], "found") for act in ours)
    right = scorer.pair(theirs, ours, lambda a, b: a["type"] == b["type"])
    counts.update((act["type"], "right") for act, _ in right)
    return counts


def rate(types: Counter[tuple[str, str]], name: str) -> Row:
    """Return precision, recall and F1 of one type.

    Args:
        types: Counts by type and kind.
        name: The type.
    """
    gold, found, right = (types[name, kind] for kind in ("gold", "found", "right"))
    f1 = 2 * right / (gold + found) if gold + found else 0.0
    return {
        "precision": round(right / found, 3) if found else 0.0,
        "recall": round(right / gold, 3) if gold else 0.0,
        "f1": round(f1, 3),
        "gold": gold,
        "found": found,
        "right": right,
    }


def describe(scores: dict[str, Scores]) -> str:
    """Return the figures as a readable page.

    Args:
        scores: By part of the benchmark.
    """
    lines = [
        "# Scores of the fast reader",
        "",
        "Made by `python -m bench.scores`; what each figure means is written in ",
    ]
    lines[-1] += "the head of the benchmark's `score.py`."
    for part, measured in scores.items():
        how = (
            f"cross-validated in {measured.folds} folds of neighbouring days"
            if measured.folds
            else "nothing left out"
        )
        lines += ["", f"## {part}: {measured.texts} texts, {how}", "", _HEAD, _RULE]
        lines += [_describe_row(name, row) for name, row in measured.figures.items() if "f1" in row]
        lines += ["", "| share right | | of |", "| --- | ---: | ---: |"]
        lines += [
            f"| {n} | {r['share']:.3f} | {r['of']} |" for n, r in measured.figures.items() if "share" in r
        ]
        lines += ["", f"### Acts by type, {part}", "", _HEAD, _RULE]
        lines += [_describe_row(name, row) for name, row in measured.types.items()]
        quiet = measured.quiet
        lines += [
            "",
            f"Texts without any act by the reference: {quiet['texts']}. In {quiet['disturbed']} of them ",
        ]
        lines[-1] += f"acts were found all the same, {quiet['acts']} in all."
    return "\n".join([*lines, ""])


_HEAD = "| | precision | recall | F1 | in the reference | found | right |"
_RULE = "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"


def _describe_row(name: str, row: Row) -> str:
    rates = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
    return (
        f"| {name} | {rates} | " + " | ".join(f"{row[key]:.0f}" for key in ("gold", "found", "right")) + " |"
    )


def main() -> int:
    """Read the command line, measure, write both files; return the exit code."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--benchmark", type=Path, required=True, help="folder with train/, gold/ and score.py")
    args.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    args.add_argument("--folds", type=int, default=0, help="cross-validate train in so many folds")
    args.add_argument("--workers", type=int, default=2, help="processes that read")
    args.add_argument(
        "--step", type=int, default=1, help="read every so many-th text only; then nothing is written"
    )
    options = args.parse_args()
    scores = {
        part: score_part(
            options.benchmark,
            part,
            folds=options.folds if part == "train" else 0,
            workers=options.workers,
            step=options.step,
        )
        for part in options.parts
    }
    page = describe(scores)
    if options.step == 1 and set(options.parts) == set(PARTS):
        data = json.dumps({part: asdict(measured) for part, measured in scores.items()}, indent=1)
        (HERE / "scores.json").write_text(data + "\n", encoding="utf-8")
        (HERE / "SCORES.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
