from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.lexicon import Trigger
from mithaq.model import ActType
from mithaq.reading import pipeline
from mithaq.reading.learnt.closer import Closer
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.heard import ACT_TYPES, ACTOR, RECIPIENT, Tables
from mithaq.reading.learnt.hearing import Hearing, listen, listen_closer
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


MakeCloser = Callable[[Change], Closer]


def ask_of_the_second(rows: Rows) -> None:
    rows["answer_bias"][1, ACTOR] = 4


def test_what_is_heard_again_weighs_its_share(hear: Hear, make_closer: MakeCloser) -> None:
    def change(rows: Rows) -> None:
        rows["answer_bias"][1, ACTOR] = -2
        rows["stances"][0, 1] = 1

    def change_again(rows: Rows) -> None:
        ask_of_the_second(rows)
        rows["stances"][0, 2] = 4

    _, _, hearing = hear(change)
    again = listen_closer(hearing, [0], make_closer(change_again), 0.25)
    assert hearing.pair(0, ActType.REQUEST, [(1, 2)], ACTOR)[0] == -2
    assert again.pair(0, ActType.REQUEST, [(1, 2)], ACTOR)[0] == pytest.approx(-2 * 0.75 + 4 * 0.25)
    assert again.pair(2, ActType.REQUEST, [(1, 2)], ACTOR)[0] == -2
    assert again.list_stances(0) == [0, 0.75, 1, 0, 0, 0]
    assert again.list_stances(2) == [0] * 6


def test_who_is_named_out_of_earshot_keeps_what_was_heard_of_the_window(
    make_encoder: Callable[[Change], Encoder], make_closer: MakeCloser, tables: Tables
) -> None:
    reader = pipeline.open_reader()
    text = "دعت الحكومة الأمم المتحدة إلى دعم تدريب الشرطة " + "والجيش والحرس " * 12 + "في طرابلس."
    survey = pipeline.survey_page(segment(text), None, reader)
    far = survey.page.forms.index("طرابلس")
    hearing = listen(survey, (), make_encoder(lambda rows: rows["answer_bias"].fill(-1)), tables)
    again = listen_closer(hearing, [0], make_closer(ask_of_the_second), 1.0)
    odds = again.pair(0, ActType.REQUEST, [(1, 2), (far, far + 1), (900, 901)], ACTOR)
    assert odds.tolist() == [4, -1, -np.inf]


def test_contents_are_pointed_at_among_the_words_heard_again(
    make_encoder: Callable[[Change], Encoder], make_closer: MakeCloser, tables: Tables
) -> None:
    def change(rows: Rows) -> None:
        rows["point"][:] = 1
        rows["spot"][3, :2] = 9

    reader = pipeline.open_reader()
    survey = pipeline.survey_page(segment("والجيش والحرس " * 30 + TEXT), None, reader)
    at = survey.page.forms.index("دعت")
    hearing = listen(survey, (), make_encoder(change_nothing), tables)
    again = listen_closer(hearing, [at], make_closer(change), 1.0)
    first, begins, ends = again.point(at)
    assert 0 < first < at
    assert begins.argmax() == 1 + 3
    assert again.closer[at].window.first == first
    assert len(begins) == len(ends) == 1 + again.closer[at].window.last - first
