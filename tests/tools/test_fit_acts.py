"""Fitting acts, roles and content on a few lessons made up for the purpose."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bench.texts import Sample

from mithaq.model import ActType, Document
from mithaq.reading.act_signs import CLASSES, Look
from mithaq.reading.acts import find_acts
from mithaq.reading.parties import find_parties
from mithaq.reading.pipeline import open_reader
from mithaq.reading.roles import find_roles
from mithaq.reading.stakes import Telling
from mithaq.reading.weights import load_weights

pytest.importorskip("scipy", reason="fitting needs scipy")
import tools.fit_acts as fit_acts_tool
from tools.fit_acts import (
    Lesson,
    find_roots,
    fit_acts,
    fit_content,
    fit_roles,
    fit_subject,
    label_first,
    label_second,
    read_lesson,
    split,
    write_acts,
)

STATES = ("مصر", "تركيا", "قطر", "إيران", "العراق", "لبنان")


def make_act(
    kind: str, trigger: str, evidence: str, about: str | None, who: tuple[str, str]
) -> dict[str, Any]:
    return {
        "type": kind,
        "trigger": trigger,
        "evidence": evidence,
        "about": about,
        "actors": [who[0]],
        "recipients": [who[1]],
        "said_by": [],
    }


def make_sample(number: int) -> Sample:
    one, other = STATES[number % 6], STATES[(number + 1 + number // 6) % 6]
    call = f"دعت {one} {other} إلى وقف القتال فورا"
    attack = f"وهاجمت {other} قوات {one} قرب الحدود"
    text = f"{call}.\n{attack}."
    acts = [
        make_act("REQUEST", "دعت", call, "وقف القتال فورا", (one, other)),
        make_act("ASSAULT", "وهاجمت", attack, None, (other, one)),
        make_act("ASSAULT", "ليس هنا", attack, None, (other, one)),
    ]
    return wrap(f"text-{number}", text, f"2019-05-{number + 1:02}", acts)


def wrap(name: str, text: str, published: str, acts: list[dict[str, Any]]) -> Sample:
    document = Document(hashlib.sha256(text.encode()).hexdigest(), text, name)
    return Sample(name, text, document, published, {"acts": acts, "actors": []})


def make_dull(number: int) -> Sample:
    text = "كان الجو لطيفا والسماء صافية وخرج الناس إلى الحدائق. " * 3
    return wrap(f"dull-{number}", text, f"2019-06-{number + 1:02}", [])


@cache
def make_lessons() -> tuple[Lesson, ...]:
    reader = replace(open_reader(None), acts=None, roles=None, content=None)
    samples = [*map(make_sample, range(12)), *map(make_dull, range(6))]
    lessons = [read_lesson(sample, reader) for sample in samples]
    return tuple(lesson for lesson in lessons if lesson is not None)


def identify(lesson: Lesson) -> dict[int, frozenset[str]]:
    text = lesson.sample.text
    actors = lesson.survey.cast.actors
    return {index: frozenset({actor.mentions[0].select(text)}) for index, actor in enumerate(actors)}


def find_trigger_kinds(lesson: Lesson, labels: Sequence[int]) -> list[tuple[int, str]]:
    return [
        (trigger.first, CLASSES[label])
        for trigger, label in zip(lesson.triggers, labels, strict=True)
        if label
    ]


def test_a_lesson_lays_references_over_tokens() -> None:
    lesson = make_lessons()[0]
    placed = [
        [lesson.survey.page.forms[token] for token in reference.tokens] for reference in lesson.references
    ]
    assert placed == [["دعت"], ["وهاجمت"]]


def test_a_refused_file_is_no_lesson() -> None:
    assert read_lesson(replace(make_sample(0), document=None), open_reader(None)) is None


def test_each_act_labels_one_candidate() -> None:
    lesson = make_lessons()[0]
    told = find_trigger_kinds(lesson, label_first(lesson))
    assert [kind for _, kind in told] == ["REQUEST", "ASSAULT"]
    looks = [Look(trigger, 0.5, "REQUEST", 0.5) for trigger in lesson.triggers]
    assert [kind for _, kind in find_trigger_kinds(lesson, label_second(lesson, looks))] == [
        "REQUEST",
        "ASSAULT",
    ]


def test_an_act_goes_to_the_candidate_that_looked_likeliest() -> None:
    lesson = make_lessons()[0]
    first = next(trigger for trigger in lesson.triggers if trigger.first == 0)
    looks = [Look(first, 0.1, "REQUEST", 0.5), Look(first, 0.9, "REQUEST", 0.5)]
    assert label_second(lesson, looks) == [0, CLASSES.index("REQUEST")]


def test_roots_are_those_of_words_that_carried_acts() -> None:
    lessons = make_lessons()
    stems = lessons[0].survey.stems
    roots = find_roots(lessons)
    assert stems[0].root in roots
    assert lessons[-1].survey.stems[1].root not in roots


def test_folds_leave_each_text_out_once() -> None:
    lessons = make_lessons()
    pairs = split(lessons)
    left_out = [lesson.sample.name for _, out in pairs for lesson in out]
    assert sorted(left_out) == sorted(lesson.sample.name for lesson in lessons)
    for kept, out in pairs:
        assert not {lesson.sample.name for lesson in kept} & {lesson.sample.name for lesson in out}
        assert len(kept) + len(out) == len(lessons)


def test_subject_tells_politics_from_weather() -> None:
    lessons = make_lessons()
    weights = fit_subject(lessons)
    signs = [[stem.root for stem in lesson.survey.stems] for lesson in (lessons[0], lessons[-1])]
    political, dull = weights.judge(signs)[:, 1]
    assert political > 0.5 > dull


def test_fitted_acts_are_found_and_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRST_PENALTY", "SECOND_PENALTY"):
        monkeypatch.setattr(fit_acts_tool, name, 0.7)  # a few lessons weigh little against the usual penalty
    lessons = make_lessons()
    weights = fit_acts(lessons)
    lesson = lessons[0]
    findings = find_acts(lesson.survey, lesson.triggers, weights)
    assert {(finding.trigger.first, finding.kind) for finding in findings} >= {(0, ActType.REQUEST)}
    assert find_acts(lessons[-1].survey, lessons[-1].triggers, weights) == ()
    write_acts(weights, tmp_path)
    assert load_weights("acts-second", tmp_path) is not None
    reader = open_reader(tmp_path)
    assert reader.acts is not None
    assert reader.acts.roots == weights.roots
    again = find_acts(lesson.survey, lesson.triggers, reader.acts)
    assert [(item.trigger, item.kind) for item in again] == [(item.trigger, item.kind) for item in findings]


def test_fitted_roles_tell_who_calls_upon_whom() -> None:
    lessons = make_lessons()
    weights = fit_roles(lessons, identify)
    lesson = lessons[1]
    same = identify(lesson)
    call = next(trigger for trigger in lesson.triggers if trigger.first == 0)
    roles = find_roles(lesson.survey, find_parties(lesson.survey), Telling(call, "REQUEST"), weights)
    assert [set(same[actor]) for actor in roles.actors] == [{"تركيا"}]
    assert [set(same[actor]) for actor in roles.recipients] == [{"قطر"}]


def test_fitted_content_begins_and_ends_where_the_reference_does() -> None:
    lessons = make_lessons()
    weights = fit_content(lessons, identify)
    assert any("before=الي" in sign for sign in weights.starts.rows)
    assert weights.ends.rows


def test_content_that_cannot_be_placed_teaches_nothing() -> None:
    reader = open_reader(None)
    sample = make_sample(0)
    acts = [{**sample.reference["acts"][0], "about": "كلام آخر"}]
    strange = read_lesson(replace(sample, reference={"acts": acts, "actors": []}), reader)
    assert strange is not None
    known = make_lessons()
    assert fit_content([*known, strange], identify).starts.rows == fit_content(known, identify).starts.rows


def test_texts_whose_acts_alone_were_judged_do_not_teach_content() -> None:
    lessons = make_lessons()
    sample = replace(lessons[0].sample, reference={**lessons[0].sample.reference, "acts_only": True})
    known, judged = lessons[1:], replace(lessons[0], sample=sample)
    assert fit_content([*known, judged], identify).starts.rows == fit_content(known, identify).starts.rows
    assert set(fit_roles([*known, judged], identify).rows) == set(fit_roles(lessons, identify).rows)
