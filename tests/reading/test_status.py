"""How acts stand: the examples of the lexicon, with and without fitted weights, and where conditions end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.knowledge import read_knowledge
from mithaq.lexicon.stances import (
    STATUS_FILE,
    STATUSES,
    StatusExample,
    StatusKnowledge,
    compile_stances,
    read_stances,
)
from mithaq.model import ActType, Status
from mithaq.reading.status import Known, Stance, find_condition, find_status
from mithaq.text.normalize import fold
from mithaq.text.segment import Page, segment

KNOWLEDGE = read_knowledge(STATUS_FILE, StatusKnowledge)
BY_CUES = compile_stances(KNOWLEDGE)
FITTED = read_stances()


def find_tokens(page: Page, words: str) -> tuple[int, int]:
    wanted = tuple(fold(words).split())
    for first in range(len(page.forms)):
        if page.forms[first : first + len(wanted)] == wanted:
            return first, first + len(wanted)
    raise AssertionError(words)


def read_example(example: StatusExample, *, fitted: bool) -> tuple[Stance, Page]:
    page = segment(example.text)
    trigger = find_tokens(page, example.trigger)
    lexicon = FITTED if fitted else BY_CUES
    return find_status(page, trigger, page.sentences[0], example.category, lexicon, example.kind), page


@pytest.mark.parametrize("fitted", [False, True], ids=["by cues", "fitted"])
@pytest.mark.parametrize(
    "example", KNOWLEDGE.examples, ids=lambda example: f"{example.status} {example.trigger}"
)
def test_every_example_of_the_lexicon_holds(example: StatusExample, *, fitted: bool) -> None:
    stance, page = read_example(example, fitted=fitted)
    assert stance.status is example.status
    quoted = stance.condition.select(page.text.original) if stance.condition else None
    assert quoted == example.condition
    assert stance.why


@pytest.mark.parametrize(
    ("text", "trigger", "condition"),
    [
        ("إذا رفض الطرف العرض سنعود إلى القتال.", "سنعود", "إذا رفض الطرف العرض"),
        ("إذا رفض الطرف العرض عدنا إلى القتال.", "عدنا", None),
        ("سنعود إلى القتال ما لم يقبل الطرف العرض، مؤكدا ذلك.", "سنعود", "ما لم يقبل الطرف العرض"),
        ("سيحاكم حال عودته إلى البلاد.", "سيحاكم", "حال عودته إلى البلاد"),
        ("قرأ البيان بلسان حاله ثم عاد.", "عاد", None),
        ("سنعود إذا.", "سنعود", None),
        ("لن نعود إلا بضمانات دولية.", "نعود", "إلا بضمانات دولية"),
        ("لن نعود إلا معا.", "نعود", None),
        ("عدنا في حالة جيدة.", "عدنا", None),
    ],
)
def test_a_condition_ends_where_the_consequence_or_another_clause_begins(
    text: str, trigger: str, condition: str | None
) -> None:
    page = segment(text)
    found = find_condition(page, find_tokens(page, trigger), page.sentences[0], BY_CUES)
    assert (page.span(*found.words).select(text) if found else None) == condition


def test_without_any_known_word_an_act_is_actual() -> None:
    page = segment("قصف")
    bare = compile_stances(KNOWLEDGE, {})
    assert find_status(page, (0, 1), (0, 1), "masdar", bare) == Stance(Status.ACTUAL)


def test_what_was_heard_is_added() -> None:
    page = segment("وستقصف القوات الميناء غدا.")
    heard = Known(heard=[20.0 if status is Status.DENIED else 0.0 for status in STATUSES])
    assert find_status(page, (0, 1), (0, 4), "present", BY_CUES, None, heard).status is Status.DENIED


def test_a_deed_of_unknown_type_in_the_future_is_planned() -> None:
    page = segment("وستقصف القوات الميناء غدا، وفق خطة أعدت في 2019.")
    assert find_status(page, (0, 1), (0, 4), "present", BY_CUES).status is Status.PLANNED


def test_a_noun_that_begins_like_a_future_is_none() -> None:
    page = segment("وقالت «إن سياسة الحكومة قصف وتدمير»")
    assert find_status(page, (5, 6), (2, 7), "masdar", BY_CUES, ActType.ASSAULT).status is Status.ACTUAL


WORDS = tuple("إذا في حال سيقصف لم قد نفت القصف منذ 2015 المقبل ، . شريطة أن التي يواصل كان".split(" "))  # noqa: SIM905 - a list of words


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.data())
def test_a_condition_is_a_quotation_of_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    page = segment(text)
    first = data.draw(st.integers(0, len(page.forms) - 1))
    stance = find_status(page, (first, first + 1), (first, first + 1), "present", BY_CUES, ActType.ASSAULT)
    assert (stance.status is Status.CONDITIONAL) >= (stance.condition is not None)
    if stance.condition:
        assert stance.condition.select(text).strip()
