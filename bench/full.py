"""Measure the full reader beside the fast one: ``python -m bench.full --benchmark FOLDER [--articles N]``.

On the training texts that its encoder was not trained on (read with weights of the fast reader that were fitted
without them), on the gold texts, and on articles of the corpus for its speed. Keeps the figures in
``bench/full.json`` and ``bench/FULL.md``.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from bench.folds import fit_without
from bench.sureness import Judged, judge_words, sort_by_sureness
from bench.texts import Reader, Sample, Scorer, load_scorer, read_articles, read_samples
from mithaq.dates import Edtf
from mithaq.model import Document
from mithaq.reading import pipeline
from mithaq.reading.learnt import reader as learnt
from mithaq.reading.readers import ENCODER
from mithaq.reports.benchmark import annotate

HERE = Path(__file__).parent
LEFT_OUT = ENCODER / "left-out.json"
_BINS = 5
_SPACING = 41

Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one reader reaches on some texts.

    Args:
        texts: How many.
        figures: The scorer's figures by name.
        stray: Acts found in texts without any, a text.
        reliability: By question and fifth of how sure it was: how many things it said, and the share that is right.
    """

    texts: int
    figures: dict[str, Row]
    stray: float
    reliability: dict[str, list[tuple[int, float]]]


def measure(samples: Sequence[Sample], read: Reader, scorer: Scorer) -> Measured:
    """Return what a reader reaches.

    Args:
        samples: The texts.
        read: The reader.
        scorer: The benchmark's.
    """
    totals: Counter[str] = Counter()
    quiet = Counter(texts=0, acts=0)
    judged: list[Judged] = []
    for sample in samples:
        found = {}
        if sample.document is not None:
            reading = read(sample.document)
            found = json.loads(json.dumps(annotate(reading), default=str))
            judged += judge_words(sample, reading, scorer)
        totals += scorer.tally(sample.text, sample.reference, found)
        if not sample.reference["acts"]:
            quiet.update(texts=1, acts=len(found.get("acts", ())))
    stray = round(quiet["acts"] / max(quiet["texts"], 1), 2)
    return Measured(len(samples), scorer.figures(totals), stray, sort_by_sureness(judged, _BINS))


def take_time(benchmark: Path, articles: int, read: Reader) -> Row:
    """Return articles a second of processor time, and the peak of memory.

    Args:
        benchmark: The benchmark folder.
        articles: How many articles are read, evenly spaced over the corpus.
        read: The reader.
    """
    busy, count = 0.0, 0
    for text, published in islice(_space(read_articles(benchmark)), articles):
        document = Document("0" * 64, text, "article", published=Edtf.parse(published))
        began = time.process_time()
        read(document)
        busy += time.process_time() - began
        count += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"articles": count, "articles_a_second": round(count / busy, 1), "peak_mib": round(peak)}


def _space(articles: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return islice(articles, 0, None, _SPACING)


def describe(parts: dict[str, dict[str, Measured]], speeds: dict[str, Row]) -> str:
    """Return the figures as a readable page.

    Args:
        parts: By part of the benchmark and reader.
        speeds: By reader.
    """
    told = (
        "Made by `python -m bench.full`. The sieved reader is the full one that listens only where the fast one "
        "is rather sure of an act."
    )
    lines = ["# The full reader beside the fast one", "", told]
    for part, readers in parts.items():
        full = readers["full"]
        lines += ["", f"## {part}: {full.texts} texts", "", f"| | {' | '.join(readers)} |"]
        lines.append(f"| --- |{' ---: |' * len(readers)}")
        for name, row in full.figures.items():
            key = "f1" if "f1" in row else "share"
            cells = [f"{reader.figures[name][key]:.3f}" for reader in readers.values()]
            lines.append(f"| {name} | {' | '.join(cells)} |")
        strays = [f"{reader.stray:.2f}" for reader in readers.values()]
        lines.append(f"| acts in a text without any | {' | '.join(strays)} |")
        for name in ("fast", "full"):
            reader = readers[name]
            lines += [
                "",
                f"How sure the {name} reader is of acts and of what right acts say; shares that are right:",
            ]
            lines += ["", *_describe_shares(reader.reliability)]
    lines += ["", "## Speed", "", "Articles of the corpus, on one core, by processor time.", ""]
    lines += ["| reader | articles | a second | peak, MiB |", "| --- | ---: | ---: | ---: |"]
    for name, speed in speeds.items():
        cells = [f"{speed['articles']:.0f}", f"{speed['articles_a_second']}", f"{speed['peak_mib']:.0f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _describe_shares(columns: dict[str, list[tuple[int, float]]]) -> list[str]:
    """Return a table: by fifth of the scale the share that is right, and of how many."""
    lines = [f"| sure | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    for at in range(_BINS):
        cells = (f"{rows[at][1]:.2f} of {rows[at][0]}" for rows in columns.values())
        lines.append(f"| {at / _BINS:.1f} to {(at + 1) / _BINS:.1f} | {' | '.join(cells)} |")
    return lines


def open_readers(weights: Path | None) -> dict[str, Reader]:
    """Return the readers on the same weights of the fast one.

    Args:
        weights: Folder of these weights; None for the shipped ones.
    """
    fast = pipeline.open_reader(weights) if weights else pipeline.open_reader()
    full = learnt.open_reader(ENCODER, fast)
    sieved = learnt.sieve_texts(full)
    return {
        "fast": lambda document: pipeline.read_document(document, fast),
        "full": lambda document: learnt.read_document(document, full),
        "sieved": lambda document: learnt.read_document(document, sieved),
    }


def main() -> int:
    """Read the command line, measure, write both files; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--benchmark", type=Path, required=True, help="folder with train/, gold/ and score.py"
    )
    parser.add_argument("--articles", type=int, default=400, help="articles read for the speed")
    options = parser.parse_args()
    scorer = load_scorer(options.benchmark)
    names = set(json.loads(LEFT_OUT.read_text(encoding="utf-8")))
    left_out = [sample for sample in read_samples(options.benchmark, "train") if sample.name in names]
    gold = read_samples(options.benchmark, "gold")
    parts = {
        part: {name: measure(samples, read, scorer) for name, read in open_readers(weights).items()}
        for part, samples, weights in (("left out", left_out, fit_without(left_out)), ("gold", gold, None))
    }
    readers = open_readers(None)
    speeds = {name: take_time(options.benchmark, options.articles, read) for name, read in readers.items()}
    data = {part: {name: asdict(row) for name, row in readers.items()} for part, readers in parts.items()}
    (HERE / "full.json").write_text(json.dumps({**data, "speed": speeds}, indent=1) + "\n", encoding="utf-8")
    page = describe(parts, speeds)
    (HERE / "FULL.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
