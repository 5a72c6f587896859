from __future__ import annotations

import pytest

from mithaq.knowledge import read_knowledge
from mithaq.lexicon.alike import find_english, key_english, load_alike, load_english
from mithaq.lexicon.schema import DATA
from mithaq.text.keys import find_key
from mithaq.text.normalize import fold


@pytest.mark.parametrize(
    ("word", "other"),
    [("كتيبة", "كتائب"), ("الكتائب", "كتيبة"), ("مليشيا", "ميليشيا"), ("أميركا", "أمريكا"), ("أسرى", "أسير")],
)
def test_plurals_and_spellings_are_one_word(word: str, other: str) -> None:
    assert fold(other) in load_alike()[find_key(fold(word))]


@pytest.mark.parametrize(
    ("words", "arabic"),
    [
        ("ceasefire", "هدنه"),
        ("militias", "ميليشيا"),
        ("requested", "طلب"),
        ("violations", "خرق"),
        ("arms embargo", "حظر السلاح"),
        ("elections", "انتخابات"),
        ("agreed", "وافق"),
        ("withdrawing", "انسحب"),
        ("soldiers", "جندي"),
        ("human rights", "حقوق الانسان"),
    ],
)
def test_english_words_in_any_form_are_arabic_ones(words: str, arabic: str) -> None:
    assert arabic in (find_english(key_english(words)) or ())


def test_words_that_say_nothing_are_told_from_unknown_ones() -> None:
    assert find_english("the") == ()
    assert find_english("on") == ()
    assert find_english("zyzzyva") is None
    assert find_english("") is None


def test_punctuation_and_capitals_make_no_difference() -> None:
    assert key_english("The U.S. Cease-Fire!") == "the u s cease fire"


def test_every_line_holds_words_that_can_be_looked_for() -> None:
    groups = read_knowledge(DATA / "alike.yaml", tuple[tuple[str, ...], ...])
    assert all(len(set(group)) > 1 for group in groups)
    entries = read_knowledge(DATA / "english.yaml", dict[str, tuple[str, ...]])
    assert all(key_english(english) and all(map(fold, words)) for english, words in entries.items())
    assert len(load_english()) > 400
