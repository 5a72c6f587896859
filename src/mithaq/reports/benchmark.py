"""A reading in the form of the benchmark: one JSON object for each text, quotations letter for letter.

The fields are described in the project's documentation under "Formats".
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from mithaq.model import Act, Actor, Figure, Milestone, Reading, Span
from mithaq.reports.quotation import find_quotation


class ActorNote(Struct, frozen=True):
    """An actor and the distinct ways in which the text names it."""

    id: str
    type: str
    en: str
    forms: tuple[str, ...]


class ActNote(Struct, frozen=True):
    """An act; quotations instead of spans."""

    type: str
    status: str
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    about: str | None
    topic: tuple[str, ...]
    date: str | None
    place: str | None
    said_by: tuple[str, ...]
    condition: str | None
    evidence: str


class MilestoneNote(Struct, frozen=True):
    """A step of a roadmap with one date."""

    what: str
    en: str
    when: str | None
    status: str
    said_by: tuple[str, ...]
    evidence: str


class FigureNote(Struct, frozen=True):
    """A number; whole numbers are written without a decimal point."""

    value: int | float
    comparator: str
    unit: str
    en: str
    said_by: tuple[str, ...]
    evidence: str


class Annotation(Struct, frozen=True):
    """All that one text says, in the order of the benchmark's form."""

    document: str
    published: str | None
    actors: tuple[ActorNote, ...]
    acts: tuple[ActNote, ...]
    milestones: tuple[MilestoneNote, ...]
    figures: tuple[FigureNote, ...]


def note_reading(reading: Reading, name: str = "") -> Annotation:
    """Return a reading in the form of the benchmark.

    Args:
        reading: What was read.
        name: What the text is called there; empty for the name of its document.
    """
    document, text = reading.document, reading.document.text
    return Annotation(
        document=f"{name or document.name}.txt",
        published=str(document.published) if document.published else None,
        actors=tuple(_note_actor(text, actor) for actor in reading.actors),
        acts=tuple(_note_act(text, act) for act in reading.acts),
        milestones=tuple(_note_milestone(text, milestone) for milestone in reading.milestones),
        figures=tuple(_note_figure(text, figure) for figure in reading.figures),
    )


def annotate(reading: Reading) -> dict[str, Any]:
    """Return a reading in the form of the benchmark, as plain values for a JSON writer.

    Args:
        reading: What was read.
    """
    plain: dict[str, Any] = msgspec.to_builtins(note_reading(reading), str_keys=True)
    return plain


def write_annotation(reading: Reading, name: str = "") -> bytes:
    """Return a reading in the form of the benchmark as indented JSON, UTF-8, with a line feed at its end.

    Args:
        reading: What was read.
        name: As for `note_reading`.
    """
    return msgspec.json.format(msgspec.json.encode(note_reading(reading, name)), indent=1) + b"\n"


def _note_actor(text: str, actor: Actor) -> ActorNote:
    forms = tuple(dict.fromkeys(mention.select(text) for mention in actor.mentions))
    return ActorNote(actor.id, actor.type.value, actor.en, forms)


def _note_act(text: str, act: Act) -> ActNote:
    evidence = find_quotation(text, act.evidence)
    return ActNote(
        type=act.type.value,
        status=act.status.value,
        trigger=find_quotation(text, act.trigger, evidence).select(text),
        actors=act.actors,
        recipients=act.recipients,
        about=_quote_part(text, act.about, evidence),
        topic=tuple(topic.value for topic in act.topics),
        date=str(act.date) if act.date else None,
        place=act.place,
        said_by=act.said_by,
        condition=_quote_part(text, act.condition, evidence),
        evidence=evidence.select(text),
    )


def _quote_part(text: str, span: Span | None, evidence: Span) -> str | None:
    """Return a quotation that is searched in the evidence first and then in the whole text."""
    if span is None:
        return None
    inside = evidence.covers(span)
    return find_quotation(text, span, evidence if inside else None).select(text)


def _note_milestone(text: str, milestone: Milestone) -> MilestoneNote:
    return MilestoneNote(
        what=milestone.what,
        en=milestone.en,
        when=str(milestone.when) if milestone.when else None,
        status=milestone.status.value,
        said_by=milestone.said_by,
        evidence=find_quotation(text, milestone.evidence).select(text),
    )


def _note_figure(text: str, figure: Figure) -> FigureNote:
    value = figure.value
    return FigureNote(
        value=int(value) if value == int(value) else value,
        comparator=figure.comparator.value,
        unit=figure.unit,
        en=figure.en,
        said_by=figure.said_by,
        evidence=find_quotation(text, figure.evidence).select(text),
    )
