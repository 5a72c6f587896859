"""Fit all weights of the fast reader on a benchmark's training texts: python -m tools.train --benchmark DIR.

The texts are cut into folds of neighbouring days. For each fold, the weights of names, figures, milestones,
status and dates are fitted on the other folds, so that every text can be surveyed as an unseen one; on texts
surveyed in this way the weights of acts, roles and content are fitted: once on all texts for the package, and
once without each fold for measuring. The weights of the folds stay in ``build/folds`` for ``bench.scores``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.folds import FOLDS, LEFT_OUT, NUMBER_OF_FOLDS, split_by_day
from bench.texts import Sample, Scorer, load_scorer, read_samples

from mithaq.reading.pipeline import open_reader
from mithaq.reading.weights import FOLDER, save_weights
from tools.fit_acts import Lesson, fit_acts, fit_content, fit_roles, read_lesson, write_acts

HERE = Path(__file__).parent
# Each tool fits the weights of one question by itself: script, what it writes.
TOOLS = (
    ("fit_actors.py", "actors.json.gz"),
    ("fit_figures.py", ""),
    ("fit_status.py", "status.json"),
    ("fit_dating.py", "dating.npz"),
)


def fit_questions(benchmark: Path, folder: Path, names: Collection[str]) -> None:
    """Run the tools of single questions on some texts; what is there already is kept.

    Args:
        benchmark: The benchmark folder.
        folder: Where the weights go.
        names: The texts to fit on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    only = folder / "fitted-on.json"
    only.write_text(json.dumps(sorted(names)), encoding="utf-8")
    train = benchmark / "train"
    for script, output in TOOLS:
        target = folder / (output or "figures.json")
        if not target.exists():
            arguments: list[str | Path] = [train / "text", train / "gold", folder / output, "--only", only]
            subprocess.run([sys.executable, HERE / script, *arguments], check=True, stdout=subprocess.DEVNULL)
    only.unlink()


def fit_reader(lessons: Sequence[Lesson], folder: Path, benchmark: Path) -> None:
    """Fit acts, roles and content and write them.

    Args:
        lessons: The texts, surveyed as unseen ones.
        folder: Where the weights go.
        benchmark: The benchmark folder, for its scorer.
    """
    write_acts(fit_acts(lessons), folder)
    scorer = load_scorer(benchmark)
    same = partial(identify, scorer=scorer)
    save_weights(fit_roles(lessons, same), folder / "roles.npz")
    content = fit_content(lessons, same)
    save_weights(content.starts, folder / "content-starts.npz")
    save_weights(content.ends, folder / "content-ends.npz")


def read_lessons(samples: Sequence[Sample], folder: Path) -> list[Lesson]:
    """Return the texts to learn from, surveyed with the weights that lie in ``folder``."""
    reader = replace(open_reader(folder), acts=None, roles=None, content=None)
    lessons = (read_lesson(sample, reader) for sample in samples)
    return [lesson for lesson in lessons if lesson is not None]


def identify(lesson: Lesson, scorer: Scorer) -> dict[int, frozenset[str]]:
    """Return which actors of the reference each actor of a text's cast may be.

    Wider than the scorer's one to one: of two chains that name one actor both teach where its name stands.

    Args:
        lesson: The text.
        scorer: The benchmark's scorer, for its plain spelling.
    """
    text = lesson.sample.text
    gold = {
        actor["id"]: {scorer.plain(form) for form in actor["forms"]} - {""}
        for actor in lesson.sample.reference["actors"]
    }
    found = {}
    for index, actor in enumerate(lesson.survey.cast.actors):
        forms = {scorer.plain(span.select(text)) for span in actor.mentions}
        same = {name for name, others in gold.items() if forms & others}
        if not same:
            same = {name for name, others in gold.items() if _resemble(forms, others)}
        found[index] = frozenset(same)
    return found


def _resemble(forms: Collection[str], others: Collection[str]) -> bool:
    words = [set(form.split()) for form in forms]
    return any(
        len(own & set(other.split())) * 2 >= len(own | set(other.split()))
        for own in words
        for other in others
    )


def fit_fold(number: int, benchmark: Path, *, whole: bool) -> str:
    """Fit one fold; return what was done.

    Args:
        number: The fold that is left out.
        benchmark: The benchmark folder.
        whole: Whether acts, roles and content are fitted too; the single questions of all folds must be
            there.
    """
    started = time.monotonic()
    samples = read_samples(benchmark, "train")
    parts = split_by_day(samples, NUMBER_OF_FOLDS)
    folder = FOLDS / str(number)
    if whole:
        lessons = [
            lesson
            for other, part in enumerate(parts)
            if other != number
            for lesson in read_lessons(part, FOLDS / str(other))
        ]
        fit_reader(lessons, folder, benchmark)
    else:
        out = {sample.name for sample in parts[number]}
        fit_questions(benchmark, folder, [sample.name for sample in samples if sample.name not in out])
        (folder / LEFT_OUT).write_text(json.dumps(sorted(out)), encoding="utf-8")
    return f"fold {number}: {'reader' if whole else 'questions'}, {time.monotonic() - started:.0f} s"


def fit_package(benchmark: Path, folder: Path, *, whole: bool) -> str:
    """Fit the weights that are shipped; return what was done.

    Args:
        benchmark: The benchmark folder.
        folder: Where the weights go.
        whole: As for ``fit_fold``.
    """
    started = time.monotonic()
    samples = read_samples(benchmark, "train")
    if whole:
        parts = enumerate(split_by_day(samples, NUMBER_OF_FOLDS))
        lessons = [lesson for number, part in parts for lesson in read_lessons(part, FOLDS / str(number))]
        fit_reader(lessons, folder, benchmark)
    else:
        for script, output in TOOLS:
            (folder / (output or script)).unlink(missing_ok=True)
        (folder / "figures.json").unlink(missing_ok=True)
        fit_questions(benchmark, folder, [sample.name for sample in samples])
    return f"package: {'reader' if whole else 'questions'}, {time.monotonic() - started:.0f} s"


def main() -> int:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--reader-only", action="store_true", help="keep the weights of single questions")
    options = parser.parse_args()
    for whole in (False, True):
        if not whole and options.reader_only:
            continue
        with ProcessPoolExecutor(options.jobs) as pool:
            tasks = [pool.submit(fit_package, options.benchmark, options.out, whole=whole)]
            tasks += [
                pool.submit(fit_fold, number, options.benchmark, whole=whole)
                for number in range(NUMBER_OF_FOLDS)
            ]
            for task in tasks:
                print(task.result(), file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
