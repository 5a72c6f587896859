"""Acts and parts that were heard, weighed with what the fast reader thinks; heard tables are made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.model import ActType
from mithaq.reading import pipeline
from mithaq.reading.acts import Judged, judge_acts
from mithaq.reading.learnt.deeds import FURTHER_WORD, Levels, find_acts, find_worth, soften
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.heard import ACT_TYPES, Tables
from mithaq.reading.learnt.hearing import Hearing, listen
from mithaq.reading.survey import Survey
from mithaq.text.segment import segment

Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]
TEXT = "دعت الحكومة الأمم المتحدة إلى دعم تدريب الشرطة في طرابلس أمس."
ASKING = 2 + ACT_TYPES.index(ActType.REQUEST)
HEARD_ALONE = Levels(act=0.5, stranger=0.0)


@pytest.fixture
def hear(
    make_encoder: Callable[[Change], Encoder], tables: Tables
) -> Callable[[Change], tuple[Survey, Sequence[Judged], Hearing]]:
    def run(change: Change) -> tuple[Survey, Sequence[Judged], Hearing]:
        reader = pipeline.open_reader()
        survey = pipeline.survey_page(segment(TEXT), None, reader)
        triggers = reader.lexicon.find_triggers(survey.page)
        return survey, (), listen(survey, triggers, make_encoder(change), tables)

    return run


def silence(rows: Rows) -> None:
    rows["tags"][:, 0] = 9


def test_rows_become_probabilities() -> None:
    table = np.array([[0.0, 0.0], [1000.0, 0.0], [-1000.0, -1000.0]], np.float32)
    shares = soften(table)
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert shares.tolist() == [[0.5, 0.5], [1.0, 0.0], [0.5, 0.5]]


def test_what_is_heard_is_an_act_of_its_type(
    hear: Callable[[Change], tuple[Survey, Sequence[Judged], Hearing]],
) -> None:
    def ask(rows: Rows) -> None:
        silence(rows)
        rows["tags"][0, ASKING] = 20

    survey, judged, hearing = hear(ask)
    (found,) = find_acts(survey, judged, hearing, HEARD_ALONE)
    assert (found.trigger.first, found.kind) == (0, ActType.REQUEST)
    assert HEARD_ALONE.act < found.confidence <= 1
    assert find_acts(survey, judged, hearing, Levels(act=0.5, stranger=40.0)) == ()


def test_a_word_that_goes_on_carries_no_act(
    hear: Callable[[Change], tuple[Survey, Sequence[Judged], Hearing]],
) -> None:
    def ask(rows: Rows) -> None:
        silence(rows)
        rows["tags"][0:2, ASKING] = 20
        rows["tags"][1, FURTHER_WORD] = 30

    found = find_acts(*hear(ask), HEARD_ALONE)
    assert [item.trigger.first for item in found] == [0]


def test_a_mark_carries_no_act_and_silence_none(
    hear: Callable[[Change], tuple[Survey, Sequence[Judged], Hearing]],
) -> None:
    def mark(rows: Rows) -> None:
        silence(rows)
        rows["tags"][-1, ASKING] = 20

    survey, judged, hearing = hear(mark)
    assert not survey.page.forms[-1].isalpha()
    assert find_acts(survey, judged, hearing, HEARD_ALONE) == ()
    assert find_acts(*hear(silence), HEARD_ALONE) == ()


def test_only_what_the_fast_reader_expects_is_worth_hearing() -> None:
    reader = pipeline.open_reader()
    assert reader.acts is not None
    survey = pipeline.survey_page(segment(TEXT), None, reader)
    judged = judge_acts(survey, reader.lexicon.find_triggers(survey.page), reader.acts)
    everything = {trigger.first for trigger, _, _ in judged}
    assert find_worth(judged, Levels(sieve=0.0)) == everything
    assert 0 in find_worth(judged, Levels(sieve=0.5))
    assert find_worth(judged, Levels(sieve=1.1)) == frozenset()
