from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon import load_lexicon
from mithaq.model import ActType
from mithaq.reading.when import Deed, Scene, find_times, load_calendar, load_dating
from mithaq.reading.when.scene import (
    find_early,
    find_opening,
    mark_line,
    name_age,
    name_kind,
    name_tense,
    sketch_act,
    sketch_date,
    sort_sentence,
    strip_word,
)
from mithaq.text.segment import segment

CALENDAR, LEXICON = load_calendar(), load_lexicon()
WORDS = load_dating(CALENDAR, None).words
TUESDAY = Edtf.parse("2020-11-24")


def read(text: str, named: tuple[tuple[int, str], ...] = ()) -> Scene:
    page = segment(text)
    return Scene(page, find_times(page, TUESDAY, CALENDAR), LEXICON.words(page), TUESDAY, named)


@pytest.mark.parametrize(
    ("value", "age"),
    [
        ("2020-11-25", "ahead"),
        ("2020-11-24", "today"),
        ("2020-11", "around"),
        ("2020-11-23", "ago2"),
        ("2000", "long ago"),
    ],
)
def test_how_a_date_lies_to_the_publication(value: str, age: str) -> None:
    assert name_age(Edtf.parse(value), TUESDAY) == age
    assert name_age(Edtf.parse(value), None) == "unknown"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("عقدت الجلسة أمس", "yesterday"),
        ("تعقد الجلسة غدا", "tomorrow"),
        ("عقدت الجلسة اليوم", "today"),
        ("عقدت الجلسة الأحد", "weekday"),
        ("عقدت الجلسة في 3 مايو 2019", "date"),
        ("عقدت الجلسة عام 2019", "year"),
        ("عقدت الجلسة قبل يومين", "length"),
    ],
)
def test_what_kind_of_expression_a_date_is(text: str, kind: str) -> None:
    scene = read(text)
    assert name_kind(scene.page, scene.times[0], CALENDAR) == kind


@pytest.mark.parametrize(
    ("form", "sort", "tense"),
    [
        ("سيوقع", "V", "future"),
        ("يوقع", "V", "present"),
        ("ويوقع", "V", "present"),
        ("وقع", "V", "past"),
        ("توجهت", "V", "past"),
        ("توقيع", "M", "masdar"),
        ("موقعا", "P", "participle"),
        ("الاتفاق", "N", "noun"),
    ],
)
def test_the_tense_of_a_word(form: str, sort: str, tense: str) -> None:
    assert name_tense(form, sort, CALENDAR) == tense


@pytest.mark.parametrize(
    ("form", "stripped"),
    [("والتوقيع", "توقيع"), ("للتوقيع", "توقيع"), ("ووقع", "وقع"), ("وقع", "وقع"), ("الام", "الام")],
)
def test_words_are_stripped_down_to_three_letters(form: str, stripped: str) -> None:
    assert strip_word(form) == stripped


@pytest.mark.parametrize(
    ("text", "opening"), [("وصل الوفد", "and"), ("قال الوزير", "report"), ("اتفق الطرفان", "other")]
)
def test_how_a_sentence_opens(text: str, opening: str) -> None:
    assert find_opening(segment(text), 0, CALENDAR, WORDS) == opening


def test_a_date_as_it_stands_in_its_sentence() -> None:
    scene = read("عقدت الجلسة. قال الوزير أمس إن الوفد وصل")
    sketch = sketch_date(scene, scene.times[0], sort_sentence(scene, 1), CALENDAR)
    assert (sketch.sentence, sketch.first, sketch.kind, sketch.age) == (1, 3, "yesterday", "ago2")
    assert (sketch.before, sketch.form, sketch.told) == ("الوزير", "امس 1", True)
    assert sketch.near == sketch.verb == sketch.first


def test_a_date_that_opens_a_text_has_nothing_before_it() -> None:
    scene = read("أمس عقدت الجلسة")
    sketch = sketch_date(scene, scene.times[0], sort_sentence(scene, 0), CALENDAR)
    assert (sketch.before, sketch.near, sketch.verb) == ("^", -1, -1)


@pytest.mark.parametrize(
    ("text", "at", "opener"),
    [
        ("قال الوزير إن الحكومة ترفض العرض", 4, "that"),
        ("الحكومة التي ترفض العرض", 2, "relative"),
        ("بعد اللقاء، ترفض الحكومة العرض", 3, "comma"),
        ("ترفض الحكومة العرض", 0, "start"),
    ],
)
def test_what_opens_the_clause_of_an_act(text: str, at: int, opener: str) -> None:
    scene = read(text)
    deed = Deed((at, at + 1), (at, len(scene.page.forms)), ActType.REJECT)
    sketch = sketch_act(scene, deed, "V", mark_line(scene.page, 0, CALENDAR), (CALENDAR, WORDS))
    assert (sketch.opener, sketch.tense, sketch.sort) == (opener, "present", "said")
    assert f"{opener} said" in sketch.facets


def test_who_is_named_early_in_a_sentence() -> None:
    scene = read(
        "قال الوزير إن الوفد وصل إلى المدينة بعد لقاء مع السفير",
        ((1, "minister"), (10, "envoy"), (10, "minister")),
    )
    assert find_early(scene) == {0: {"minister": True, "envoy": False}}
