from __future__ import annotations

import pytest

from mithaq.lexicon import Category, load_lexicon
from mithaq.text.normalize import fold


@pytest.mark.parametrize(
    ("form", "lemma", "category", "clitics", "suffix"),
    [
        ("دعت", "دعا/I", Category.PAST, "", ""),
        ("وسيدعون", "دعا/I", Category.PRESENT, "وس", ""),
        ("حذرت", "حذّر/II", Category.PAST, "", ""),
        ("فهاجموه", "هاجم/III", Category.PAST, "ف", "ه"),
        ("للاتفاق", "اتّفق/VIII", Category.MASDAR, "ل", ""),
        ("متهمون", "اتّهم/VIII", Category.PASSIVE, "", ""),
        ("نافيا", "نفى/I", Category.ACTIVE, "", ""),
        ("لقائه", "لقاء", Category.MASDAR, "", "ه"),
        ("بالغارات", "غاره", Category.NOUN, "ب", ""),
    ],
)
def test_readings_of_a_word(form: str, lemma: str, category: Category, clitics: str, suffix: str) -> None:
    senses = load_lexicon().analyse(fold(form))
    assert any(
        (s.lemma, s.category, s.clitics, s.suffix) == (lemma, category, clitics, suffix) for s in senses
    ), senses


@pytest.mark.parametrize("form", ["في", "من", "وزير", "التي", "2015", "،"])
def test_words_that_carry_no_act(form: str) -> None:
    assert all(sense.family is None for sense in load_lexicon().analyse(fold(form)))


def test_a_passive_is_told() -> None:
    senses = load_lexicon().analyse("قتلوا")
    assert {sense.passive for sense in senses if sense.family == "kill"} == {True, False}


def test_verbs_outside_the_families_are_known() -> None:
    assert any(s.family is None and s.category is Category.PRESENT for s in load_lexicon().analyse("يكتب"))


def test_an_article_makes_a_noun() -> None:
    senses = load_lexicon().analyse("القتل")
    assert senses
    assert all(sense.article for sense in senses)
