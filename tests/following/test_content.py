"""Content words of a clause and what they say."""

from __future__ import annotations

import pytest

from mithaq.following.content import find_content, gather_content, weigh_content
from mithaq.text.segment import segment


@pytest.mark.parametrize("word", ["،", "هو", "في", "التي", "الثلاثاء", "12"])
def test_words_that_say_nothing(word: str) -> None:
    assert find_content(word) == ()


def test_forms_of_one_word_share_a_coarse_word() -> None:
    assert set(find_content("زورقين")) & set(find_content("الزوارق"))


def test_a_common_word_keeps_its_stem() -> None:
    assert "=معلم" in find_content("المعلمين")


def test_gather() -> None:
    forms = segment("صرف رواتب المعلمين في المدينة").forms
    assert gather_content(forms, 1, 3) == {*find_content("رواتب"), *find_content("المعلمين")}


def test_a_word_of_every_document_says_less_than_one_of_one() -> None:
    weights = weigh_content([frozenset(("زورق", "هدهد")), frozenset(("زورق",)), frozenset(("زورق",))])
    assert weights["هدهد"] > weights["زورق"] > 0.0


def test_one_document_and_none() -> None:
    assert weigh_content([frozenset(("زورق",))])["زورق"] > 0.0
    assert weigh_content([]) == {}
