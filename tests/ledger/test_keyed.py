from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ledger.keyed import key_text, write_words
from mithaq.text.normalize import normalize

PLAIN = normalize("طالبت الحكومة في 25يناير بوقف إطلاق النار، وفق البيان.").plain
TEXTS = st.text(st.sampled_from("ابتوله دعم 12٣aB_،.\nİΣß"), max_size=60)


def test_words_that_say_nothing_have_no_key() -> None:
    assert write_words("الهدنة في المدينة") == ("هدنه مدينه", "=الهدنه =في =المدينه")
    assert write_words("، -") == ("", "")


@pytest.mark.parametrize(
    "words", ["الحكومه في 25يناير", "25", "يناير بوقف", "حكومه في", "الحكوم", "،", " ", ""]
)
def test_a_part_of_a_text_has_the_words_that_it_has_alone(words: str) -> None:
    start = PLAIN.index(words)
    assert key_text(PLAIN).write_part(start, start + len(words)) == write_words(words)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_any_part_of_any_text_has_the_words_that_it_has_alone(text: str, one: int, other: int) -> None:
    plain = normalize(text).plain
    start, end = min(one, other), max(one, other)
    assert key_text(plain).write() == write_words(plain)
    assert key_text(plain).write_part(start, end) == write_words(plain[start:end])
