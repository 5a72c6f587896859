"""Does every span of a reading select what it stands for? Used by the corpus run and by the tests."""

from __future__ import annotations

from mithaq.model import Reading, Span

_NAMED = ("trigger", "evidence", "about", "condition", "date_evidence", "place_evidence")
_MARKS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640")


def find_spans(reading: Reading) -> list[tuple[str, Span]]:
    """Return every span of a reading with a word for what it is.

    Args:
        reading: What was read.
    """
    spans = [("mention", span) for actor in reading.actors for span in actor.mentions]
    for act in reading.acts:
        named = {name: getattr(act, name) for name in _NAMED}
        spans += [(name, span) for name, span in named.items() if span is not None]
    spans += [("milestone", milestone.evidence) for milestone in reading.milestones]
    spans += [("figure", figure.evidence) for figure in reading.figures]
    return spans


def find_faults(reading: Reading, text: str) -> list[str]:
    """Return what is wrong with the spans of a reading, in words; empty where nothing is.

    A span must lie in the text, begin and end with a visible character, and leave no vowel mark behind; a
    trigger must lie in its evidence; everybody named in an act must be an actor of the reading, and every actor be
    named by some words.

    Args:
        reading: What was read.
        text: The original text that was handed to the reader.
    """
    if reading.document.text != text:
        return ["the document's text is not the text that was read"]
    faults = []
    for name, span in find_spans(reading):
        quote = text[span.start : span.end]
        where = f"{name} {span.start}-{span.end}"
        if not 0 <= span.start < span.end <= len(text):
            faults.append(f"{where}: not a part of the text")
        elif quote.strip() != quote:
            faults.append(f"{where}: a blank at its end")
        elif text[span.end : span.end + 1] in _MARKS:
            faults.append(f"{where}: cuts a mark off its letter")
    faults += [f"actor {actor.id}: named by no words" for actor in reading.actors if not actor.mentions]
    ids = {actor.id for actor in reading.actors}
    for act in reading.acts:
        if not act.evidence.covers(act.trigger):
            faults.append(f"trigger {act.trigger.start}-{act.trigger.end}: outside its evidence")
        faults += [
            f"act: no such actor {name}" for name in {*act.actors, *act.recipients, *act.said_by} - ids
        ]
    return faults
