"""The steps by which a net learns: its rates rise at first and then fall to nothing."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from tools.learn.net import average

DECAY, STEEPEST = 0.01, 1.0
UNSTEADY = 1 / 3  # share of the steps before the mean begins
_REPORTED = 50

Batch = TypeVar("Batch")
Judge = Callable[[Batch], tuple[Tensor, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Slope:
    """How fast what learns.

    Args:
        groups: Weights, each with its highest rate.
        warming: Share of the steps during which the rates rise.
    """

    groups: tuple[tuple[tuple[nn.Parameter, ...], float], ...]
    warming: float


def descend(
    net: nn.Module, batches: Sequence[Batch], judge: Judge[Batch], slope: Slope
) -> Iterator[nn.Module]:
    """Yield after each step the running mean of what the net was; before it begins, what the net was at first.

    Args:
        net: The net; it is changed.
        batches: What it learns from, in this order.
        judge: Returns the loss of a batch, and its parts by name.
        slope: How fast.
    """
    optimizer = torch.optim.AdamW(
        [{"params": list(weights), "lr": rate} for weights, rate in slope.groups], weight_decay=DECAY
    )
    total, begun = len(batches), time.monotonic()
    mean = AveragedModel(net, avg_fn=average)
    seen: dict[str, list[float]] = defaultdict(list)
    for step, batch in enumerate(batches, start=1):
        left = min(1.0, step / (slope.warming * total)) * (total - step) / total
        for group, (_, rate) in zip(optimizer.param_groups, slope.groups, strict=True):
            group["lr"] = rate * left
        loss, parts = judge(batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(list(net.parameters()), STEEPEST)
        optimizer.step()
        if step >= total * UNSTEADY:
            mean.update_parameters(net)
        for name, value in parts.items():
            seen[name].append(value)
        if step % _REPORTED == 0:
            told = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in seen.items())
            print(f"{type(net).__name__} {step}/{total} {time.monotonic() - begun:.0f} s {told}", flush=True)
            seen.clear()
        yield mean.module
