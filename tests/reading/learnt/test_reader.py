from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.dates import Edtf
from mithaq.model import ActType, Document, Reading, Status
from mithaq.reading import pipeline
from mithaq.reading.learnt.deeds import Thresholds
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.hearing import (
    ABOUT,
    ACT_TYPES,
    ACTOR,
    CONDITION,
    EVIDENCE,
    RECIPIENT,
    SPOT,
    TIME,
    Tables,
)
from mithaq.reading.learnt.reader import FullReader, read_document
from mithaq.text.segment import segment

Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]
Read = Callable[[Change], Reading]
TEXT = (
    "دعت حكومة الوفاق الأمم المتحدة أمس في طرابلس إلى دعم تدريب الشرطة إذا توقفت الحرب."
    " وقالت الحكومة إن المفاوضات بين الوفدين حول وقف إطلاق النار مستمرة."
)
WORDS = segment(TEXT).forms
REQUEST = 2 + ACT_TYPES.index(ActType.REQUEST)


@pytest.fixture
def read(make_encoder: Callable[[Change], Encoder], tables: Tables) -> Read:
    levels = Thresholds(act=0.4, vote=0.0)

    def run(change: Change) -> Reading:
        reader = FullReader(pipeline.open_reader(), make_encoder(change), tables, levels)
        document = Document("0" * 64, TEXT, "text", published=Edtf.parse("2019-03-05"))
        return read_document(document, reader)

    return run


def hear_request(rows: Rows) -> None:
    rows["tags"][:, 0] = 5
    rows["tags"][0, REQUEST] = 9
    for kind in (ABOUT, ABOUT + 1, CONDITION, CONDITION + 1):
        rows["null"][:, kind] = 5


def hear_names(rows: Rows) -> None:
    rows["names"][:, 0] = 5
    for first, last in ((1, 3), (3, 5)):
        rows["names"][first, 3] = 9
        rows["names"][first + 1 : last, 4] = 9


def test_nothing_heard_is_nothing_read(read: Read) -> None:
    def change(rows: Rows) -> None:
        rows["tags"][:, 0] = 9
        hear_names(rows)

    assert read(change).acts == ()


def test_an_act_is_what_was_heard_with_its_parties(read: Read) -> None:
    def change(rows: Rows) -> None:
        hear_request(rows)
        hear_names(rows)
        rows["answer_bias"][:] = -5
        rows["answer_bias"][1:3, ACTOR] = 5
        rows["answer_bias"][3:5, RECIPIENT] = 5
        rows["stances"][0, list(Status).index(Status.PLANNED)] = 3

    reading = read(change)
    (act,) = reading.acts
    assert (act.type, act.status) == (ActType.REQUEST, Status.PLANNED)
    assert act.trigger.select(TEXT) == "دعت"
    named = {actor.id: actor.mentions[0].select(TEXT) for actor in reading.actors}
    assert [named[name] for name in act.actors] == ["حكومة الوفاق"]
    assert [named[name] for name in act.recipients] == ["الأمم المتحدة"]
    assert act.said_by == ()
    assert reading.reader.startswith("full ")
    assert act.why[0].startswith("heard REQUEST")


def test_an_act_has_the_words_that_were_pointed_at(read: Read) -> None:
    training, war = WORDS.index("تدريب"), WORDS.index("الحرب")

    def change(rows: Rows) -> None:
        hear_request(rows)
        rows["null"][:] = 0
        rows["point"][0] = 1
        size = rows["spot"].shape[1] // 6

        def point(kind: int, at: int) -> None:
            rows["spot"][at, kind * size : (kind + 1) * size] = 9

        point(ABOUT, training), point(ABOUT + 1, training + 1)
        point(CONDITION, war - 2), point(CONDITION + 1, war)
        point(EVIDENCE, 0), point(EVIDENCE + 1, war)
        rows["stances"][0, list(Status).index(Status.CONDITIONAL)] = 3

    (act,) = read(change).acts
    assert act.about is not None
    assert act.about.select(TEXT) == "تدريب الشرطة"
    assert act.condition is not None
    assert act.condition.select(TEXT) == "إذا توقفت الحرب"
    assert act.evidence.select(TEXT) == TEXT[: TEXT.index(".")]


def test_date_and_place_are_chosen_among_those_of_the_text(read: Read) -> None:
    def change(rows: Rows) -> None:
        hear_request(rows)
        rows["answer_bias"][:, TIME] = 1
        rows["answer_bias"][:, SPOT] = 1

    (act,) = read(change).acts
    assert str(act.date) == "2019-03-04"
    assert act.place == "Tripoli"
    assert act.place_evidence is not None
    assert act.place_evidence.select(TEXT) == "طرابلس"


def test_an_act_without_date_and_place_has_none(read: Read) -> None:
    def change(rows: Rows) -> None:
        hear_request(rows)
        rows["answer_bias"][:] = -1

    (act,) = read(change).acts
    assert (act.date, act.place, act.condition, act.about) == (None, None, None, None)


def test_a_word_that_goes_on_with_a_trigger_is_no_act_of_its_own(read: Read) -> None:
    def change(rows: Rows) -> None:
        hear_request(rows)
        rows["tags"][1, 1] = 9
        rows["tags"][1, REQUEST] = 8

    assert len(read(change).acts) == 1


def test_the_fast_reader_has_a_vote(make_encoder: Callable[[Change], Encoder], tables: Tables) -> None:
    fast = pipeline.open_reader()
    document = Document("0" * 64, TEXT, "text", published=Edtf.parse("2019-03-05"))
    fast_acts = pipeline.read_document(document, fast).acts
    reader = FullReader(
        fast, make_encoder(lambda rows: rows["tags"].fill(0)), tables, Thresholds(act=0.5, vote=5.0)
    )
    voted = {(act.trigger.start, act.type) for act in read_document(document, reader).acts}
    assert {(act.trigger.start, act.type) for act in fast_acts if act.confidence > 0.9} <= voted


SPORTS = (
    "سجل اللاعب هدفين في مرمى الفريق الضيف خلال الشوط الثاني من مباراة الدوري وحصل المدرب على بطاقة."
    " قدم اللاعبون أداء جيدا في الملعب أمام الجمهور."
)


@pytest.mark.parametrize("text", ["", "\n\n", SPORTS])
def test_texts_that_tell_nothing_are_read_fast(
    make_encoder: Callable[[Change], Encoder], tables: Tables, text: str
) -> None:
    reader = FullReader(pipeline.open_reader(), make_encoder(hear_request), tables, Thresholds())
    reading = read_document(Document("0" * 64, text, "text"), reader)
    assert reading.acts == ()
