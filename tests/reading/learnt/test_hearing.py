from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.lexicon import Trigger
from mithaq.model import ActType
from mithaq.reading import pipeline
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.hearing import (
    ACT_TYPES,
    ACTOR,
    RECIPIENT,
    Hearing,
    Tables,
    find_rows,
    listen,
    measure,
)
from mithaq.reading.survey import Survey
from mithaq.text.segment import segment

Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]
Heard = tuple[Survey, Sequence[Trigger], Hearing]
Hear = Callable[[Change], Heard]
TEXT = "دعت الحكومة الأمم المتحدة إلى دعم تدريب الشرطة في طرابلس أمس."


def change_nothing(rows: Rows) -> None:
    del rows


@pytest.fixture
def hear(make_encoder: Callable[[Change], Encoder], tables: Tables) -> Hear:
    def run(change: Change) -> Heard:
        reader = pipeline.open_reader()
        survey = pipeline.survey_page(segment(TEXT), None, reader)
        triggers = reader.lexicon.find_triggers(survey.page)
        return survey, triggers, listen(survey, triggers, make_encoder(change), tables)

    return run


def test_grammar_and_lexicon_tell_the_encoder_what_they_know(hear: Hear) -> None:
    survey, _, hearing = hear(change_nothing)
    assert hearing.tags.shape == (len(survey.page.forms), 18)
    features = hearing.windows[0].features
    assert features[0, 0] == 1 + ACT_TYPES.index(ActType.REQUEST)
    assert features[1].any()
    assert features[2, survey.page.forms.index("طرابلس")] == 2


def test_a_pair_adds_up_its_parts(hear: Hear) -> None:
    def change(rows: Rows) -> None:
        rows["ask"][0, :2] = 2
        rows["answer"][1, :2] = 1
        rows["ask_bias"][0, ACTOR] = 0.5
        rows["answer_bias"][2, ACTOR] = 3

    _, _, hearing = hear(change)
    odds = hearing.pair(0, ActType.REQUEST, [(1, 2), (2, 4), (90, 91)], ACTOR)
    assert odds[0] == pytest.approx(4 / np.sqrt(2) + 0.5)
    assert odds[1] == pytest.approx(0.5 + 3 / 2)
    assert odds[2] == -np.inf
    assert hearing.pair(0, ActType.REQUEST, [(1, 2)], RECIPIENT)[0] == 0


@pytest.mark.parametrize(("words", "expected"), [((5, 7), 5), ((0, 2), -1), ((2, 4), 0), ((1, 3), 0)])
def test_distance_is_from_the_trigger_to_the_near_end(words: tuple[int, int], expected: int) -> None:
    first, last = (np.array([end]) for end in words)
    assert measure(2 if words != (5, 7) else 0, first, last).tolist() == [expected]


@pytest.mark.parametrize(
    ("distance", "row"), [(0, 0), (4, 4), (5, 5), (9, 5), (10, 6), (-1, 13), (-5, 17), (10_000, 11)]
)
def test_near_distances_have_rows_of_their_own_and_far_ones_share(distance: int, row: int) -> None:
    assert find_rows(np.array([distance]), 5, 12).tolist() == [row]


def test_what_is_not_worth_hearing_is_not_heard(
    make_encoder: Callable[[Change], Encoder], tables: Tables
) -> None:
    def change(rows: Rows) -> None:
        rows["tags"][:, 5] = 9

    reader = pipeline.open_reader()
    survey = pipeline.survey_page(segment(TEXT), None, reader)
    encoder = make_encoder(change)
    assert listen(survey, (), encoder, tables, {0}).tags.argmax(axis=1).tolist() == [5] * len(
        survey.page.forms
    )
    assert not listen(survey, (), encoder, tables, ()).tags.argmax(axis=1).any()
