"""Terms: one for all forms of a word, and how rare each is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.following.terms import (
    compare_terms,
    find_term,
    find_terms,
    load_common,
    rate_term,
    sum_up,
    weigh_terms,
)

LETTERS = st.text(alphabet="ابتثجحخدرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [("متدربين", "المتدرب"), ("الانتخابات", "انتخاب"), ("مستشفي", "المستشفي"), ("وزورقين", "زورق")],
)
def test_forms_of_one_word_give_one_term(one: str, other: str) -> None:
    assert find_term(one) == find_term(other)


@pytest.mark.parametrize("form", ["،", "12", "في", "لا"])
def test_marks_numbers_and_short_words_have_none(form: str) -> None:
    assert not find_term(form)


@given(LETTERS)
def test_a_term_is_never_longer_than_the_word(word: str) -> None:
    assert len(find_term(word)) <= len(word)


def test_common_words_say_nothing() -> None:
    assert find_terms(("قالت", "الحكومه", "زليتن"), 0, 3) == {find_term("زليتن")}
    assert rate_term(find_term("قالت")) < rate_term("زليتن")


def test_the_table_rises() -> None:
    rarities = list(load_common().values())
    assert rarities == sorted(rarities)


def test_a_term_of_all_documents_weighs_less() -> None:
    weights = weigh_terms([frozenset({"زليتن", "طوق"}), frozenset({"زليتن"}), frozenset({"زليتن"})])
    assert 0 < weights["زليتن"] < weights["طوق"] <= 1
    assert weigh_terms([frozenset({"زليتن"})])["زليتن"] == 1


def test_likeness_is_the_share_of_the_lighter_set() -> None:
    weights = {"a": 1.0, "b": 0.5}
    assert compare_terms(sum_up(frozenset("ab"), weights), sum_up(frozenset("a"), weights), weights) == 1
    assert compare_terms(sum_up(frozenset("ab"), weights), sum_up(frozenset("c"), weights), weights) == 0
