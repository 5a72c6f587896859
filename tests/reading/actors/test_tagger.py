from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.emission import describe
from mithaq.reading.actors.tagger import Tagger
from mithaq.reading.actors.vocabulary import Vocabulary

VOCABULARY = Vocabulary(read_naming(), load_packs())
MOVES = (0.1, 0.0, 0.0, 0.0, 0.5, 0.2, 0.0, 0.5)


def test_features_of_a_word() -> None:
    features = describe(VOCABULARY.find("ووزير"))
    assert {"w=وزير", "c=و", "b=وزير", "t=T"} <= set(features.own)
    assert features.shape.startswith("c")
    assert describe(VOCABULARY.find("2015")).shape == "9"
    assert describe(VOCABULARY.find("،")).shape == "u1548"


def test_weights_of_neighbours_reach_the_word() -> None:
    weights = {
        "-1w=قال": (0.0, 2.0, 0.0),
        "+1w=امس": (0.0, 0.0, 1.5),
        "-2w=قال": (0.0, 0.0, 1.0),
        "w=امس": (2.0, 0.0, 0.0),
        "+2w=امس": (0.0, 0.5, 0.0),
    }
    tagger = Tagger(weights, MOVES, VOCABULARY)
    forms = ["قال", "توكارو", "موندا", "امس"]
    assert tagger.tag(forms, 0, 4) == [(1, 3, 2.5)]
    assert tagger.tag(forms, 2, 4) == []
    assert tagger.tag(forms, 2, 2) == []


def test_the_first_word_of_a_sentence_is_known() -> None:
    tagger = Tagger({"-1BOS": (0.0, 1.0, 0.0)}, MOVES, VOCABULARY)
    assert [tag[0] for tag in tagger.tag(["كلام", "اخر"], 0, 2)] == [0]


SCORE = st.floats(-3, 3).map(lambda value: round(value, 1))
ROW = st.tuples(SCORE, SCORE, SCORE)


@given(st.lists(ROW, min_size=1, max_size=5), st.tuples(*[SCORE] * 8))
def test_the_best_sequence_is_found(rows: list[tuple[float, float, float]], moves: tuple[float, ...]) -> None:
    forms = [letter * 5 for letter in "ضصثقفغ"[: len(rows)]]
    tagger = Tagger({f"w={form}": row for form, row in zip(forms, rows, strict=True)}, moves, VOCABULARY)
    found = tagger.tag(forms, 0, len(forms))
    step = dict(zip(("00", "01", "10", "11", "12", "20", "21", "22"), moves, strict=True))

    def rate(labels: Sequence[int]) -> float | None:
        if labels[0] == 2:
            return None
        total = rows[0][labels[0]]
        for at in range(1, len(labels)):
            move = step.get(f"{labels[at - 1]}{labels[at]}")
            if move is None:
                return None
            total += move + rows[at][labels[at]]
        return total

    rated = [rate(labels) for labels in itertools.product((0, 1, 2), repeat=len(rows))]
    best = max(value for value in rated if value is not None)
    labels = [0] * len(rows)
    for first, last, _ in found:
        labels[first:last] = [1] + [2] * (last - first - 1)
    assert abs(rate(labels) - best) < 1e-6


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = Vocabulary(read_naming(), load_packs())
    monkeypatch.setattr("mithaq.reading.actors.vocabulary._LIMIT", 1)
    tagger = Tagger({"w=امس": (0.0, 3.0, 0.0), "w=غدا": (3.0, 0.0, 0.0)}, MOVES, vocabulary)
    for _ in range(2):
        assert [tag[:2] for tag in tagger.tag(["قال", "امس", "غدا"], 0, 3)] == [(1, 2)]


def test_sentences_keep_their_names_apart() -> None:
    tagger = Tagger({"w=امس": (0.0, 3.0, 3.0), "w=غدا": (3.0, 0.0, 0.0)}, MOVES, VOCABULARY)
    forms = ["امس", "امس", "\n", "امس", "غدا", "امس"]
    memory = VOCABULARY.remember()
    found = tagger.tag_words([memory[form] for form in forms], [(0, 2), (3, 6), (6, 6)], memory)
    assert [tag[:2] for tag in found] == [(0, 2), (3, 4), (5, 6)]


def test_the_table_grows_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.reading.actors.emission._FIRST", 2)
    forms = ["قال", "غدا", "هناك", "امس"]
    weights = {f"w={form}": (3.0, 0.0, 0.0) for form in forms[:3]} | {"w=امس": (0.0, 3.0, 0.0)}
    tagger = Tagger(weights, MOVES, VOCABULARY)
    assert [tag[:2] for tag in tagger.tag(forms, 0, 4)] == [(3, 4)]
