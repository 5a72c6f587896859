from __future__ import annotations

import msgspec
import pytest
from pydantic import TypeAdapter, ValidationError

from mithaq.following.case import Comment
from mithaq.following.entry import Entry
from mithaq.web.api.shapes import NOUNS, EntryOut, StepIn, describe, list_components

ENTRY = Entry(number=3, at="2026-01-01T00:00:00.000Z", author="huda", step=Comment(case="r1", text="نص"))


def test_nouns_are_written_as_they_are_recorded() -> None:
    written = TypeAdapter(EntryOut).dump_python(ENTRY)
    assert written == msgspec.to_builtins(ENTRY)
    assert msgspec.convert(written, Entry) == ENTRY


def test_steps_are_read_as_they_are_recorded_and_others_refused() -> None:
    steps = TypeAdapter(StepIn)
    assert steps.validate_python({"step": "comment", "case": "r1", "text": "نص"}) == ENTRY.step
    assert steps.validate_python(ENTRY.step) is ENTRY.step
    with pytest.raises(ValidationError, match="missing required field `text`"):
        steps.validate_python({"step": "comment", "case": "r1"})


def test_marks_become_references_wherever_they_stand() -> None:
    schema = {"a": [{"x-noun": "Step"}, {"b": {"x-noun": "Case"}}], "c": 3}
    assert describe(schema) == {
        "a": [{"$ref": "#/components/schemas/Step"}, {"b": {"$ref": "#/components/schemas/Case"}}],
        "c": 3,
    }


def test_every_noun_and_every_reference_is_described() -> None:
    components = list_components()
    assert {name for name, _ in NOUNS} <= set(components)
    text = msgspec.json.encode(components).decode()
    named = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(components)
