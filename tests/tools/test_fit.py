"""Fitting weights: what was seen is learnt, and the penalty keeps it small."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="fitting needs scipy")
from tools.fit import fit_choices, fit_weights, lay_signs, number_signs

SEEN = [["red", "bias"], ["red", "bias"], ["blue", "bias"], ["blue", "bias", "rare"]]


def test_signs_are_numbered_by_first_sight_and_rare_ones_left_out() -> None:
    assert number_signs(SEEN, 2) == {"red": 0, "bias": 1, "blue": 2}
    assert number_signs(SEEN, 1)["rare"] == 3


def test_known_signs_are_laid_out_one_row_each() -> None:
    matrix = lay_signs([["b"], [], ["a", "unknown", "b"]], {"a": 0, "b": 1})
    assert matrix.toarray().tolist() == [[0, 1], [0, 0], [1, 1]]


def test_weights_tell_the_classes_apart() -> None:
    weights = fit_weights(SEEN, [0, 0, 1, 1], ("r", "b"), penalty=0.01)
    assert weights.judge(SEEN).argmax(axis=1).tolist() == [0, 0, 1, 1]
    assert weights.classes == ("r", "b")
    assert "rare" not in weights.rows
    assert not weights.table[-1].any()


def test_a_greater_penalty_keeps_weights_smaller() -> None:
    sizes = [
        float(np.abs(fit_weights(SEEN, [0, 0, 1, 1], ("r", "b"), penalty=penalty).table).max())
        for penalty in (0.01, 1.0, 100.0)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2 * sizes[2]


def test_balance_weighs_the_examples_of_a_class() -> None:
    mixed = [["bias"]] * 4
    shares = [
        fit_weights(mixed, [0, 0, 0, 1], ("a", "b"), penalty=0.01, balance=balance).judge([["bias"]])[0, 1]
        for balance in (None, (1.0, 3.0))
    ]
    assert shares == pytest.approx([0.25, 0.5], abs=0.02)


def test_choices_go_to_the_right_member_of_each_group() -> None:
    described = [["near"], ["far"], ["far"], ["near"], ["far"]]
    right = [[True], [False], [False], [True], [False]]
    weights = fit_choices(described, [0, 2], right, ("chosen",), penalty=0.01)
    assert weights.choose([["far"], ["near"], ["far"]])[:, 0].argmax() == 1


def test_each_role_is_learnt_by_itself() -> None:
    described = [["first"], ["second"]] * 3
    right = [[True, False], [False, True]] * 3
    weights = fit_choices(described, [0, 2, 4], right, ("actor", "recipient"), penalty=0.01)
    assert weights.choose([["first"], ["second"]]).argmax(axis=0).tolist() == [0, 1]
