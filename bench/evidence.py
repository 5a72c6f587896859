"""Does every span of a reading select what it stands for? Used by the corpus run and by the tests."""

from __future__ import annotations

from mithaq import Reading
from mithaq.model import Span


def find_spans(reading: Reading) -> list[tuple[str, Span]]:
    """Return every span of a reading with a word for what it is.

    Args:
        reading: What was read.
    """
    spans = [("mention", span) for actor in reading.actors for span in actor.mentions]
    for act in reading.acts:
        named = {
            "trigger": act.trigger,
            "evidence": act.evidence,
            "about": act.about,
            "condition": act.condition,
        }
        spans += [(name, span) for name, span in named.items() if span is not None]
    spans += [("milestone", milestone.evidence) for milestone in reading.milestones]
    spans += [("figure", figure.evidence) for figure in reading.figures]
    return spans


def find_faults(reading: Reading, text: str) -> list[str]:
    """Return what is wrong with the spans of a reading, in words; empty where nothing is.

    A span must lie in the text, be the words of the original without blanks at its ends, and be found there again
    by its quotation; a trigger must lie in its evidence; everybody named in an act must be an actor of the reading.

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
        elif quote != span.select(reading.document.text) or quote.strip() != quote:
            faults.append(f"{where}: not the exact words")
    ids = {actor.id for actor in reading.actors}
    for act in reading.acts:
        if not act.evidence.covers(act.trigger):
            faults.append(f"trigger {act.trigger.start}-{act.trigger.end}: outside its evidence")
        faults += [
            f"act: no such actor {name}" for name in {*act.actors, *act.recipients, *act.said_by} - ids
        ]
    return faults
