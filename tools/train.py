"""Fit every weight of the fast reader on the benchmark's training texts: python -m tools.train --benchmark DIR.

Writes into ``src/mithaq/weights`` unless told otherwise. With ``--without NAMES.json`` the named texts are left out,
so that they can be scored.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from bench.texts import Sample, Scorer, load_scorer, read_samples
from mithaq.reading.pipeline import Reader, open_reader
from mithaq.reading.weights import FOLDER, save_weights
from tools.fit_acts import Lesson, fit_acts, fit_content, fit_roles, read_lesson, write_acts


def train(benchmark: Path, folder: Path, without: Collection[str] = ()) -> None:
    """Fit all weights and write them.

    Args:
        benchmark: The benchmark folder.
        folder: Where the weights go.
        without: Names of texts that are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    samples = [sample for sample in read_samples(benchmark, "train") if sample.name not in without]
    lessons = read_lessons(samples, folder)
    _say(f"{len(lessons)} texts surveyed", started)
    write_acts(fit_acts(lessons), folder)
    _say("acts fitted", started)
    scorer = load_scorer(benchmark)
    save_weights(fit_roles(lessons, lambda lesson: identify(lesson, scorer)), folder / "roles.npz")
    _say("roles fitted", started)
    content = fit_content(lessons, lambda lesson: identify(lesson, scorer))
    save_weights(content.starts, folder / "content-starts.npz")
    save_weights(content.ends, folder / "content-ends.npz")
    _say("content fitted", started)


def read_lessons(samples: Sequence[Sample], folder: Path) -> list[Lesson]:
    """Return the texts to learn from, surveyed with the weights that lie in ``folder``."""
    reader: Reader = replace(open_reader(folder), acts=None, roles=None)
    lessons = (read_lesson(sample, reader) for sample in samples)
    return [lesson for lesson in lessons if lesson is not None]


def identify(lesson: Lesson, scorer: Scorer) -> dict[int, str]:
    """Return which actor of the reference each actor of a text's cast is, as the benchmark's scorer tells."""
    text = lesson.sample.text
    actors = lesson.survey.cast.actors
    named = [
        {"id": str(index), "forms": sorted({span.select(text) for span in actor.mentions})}
        for index, actor in enumerate(actors)
    ]
    found = scorer.Reading(text, {"actors": named})
    gold = scorer.Reading(text, {"actors": lesson.sample.reference["actors"]})
    return {int(index): name for index, name in scorer.identities(gold, found).items()}


def _say(what: str, started: float) -> None:
    print(f"{what}, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def main() -> int:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--without", type=Path, help="JSON list of names of texts to leave out")
    options = parser.parse_args()
    without = json.loads(options.without.read_text(encoding="utf-8")) if options.without else ()
    train(options.benchmark, options.out, without)
    return 0


if __name__ == "__main__":
    sys.exit(main())
