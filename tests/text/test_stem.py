"""Light stems: which letters are cut off, and that words of one root often share a stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.text.normalize import fold
from mithaq.text.stem import cut_stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والحكومة", "و|ال|حكومه|حكوم|"),
        ("للحكومة", "ل|ال|حكومه|حكوم|"),
        ("بالحكومة", "ب|ال|حكومه|حكوم|"),
        ("وبالحكومة", "وب|ال|حكومه|حكوم|"),
        ("الحكومات", "|ال|حكومات|حكوم|"),
        ("لحكومة", "ل||حكومه|حكوم|"),
        ("سيدعو", "س||يدعو|دعو|"),
        ("يدعون", "||يدعون|دعون|"),
        ("سوريا", "||سوريا|سوري|"),
        ("وقواتهم", "و||قوات|قوا|هم"),
        ("هجومها", "||هجوم|هجوم|ها"),
        ("مسلحون", "||مسلحون|مسلح|"),
        ("دعا", "||دعا|دعا|"),
        ("من", "||من|من|"),
        ("و", "||و|و|"),
        ("،", "||،|،|"),
        ("2015", "||2015|2015|"),
    ],
)
def test_particles_article_pronoun_and_endings_are_cut(word: str, stem: str) -> None:
    cut = cut_stem(fold(word))
    assert "|".join((cut.clitic, "ال" if cut.article else "", cut.base, cut.root, cut.pronoun)) == stem


@pytest.mark.parametrize(
    "words", [("الهجوم", "هجوم", "بهجوم", "والهجوم", "هجومهم"), ("الحكومة", "حكومة", "للحكومة", "وحكومتها")]
)
def test_words_of_one_noun_share_a_root(words: tuple[str, ...]) -> None:
    roots = {cut_stem(fold(word)).root for word in words}
    assert len(roots) == 1


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=14))
def test_a_stem_is_cut_from_its_word_and_never_empty(word: str) -> None:
    stem = cut_stem(word)
    assert stem.root
    assert stem.root in stem.base
    article = "ال" if stem.article and not word.removeprefix(stem.clitic[:-1]).startswith("لل") else ""
    article = "ل" if stem.article and not article else article
    assert word == stem.clitic + article + stem.base + stem.pronoun
