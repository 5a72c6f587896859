"""Trains the layers that hear the words around one trigger again, with it marked.

The reader runs them by `mithaq.reading.learnt.closer`.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from mithaq.reading.learnt.encoder import pool_pieces
from mithaq.reading.learnt.windows import find_surroundings
from tools.learn.batches import batch_alike
from tools.learn.descent import Slope, descend
from tools.learn.exercises import Deed, Exercise, Range
from tools.learn.losses import list_deed_terms
from tools.learn.net import WIDTH, Heads, Nearby

BATCH, SORTED_TOGETHER = 16, 320
LAYER_RATE, HEAD_RATE, WARMING = 1.2e-4, 4.8e-4, 0.05
DROPPED, HIDDEN = 0.15, 0.1  # of rows; of what grammar and lexicon know
IDLE = 0.5  # words of the lexicon that carry no act, for each act
# Each loss is a mean over the triggers of a batch; that of the type is one itself.
SHARES = {"type": 1.0, "stances": 0.4, "parts": 0.5, "times": 0.4, "spots": 0.1, "quotes": 0.35}
_FIRST_TYPE = 2

Window = tuple[Exercise, Tensor]  # with what the frozen layers give for it


@dataclass(frozen=True, slots=True)
class Around:
    """The words around one trigger, as an exercise whose core begins with it.

    Args:
        exercise: With the act of the trigger alone, or none where it carries none.
        rows: What the frozen layers give for their pieces.
    """

    exercise: Exercise
    rows: Tensor


def crop(exercise: Exercise, rows: Tensor, at: int) -> Around:
    """Return the words around one.

    Args:
        exercise: A window.
        rows: What the frozen layers give for it, its marks of beginning and end included.
        at: The word.
    """
    sizes = [len(word) for word in exercise.pieces]
    first, last = find_surroundings(sizes, at)
    words, start = slice(first, last), 1 + sum(sizes[:first])
    near = replace(
        exercise,
        pieces=exercise.pieces[words],
        words=exercise.words[words],
        core=at - first,
        features=exercise.features[:, words],
        tags=exercise.tags[words],
        names=exercise.names[words],
        deeds=tuple(_move(deed, exercise, first, last) for deed in exercise.deeds if deed.at == at),
        mentions=tuple(
            (_shift(name, first), actor) for name, actor in exercise.mentions if _is_within(name, first, last)
        ),
        times=tuple(_shift(name, first) for name in exercise.times if _is_within(name, first, last)),
        spots=tuple(_shift(name, first) for name in exercise.spots if _is_within(name, first, last)),
    )
    return Around(near, rows[start : start + sum(sizes[words])])


def _move(deed: Deed, exercise: Exercise, first: int, last: int) -> Deed:
    times = _list_within(exercise.times, first, last)
    spots = _list_within(exercise.spots, first, last)
    quotes = [_clip(quote, first, last) for quote in deed.quotes]
    return replace(
        deed,
        at=deed.at - first,
        quotes=tuple(quotes),
        times=tuple(times.index(number) for number in deed.times if number in times),
        spots=tuple(spots.index(number) for number in deed.spots if number in spots),
    )


def _is_within(words: Range, first: int, last: int) -> bool:
    return first <= words[0] and words[1] <= last


def _list_within(ranges: Sequence[Range], first: int, last: int) -> list[int]:
    return [number for number, words in enumerate(ranges) if _is_within(words, first, last)]


def _shift(words: Range, first: int) -> Range:
    return words[0] - first, words[1] - first


def _clip(words: Range | None, first: int, last: int) -> Range | None:
    if words is None:
        return None
    begin, end = max(words[0], first), min(words[1], last)
    return (begin - first, end - first) if begin < end else None


def choose_triggers(exercise: Exercise, chance: random.Random) -> Iterator[int]:
    """Yield the triggers of a window, and by chance some words of the lexicon that carry no act.

    Args:
        exercise: The window.
        chance: Source of randomness.
    """
    acts = {deed.at for deed in exercise.deeds}
    yield from sorted(acts)
    known = exercise.features[0]
    words = range(exercise.core, len(exercise.words))
    idle = [at for at in words if exercise.tags[at] == 0 and known[at]]
    count = int(IDLE * (len(acts) + 1) + chance.random())
    yield from chance.sample(idle, min(count, len(idle)))


def lay_surroundings(batch: Sequence[Around]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return rows, marks, pool, features and mask of a batch, as `tools.learn.net.Nearby` takes them.

    Args:
        batch: The words around some triggers.
    """
    longest = max(len(item.rows) for item in batch)
    most = max(len(item.exercise.words) for item in batch)
    rows, marks = torch.zeros(len(batch), longest, WIDTH), torch.zeros(len(batch), longest, 1)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    pool = torch.zeros(len(batch), most, longest)
    features = torch.zeros(3, len(batch), most, dtype=torch.long)
    for row, item in enumerate(batch):
        exercise, size = item.exercise, len(item.rows)
        sizes, words = [len(word) for word in exercise.pieces], len(exercise.words)
        rows[row, :size] = item.rows.float()
        mask[row, :size] = True
        features[:, row, :words] = torch.from_numpy(exercise.features)
        pool[row, :words, :size] = torch.from_numpy(pool_pieces(sizes, 0, size))[0]
        begin = sum(sizes[: exercise.core])
        marks[row, begin : begin + sizes[exercise.core]] = 1
    return rows, marks, pool, features, mask


def find_loss(heads: Heads, words: Tensor, batch: Sequence[Around]) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of a batch, and its parts by name.

    Args:
        heads: What is asked of the words.
        words: Their rows, shape (batch, words, width).
        batch: The words around some triggers.
    """
    sums: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
    counts: dict[str, float] = defaultdict(float)
    for item, row in zip(batch, words, strict=True):
        exercise = item.exercise
        kind = torch.tensor([exercise.deeds[0].kind + _FIRST_TYPE if exercise.deeds else 0])
        told = row[: len(exercise.words)]
        odds = heads.tags(told[exercise.core : exercise.core + 1])
        terms = [("type", functional.cross_entropy(odds, kind, reduction="sum"), 1.0)]
        if exercise.deeds:
            terms += list_deed_terms(heads, told, exercise)
        for name, value, count in terms:
            sums[name] = sums[name] + value
            counts[name] += count
    means = {name: value / max(counts[name], 1.0) for name, value in sums.items()}
    loss = torch.stack([SHARES[name] * value for name, value in means.items()]).sum()
    return loss, {name: float(value.detach()) for name, value in means.items()}


def train_nearby(nearby: Nearby, windows: Sequence[Window], epochs: int, seed: int) -> Nearby:
    """Return the layers trained: the running mean of their weights at the end.

    Args:
        nearby: The layers; they are changed.
        windows: All windows.
        epochs: Times that every act is looked at.
        seed: Where chance begins.
    """
    chance = random.Random(seed)
    layers = (*nearby.voice.layers.parameters(), nearby.mark)
    groups = ((layers, LAYER_RATE), (tuple(nearby.voice.heads.parameters()), HEAD_RATE))
    batches = [batch for _ in range(epochs) for batch in plan_batches(windows, chance)]

    def judge(batch: Sequence[Around]) -> tuple[Tensor, dict[str, float]]:
        return find_loss(nearby.voice.heads, look(nearby, batch), batch)

    steady = deque(descend(nearby, batches, judge, Slope(groups, WARMING)), maxlen=1).pop()
    assert isinstance(steady, Nearby)
    return steady


def plan_batches(windows: Sequence[Window], chance: random.Random) -> list[list[Around]]:
    """Return the batches of one epoch: surroundings of like length together.

    Args:
        windows: All windows.
        chance: Source of randomness.
    """
    chosen = [crop(*window, at) for window in windows for at in choose_triggers(window[0], chance)]
    return batch_alike(chosen, lambda item: len(item.rows), (BATCH, SORTED_TOGETHER), chance)


def look(nearby: Nearby, batch: Sequence[Around]) -> Tensor:
    """Return the rows of words of a batch, while it is trained.

    Args:
        nearby: The layers.
        batch: The words around some triggers.
    """
    rows, marks, pool, features, mask = lay_surroundings(batch)
    with torch.autocast("cpu", torch.bfloat16):
        heard = nearby.hear(rows, marks, mask)
    heard = functional.dropout(heard.float(), DROPPED)
    hidden = torch.rand(features.shape) < HIDDEN
    words = nearby.voice.heads.gather(heard, pool, features.masked_fill(hidden, 0))
    return functional.dropout(words, DROPPED)
