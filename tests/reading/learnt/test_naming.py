from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.reading import pipeline
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.heard import Tables
from mithaq.reading.learnt.hearing import listen
from mithaq.reading.learnt.naming import mark_names, name_again
from mithaq.reading.survey import Survey
from mithaq.text.segment import segment

Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]
TEXT = "التقى الوفد عمر سالم الغول الصغير أمس."
OUT, BEGIN, ON = [-0.1, -3.0, -3.0], [-3.0, -0.1, -3.0], [-3.0, -3.0, -0.1]
UNHEARD = [np.nan] * 3


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([OUT, OUT], []),
        ([OUT, BEGIN, ON, OUT], [(1, 3)]),
        ([BEGIN, BEGIN, ON], [(0, 1), (1, 3)]),
        ([ON, ON, OUT, ON], [(0, 2), (3, 4)]),
        ([UNHEARD, BEGIN, UNHEARD, ON], [(1, 2), (3, 4)]),
        ([[-0.5, -1.2, -9.0]], []),
    ],
)
def test_names_begin_and_go_on(rows: list[list[float]], expected: list[tuple[int, int]]) -> None:
    found = list(mark_names(np.array(rows, np.float32).reshape(-1, 3), 0.0))
    assert [(first, last) for first, last, _ in found] == expected
    assert all(margin > 0 for *_, margin in found)


def test_the_more_eager_the_more_names() -> None:
    doubtful = np.array([[-0.5, -1.2, -9.0]], np.float32)
    assert [tag[:2] for tag in mark_names(doubtful, 1.0)] == [(0, 1)]


@pytest.fixture
def hear(make_encoder: Callable[[Change], Encoder], tables: Tables) -> Callable[[Change], Survey]:
    def run(change: Change) -> Survey:
        reader = pipeline.open_reader()
        survey = pipeline.survey_page(segment(TEXT), None, reader)
        hearing = listen(survey, reader.lexicon.find_triggers(survey.page), make_encoder(change), tables)
        return name_again(survey, None, hearing, reader)

    return run


def list_names(survey: Survey) -> list[str]:
    return [mention.span.select(TEXT) for mention in survey.mentions]


def test_a_name_is_as_long_as_it_was_heard(hear: Callable[[Change], Survey]) -> None:
    def change(rows: Rows) -> None:
        rows["names"][:] = OUT
        rows["names"][2] = BEGIN
        rows["names"][3:6] = ON

    assert "عمر سالم الغول الصغير" in list_names(hear(change))


def test_two_names_are_heard_apart(hear: Callable[[Change], Survey]) -> None:
    def change(rows: Rows) -> None:
        rows["names"][:] = OUT
        rows["names"][2] = BEGIN
        rows["names"][3] = ON
        rows["names"][4] = BEGIN
        rows["names"][5] = ON

    assert {"عمر سالم", "الغول الصغير"} <= set(list_names(hear(change)))


def test_nothing_changes_where_nothing_was_heard(hear: Callable[[Change], Survey]) -> None:
    reader = pipeline.open_reader()
    before = pipeline.survey_page(segment(TEXT), None, reader)

    def change(rows: Rows) -> None:
        rows["names"][:] = np.nan

    assert list_names(hear(change)) == list_names(before)


def test_whom_nobody_heard_is_less_likely_an_actor(hear: Callable[[Change], Survey]) -> None:
    def change(rows: Rows, at: Sequence[float]) -> None:
        rows["names"][:] = OUT
        rows["names"][1] = at

    surely = hear(lambda rows: change(rows, BEGIN))
    hardly = hear(lambda rows: change(rows, [-0.9, -0.6, -9.0]))
    name = "الوفد"
    odds = [
        dict(zip((actor.mentions[0].select(TEXT) for actor in survey.cast.actors), survey.odds, strict=True))
        for survey in (surely, hardly)
    ]
    assert odds[0][name] > odds[1].get(name, -np.inf)
    assert replace(surely).cast == surely.cast
