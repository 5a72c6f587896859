"""Number words, units and cues: the data and what is compiled from it."""

from __future__ import annotations

import pytest

from mithaq.lexicon.quantities import (
    WEIGHTS,
    NumeralExample,
    Quantities,
    WordKind,
    load_quantities,
    read_numerals,
    read_units,
    read_weights,
)
from mithaq.reading.numerals import find_numbers
from mithaq.text.normalize import fold
from mithaq.text.segment import segment

LEXICON = load_quantities()


@pytest.mark.parametrize("example", read_numerals().examples, ids=lambda example: example.text)
def test_numeral_examples_hold(example: NumeralExample) -> None:
    numbers = find_numbers(segment(example.text), LEXICON)
    assert (numbers[0].value if numbers else None) == example.value


@pytest.mark.parametrize(
    ("form", "value", "kind", "clitic"),
    [
        ("ثلاثه", 3, WordKind.UNIT, ""),
        ("وخمسين", 50, WordKind.TENS, "و"),
        ("بالميه", 100, WordKind.HUNDRED, "بال"),
        ("للعشره", 10, WordKind.TEN, "لل"),
        ("الفي", 2000, WordKind.DOUBLE, ""),
        ("ملايين", 1e6, WordKind.PLURAL, ""),
    ],
)
def test_number_words_carry_particles_and_article(
    form: str, value: float, kind: WordKind, clitic: str
) -> None:
    assert LEXICON.words[form] == (value, kind, clitic)


@pytest.mark.parametrize("form", ["الاثنين", "لست", "كميه", "الملايين", "الاحد"])
def test_words_that_only_look_like_numbers_are_none(form: str) -> None:
    assert form not in LEXICON.words


@pytest.mark.parametrize(
    ("form", "unit", "dual"),
    [
        ("جنديان", "soldiers", True),
        ("قذيفتي", "shells", True),
        ("شخصا", "people", False),
        ("بالجنود", "soldiers", False),
        ("مقاتلين", "fighters", False),
    ],
)
def test_nouns_have_their_dual_and_accusative(form: str, unit: str, *, dual: bool) -> None:
    noun = LEXICON.nouns[form]
    assert (noun.unit.en, noun.dual) == (unit, dual)


def test_only_counted_units_state_two_by_their_form() -> None:
    assert "جنديان" in LEXICON.duals
    assert "عامان" not in LEXICON.duals
    assert "المدانين" not in LEXICON.duals


def test_nouns_with_and_attached_begin_something_new() -> None:
    assert "واصابه" in LEXICON.joined
    assert "وزراء" not in LEXICON.joined


def test_groups_that_weigh_are_groups_of_units() -> None:
    groups = {unit.group for unit in read_units().units} | {"none", "percent"}
    weighed = {sign.split(":")[1].split()[0] for sign in LEXICON.weights if sign.startswith("counts:")}
    assert weighed
    assert weighed <= groups


def test_cues_that_weigh_by_hand_are_cues() -> None:
    file = read_units()
    names = {cue.name for cue in file.cues}
    weighed = {sign.removeprefix("near:") for sign in file.weights if sign.startswith("near:")}
    assert weighed
    assert weighed <= names


def test_topics_are_folded() -> None:
    assert LEXICON.topics
    assert all(word == fold(word) for word in LEXICON.topics)


def test_weights_by_hand_stand_in_for_the_fitted_ones() -> None:
    by_hand: Quantities = load_quantities(None)
    assert by_hand.weights == read_units().weights
    assert LEXICON.weights == read_weights("figures", WEIGHTS)
    assert read_weights("nothing of that name", WEIGHTS) == {}
