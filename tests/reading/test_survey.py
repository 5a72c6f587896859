"""What stands at each token: the widest mention, the innermost speech, the sentence."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.reading.handmade import mark

from mithaq.model import Span
from mithaq.reading.parts import Cast, Mention, Speech

TEXT = "قال وزير خارجية تركيا إن بلاده ترحب. ورد العراق بالشكر."


def test_a_mention_inside_another_is_left_out() -> None:
    survey = mark(TEXT, "تركيا", "العراق")
    inner, behind = survey.cast.mentions
    wide = Mention(1, 4, Span(4, 21), 2)
    survey = replace(survey, cast=Cast(survey.cast.actors, (inner, behind, wide)))
    assert survey.mentions == (wide, behind)
    assert survey.mention_at[:5] == (-1, 0, 0, 0, -1)
    assert survey.mention_at.count(1) == 1


def test_the_innermost_speech_holds_a_token() -> None:
    survey = replace(mark(TEXT), speech=(Speech(5, 7, (0,)), Speech(2, 99, (1,))))
    assert survey.speech_at[:8] == (-1, -1, 1, 1, 1, 0, 0, 1)
    assert len(survey.speech_at) == len(survey.page.forms)


def test_each_token_lies_in_its_sentence() -> None:
    survey = mark(TEXT)
    assert [survey.sentence(token) for token in (0, 7, 8)] == [(0, 8), (0, 8), (8, 12)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=12))
def test_widest_mentions_never_overlap(ranges: list[tuple[int, int]]) -> None:
    survey = mark("كلمة " * 14)
    mentions = tuple(Mention(first, first + size, Span(0, 1), 0) for first, size in ranges)
    survey = replace(survey, cast=Cast((), mentions))
    tokens = [token for item in survey.mentions for token in range(item.first, item.last)]
    assert tokens == sorted(set(tokens))
    assert [token for token, index in enumerate(survey.mention_at) if index >= 0] == tokens
