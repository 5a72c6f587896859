from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import ActorType
from mithaq.reading.actors import emission
from mithaq.reading.actors.emission import (
    BLANK,
    Emission,
    Features,
    Rows,
    Weights,
    describe,
    describe_alone,
    number,
)
from mithaq.reading.actors.words import COMMON, GIVEN, HEAD, MARK, OWNED, TITLE, Word

NOTHING: Weights = (0.0, 0.0, 0.0)

MINISTER = Word("وزير", clitic="و", cut=1, kinds=HEAD | TITLE, base="وزير", number=1)
COUNCIL = Word(
    "المجلس", kinds=HEAD, definite=True, base="مجلس", type=ActorType.INSTITUTION, alone=True, number=2
)
SALMA = Word("سلمى", kinds=GIVEN, number=3)
STRANGE = Word("توكارو", number=4)
COMMA = Word("،", kinds=MARK, number=5)
YEAR = Word("2015", kinds=MARK, number=6)
WORDS = (MINISTER, COUNCIL, SALMA, STRANGE, COMMA, YEAR)

DESCRIBED = [
    (
        STRANGE,
        Features(
            ("w=توكارو", "k=", "s1=و", "s2=رو", "s3=ارو", "p1=ت", "p2=تو", "l=6"),
            ("w=توكارو", "k=", "s2=رو"),
            ("w=توكارو", "k="),
            "",
        ),
    ),
    (
        MINISTER,
        Features(
            (
                *("w=وزير", "k=cHT", "c=و", "b=وزير", "t=H", "t=T"),
                *("s1=ر", "s2=ير", "s3=زير", "p1=و", "p2=وز", "l=4"),
            ),
            ("w=وزير", "k=cHT", "c=و", "b=وزير", "t=H", "t=T", "s2=ير"),
            ("w=وزير", "k=cHT"),
            "cHT",
        ),
    ),
    (
        COUNCIL,
        Features(
            (
                *("w=المجلس", "k=dH", "b=مجلس", "t=H", "y=institution", "def"),
                *("s1=س", "s2=لس", "s3=جلس", "p1=ا", "p2=ال", "l=6"),
            ),
            ("w=المجلس", "k=dH", "b=مجلس", "t=H", "y=institution", "def", "s2=لس"),
            ("w=المجلس", "k=dH"),
            "dH",
        ),
    ),
    (
        COMMA,
        Features(
            ("w=u1548", "k=u1548", "t=M"), ("w=u1548", "k=u1548", "t=M"), ("w=u1548", "k=u1548"), "u1548"
        ),
    ),
    (YEAR, Features(("w=2015", "k=9", "t=M"), ("w=2015", "k=9", "t=M"), ("w=2015", "k=9"), "9")),
]


@pytest.mark.parametrize(("word", "expected"), DESCRIBED, ids=[word.core for word, _ in DESCRIBED])
def test_features_of_a_word(word: Word, expected: Features) -> None:
    assert describe(word) == expected


def test_ownership_and_common_use_do_not_change_the_shape() -> None:
    features = describe(Word("سلمى", kinds=GIVEN | OWNED | COMMON))
    assert features.shape == "G"
    assert {"t=G", "t=O", "t=C"} <= set(features.own)


def test_long_words_count_as_nine_letters() -> None:
    assert "l=9" in describe(Word("واستقبالاتهم")).own


def remember(words: Sequence[Word]) -> Mapping[str, Word]:
    return {word.core: word for word in words}


def weigh_one(emitter: Emission, words: Sequence[Word], memory: Mapping[str, Word]) -> Rows:
    return emitter.weigh(number(words, [(0, len(words))]), words, memory)[2:-2]


def list_names(words: Sequence[Word], at: int) -> list[str]:
    """Return the features of one word of a sentence, as the fitting lists them."""
    told = [describe(word) for word in words]
    names = list(told[at].own)
    if at:
        names += [f"-1{name}" for name in told[at - 1].near]
        names.append(f"q={told[at - 1].shape}|{told[at].shape}")
    else:
        names.append("-1BOS")
    if at + 1 < len(words):
        names += [f"+1{name}" for name in told[at + 1].near]
        names.append(f"r={told[at].shape}|{told[at + 1].shape}")
    if at > 1:
        names += [f"-2{name}" for name in told[at - 2].far]
    if at + 2 < len(words):
        names += [f"+2{name}" for name in told[at + 2].far]
    return names


def sum_plainly(weights: Mapping[str, Weights], sentence: Sequence[Word]) -> list[list[float]]:
    return [
        [sum(weights.get(name, NOTHING)[label] for name in list_names(sentence, at)) for label in range(3)]
        for at in range(len(sentence))
    ]


def list_all_names() -> list[str]:
    told = [describe(word) for word in WORDS]
    names = {"-1BOS"}
    for features in told:
        names.update(features.own)
        names.update(prefix + name for prefix in ("-1", "+1") for name in features.near)
        names.update(prefix + name for prefix in ("-2", "+2") for name in features.far)
    # A word that no list holds has the shape of a blank: pairs with it are left to the tests below.
    shapes = [features.shape for features in told if features.shape]
    names.update(f"{side}={left}|{right}" for side in "rq" for left, right in product(shapes, shapes))
    return sorted(names)


WEIGHT = st.integers(-40, 40).map(lambda value: value / 8)
WEIGHTS = st.dictionaries(st.sampled_from(list_all_names()), st.tuples(WEIGHT, WEIGHT, WEIGHT), max_size=60)
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=4)


@given(WEIGHTS, SENTENCES)
def test_rows_are_the_plain_sums_of_the_weights(
    weights: Mapping[str, Weights], sentences: Sequence[Sequence[Word]]
) -> None:
    words = [word for sentence in sentences for word in sentence]
    ranges, at = [], 0
    for sentence in sentences:
        ranges.append((at, at + len(sentence)))
        at += len(sentence)
    numbers = number(words, ranges)
    rows = Emission(weights).weigh(numbers, words, remember(WORDS))
    assert rows.shape == (len(numbers), 3)
    expected = [row for sentence in sentences for row in sum_plainly(weights, sentence)]
    assert rows[np.array(numbers) != BLANK].tolist() == expected


def test_every_feature_reaches_its_own_word_only() -> None:
    weights: dict[str, Weights] = {
        "w=سلمى": (1.0, 0.0, 0.0),
        "-1w=سلمى": (2.0, 0.0, 0.0),
        "+1w=سلمى": (4.0, 0.0, 0.0),
        "-2w=سلمى": (8.0, 0.0, 0.0),
        "+2w=سلمى": (16.0, 0.0, 0.0),
        "q=G|cHT": (0.0, 1.0, 0.0),
        "r=9|G": (0.0, 0.0, 1.0),
        "-1BOS": (0.0, 4.0, 0.0),
    }
    sentence = [COMMA, YEAR, SALMA, MINISTER, COMMA, COMMA]
    assert weigh_one(Emission(weights), sentence, remember(WORDS)).tolist() == [
        [16.0, 4.0, 0.0],
        [4.0, 0.0, 1.0],
        [1.0, 0.0, 0.0],
        [2.0, 1.0, 0.0],
        [8.0, 0.0, 0.0],
        [0.0, 0.0, 0.0],
    ]


def test_sentences_do_not_reach_each_other() -> None:
    weights = dict.fromkeys(
        ("-1w=سلمى", "+1w=سلمى", "-2w=سلمى", "+2w=سلمى", "q=G|G", "r=G|G"), (1.0, 2.0, 3.0)
    )
    words = [SALMA, SALMA]
    rows = Emission(weights).weigh(number(words, [(0, 1), (1, 2)]), words, remember(WORDS))
    assert rows[[2, 5]].tolist() == [[0.0] * 3] * 2


def test_pairs_with_words_that_no_list_holds_count() -> None:
    weights: dict[str, Weights] = {"q=|G": (0.0, 1.0, 0.0), "r=|G": (0.0, 0.0, 1.0)}
    assert weigh_one(Emission(weights), [STRANGE, SALMA], remember(WORDS)).tolist() == [
        [0.0, 0.0, 1.0],
        [0.0, 1.0, 0.0],
    ]


def test_the_begin_of_a_sentence_takes_the_place_of_a_pair() -> None:
    weights: dict[str, Weights] = {"-1BOS": (0.5, 0.0, 0.0), "q=|G": (0.0, 1.0, 0.0)}
    rows = weigh_one(Emission(weights), [SALMA, STRANGE, SALMA], remember(WORDS))
    assert rows.tolist() == [[0.5, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]


def test_blanks_stand_before_between_and_behind_sentences() -> None:
    assert number(WORDS, [(0, 2), (3, 4)]) == [0, 0, 1, 2, 0, 0, 4, 0, 0]
    assert number(WORDS, []) == [BLANK, BLANK]


def test_words_outside_sentences_do_not_count() -> None:
    weights: dict[str, Weights] = {"w=سلمى": (1.0, 0.0, 0.0), "-1w=وزير": (0.0, 5.0, 0.0)}
    rows = Emission(weights).weigh(number([MINISTER, SALMA], [(1, 2)]), [MINISTER, SALMA], remember(WORDS))
    assert rows[2].tolist() == [1.0, 0.0, 0.0]


def test_known_words_are_described_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def tell(word: Word) -> tuple[list[str], str]:
        told.append(word.core)
        return describe_alone(word)

    monkeypatch.setattr(emission, "describe_alone", tell)
    emitter, memory = Emission({"w=سلمى": (1.0, 0.0, 0.0)}), remember(WORDS)
    first = weigh_one(emitter, [SALMA, SALMA], memory)
    assert weigh_one(emitter, [SALMA, SALMA], memory).tolist() == first.tolist()
    assert weigh_one(emitter, [SALMA, YEAR], memory).tolist() == [[1.0, 0.0, 0.0], [0.0] * 3]
    assert told == ["سلمى", "2015"]


def test_another_memory_begins_another_table() -> None:
    emitter = Emission({"w=سلمى": (1.0, 0.0, 0.0), "w=هدى": (0.0, 2.0, 0.0)})
    other = Word("هدى", kinds=GIVEN, number=SALMA.number)
    assert weigh_one(emitter, [SALMA], remember([SALMA])).tolist() == [[1.0, 0.0, 0.0]]
    assert weigh_one(emitter, [other], remember([other])).tolist() == [[0.0, 2.0, 0.0]]
    assert weigh_one(emitter, [SALMA], remember([SALMA])).tolist() == [[1.0, 0.0, 0.0]]


@pytest.mark.parametrize("beyond", [0, 1, 10_000])
def test_the_table_grows_beyond_its_first_size(beyond: int) -> None:
    late = Word("هدى", kinds=GIVEN, number=emission._FIRST + beyond)  # noqa: SLF001 - where growth begins
    weights: dict[str, Weights] = {
        "w=سلمى": (1.0, 0.0, 0.0),
        "w=هدى": (0.0, 2.0, 0.0),
        "r=G|G": (0.0, 0.0, 3.0),
    }
    emitter, memory = Emission(weights), remember([SALMA, late])
    assert weigh_one(emitter, [SALMA], memory).tolist() == [[1.0, 0.0, 0.0]]
    assert weigh_one(emitter, [SALMA, late], memory).tolist() == [[1.0, 0.0, 3.0], [0.0, 2.0, 0.0]]
    assert weigh_one(emitter, [SALMA], memory).tolist() == [[1.0, 0.0, 0.0]]


def test_a_word_numbered_above_all_that_are_asked_is_kept_too() -> None:
    late = Word("هدى", kinds=GIVEN, number=emission._FIRST + 1)  # noqa: SLF001 - above the table's first size
    emitter, memory = Emission({"w=سلمى": (1.0, 0.0, 0.0), "w=هدى": (0.0, 2.0, 0.0)}), remember([SALMA, late])
    rows = emitter.weigh(number([SALMA, late], [(0, 1)]), [SALMA, late], memory)
    assert rows[2].tolist() == [1.0, 0.0, 0.0]
    assert weigh_one(emitter, [late], memory).tolist() == [[0.0, 2.0, 0.0]]
