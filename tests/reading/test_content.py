"""What an act is about: candidates, signs, and the choice by weights made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.handmade import aim, mark

from mithaq.dates import Edtf
from mithaq.reading.content import (
    ENDS,
    STARTS,
    ContentWeights,
    Pointed,
    find_content,
    list_absence_signs,
    list_end_signs,
    list_ends,
    list_start_signs,
    list_starts,
)
from mithaq.reading.parts import Time
from mithaq.reading.weights import Weights

TEXT = "دعت مصر تركيا إلى وقف (إطلاق) النار، مؤكدة موقفها أمس."
WORDS = ("دعت", "مصر", "إلى", "وقف", "النار", "،", "(", ")", "وقالت", "مؤكدا", ".", "أمس", "\n")


def weigh(names: tuple[str, ...], cues: dict[str, float]) -> Weights:
    table = np.array([*([weight] for weight in cues.values()), [0]], np.float32)
    return Weights(names, {cue: row for row, cue in enumerate(cues)}, table)


@pytest.mark.parametrize(
    ("starts", "ends", "about"),
    [
        ({"before=الي": 5}, {"after=،": 5}, "وقف (إطلاق) النار"),
        ({"before=الي": 5}, {"after=.": 5}, "وقف (إطلاق) النار، مؤكدة موقفها أمس"),
        ({"before=الي": 5}, {"size=0": 5}, "وقف"),
        ({"before=الي": 5}, {"depth=0": 2, "last=word": 1, "size=2": 1, "size=3": 4}, "وقف (إطلاق)"),
        ({"named=True REQUEST": 5, "inside=True": -9}, {"size=0": 5}, "تركيا"),
        ({"absent": 5}, {}, None),
        ({"absent name=دعت": 5}, {}, None),
    ],
)
def test_the_likeliest_first_and_last_words_are_chosen(
    starts: dict[str, float], ends: dict[str, float], about: str | None
) -> None:
    survey = mark(TEXT, "مصر", "تركيا")
    weights = ContentWeights(weigh(STARTS, starts), weigh(ENDS, ends))
    found = find_content(survey, aim(survey, "دعت"), "REQUEST", [(1, 2)], weights)
    assert (survey.page.span(found.first, found.last).select(TEXT) if found else None) == about


@pytest.mark.parametrize(
    ("pointed", "about"),
    [
        (Pointed(0, -9.0, (-9.0,) * 3 + (9.0,), (-9.0,) * 3 + (9.0,)), "إلى"),
        (Pointed(4, -9.0, (9.0,), (-9.0, -9.0, -9.0, -9.0, 9.0)), "وقف (إطلاق) النار"),
        (Pointed(0, 9.0, (0.0,), (0.0,)), None),
        (Pointed(0, 0.0, (), ()), "وقف"),
    ],
)
def test_where_somebody_else_points_is_weighed(pointed: Pointed, about: str | None) -> None:
    survey = mark(TEXT, "مصر", "تركيا")
    weights = ContentWeights(weigh(STARTS, {"before=الي": 5}), weigh(ENDS, {"size=0": 5}))
    found = find_content(survey, aim(survey, "دعت"), "REQUEST", [(1, 2)], weights, pointed)
    assert (survey.page.span(found.first, found.last).select(TEXT) if found else None) == about


def test_content_begins_and_ends_with_a_word_of_the_sentence() -> None:
    survey = mark(TEXT + " وانتهى الأمر.")
    forms = survey.page.forms
    starts = list_starts(survey, aim(survey, "دعت"))
    assert {"(", ")", "،", "وانتهي"}.isdisjoint(forms[at] for at in starts)
    ends = list_ends(survey, starts[0])
    assert ends[0] == starts[0] + 1
    assert {forms[at - 1] for at in ends} >= {")", "امس"}
    assert {forms[at - 1] for at in ends}.isdisjoint({"(", "،", "."})


def test_content_is_sought_within_reach_only() -> None:
    survey = mark("دعت " + "كلمة " * 200)
    starts = list_starts(survey, aim(survey, "دعت"))
    assert starts[-1] < 50
    assert len(list_ends(survey, 1)) < 100


def test_a_time_behind_the_end_is_a_sign() -> None:
    survey = mark(TEXT)
    last = survey.page.forms.index("امس")
    assert "time=False" in list_end_signs(survey, "REQUEST", 4, last)
    time = Time(last, last + 1, survey.page.span(last, last + 1), Edtf.parse("2019-05-01"))
    assert "time=True" in list_end_signs(replace(survey, times=(time,)), "REQUEST", 4, last)


def test_all_signs_are_short_names() -> None:
    survey = mark(TEXT, "مصر", "تركيا")
    trigger = aim(survey, "دعت")
    signs = [*list_absence_signs(trigger, "REQUEST"), *list_start_signs(survey, trigger, "REQUEST", [], 4)]
    assert len(set(signs)) == len(signs)
    assert all("\n" not in sign and sign for sign in signs)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_content_lies_in_the_sentence_behind_the_trigger(words: list[str]) -> None:
    survey = mark(" ".join(["دعت", *words]))
    trigger = aim(survey, "دعت")
    weights = ContentWeights(weigh(STARTS, {"before=الي": 1}), weigh(ENDS, {"size=3": 1, "after=end": 2}))
    found = find_content(survey, trigger, "REQUEST", [], weights)
    if found:
        assert trigger.last <= found.first < found.last <= survey.sentence(trigger.first)[1]
        assert 0 < found.chance < 1
