from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mithaq import annotate
from mithaq.model import Act, ActType, Reading, Span, Status
from mithaq.reports.benchmark import note_reading, write_annotation


def test_keys_stand_in_the_order_of_the_form(readings: list[Reading]) -> None:
    found = json.loads(write_annotation(readings[0]))
    assert list(found) == ["document", "published", "actors", "acts", "milestones", "figures"]
    assert list(found["actors"][0]) == ["id", "type", "en", "forms"]
    assert list(found["acts"][0]) == [
        "type", "status", "trigger", "actors", "recipients", "about", "topic", "date", "place", "said_by",
        "condition", "evidence",
    ]  # fmt: skip
    assert list(found["milestones"][0]) == ["what", "en", "when", "status", "said_by", "evidence"]
    assert list(found["figures"][0]) == ["value", "comparator", "unit", "en", "said_by", "evidence"]


def test_values_are_those_of_the_reading(readings: list[Reading]) -> None:
    found = annotate(readings[0])
    assert found["document"] == "first.txt"
    assert found["published"] == "2018-05-01"
    assert found["actors"][1]["forms"] == ("الأمم المتحدة",) or found["actors"][1]["forms"] == [
        "الأمم المتحدة"
    ]
    assert found["acts"][0]["date"] == "2018-03"
    assert found["acts"][1]["condition"] == "بشرط وقف القتال"
    assert found["acts"][1]["about"] == "تدريب الشرطة"
    assert found["milestones"][0]["when"] == "2018-12-10"
    assert found["figures"][0]["comparator"] == ">="
    assert annotate(readings[1])["published"] is None


@pytest.mark.parametrize(("value", "written"), [(40.0, "40"), (2.5, "2.5"), (2_800_000.0, "2800000")])
def test_whole_numbers_have_no_decimals(readings: list[Reading], value: float, written: str) -> None:
    figure = replace(readings[0].figures[0], value=value)
    text = write_annotation(replace(readings[0], figures=(figure,))).decode()
    assert f'"value": {written},' in text


def test_every_quotation_is_found_at_its_place(readings: list[Reading]) -> None:
    for reading in readings:
        text = reading.document.text
        for act, note in zip(reading.acts, note_reading(reading).acts, strict=True):
            start = text.find(note.evidence)
            assert start <= act.evidence.start < act.evidence.end <= start + len(note.evidence)
            trigger = text.find(note.trigger, start, start + len(note.evidence))
            assert trigger <= act.trigger.start < act.trigger.end <= trigger + len(note.trigger)


def test_a_trigger_inside_an_earlier_word_is_lengthened(readings: list[Reading]) -> None:
    text = "استدعت مصر السفير ودعت مصر إلى الهدوء"
    start = text.rindex("دعت")
    act = Act(ActType.REQUEST, Status.ACTUAL, Span(start, start + 3), Span(0, len(text)))
    reading = replace(readings[0], document=replace(readings[0].document, text=text))
    note = note_reading(replace(reading, actors=(), acts=(act,), milestones=(), figures=())).acts[0]
    assert text.find(note.trigger) <= start < text.find(note.trigger) + len(note.trigger)
    assert text.find(note.trigger) > 0


def test_what_it_is_about_may_stand_outside_the_evidence(readings: list[Reading]) -> None:
    reading = readings[0]
    about = reading.acts[1].condition
    act = replace(reading.acts[0], about=about, condition=None)
    note = note_reading(replace(reading, acts=(act,))).acts[0]
    assert note.about == "بشرط وقف القتال"
    assert note.condition is None
