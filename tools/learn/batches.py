"""Batches of what is of like length, so that little of them is padding."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def batch_alike(
    items: Sequence[Item], measure: Callable[[Item], int], sizes: tuple[int, int], chance: random.Random
) -> list[list[Item]]:
    """Return all items in batches, in an order by chance: what is of like length together.

    Args:
        items: What is looked at.
        measure: Returns the length of one.
        sizes: How many are a batch, and among how many those of like length are looked for.
        chance: Source of randomness.
    """
    most, among = sizes
    mixed = chance.sample(items, len(items))
    batches = []
    for at in range(0, len(mixed), among):
        alike = sorted(mixed[at : at + among], key=measure)
        batches += [alike[low : low + most] for low in range(0, len(alike), most)]
    chance.shuffle(batches)
    return batches
