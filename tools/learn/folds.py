"""Train encoders for measuring: python -m tools.learn.folds --benchmark FOLDER --out FOLDER.

One without each fold, and for the curve over the number of texts some without the last fold on a share of the others.
All by one short recipe, without the layers that hear triggers again; ``python -m bench.encoders`` measures them. As for
`tools.learn.train`, ``python -m tools.train`` goes before it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import torch
from bench.encoders import CARD, Card
from bench.folds import NUMBER_OF_FOLDS, fit_without
from bench.texts import load_scorer
from tokenizers import Tokenizer

from mithaq.reading.learnt.encoder import Encoder as Cutter
from tools.learn.base import find_tokenizer, open_base
from tools.learn.exercises import make_exercises
from tools.learn.graph import write_encoder
from tools.learn.net import Voice
from tools.learn.pieces import choose_pieces, cut_tokenizer
from tools.learn.train import (
    EVENED,
    FIRST,
    Plan,
    Task,
    lay_inputs,
    list_left_out,
    open_frozen,
    prepare,
    train,
)
from tools.train import Course, read_lessons

EPOCHS = 3
SHARES = (0.125, 0.25, 0.5)


@dataclass(frozen=True, slots=True)
class Run:
    """One encoder to train.

    Args:
        name: Name of its folder.
        left_out: Number of the fold that it is not trained on.
        share: Share of the other texts that it is trained on.
    """

    name: str
    left_out: int
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything lies.

    Args:
        course: The texts.
        out: Folder of the encoders; what the frozen layers give for each fold lies in ``parts``.
        kept: Numbers of the pieces of words that are kept.
        plan: How long and how deep to train.
    """

    course: Course
    out: Path
    kept: tuple[int, ...]
    plan: Plan

    def locate_part(self, number: int) -> Path:
        """Return the file of a fold."""
        return self.out / "parts" / f"{number}.pt"


def list_runs() -> tuple[Run, ...]:
    """Return all encoders to train, the curve last."""
    last = NUMBER_OF_FOLDS - 1
    folds = [Run(f"fold-{number}", number) for number in reversed(range(NUMBER_OF_FOLDS))]
    return (*folds, *(Run(f"share-{share:g}", last, share) for share in reversed(SHARES)))


def lay_part(place: Place, number: int) -> int:
    """Write the windows of a fold's texts with what the frozen layers give for them; return how many texts.

    Args:
        place: Where everything lies.
        number: The fold.
    """
    torch.set_num_threads(1)
    scorer = load_scorer(place.course.benchmark)
    cutter = Cutter(None, Tokenizer.from_str(cut_tokenizer(find_tokenizer(), place.kept)))
    measured, further = place.course.read_parts()[number]
    lessons = read_lessons([*measured, *further], fit_without(measured))
    texts = [list(make_exercises([lesson], cutter.cut, scorer.months)) for lesson in lessons]
    frozen = open_frozen(open_base(), place.kept, place.plan)
    path = place.locate_part(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save([prepare(frozen, exercises) for exercises in texts], path)
    return len(texts)


def train_run(place: Place, run: Run) -> str:
    """Train one encoder and write it; return what it learnt from. Runs in a process of its own.

    Args:
        place: Where everything lies.
        run: What is left out.
    """
    torch.set_num_threads(1)
    torch.manual_seed(FIRST)
    texts: list[list[Task]] = []
    for number in range(NUMBER_OF_FOLDS):
        if number != run.left_out:
            texts += torch.load(place.locate_part(number), weights_only=False)
    texts = random.Random(FIRST).sample(texts, round(run.share * len(texts)))
    tasks = [task for text in texts for task in text]
    voice = Voice(place.plan.trained)
    voice.take(open_base(), place.plan.frozen)
    steady, _ = train(voice, tasks, place.plan, FIRST)
    exercises = [task.exercise for task in tasks]
    some = [lay_inputs(exercise) for exercise in exercises[:: max(len(exercises) // EVENED, 1)]]
    folder = place.out / run.name
    pieces = cut_tokenizer(find_tokenizer(), place.kept)
    write_encoder(open_frozen(open_base(), place.kept, place.plan), [steady], pieces, folder, some)
    acts = sum(len(exercise.deeds) for exercise in exercises)
    names = tuple(list_left_out(place.course.benchmark, run.left_out))
    card = Card(run.name, len(texts), acts, place.plan.epochs, names)
    (folder / CARD).write_text(card.write(), encoding="utf-8")
    return json.dumps({"name": card.name, "texts": card.texts, "acts": card.acts})


def main(arguments: Sequence[str] | None = None) -> int:
    """Train all encoders that are not there yet; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    course = Course(asked.benchmark, tuple(asked.more))
    kept = tuple(choose_pieces(asked.benchmark, find_tokenizer()))
    place = Place(course, asked.out, kept, Plan(epochs=asked.epochs))
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        missing = [part for part in range(NUMBER_OF_FOLDS) if not place.locate_part(part).exists()]
        laid = [pool.submit(lay_part, place, number) for number in missing]
        print(sum(task.result() for task in laid), "texts laid out", flush=True)
        wanted = [run for run in list_runs() if not (place.out / run.name / CARD).exists()]
        for task in [pool.submit(train_run, place, run) for run in wanted]:
            print(task.result(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
