"""Fit all weights of the fast reader on a benchmark's training texts: python -m tools.train --benchmark DIR.

The texts are cut into folds of neighbouring days. For each fold, the weights of names, figures, milestones,
status and dates are fitted on the other folds, so that every text can be surveyed as an unseen one; on texts
surveyed in this way the weights of acts, roles and content are fitted: once on all texts for the package, and
once without each fold for measuring. The weights of the folds stay in ``build/folds`` for ``bench.scores``.

``--more FOLDER`` adds annotated texts (``FOLDER/text`` and ``FOLDER/gold``, in the benchmark's form) that are
fitted on and never measured. They belong to the fold of their day and are left out with it: papers print one
agency report on the same day, and no copy of a text that is scored may be fitted on.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bench.folds import FOLDS, LEFT_OUT, NUMBER_OF_FOLDS, split_by_day
from bench.texts import FOLDERS, Sample, Scorer, load_scorer, read_annotated, read_samples

from mithaq.reading.pipeline import open_reader
from mithaq.reading.weights import FOLDER, save_weights
from tools.fit_acts import Lesson, fit_acts, fit_content, fit_roles, read_lesson, write_acts

HERE = Path(__file__).parent
# Lies in the folder of each fold; the package's own weights are always fitted anew.
FITTED_ON = "fitted-on.json"
BENCHMARK_ONLY, WHOLLY_JUDGED = "benchmark-only.json", "wholly-judged.json"
# Each tool fits the weights of one question by itself: script, what it writes.
TOOLS = (
    ("fit_actors.py", "actors.json.gz"),
    ("fit_figures.py", ""),
    ("fit_status.py", "status.json"),
    ("fit_dating.py", "dating.npz"),
)
# Whoever annotated the further texts gives figures by habits of his own: with them plain figures and milestones of the
# examples and samples are missed.
WITHOUT_FURTHER = frozenset(("fit_figures.py",))
# The tool that is told which they are, and learns from those, too, whose acts alone were judged.
TELLING_APART = "fit_dating.py"


@dataclass(frozen=True, slots=True)
class Course:
    """What is fitted on.

    Args:
        benchmark: The benchmark folder, with its scorer.
        more: Folders of further annotated texts.
    """

    benchmark: Path
    more: tuple[Path, ...]

    def read_parts(self) -> list[tuple[list[Sample], list[Sample]]]:
        """Return the texts of each fold: those that it is measured on, and the further ones of its days."""
        parts = split_by_day(read_samples(self.benchmark, "train"), NUMBER_OF_FOLDS)
        begins = [min(sample.published or "" for sample in part) for part in parts]
        further: list[list[Sample]] = [[] for _ in parts]
        for folder in self.more:
            for sample in read_annotated(folder / "text", folder / "gold"):
                day = sample.published or ""
                further[max(sum(begin <= day for begin in begins) - 1, 0)].append(sample)
        return list(zip(parts, further, strict=True))


def fill_shelf(benchmark: Path, more: Iterable[Path], shelf: Path) -> None:
    """Copy all annotated texts into one folder.

    Args:
        benchmark: The benchmark folder.
        more: Folders of further annotated texts.
        shelf: An empty folder; gets the folders ``text`` and ``gold``.
    """
    train = [benchmark / folder for folder in FOLDERS["train"]]
    sources = [train, *([folder / "text", folder / "gold"] for folder in more)]
    counts = Counter(path.name for source in sources for path in source[1].glob("*.json"))
    twice = sorted(name for name, count in counts.items() if count > 1)
    if twice:
        sys.exit(f"Two annotated texts have one name: {twice[0]} ({len(twice)} such). Rename one of each.")
    for number, name in enumerate(("text", "gold")):
        (shelf / name).mkdir()
        for source in sources:
            for path in sorted(source[number].iterdir()):
                shutil.copyfile(path, shelf / name / path.name)


def fit_questions(
    shelf: Path,
    folder: Path,
    names: Collection[str],
    further: Collection[str] = (),
    acts_only: Collection[str] = (),
) -> None:
    """Run the tools of single questions on some texts; what is there already is kept.

    Args:
        shelf: Folder with all annotated texts.
        folder: Where the weights go.
        names: The texts to fit on.
        further: Those of them that are not the benchmark's.
        acts_only: Those of them whose acts alone were judged.
    """
    folder.mkdir(parents=True, exist_ok=True)
    only, own, whole = (folder / name for name in (FITTED_ON, BENCHMARK_ONLY, WHOLLY_JUDGED))
    for path, left_out in ((only, ()), (own, further), (whole, acts_only)):
        path.write_text(json.dumps(sorted(set(names).difference(left_out))), encoding="utf-8")
    chosen = dict.fromkeys(WITHOUT_FURTHER, own) | {TELLING_APART: only}
    for script, output in TOOLS:
        target = folder / (output or "figures.json")
        if not target.exists():
            texts = chosen.get(script, whole)
            arguments: list[str | Path] = [shelf / "text", shelf / "gold", folder / output, "--only", texts]
            arguments += ["--own", own] if script == TELLING_APART else []
            module = ["-m", f"tools.{Path(script).stem}"]
            subprocess.run([sys.executable, *module, *arguments], check=True, stdout=subprocess.DEVNULL)
    own.unlink()
    whole.unlink()


def clear_questions(folder: Path) -> None:
    """Remove the weights of single questions.

    Args:
        folder: Where they lie.
    """
    for _, output in TOOLS:
        (folder / (output or "figures.json")).unlink(missing_ok=True)
    (folder / FITTED_ON).unlink(missing_ok=True)


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


def fit_fold(number: int, course: Course, shelf: Path | None) -> str:
    """Fit one fold; return what was done.

    Args:
        number: The fold that is left out.
        course: What is fitted on.
        shelf: Folder with all annotated texts, to fit single questions; None to fit acts, roles and content, for which
            the single questions of all folds must be there.
    """
    started = time.monotonic()
    parts = course.read_parts()
    folder = FOLDS / str(number)
    kept = [(other, *part) for other, part in enumerate(parts) if other != number]
    if shelf is None:
        fit_reader(_read_all_lessons(kept), folder, course.benchmark)
    else:
        names = sorted(sample.name for _, *both in kept for part in both for sample in part)
        record = folder / FITTED_ON
        if not record.exists() or json.loads(record.read_text(encoding="utf-8")) != names:
            clear_questions(folder)
        fit_questions(shelf, folder, names, *_list_further(parts))
        out = sorted(sample.name for sample in parts[number][0])
        (folder / LEFT_OUT).write_text(json.dumps(out), encoding="utf-8")
    return f"fold {number}: {'questions' if shelf else 'reader'}, {time.monotonic() - started:.0f} s"


def _read_all_lessons(parts: Iterable[tuple[int, list[Sample], list[Sample]]]) -> list[Lesson]:
    return [
        lesson
        for number, measured, further in parts
        for lesson in read_lessons([*measured, *further], FOLDS / str(number))
    ]


def _list_further(parts: Iterable[tuple[list[Sample], list[Sample]]]) -> tuple[list[str], list[str]]:
    """Return the texts that are not the benchmark's, and those whose acts alone were judged."""
    measured = {sample.name for part, _ in parts for sample in part}
    every = [sample for both in parts for part in both for sample in part]
    return (
        [sample.name for sample in every if sample.name not in measured],
        [sample.name for sample in every if sample.is_acts_only],
    )


def fit_package(course: Course, folder: Path, shelf: Path | None) -> str:
    """Fit the weights that are shipped; return what was done.

    Args:
        course: What is fitted on.
        folder: Where the weights go.
        shelf: As for ``fit_fold``.
    """
    started = time.monotonic()
    parts = course.read_parts()
    if shelf is None:
        numbered = ((number, *part) for number, part in enumerate(parts))
        fit_reader(_read_all_lessons(numbered), folder, course.benchmark)
    else:
        clear_questions(folder)
        names = [sample.name for both in parts for part in both for sample in part]
        fit_questions(shelf, folder, names, *_list_further(parts))
        (folder / FITTED_ON).unlink(missing_ok=True)
    return f"package: {'questions' if shelf else 'reader'}, {time.monotonic() - started:.0f} s"


def main() -> int:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--reader-only", action="store_true", help="keep the weights of single questions")
    options = parser.parse_args()
    course = Course(options.benchmark, tuple(options.more))
    with tempfile.TemporaryDirectory() as folder:
        fill_shelf(options.benchmark, options.more, Path(folder))
        for shelf in (None,) if options.reader_only else (Path(folder), None):
            with ProcessPoolExecutor(options.jobs) as pool:
                tasks = [pool.submit(fit_package, course, options.out, shelf)]
                tasks += [pool.submit(fit_fold, number, course, shelf) for number in range(NUMBER_OF_FOLDS)]
                for task in tasks:
                    print(task.result(), file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
