"""A text cut into windows that the encoder can take: whole sentences, with the words before them as context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The encoder knows 512 positions; two are taken by its marks of beginning and end.
CORE = 380
CONTEXT = 90
# Pieces of words before a trigger and from it on that are heard again, with it marked.
BEFORE, AFTER = 80, 60


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are heard together, as token indices of the page.

    Args:
        first: First word heard.
        core: First word that is judged here; those before it were judged in the window before.
        last: Word behind the last one.
    """

    first: int
    core: int
    last: int


def cut_windows(sizes: Sequence[int], sentences: Sequence[tuple[int, int]]) -> tuple[Window, ...]:
    """Return windows whose cores cover every word once, in text order.

    Args:
        sizes: For each word of the page the number of its pieces.
        sentences: Half-open ranges of words, in text order.
    """
    cores: list[tuple[int, int]] = []
    filled = 0
    for first, last in _cut_stretches(sizes, sentences):
        size = sum(sizes[first:last])
        if cores and filled + size <= CORE:
            cores[-1] = cores[-1][0], last
            filled += size
        else:
            cores.append((first, last))
            filled = size
    return tuple(Window(_reach_back(sizes, first), first, last) for first, last in cores)


def _cut_stretches(sizes: Sequence[int], sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences with what stands between them, those that are too long cut where they must be."""
    stretches: list[tuple[int, int]] = []
    first = 0
    ends = [last for _, last in sentences]
    if ends:
        ends[-1] = len(sizes)
    elif sizes:
        ends = [len(sizes)]
    for last in ends:
        filled = 0
        for at in range(first, last):
            if filled + sizes[at] > CORE:
                stretches.append((first, at))
                first, filled = at, 0
            filled += sizes[at]
        stretches.append((first, last))
        first = last
    return stretches


def _reach_back(sizes: Sequence[int], first: int) -> int:
    filled = 0
    while first > 0 and filled + sizes[first - 1] <= CONTEXT:
        first -= 1
        filled += sizes[first]
    return first


def find_surroundings(sizes: Sequence[int], at: int) -> tuple[int, int]:
    """Return the half-open range of the words around one that are heard again for it.

    Args:
        sizes: For each word of a window the number of its pieces.
        at: The word.
    """
    first, before = at, 0
    while first > 0 and before + sizes[first - 1] <= BEFORE:
        first -= 1
        before += sizes[first]
    last, after = at + 1, sizes[at]
    while last < len(sizes) and after + sizes[last] <= AFTER:
        after += sizes[last]
        last += 1
    return first, last
