from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import Span
from mithaq.text.normalize import fold, normalize

SIGNS = "\u064e\u0651\u0640\u0670\u200f\u202b\u2067\ufeff\u200c\u00ad"
LETTERS = "وافقأإآىةكیگ ٣.،؟?\n" + SIGNS
texts = st.text(st.sampled_from(LETTERS), max_size=60) | st.text(st.sampled_from(LETTERS + "🕊"), max_size=60)


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("أمّة", "امه"),
        ("إلى", "الي"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("عـــراق", "عراق"),
        ("کابل", "كابل"),
        ("\u200fليبيا", "ليبيا"),
        ("٢٠٢١", "2021"),
        ("هذا\u00a0هو", "هذا هو"),
        ("…", "…"),
        ("ﷺ", "ﷺ"),
        ("ﺍﻟﻤﺠﻠﺲ", "المجلس"),
        ("ﺍﻹﺗﻔﺎﻕ", "الاتفاق"),
        ("ﻭﻻ", "ولا"),
    ],
)
def test_one_spelling(word: str, plain: str) -> None:
    assert fold(word) == plain
    assert normalize(word).plain == plain


@given(texts)
def test_every_letter_leads_back_to_itself(text: str) -> None:
    page = normalize(text)
    assert [fold(text[page.locate(index)]) for index in range(len(page.plain))] == list(page.plain)


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_span_folds_to_what_it_stands_for(text: str, a: int, b: int) -> None:
    page = normalize(text)
    start, end = sorted((min(a, len(page.plain)), min(b, len(page.plain))))
    span = page.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert fold(span.select(text)) == page.plain[start:end]


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_projection_undoes_the_span(text: str, a: int, b: int) -> None:
    page = normalize(text)
    start, end = sorted((min(a, len(page.plain)), min(b, len(page.plain))))
    if start < end:
        assert page.project(page.span(start, end)) == (start, end)


def test_marks_belong_to_their_letter() -> None:
    text = "وافقَتْ الحكومةُ"
    assert normalize(text).span(0, 5) == Span(0, 7)
    assert normalize(text).span(6, 13).select(text) == "الحكومةُ"


@given(st.text(max_size=80))
def test_plain_text_is_never_longer_and_stays_as_it_is(text: str) -> None:
    plain = normalize(text).plain
    assert len(plain) <= len(text)
    assert normalize(plain).plain == plain


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("قال ﺍﻷﻣﻴﻦ أمس", "الامين", "ﺍﻷﻣﻴﻦ"),
        ("لاﻻ أمس", "امس", "أمس"),
        ("ﻻَ ﻷنه", "لانه", "ﻷنه"),
        ("ﻻﻻ", "لالا", "ﻻﻻ"),
    ],
)
def test_two_letters_in_one_shape_lead_back_to_it(text: str, word: str, found: str) -> None:
    page = normalize(text)
    start = page.plain.index(word)
    assert page.span(start, start + len(word)).select(text) == found


@given(st.text(st.characters(), min_size=101, max_size=140))
def test_a_long_text_is_spelled_like_its_words(text: str) -> None:
    assert normalize(text).plain == "".join(normalize(letter).plain for letter in text)


def test_a_code_point_that_is_no_character_stays() -> None:
    text = "أ\ufffe\uffff?" * 60
    assert normalize(text).plain == "ا\ufffe\uffff?" * 60


def test_halves_of_a_sign_stay_apart() -> None:
    text = "أ\ud83d\ude00" * 60
    assert normalize(text).plain == "ا\ud83d\ude00" * 60
