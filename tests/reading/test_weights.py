"""Additive weights: judgements, choices, explanations, and what is left of them in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.reading.weights import Weights, load_weights, save_weights

CUES = ("دعا", "fam=demand", "bias", "+1=الي")
SMALL = Weights(
    ("none", "yes"),
    {"for": 0, "against": 1, "both": 2},
    np.array([[-1, 1], [2, -2], [0.5, 0.5], [0, 0]], np.float32),
    threshold=0.25,
)
TABLES = st.lists(st.tuples(*[st.floats(-20, 20, width=32)] * 3), min_size=len(CUES), max_size=len(CUES))


def make_weights(rows: list[tuple[float, float, float]]) -> Weights:
    table = np.array([*rows, (0, 0, 0)], np.float32)
    return Weights(("a", "b", "c"), {cue: row for row, cue in enumerate(CUES)}, table)


def test_cues_add_up_to_log_odds() -> None:
    table = SMALL.judge([["for"], ["for", "against"], []])
    odds = np.log(table[:, 1] / table[:, 0])
    assert odds == pytest.approx([2, -2, 0], abs=1e-5)


def test_unknown_cues_weigh_nothing() -> None:
    known, more = SMALL.judge([["for"], ["unheard of", "for", "neither"]])
    assert known == pytest.approx(more)
    assert SMALL.judge([["unheard of"], ()]) == pytest.approx(0.5)


def test_nothing_described_is_nothing_judged() -> None:
    assert SMALL.judge([]).shape == (0, 2)


def test_choice_goes_to_the_thing_with_most_weight_for_each_class() -> None:
    table = SMALL.choose([["for"], ["against"], ["unheard of"]])
    assert table.argmax(axis=0).tolist() == [1, 0]


@given(TABLES, st.lists(st.lists(st.sampled_from((*CUES, "new"))), min_size=1, max_size=6))
def test_judgements_sum_to_one_by_row_and_choices_by_column(
    rows: list[tuple[float, float, float]], described: list[list[str]]
) -> None:
    weights = make_weights(rows)
    judged, chosen = weights.judge(described), weights.choose(described)
    assert judged.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert chosen.sum(axis=0) == pytest.approx(1, abs=1e-5)
    assert (judged >= 0).all()
    assert (chosen >= 0).all()


def test_weights_of_any_size_stay_finite() -> None:
    huge = Weights(("a", "b"), {"x": 0}, np.array([[3000, -3000], [0, 0]], np.float32))
    assert huge.judge([["x"], []])[0].tolist() == [1, 0]
    assert huge.choose([["x"], []])[:, 1].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("cues", "name", "most", "told"),
    [
        (["for", "both", "new"], "yes", 4, ("for +1.0",)),
        (["for", "against"], "none", 4, ("against +2.0",)),
        (["against", "both"], "yes", 4, ()),
        (["for"], "yes", 0, ()),
    ],
)
def test_explanation_names_the_known_cues_that_speak_for_a_class(
    cues: list[str], name: str, most: int, told: tuple[str, ...]
) -> None:
    assert SMALL.explain(cues, name, most=most) == told


def test_explanation_tells_the_strongest_first() -> None:
    weights = make_weights([(1, 0, 0), (5, 0, 0), (3, 0, 0), (1, 0, 0)])
    assert [cue.split()[0] for cue in weights.explain(CUES, "a", most=3)] == ["fam=demand", "bias", "+1=الي"]


@given(TABLES)
def test_a_file_keeps_weights_to_half_a_step_of_its_scale(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[float, float, float]]
) -> None:
    weights = make_weights(rows)
    folder = tmp_path_factory.mktemp("weights")
    save_weights(weights, folder / "some.npz", least=-1)
    loaded = load_weights("some", folder)
    assert loaded is not None
    assert (loaded.classes, loaded.rows, loaded.threshold) == (weights.classes, weights.rows, 0.5)
    step = np.abs(weights.table).max(axis=0) / 127
    assert (np.abs(loaded.table - weights.table) <= step / 2 + 1e-5).all()
    assert not loaded.table[-1].any()


def test_cues_that_weigh_next_to_nothing_are_not_written(tmp_path: Path) -> None:
    save_weights(SMALL, tmp_path / "small.npz", least=0.6)
    loaded = load_weights("small", tmp_path)
    assert loaded is not None
    assert list(loaded.rows) == ["for", "against"]
    assert loaded.threshold == 0.25
    assert loaded.table.dtype == np.float32
    assert loaded.judge([["both"]]) == pytest.approx(0.5)


def test_a_cue_with_a_line_break_cannot_be_written(tmp_path: Path) -> None:
    weights = Weights(("a", "b"), {"one\ntwo": 0, "one": 1}, np.array([[9, 0], [9, 0], [0, 0]], np.float32))
    save_weights(weights, tmp_path / "broken.npz")
    loaded = load_weights("broken", tmp_path)
    assert loaded is not None
    assert list(loaded.rows) == ["one"]


def test_no_file_is_no_weights(tmp_path: Path) -> None:
    assert load_weights("none", tmp_path) is None
