"""Fit additive weights: multinomial logistic regression on named signs, by L-BFGS with an L2 penalty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from mithaq.reading.sums import Table
from mithaq.reading.weights import Weights

Weigh = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]


def fit_weights(
    described: Sequence[Iterable[str]],
    labels: Sequence[int],
    classes: Sequence[str],
    *,
    penalty: float,
    rarest: int = 2,
    rounds: int = 90,
    balance: Sequence[float] | None = None,
) -> Weights:
    """Return weights under which the labels are likeliest, less the penalty.

    Args:
        described: For each example its signs.
        labels: For each example the index of its class.
        classes: Names of the classes.
        penalty: Half the inverse variance of the weights.
        rarest: Signs seen in fewer examples are left out.
        rounds: At most so many steps of L-BFGS.
        balance: Weight of the examples of each class; None for all alike.
    """
    rows = number_signs(described, rarest)
    matrix = lay_signs(described, rows)
    answer = np.asarray(labels, dtype=np.int64)
    stress = (
        np.ones(len(answer), dtype=np.float32) if balance is None else np.asarray(balance, np.float32)[answer]
    )
    shape = (len(rows), len(classes))
    index = np.arange(len(answer))
    turned = matrix.T.tocsr()

    def weigh(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(shape).astype(np.float32)
        score = matrix @ table
        score -= score.max(axis=1, keepdims=True)
        np.exp(score, out=score)
        score /= score.sum(axis=1, keepdims=True)
        loss = -float((stress * np.log(score[index, answer] + 1e-12)).sum()) + penalty * float(flat @ flat)
        score[index, answer] -= 1
        slope = turned @ (score * stress[:, None]) + 2 * penalty * table
        return loss, slope.ravel().astype(np.float64)

    return Weights(tuple(classes), rows, _descend(weigh, shape, rounds))


def number_signs(described: Sequence[Iterable[str]], rarest: int) -> dict[str, int]:
    """Return the row of every sign that is seen often enough, in the order of first sight."""
    seen = Counter(sign for signs in described for sign in signs)
    return {sign: row for row, sign in enumerate(sign for sign, count in seen.items() if count >= rarest)}


def lay_signs(described: Sequence[Iterable[str]], rows: dict[str, int]) -> sparse.csr_matrix:
    """Return a matrix with a one for every known sign of every example."""
    columns: list[int] = []
    ends = [0]
    for signs in described:
        columns.extend(rows[sign] for sign in signs if sign in rows)
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_matrix((ones, columns, ends), shape=(len(described), len(rows)))


def fit_choices(
    described: Sequence[Iterable[str]],
    groups: Sequence[int],
    right: Sequence[Sequence[bool]],
    roles: Sequence[str],
    *,
    penalty: float,
    rarest: int = 2,
    rounds: int = 90,
) -> Weights:
    """Return weights under which the right members of each group are likeliest to be chosen for each role.

    Args:
        described: For each member its signs; the members of a group stand together.
        groups: Index of the first member of each group.
        right: For each member and each role whether it is right; at least one in each group is.
        roles: Names of the roles.
        penalty: Half the inverse variance of the weights.
        rarest: Signs seen in fewer members are left out.
        rounds: At most so many steps of L-BFGS.
    """
    rows = number_signs(described, rarest)
    matrix = lay_signs(described, rows)
    turned = matrix.T.tocsr()
    truth = np.asarray(right, dtype=np.float32)
    begins = np.asarray(groups, dtype=np.int64)
    sizes = np.diff(np.append(begins, len(described)))
    shape = (len(rows), len(roles))

    def spread(values: NDArray[Any]) -> NDArray[Any]:
        return np.repeat(values, sizes, axis=0)

    def weigh(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(shape).astype(np.float32)
        score = matrix @ table
        score -= spread(np.maximum.reduceat(score, begins, axis=0))
        odds = np.exp(score)
        chance = odds / spread(np.add.reduceat(odds, begins, axis=0))
        good = chance * truth
        mass = np.add.reduceat(good, begins, axis=0) + 1e-12
        loss = -float(np.log(mass).sum()) + penalty * float(flat @ flat)
        slope = turned @ (chance - good / spread(mass)) + 2 * penalty * table
        return loss, slope.ravel().astype(np.float64)

    return Weights(tuple(roles), rows, _descend(weigh, shape, rounds))


def _descend(weigh: Weigh, shape: tuple[int, int], rounds: int) -> Table:
    """Return the table of least loss, with the row of zeros that unknown signs take."""
    found = minimize(
        weigh,
        np.zeros(shape[0] * shape[1]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 6},
    )
    return np.vstack([found.x.reshape(shape), np.zeros((1, shape[1]))]).astype(np.float32)
