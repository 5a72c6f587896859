from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.dates import Edtf
from mithaq.model import ActType, Document, Reading
from mithaq.reading import pipeline
from mithaq.reading.learnt.closer import Closer
from mithaq.reading.learnt.deeds import Levels
from mithaq.reading.learnt.encoder import Encoder
from mithaq.reading.learnt.heard import ACT_TYPES, ACTOR, RECIPIENT, Tables
from mithaq.reading.learnt.reader import FullReader, read_document, sieve_texts

Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]
Read = Callable[[Change], Reading]
TEXT = (
    "طالبت حكومة الوفاق أمس فرنسا بدعم تدريب الشرطة في طرابلس. وقالت الحكومة إن المفاوضات بين الوفدين مستمرة."
)
REQUEST = 2 + ACT_TYPES.index(ActType.REQUEST)


@pytest.fixture
def read(make_encoder: Callable[[Change], Encoder], tables: Tables) -> Read:
    levels = Levels(sieve=0.0, act=0.4, vote=0.0, stranger=0.0)

    def run(change: Change) -> Reading:
        reader = FullReader(pipeline.open_reader(), make_encoder(change), tables, None, levels)
        document = Document("0" * 64, TEXT, "text", published=Edtf.parse("2019-03-05"))
        return read_document(document, reader)

    return run


def hear_request(rows: Rows) -> None:
    rows["tags"][:, 0] = 5
    rows["tags"][0, REQUEST] = 9


def test_nothing_heard_is_nothing_read(read: Read) -> None:
    def change(rows: Rows) -> None:
        rows["tags"][:, 0] = 9

    assert read(change).acts == ()


def test_an_act_is_what_was_heard_with_its_parties(read: Read) -> None:
    def change(rows: Rows) -> None:
        hear_request(rows)
        rows["answer_bias"][:] = -99
        rows["answer_bias"][1:3, ACTOR] = 30
        rows["answer_bias"][4, RECIPIENT] = 30

    reading = read(change)
    (act,) = reading.acts
    assert act.type is ActType.REQUEST
    assert act.trigger.select(TEXT) == "طالبت"
    named = {actor.id: actor.mentions[0].select(TEXT) for actor in reading.actors}
    assert [named[name] for name in act.actors] == ["حكومة الوفاق"]
    assert [named[name] for name in act.recipients] == ["فرنسا"]
    assert reading.reader.startswith("full ")
    assert act.why[0].startswith("heard REQUEST")


def test_whoever_is_not_heard_at_all_has_no_part(read: Read) -> None:
    def change(rows: Rows) -> None:
        hear_request(rows)
        rows["answer_bias"][:] = -99

    (act,) = read(change).acts
    assert act.actors == act.recipients == act.said_by == ()


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
        fast,
        make_encoder(lambda rows: rows["tags"].fill(0)),
        tables,
        None,
        Levels(act=0.5, vote=5.0, stranger=9.0),
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
    reader = FullReader(pipeline.open_reader(), make_encoder(hear_request), tables, None, Levels())
    reading = read_document(Document("0" * 64, text, "text"), reader)
    assert reading.acts == ()


def test_the_sieve_hears_only_what_the_fast_reader_finds(
    make_encoder: Callable[[Change], Encoder], tables: Tables
) -> None:
    def hear_late(rows: Rows) -> None:
        rows["tags"][:, REQUEST] = 30

    quiet = "قال وزير الخارجية الليبي إن الجو في طرابلس معتدل. وقالت الحكومة إن الطريق طويل."
    full = FullReader(pipeline.open_reader(), make_encoder(hear_late), tables, None, Levels(sieve=0.0))
    document = Document("0" * 64, quiet, "text")
    assert read_document(document, full).acts
    sieved = read_document(document, sieve_texts(full))
    assert sieved.acts == ()
    assert sieved.reader.startswith("sieved ")


def test_the_words_around_an_act_are_heard_again(
    make_encoder: Callable[[Change], Encoder], make_closer: Callable[[Change], Closer], tables: Tables
) -> None:
    def hear_nobody(rows: Rows) -> None:
        hear_request(rows)
        rows["answer_bias"][:] = -30

    def hear_france(rows: Rows) -> None:
        rows["answer_bias"][:] = -30
        rows["answer_bias"][4, RECIPIENT] = 30

    def read_with(closer: Closer | None) -> Reading:
        levels = Levels(sieve=0.0, act=0.4, vote=0.0, stranger=0.0, closer=1.0)
        reader = FullReader(pipeline.open_reader(), make_encoder(hear_nobody), tables, closer, levels)
        return read_document(Document("0" * 64, TEXT, "text"), reader)

    assert read_with(None).acts[0].recipients == ()
    again = read_with(make_closer(hear_france))
    (act,) = again.acts
    named = {actor.id: actor.mentions[0].select(TEXT) for actor in again.actors}
    assert [named[name] for name in act.recipients] == ["فرنسا"]
    assert act.actors == ()
