"""How far what the net says is from the answers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from tools.learn.exercises import Exercise, Range
from tools.learn.net import PAIR, PAIRS, POINTER, POINTERS, Heads

# Each loss is a mean over the words, acts or names of a batch; these shares were chosen by looking at their sizes.
SHARES = {
    "tags": 8.0, "names": 3.0, "stances": 0.4, "parts": 0.5, "times": 0.4, "spots": 0.3, "quotes": 0.35, "same": 0.5,
}  # fmt: skip
_PARTS, _TIME, _SPOT = (0, 1, 2), 3, 4
_QUOTES = 3
_NEVER = -1e4

Term = tuple[str, Tensor, float]


def find_loss(heads: Heads, rows: Tensor, batch: Sequence[Exercise]) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of a batch, and its parts by name.

    Args:
        heads: What is asked of the words.
        rows: Of words, shape (batch, words, width).
        batch: Their exercises.
    """
    sums: dict[str, Tensor] = defaultdict(lambda: torch.zeros(()))
    counts: dict[str, float] = defaultdict(float)
    for exercise, row in zip(batch, rows, strict=True):
        for name, value, count in _list_terms(heads, row[: len(exercise.words)], exercise):
            sums[name] = sums[name] + value
            counts[name] += count
    means = {name: value / max(counts[name], 1.0) for name, value in sums.items()}
    loss = torch.stack([SHARES[name] * value for name, value in means.items()]).sum()
    return loss, {name: float(value.detach()) for name, value in means.items()}


def _list_terms(heads: Heads, words: Tensor, exercise: Exercise) -> Iterator[Term]:
    core = slice(exercise.core, None)
    tags = torch.tensor(exercise.tags)[core]
    yield "tags", functional.cross_entropy(heads.tags(words)[core], tags, reduction="sum"), len(tags)
    if exercise.deeds:
        yield from list_deed_terms(heads, words, exercise)
    if exercise.acts_only:
        return
    names = torch.tensor(exercise.names)
    yield "names", functional.cross_entropy(heads.names(words), names, reduction="sum"), len(names)
    known = [mention for mention in exercise.mentions if mention[1] >= 0]
    if len(known) > 1:
        yield "same", _compare(heads, words, known, exercise.words), 1.0


def list_deed_terms(heads: Heads, words: Tensor, exercise: Exercise) -> Iterator[Term]:
    """Yield what is said of the acts of an exercise that has some: name, loss, number of judgements.

    Args:
        heads: What is asked of the words.
        words: Rows of one window's words.
        exercise: The window.
    """
    deeds = exercise.deeds
    at = torch.tensor([deed.at for deed in deeds])
    kinds = torch.tensor([deed.kind for deed in deeds])
    triggers = words[at]
    status = torch.tensor([deed.status for deed in deeds])
    yield "stances", functional.cross_entropy(heads.stances(triggers), status, reduction="sum"), len(deeds)
    if exercise.mentions:
        ranges = [words for words, _ in exercise.mentions]
        yield "parts", _judge_parts(pair(heads, words, at, kinds, ranges), exercise), len(deeds)
    if exercise.times:
        odds = pair(heads, words, at, kinds, exercise.times)[:, :, _TIME]
        yield "times", _choose(odds, [deed.times for deed in deeds]), len(deeds)
    if exercise.acts_only:
        return
    if exercise.spots:
        odds = pair(heads, words, at, kinds, exercise.spots)[:, :, _SPOT]
        yield "spots", _choose(odds, [deed.spots for deed in deeds]), len(deeds)
    yield "quotes", _judge_quotes(point(heads, words, at), exercise), _QUOTES * 2 * len(deeds)


def pair(heads: Heads, words: Tensor, at: Tensor, kinds: Tensor, ranges: Sequence[Range]) -> Tensor:
    """Return the log-odds of every kind of pair of trigger and range, shape (triggers, ranges, kinds of pairs).

    Args:
        heads: What is asked of the words.
        words: Rows of one window's words.
        at: Word numbers of the triggers.
        kinds: Their types.
        ranges: Half-open ranges of words.
    """
    means = torch.stack([words[first:last].mean(0) for first, last in ranges])
    ask = heads.ask(words[at]).view(len(at), PAIRS, PAIR)
    answer = heads.answer(means).view(len(ranges), PAIRS, PAIR)
    odds = torch.einsum("akd,mkd->amk", ask, answer) / math.sqrt(PAIR)
    spans = torch.tensor(ranges)
    first, last, here = spans[None, :, 0], spans[None, :, 1], at[:, None]
    far = torch.where(first > here, first - here, torch.where(last <= here, last - 1 - here, 0))
    own = heads.ask_bias(words[at])[:, None] + heads.answer_bias(means)[None]
    return odds + own + heads.kind(kinds)[:, None] + heads.distance(find_rows(far, 5, 12, 1.0))


def find_rows(distance: Tensor, near: int, half: int, steepness: float) -> Tensor:
    """Return the rows of distances, as `mithaq.reading.learnt.hearing` finds them.

    Args:
        distance: In words, negative before the trigger.
        near: From which distance on powers count.
        half: Number of rows of one direction.
        steepness: How many rows a doubling takes.
    """
    size = distance.abs()
    far = (torch.log2(size.clamp(min=near) / near + 1e-6) * steepness + 1e-9).long()
    rows = torch.where(size < near, size, near + far.clamp(max=half - near - 1))
    return torch.where(distance < 0, rows + half, rows)


def point(heads: Heads, words: Tensor, at: Tensor) -> Tensor:
    """Return the log-weights of nothing and of each word, shape (triggers, pointers, 1 + words).

    Args:
        heads: What is asked of the words.
        words: Rows of one window's words.
        at: Word numbers of the triggers.
    """
    asked = heads.point(words[at]).view(len(at), POINTERS, POINTER)
    given = heads.spot(words).view(len(words), POINTERS, POINTER)
    sums = torch.einsum("akr,nkr->akn", asked, given) / math.sqrt(POINTER)
    far = torch.arange(len(words))[None, :] - at[:, None]
    sums = sums + heads.reach(find_rows(far, 16, 24, 1.5)).permute(0, 2, 1)
    return torch.cat([heads.null(words[at])[:, :, None], sums], -1)


def _judge_parts(odds: Tensor, exercise: Exercise) -> Tensor:
    """Return the loss of the parts: an actor is as likely as all of its names together."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, (_, actor) in enumerate(exercise.mentions):
        places[actor].append(place)
    summed = torch.stack([torch.logsumexp(odds[:, listed][:, :, _PARTS], 1) for listed in places.values()], 1)
    right = torch.tensor(
        [
            [[float(actor in deed.parts[part]) for part in _PARTS] for actor in places]
            for deed in exercise.deeds
        ]
    )
    return functional.binary_cross_entropy_with_logits(summed, right, reduction="sum")


def _choose(odds: Tensor, right: Sequence[Sequence[int]]) -> Tensor:
    """Return the loss of choosing one of the right ranges, or nothing (log-weight 0) where none is right."""
    table = torch.cat([torch.zeros(len(odds), 1), odds], 1)
    wanted = torch.zeros(table.shape, dtype=torch.bool)
    for row, places in enumerate(right):
        wanted[row, [place + 1 for place in places] or [0]] = True
    return (torch.logsumexp(table, 1) - torch.logsumexp(table.masked_fill(~wanted, _NEVER), 1)).sum()


def _judge_quotes(table: Tensor, exercise: Exercise) -> Tensor:
    loss = torch.zeros(())
    for quote in range(_QUOTES):
        ranges = [deed.quotes[quote] for deed in exercise.deeds]
        firsts = torch.tensor([words[0] + 1 if words else 0 for words in ranges])
        lasts = torch.tensor([words[1] if words else 0 for words in ranges])
        loss = loss + functional.cross_entropy(table[:, 2 * quote], firsts, reduction="sum")
        loss = loss + functional.cross_entropy(table[:, 2 * quote + 1], lasts, reduction="sum")
    return loss


def _compare(
    heads: Heads, words: Tensor, mentions: Sequence[tuple[Range, int]], forms: Sequence[str]
) -> Tensor:
    """Return the loss of telling which names are one actor's, one for each name on average."""
    means = heads.same(torch.stack([words[first:last].mean(0) for (first, last), _ in mentions]))
    sets = [set(forms[first:last]) for (first, last), _ in mentions]
    shared = torch.tensor(
        [[len(one & two) / max(min(len(one), len(two)), 1) for two in sets] for one in sets]
    )
    odds = heads.product(means[:, None] * means[None])[:, :, 0] + heads.shared(shared[:, :, None])[:, :, 0]
    right = torch.tensor([[float(one[1] == two[1]) for two in mentions] for one in mentions])
    half = torch.tril(torch.ones_like(right), -1).bool()
    loss = functional.binary_cross_entropy_with_logits(odds[half], right[half], reduction="sum")
    return loss * 2 / len(mentions)
