from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.dates import Edtf
from mithaq.lexicon import Trigger
from mithaq.model import ActType, Document, Status
from mithaq.reading import pipeline
from mithaq.reading.learnt.deeds import Levels
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.heard import ACT_TYPES, DATE, Tables
from mithaq.reading.learnt.hearing import listen
from mithaq.reading.learnt.listener import Listener
from mithaq.reading.learnt.reader import FullReader, read_document
from mithaq.reading.survey import Survey
from mithaq.text.segment import segment

Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]
Hear = Callable[[Change], tuple[Survey, Trigger, Listener]]
TEXT = "طالبت الحكومة أمس فرنسا بدعم تدريب الشرطة في ديسمبر 2018."
LEVELS = Levels(
    sieve=0.0, act=0.4, vote=0.0, stranger=0.0, stance=1.0, rare=0.0, content=1.0, date=0.5, dated=0.25
)
STATUSES = list(Status)


@pytest.fixture
def hear(make_encoder: Callable[[Change], Encoder], tables: Tables) -> Hear:
    def run(change: Change) -> tuple[Survey, Trigger, Listener]:
        reader = pipeline.open_reader()
        survey = pipeline.survey_page(segment(TEXT), Edtf.parse("2019-03-05"), reader)
        triggers = reader.lexicon.find_triggers(survey.page)
        hearing = listen(survey, triggers, make_encoder(change), tables)
        return survey, triggers[0], Listener(survey, hearing, reader.roles, LEVELS)

    return run


def test_a_status_weighs_as_it_was_heard(hear: Hear) -> None:
    def change(rows: Rows) -> None:
        rows["stances"][0, STATUSES.index(Status.PLANNED)] = 3

    _, trigger, listener = hear(change)
    assert listener.weigh_status(trigger) == [3.0 if status is Status.PLANNED else 0.0 for status in STATUSES]


def test_the_rarity_of_a_status_is_taken_off_what_was_heard(hear: Hear) -> None:
    _, trigger, listener = hear(lambda _: None)
    gains = replace(listener, levels=replace(LEVELS, rare=0.5)).weigh_status(trigger)
    by_gain = [status for _, status in sorted(zip(gains, STATUSES, strict=True), key=lambda item: item[0])]
    assert by_gain[:3] == [Status.ACTUAL, Status.ONGOING, Status.PLANNED]
    assert max(gains) == pytest.approx(-0.5 * math.log(0.009))


def test_dates_weigh_as_they_were_heard(hear: Hear) -> None:
    def change(rows: Rows) -> None:
        rows["answer_bias"][:, DATE] = -1
        rows["answer_bias"][2, DATE] = 3

    survey, trigger, listener = hear(change)
    near, far = survey.times[:2]
    weights = listener.weigh_dates(trigger.first, ActType.REQUEST, survey.times)
    assert weights[near.first] == pytest.approx(0.5 * 3 + 0.25)
    assert weights[far.first] == pytest.approx(0.5 * -1 + 0.25)
    assert listener.weigh_dates(trigger.first, ActType.REQUEST, ()) == {}


def test_content_weighs_where_it_was_heard(hear: Hear) -> None:
    def change(rows: Rows) -> None:
        rows["point"][0] = 1
        rows["spot"][5, :2] = 4
        rows["spot"][7, 2:] = 4

    _, trigger, listener = hear(change)
    pointed = listener.point_at_content(trigger)
    assert pointed.begins.index(max(pointed.begins)) == 5
    assert pointed.ends.index(max(pointed.ends)) == 7
    assert np.exp([pointed.absent, *pointed.begins]).sum() == pytest.approx(1, abs=1e-5)


def test_what_was_heard_decides_where_the_text_leaves_it_open(
    make_encoder: Callable[[Change], Encoder], tables: Tables
) -> None:
    def change(rows: Rows) -> None:
        rows["tags"][:, 0] = 5
        rows["tags"][0, 2 + ACT_TYPES.index(ActType.REQUEST)] = 9
        rows["stances"][0, STATUSES.index(Status.DENIED)] = 99
        rows["null"][:] = 99
        rows["answer_bias"][:, DATE] = -99

    document = Document("0" * 64, TEXT, "text", published=Edtf.parse("2019-03-05"))
    levels = replace(LEVELS, dated=-99.0)
    (act,) = read_document(
        document, FullReader(pipeline.open_reader(), make_encoder(change), tables, None, levels)
    ).acts
    assert (act.status, act.about, act.date) == (Status.DENIED, None, None)
