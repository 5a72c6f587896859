"""Additive weights: how much each named cue speaks for each class, fitted or set by hand.

A judgement is the sum of the weights of the cues that are present, so every one can be explained by naming
them. Fitted weights lie in ``mithaq/weights`` with a model card and a licence of their own; without them the
reader falls back on the priors of the lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from pathlib import Path

import numpy as np

from mithaq.reading.sums import Bundle, Described, Exact, Sums, Table, spell

FOLDER = Path(__file__).parents[1] / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each cue speaks for each class.

    Args:
        classes: Names of the classes.
        rows: Row of each cue in the table.
        table: One row per cue, one column per class, natural logarithms of odds; a last row of zeros.
        threshold: From which probability on a judgement counts, as it was best on texts left out of the fit.
    """

    classes: tuple[str, ...]
    rows: dict[str, int]
    table: Table
    threshold: float = 0.5
    sums: Sums = field(init=False, repr=False, compare=False)
    leanings: _Leanings = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the memory of what was added before."""
        object.__setattr__(self, "sums", Sums(self.rows, self.table))
        object.__setattr__(self, "leanings", _Leanings(self.table))

    def judge(self, described: Sequence[Described]) -> Exact:
        """Return for each described thing the probabilities of the classes.

        Args:
            described: For each thing its cues; unknown cues weigh nothing.
        """
        return soften(self.add(described))

    def choose(self, described: Sequence[Described]) -> Exact:
        """Return for each class how likely each of the described things is the one to be chosen.

        Args:
            described: For each thing its cues.
        """
        return _share_out(self.add(described), 0)

    def pick(self, described: Sequence[Sequence[Bundle]], added: Sequence[float] = ()) -> tuple[int, float]:
        """Return which of the described things is the likeliest to be chosen for the only class, and how likely it is.

        Args:
            described: For each thing the bundles of its cues, at least one.
            added: For each thing what to add to the sum of its weights; nothing for noughts.
        """
        sums = self.sums.weigh(described)
        if added:
            sums = [item + more for item, more in zip(sums, added, strict=True)]
        most = max(sums)
        return sums.index(most), 1 / sum([exp(item - most) for item in sums])

    def add(self, described: Sequence[Described]) -> Exact:
        """Return for each described thing the sums of the weights of its cues.

        Args:
            described: For each thing its cues.
        """
        return self.sums.add(described)

    def explain(self, cues: Described, name: str, *, most: int = 4) -> tuple[str, ...]:
        """Return the cues that speak most for one class against the average of the others.

        Args:
            cues: The cues that are present.
            name: The class.
            most: How many to return.
        """
        column, leanings = self.classes.index(name), self.leanings
        known = [cue for cue in dict.fromkeys(spell(cues)) if cue in self.rows]
        ranked = [(-leanings[self.rows[cue]][column], cue) for cue in known]
        return tuple([f"{cue} {-lean:+.1f}" for lean, cue in sorted(ranked)[:most] if lean < 0])


class _Leanings(dict[int, list[float]]):
    """By how much the cue of each row that was asked for speaks for each class, against the average of all."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, row: int) -> list[float]:
        """Compare the weights of a row with their average."""
        weights = self._table[row]
        found: list[float] = (weights - weights.mean()).tolist()
        self[row] = found
        return found


def soften(total: Exact) -> Exact:
    """Return sums of weights as probabilities, row by row, in place.

    Args:
        total: One row a thing, one column a class.
    """
    return _share_out(total, 1)


def _share_out(total: Exact, axis: int) -> Exact:
    # The methods of arrays lead to the same functions by a detour, which is long for a few numbers.
    total -= np.maximum.reduce(total, axis=axis, keepdims=True)
    np.exp(total, out=total)
    total /= np.add.reduce(total, axis=axis, keepdims=True)
    return total


def load_weights(name: str, folder: Path = FOLDER) -> Weights | None:
    """Return the fitted weights of one question, or None where none are installed.

    Args:
        name: Stem of the file, for instance ``acts``.
        folder: Where the files lie.
    """
    path = folder / f"{name}.npz"
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        names = bytes(file["names"]).decode("utf-8").split("\n")
        classes = bytes(file["classes"]).decode("utf-8").split("\n")
        table = file["table"].astype(np.float32) * file["scale"].astype(np.float32)
        threshold = float(file["threshold"])
    return Weights(tuple(classes), {cue: row for row, cue in enumerate(names)}, table, threshold)


def save_weights(weights: Weights, path: Path, *, least: float = 0.02) -> None:
    """Write weights in one byte each, cues that weigh next to nothing left out.

    Args:
        weights: What to write.
        path: The file, ``.npz``.
        least: A cue is kept if one of its weights is further from nought than this.
    """
    names = sorted(weights.rows, key=weights.rows.__getitem__)
    size = np.abs(weights.table).max(axis=1)
    kept = [row for row, name in enumerate(names) if size[row] > least and "\n" not in name]
    table = np.vstack([weights.table[kept], np.zeros((1, len(weights.classes)), np.float32)])
    scale = np.maximum(np.abs(table).max(axis=0, keepdims=True), 1e-6) / 127
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names[row] for row in kept).encode(), dtype=np.uint8),
        classes=np.frombuffer("\n".join(weights.classes).encode(), dtype=np.uint8),
        table=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        threshold=np.float32(weights.threshold),
    )
