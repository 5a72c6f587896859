"""Train the full reader's encoder: python -m tools.learn.train --benchmark FOLDER --out FOLDER.

Needs the packages of the group ``learn``. ``--more FOLDER`` adds annotated texts; ``--left-out K`` leaves the fold K
and what belongs to its days out, for measuring; each voice takes one core. The lowest layers of the base encoder stay
as they are, so that what they give is computed once; those above and the heads are trained. The lessons are surveyed
with weights of the fast reader that had not seen them (``python -m tools.train`` leaves these in build/folds).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, fields
from multiprocessing import get_context
from pathlib import Path

import torch
from bench.folds import LEFT_OUT, NUMBER_OF_FOLDS, fit_without, split_by_day
from bench.texts import load_scorer, read_samples
from tokenizers import Tokenizer
from torch import Tensor, nn

from mithaq.reading.learnt.encoder import BEGIN, END, pool_pieces
from mithaq.reading.learnt.encoder import Encoder as Cutter
from tools.learn.base import Base, find_tokenizer, open_base
from tools.learn.batches import batch_alike
from tools.learn.descent import Slope, descend
from tools.learn.exchange import collect_names, exchange_names
from tools.learn.exercises import Exercise, make_exercises
from tools.learn.graph import write_closer, write_encoder
from tools.learn.losses import find_loss
from tools.learn.nearby import crop, lay_surroundings, train_nearby
from tools.learn.net import WIDTH, Encoder, Nearby, Voice
from tools.learn.pieces import choose_pieces, cut_tokenizer
from tools.train import Course, read_lessons

BATCH, SORTED_TOGETHER = 4, 40
ENCODER_RATE, HEAD_RATE, WARMING = 2.5e-4, 1e-3, 0.06
DROPPED, HIDDEN = 0.15, 0.1  # of rows; of what grammar and lexicon know
EXCHANGED = 0.5  # share of the looks at a window that see other names in it
QUIET_AT_FIRST, QUIET = 0.6, 0.35  # shares of the windows without acts that are looked at in an epoch
YOUNG = 0.53  # share of the steps after which types of acts were heard best; parts, status and dates later
FIRST = 1  # seed of the voice from which the layers that hear triggers again begin
EVENED = 40  # windows by which the layers are made even for one byte a value


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how deep to train.

    Args:
        frozen: Lowest layers that stay as they are.
        trained: Layers above them that are trained; those above these are left out.
        epochs: Times that every window with acts is looked at.
        voices: How many times, each from another seed; all are heard together.
        again: Times that every act is looked at by the layers that hear triggers again.
        copies: Copies of all windows, each with other names exchanged, kept in memory (some 1.2 GB each).
    """

    frozen: int = 4
    trained: int = 4
    epochs: int = 10
    voices: int = 1
    again: int = 3
    copies: int = 2


@dataclass(frozen=True, slots=True)
class Task:
    """A window with what the frozen layers give for it."""

    exercise: Exercise
    rows: Tensor


def read_exercises(course: Course, left_out: int | None, cutter: Cutter) -> list[Exercise]:
    """Return the windows of all folds but one.

    Args:
        course: The benchmark's texts, and further ones that belong to the folds of their days.
        left_out: Number of the fold that is not trained on, or None.
        cutter: Cuts words into pieces.
    """
    scorer = load_scorer(course.benchmark)
    lessons = [
        lesson
        for number, (measured, further) in enumerate(course.read_parts())
        if number != left_out
        for lesson in read_lessons([*measured, *further], fit_without(measured))
    ]
    return list(make_exercises(lessons, cutter.cut, scorer.months))


def list_left_out(benchmark: Path, left_out: int | None) -> list[str]:
    """Return the names of the texts that were not trained on, for whoever measures.

    Args:
        benchmark: The benchmark folder.
        left_out: Number of the fold, or None.
    """
    if left_out is None:
        return []
    parts = split_by_day(read_samples(benchmark, "train"), NUMBER_OF_FOLDS)
    return sorted(sample.name for sample in parts[left_out])


def lay_pieces(exercises: Sequence[Exercise]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, mask, pool and features of a batch, as `tools.learn.net` takes them.

    Args:
        exercises: The windows.
    """
    ids = [[BEGIN, *(piece for word in item.pieces for piece in word), END] for item in exercises]
    longest, most = max(map(len, ids)), max(len(item.words) for item in exercises)
    table = torch.ones(len(ids), longest, dtype=torch.long)
    mask = torch.zeros(len(ids), longest, dtype=torch.bool)
    pool = torch.zeros(len(ids), most, longest)
    features = torch.zeros(3, len(ids), most, dtype=torch.long)
    for row, (item, numbers) in enumerate(zip(exercises, ids, strict=True)):
        table[row, : len(numbers)] = torch.tensor(numbers)
        mask[row, : len(numbers)] = True
        features[:, row, : len(item.words)] = torch.from_numpy(item.features)
        sizes = [len(word) for word in item.pieces]
        pool[row, : len(sizes), : len(numbers)] = torch.from_numpy(pool_pieces(sizes, 1, len(numbers)))[0]
    return table, mask, pool, features


def lay_inputs(exercise: Exercise) -> tuple[Tensor, Tensor, Tensor]:
    """Return the inputs of the graph for one window.

    Args:
        exercise: The window.
    """
    ids, _, pool, features = lay_pieces([exercise])
    return ids, pool, features


def prepare(encoder: Encoder, exercises: Sequence[Exercise]) -> list[Task]:
    """Return the windows with what the frozen layers give for them.

    Args:
        encoder: The frozen layers.
        exercises: The windows.
    """
    tasks = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(exercises), BATCH):
            batch = exercises[at : at + BATCH]
            ids, mask, _, _ = lay_pieces(batch)
            rows = encoder(ids, mask)
            tasks += [
                Task(item, row[kept].to(torch.bfloat16).clone())
                for item, row, kept in zip(batch, rows, mask, strict=True)
            ]
    return tasks


def plan_batches(tasks: Sequence[Task], share: float, chance: random.Random) -> list[list[Task]]:
    """Return the batches of one epoch: windows of like length together.

    Args:
        tasks: All windows.
        share: Share of the windows without acts that is looked at.
        chance: Source of randomness.
    """
    chosen = [task for task in tasks if task.exercise.deeds or chance.random() < share]
    return batch_alike(chosen, lambda task: len(task.rows), (BATCH, SORTED_TOGETHER), chance)


def copy_windows(encoder: Encoder, exercises: Sequence[Exercise], copies: int, seed: int) -> list[list[Task]]:
    """Return copies of all windows with names exchanged.

    Args:
        encoder: The frozen layers.
        exercises: The windows.
        copies: How many.
        seed: Where chance begins.
    """
    chance, names = random.Random(seed), collect_names(exercises)
    return [
        prepare(encoder, [exchange_names(item, names, chance) for item in exercises]) for _ in range(copies)
    ]


def draw_windows(
    tasks: Sequence[Task], copies: Sequence[Sequence[Task]], chance: random.Random
) -> list[Task]:
    """Return every window once, as it is or with names exchanged.

    Args:
        tasks: The windows.
        copies: Of the same, in the same order.
        chance: Source of randomness.
    """
    return [
        chance.choice(copies)[at] if copies and chance.random() < EXCHANGED else task
        for at, task in enumerate(tasks)
    ]


def train(
    voice: Voice, tasks: Sequence[Task], plan: Plan, seed: int, copies: Sequence[Sequence[Task]] = ()
) -> tuple[Voice, Voice]:
    """Return a voice trained: the mean of what it was around the middle and at the end; and what it was in the middle.

    Both are means of many steps.

    Args:
        voice: The voice; it is changed.
        tasks: All windows.
        plan: How long.
        seed: Where chance begins.
        copies: Of the windows, with names exchanged.
    """
    chance = random.Random(seed)
    epochs = [
        plan_batches(draw_windows(tasks, copies, chance), QUIET if epoch else QUIET_AT_FIRST, chance)
        for epoch in range(plan.epochs)
    ]
    batches = [batch for epoch in epochs for batch in epoch]
    groups = ((tuple(voice.layers.parameters()), ENCODER_RATE), (tuple(voice.heads.parameters()), HEAD_RATE))

    def judge(batch: Sequence[Task]) -> tuple[Tensor, dict[str, float]]:
        return find_loss(voice.heads, _look(voice, batch), [task.exercise for task in batch])

    young: dict[str, Tensor] = {}
    steady: nn.Module = voice
    for step, steady in enumerate(descend(voice, batches, judge, Slope(groups, WARMING)), start=1):
        if step == int(len(batches) * YOUNG):
            young = deepcopy(steady.state_dict())
    middle = Voice(plan.trained)
    assert isinstance(steady, Voice)
    middle.load_state_dict(young)
    steady.load_state_dict({name: (value + young[name]) / 2 for name, value in steady.state_dict().items()})
    return steady, middle


def _look(voice: Voice, batch: Sequence[Task]) -> Tensor:
    _, mask, pool, features = lay_pieces([task.exercise for task in batch])
    rows = torch.zeros(*mask.shape, WIDTH)
    for row, task in zip(rows, batch, strict=True):
        row[: len(task.rows)] = task.rows.float()
    hidden = torch.rand(features.shape) < HIDDEN
    with torch.autocast("cpu", torch.bfloat16):
        rows = voice.hear(rows, mask)
    rows = nn.functional.dropout(rows.float(), DROPPED)
    words = voice.heads.gather(rows, pool, features.masked_fill(hidden, 0))
    return nn.functional.dropout(words, DROPPED)


def train_voice(
    exercises: Sequence[Exercise], kept: Sequence[int], plan: Plan, seed: int
) -> tuple[Voice, Nearby | None]:
    """Return a trained voice, with the first one the layers that hear triggers again; runs in a process of its own.

    Args:
        exercises: All windows.
        kept: Numbers of the pieces of words that are kept.
        plan: How long and how deep.
        seed: Where chance begins.
    """
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    base, voice = open_base(), Voice(plan.trained)
    voice.take(base, plan.frozen)
    frozen = open_frozen(base, kept, plan)
    tasks = prepare(frozen, exercises)
    steady, middle = train(voice, tasks, plan, seed, copy_windows(frozen, exercises, plan.copies, seed))
    if seed != FIRST:
        return steady, None
    windows = [(task.exercise, task.rows) for task in tasks]
    return steady, train_nearby(Nearby(middle), windows, plan.again, seed)


def open_frozen(base: Base, kept: Sequence[int], plan: Plan) -> Encoder:
    """Return the layers that stay as they are.

    Args:
        base: The base encoder.
        kept: Numbers of the pieces of words that are kept.
        plan: How many layers.
    """
    encoder = Encoder(len(kept), plan.frozen)
    encoder.take(base, kept)
    return encoder.eval()


def list_surroundings(tasks: Sequence[Task]) -> list[tuple[Tensor, ...]]:
    """Return the inputs of the second graph for the first act of each window that has one.

    Args:
        tasks: The windows.
    """
    return [
        lay_surroundings([crop(task.exercise, task.rows, task.exercise.deeds[0].at)])[:-1]
        for task in tasks
        if task.exercise.deeds
    ]


def list_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what the command line asks for.

    Args:
        arguments: Words of the command line.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--left-out", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=2)
    for field in fields(Plan):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write; return the exit code."""
    asked = list_arguments(sys.argv[1:] if arguments is None else arguments)
    plan = Plan(**{field.name: getattr(asked, field.name) for field in fields(Plan)})
    kept = choose_pieces(asked.benchmark, find_tokenizer())
    pieces = cut_tokenizer(find_tokenizer(), kept)
    course = Course(asked.benchmark, tuple(asked.more))
    exercises = read_exercises(course, asked.left_out, Cutter(None, Tokenizer.from_str(pieces)))
    print(f"{len(kept)} pieces, {len(exercises)} windows", flush=True)
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        tasks = [
            pool.submit(train_voice, exercises, kept, plan, FIRST + number) for number in range(plan.voices)
        ]
        voices, nearby = zip(*(task.result() for task in tasks), strict=True)
    some = exercises[:: max(len(exercises) // EVENED, 1)]
    frozen = open_frozen(open_base(), kept, plan)
    write_encoder(frozen, voices, pieces, asked.out, [lay_inputs(exercise) for exercise in some])
    write_closer(nearby[0], asked.out, list_surroundings(prepare(frozen, some)))
    (asked.out / LEFT_OUT).write_text(
        json.dumps(list_left_out(asked.benchmark, asked.left_out), indent=0) + "\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
