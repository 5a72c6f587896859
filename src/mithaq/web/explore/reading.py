"""The page of one document: its text in pieces, its acts, what links lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mithaq.ledger.current import Shown
from mithaq.ledger.dossier import Dossier
from mithaq.ledger.matching import find_marks
from mithaq.ledger.question import read_question
from mithaq.model import Act, Reading, Span
from mithaq.packs.context import load_packs
from mithaq.reports.highlight import Mark, cut_pieces
from mithaq.web.display import Display
from mithaq.web.explore.rows import Stretch, name_both

_ACT, _HERE, _FOUND, _MASKED = "act", "strong", "found", "masked"


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as the document's page lists it.

    Args:
        type: In words.
        status: In words.
        actors: Who did or said it, to whom, on whose word: ids with names.
        words: The words that tell it.
        place: In words; empty where unknown.
        day: EDTF; empty where unknown.
        address: Where it stands: ``start=…&end=…#here``.
    """

    type: str
    status: str
    actors: tuple[tuple[str, str], ...]
    words: str
    place: str
    day: str
    address: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """An actor as the document names it: id, where it has a page, and name."""

    id: str
    name: str
    linked: bool


def cut_text(dossier: Dossier, here: Span, question: str, display: Display) -> tuple[Stretch, ...]:
    """Return the text of a document in pieces: what is pointed at, what was looked for, the words of acts.

    Args:
        dossier: The document.
        here: What a link points at; empty for nothing.
        question: What was looked for; empty for nothing.
        display: For whom.
    """
    text = dossier.shown.document.text
    acts = dossier.reading.acts if dossier.reading else ()
    marks = [Mark(1, act.evidence, _ACT, display.wording.name_act(act.type)) for act in acts]
    marks += [Mark(2, span, _FOUND, "") for span in find_marks(text, read_question(question))]
    marks += [Mark(3, span, _MASKED, "") for span in dossier.shown.masked if not dossier.shown.erased]
    marks += [Mark(4, here, _HERE, "")] if here.start < here.end else []
    pieces = cut_pieces(text, marks)
    anchored = False
    stretches = []
    for piece in pieces:
        looks = {mark.look for mark in piece.marks}
        first = _HERE in looks and not anchored
        anchored = anchored or first
        title = next((mark.label for mark in piece.marks if mark.label), "")
        stretches.append(Stretch(piece.text, _choose_look(looks), title, "here" if first else ""))
    return tuple(stretches)


def _choose_look(looks: Iterable[str]) -> str:
    return next((look for look in (_MASKED, _HERE, _FOUND, _ACT) if look in looks), "")


def read_span(start: str, end: str, shown: Shown) -> Span:
    """Return the place that an address points at; an empty one where it names none of the text.

    Args:
        start: First code point, as the address has it.
        end: The one behind the last.
        shown: The document.
    """
    if not (start.isdecimal() and end.isdecimal()):
        return Span(0, 0)
    first, last = int(start), int(end)
    return Span(first, last) if first < last <= len(shown.document.text) else Span(0, 0)


def list_acts(reading: Reading | None, display: Display) -> tuple[ActRow, ...]:
    """Return the acts that a document tells, in text order.

    Args:
        reading: What was read; None where nobody has.
        display: For whom.
    """
    if reading is None:
        return ()
    names = {row.id: row.name for row in list_names(reading, display)}
    return tuple(_make_act(act, reading, names, display) for act in reading.acts)


def _make_act(act: Act, reading: Reading, names: dict[str, str], display: Display) -> ActRow:
    wording = display.wording
    taking = dict.fromkeys((*act.actors, *act.recipients, *act.said_by))
    return ActRow(
        type=wording.name_act(act.type),
        status=wording.name_status(act.status),
        actors=tuple((actor, names[actor]) for actor in taking if actor in names),
        words=act.evidence.select(reading.document.text),
        place=act.place or "",
        day=act.date.text if act.date else "",
        address=f"start={act.evidence.start}&end={act.evidence.end}#here",
    )


def list_names(reading: Reading | None, display: Display) -> tuple[NameRow, ...]:
    """Return the actors that a document names, in order of first mention.

    Args:
        reading: What was read; None where nobody has.
        display: For whom.
    """
    if reading is None:
        return ()
    context = load_packs()
    rows = []
    for actor in reading.actors:
        known = context.find_actor(actor.id)
        written = max((span.select(reading.document.text) for span in actor.mentions), key=len, default="")
        ar, en = (known.ar, known.en) if known else (written, actor.en)
        rows.append(NameRow(actor.id, name_both(ar, en, display.lang), known is not None))
    return tuple(rows)


def count_names(readings: Sequence[Reading], actor: str) -> tuple[tuple[str, int], ...]:
    """Return by which words documents name an actor, the most frequent first.

    Args:
        readings: What was read in some documents.
        actor: Id of the actor.
    """
    counts: dict[str, int] = {}
    for reading in readings:
        for found in reading.actors:
            if found.id == actor:
                for span in found.mentions:
                    words = span.select(reading.document.text)
                    counts[words] = counts.get(words, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
