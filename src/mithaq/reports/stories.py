"""What was found across the documents of a story, in the benchmark's form for stories.

Reads the texts of one folder with what the folder's `story.json` says of the documents, and nothing else of it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from mithaq.dates import Edtf
from mithaq.errors import MithaqError
from mithaq.following.case import (
    Accuse,
    Advance,
    Announce,
    Bind,
    Deny,
    Evidence,
    Harm,
    Join,
    Kind,
    Open,
    Party,
    Proposal,
)
from mithaq.following.contradictions import Contradiction
from mithaq.following.follow import Following
from mithaq.following.kinds import find_kind
from mithaq.following.story import Story
from mithaq.model import Comparator, Document, Span
from mithaq.refusals import make_error, name_fault
from mithaq.reports.quotation import find_quotation

_ROLES = ("by", "to", "for")
# A state that only says again how a case began; it never ends one that has moved on.
_FIRST = frozenset({"made", "announced", "reported", "proposed", "pipeline"})

Note = dict[str, Any]


class DocumentNote(msgspec.Struct, frozen=True):
    """What is known of a document besides its text."""

    name: str
    outlet: str = ""
    published: str | None = None


class StoryFile(msgspec.Struct, frozen=True):
    """The part of `story.json` that is read."""

    documents: tuple[DocumentNote, ...]
    title: str = ""


def read_folder(folder: Path) -> tuple[str, tuple[Document, ...]]:
    """Return the title and the documents of one story.

    Args:
        folder: Holds `NN.txt` for each document and `story.json`.

    Raises:
        MithaqError: If the folder holds no such story.
    """
    path = folder / "story.json"
    try:
        listed = msgspec.json.decode(path.read_bytes(), type=StoryFile)
        documents = tuple(_read_document(folder, note) for note in listed.documents)
    except OSError as error:
        where, told = str(error.filename or path), name_fault(error)
        raise make_error(MithaqError, "readings.story-unread", where=where, error=told) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise make_error(MithaqError, "readings.no-story", where=str(path), error=str(error)) from error
    return listed.title, documents


def _read_document(folder: Path, note: DocumentNote) -> Document:
    text = (folder / f"{note.name}.txt").read_text(encoding="utf-8")
    return Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        name=note.name,
        origin=f"{note.name}.txt",
        outlet=note.outlet or None,
        published=Edtf.parse(note.published) if note.published else None,
    )


def write_story(following: Following, title: str = "") -> bytes:
    """Return what was found as indented JSON, UTF-8, with a line feed at its end.

    Args:
        following: What was found.
        title: Title of the story.
    """
    return msgspec.json.format(msgspec.json.encode(note_story(following, title)), indent=1) + b"\n"


def note_story(following: Following, title: str = "") -> Note:
    """Return what was found in the benchmark's form for stories.

    Args:
        following: What was found.
        title: Title of the story.
    """
    story = following.story
    grouped: defaultdict[str, list[Proposal]] = defaultdict(list)
    for proposal in following.proposals:
        grouped[proposal.step.case].append(proposal)
    names = {told.document: told.reading.document.name for told in story.told}
    opened = [(proposal.step, group) for group in grouped.values() for proposal in group[:1]]
    cases = [_note_case(story, step, group) for step, group in opened if isinstance(step, Open)]
    return {
        "title": title,
        "documents": [_note_document(told.reading.document) for told in story.told],
        "actors": _note_actors(story, cases, following.proposals),
        "same_event": [sorted(names[document] for document in group) for group in following.same_event],
        "cases": cases,
        "contradictions": [_note_contradiction(story, item) for item in following.contradictions],
    }


def _note_document(document: Document) -> Note:
    published = str(document.published) if document.published else None
    return {"name": document.name, "outlet": document.outlet or "", "published": published}


def _note_contradiction(story: Story, item: Contradiction) -> Note:
    return {"about": item.about, "sides": [_quote(story, side) for side in item.sides]}


def _note_case(story: Story, opened: Open, group: Sequence[Proposal]) -> Note:
    note: Note = {"id": opened.case, "kind": opened.kind.value, "en": opened.title}
    sides = [*opened.sides, *((p.step.role, p.step.party) for p in group if isinstance(p.step, Join))]
    if opened.kind is Kind.AGREEMENT:
        note["parties"] = _list_ids(party for _, party in sides)
    elif opened.kind not in {Kind.INCIDENT, Kind.MILESTONE}:
        note |= {role: _list_ids(party for kind, party in sides if kind == role) for role in _ROLES}
    if opened.kind is Kind.REQUEST:
        return note | {"answers": _note_answers(story, group, note.pop("to"))}
    note |= _note_thread(story, opened.kind, group, "")
    extra = {
        Kind.INCIDENT: _note_incident,
        Kind.MILESTONE: _note_milestone,
        Kind.COMMITMENT: _note_commitment,
    }.get(opened.kind)
    return note | (extra(story, opened, group) if extra else {})


def _list_ids(parties: Any) -> list[str]:  # noqa: ANN401 - any iterable of parties
    return list(dict.fromkeys(party.id for party in parties))


def _note_answers(story: Story, group: Sequence[Proposal], addressees: Sequence[str]) -> list[Note]:
    threads = dict.fromkeys([*addressees, *(p.step.thread for p in group if isinstance(p.step, Advance))])
    notes = [{"addressee": name} | _note_thread(story, Kind.REQUEST, group, name) for name in threads if name]
    return [note for note in notes if note["history"]]


def _note_thread(story: Story, kind: Kind, group: Sequence[Proposal], thread: str) -> Note:
    steps = [p.step for p in group if isinstance(p.step, Advance) and p.step.thread == thread]
    history = [{"state": step.state, "on": step.on} | _quote(story, step.evidence[0]) for step in steps]
    note: Note = {"state_at_end": find_end(story, kind, steps), "history": history}
    bound = {
        step.condition: step
        for step in (p.step for p in group if isinstance(p.step, Bind) and p.step.thread == thread)
    }
    first = {
        step.condition: step
        for step in reversed([p.step for p in group if isinstance(p.step, Bind) and p.step.thread == thread])
    }
    if bound:
        note["conditions"] = [
            _quote(story, first[name].evidence[0]) | {"state": step.state} for name, step in bound.items()
        ]
    return note


def find_end(story: Story, kind: Kind, steps: Sequence[Advance]) -> str:
    """Return the state in which the last document leaves a thread.

    A state that only tells again how it began ends nothing, nor does one of a day before that reached already.

    Args:
        story: The documents.
        kind: Kind of the case.
        steps: How the thread advanced.
    """
    spec = find_kind(kind)
    state, day, last = "", "", ""
    for step in sorted(steps, key=lambda step: story.find_told(step.evidence[0].document).order):
        on = (step.on or "").rstrip("~?")
        retold = step.state in _FIRST or (step.on is None and kind is Kind.MILESTONE)
        told = step.evidence[0].document
        earlier = told != last and on and day and on[: len(day)] < day[: len(on)]
        if state and (retold or earlier or not spec.may_follow(step.state, state)):
            continue
        state, day, last = step.state, on or day, told
    return state


def _note_incident(story: Story, opened: Open, group: Sequence[Proposal]) -> Note:
    steps = [proposal.step for proposal in group]
    harm = [
        {"what": step.what, "value": step.amount.best, "comparator": _compare(step)}
        | _quote(story, step.evidence[0])
        for step in steps
        if isinstance(step, Harm)
    ]
    return {
        "on": opened.on,
        "place": opened.place,
        "accused": [
            {"who": step.who, "by": list(step.by)} | _quote(story, step.evidence[0])
            for step in steps
            if isinstance(step, Accuse)
        ],
        "denied_by": [
            {"who": step.who} | _quote(story, step.evidence[0]) for step in steps if isinstance(step, Deny)
        ],
        "harm": harm,
    }


def _compare(step: Harm) -> str:
    known = {sign.value for sign in Comparator}
    return step.amount.qualifier if step.amount.qualifier in known else "~"


def _note_milestone(story: Story, opened: Open, group: Sequence[Proposal]) -> Note:
    dates = [
        {"when": step.when, "by": list(step.by), "on": step.on} | _quote(story, step.evidence[0])
        for step in (proposal.step for proposal in group)
        if isinstance(step, Announce) and step.when
    ]
    return {"what": opened.what, "dates": dates}


def _note_commitment(_story: Story, opened: Open, _group: Sequence[Proposal]) -> Note:
    return {"due": opened.due}


def _quote(story: Story, evidence: Evidence) -> Note:
    document = story.find_told(evidence.document).reading.document
    span = find_quotation(document.text, Span(evidence.start, evidence.end))
    return {"document": document.name, "evidence": span.select(document.text)}


def _note_actors(story: Story, cases: Sequence[Note], proposals: Sequence[Proposal]) -> list[Note]:
    named = dict.fromkeys(name for case in cases for name in _find_ids(case))
    opened = (proposal.step for proposal in proposals if isinstance(proposal.step, Open))
    parties = {party.id: party for step in opened for _, party in step.sides} | dict(story.parties)
    return [_note_actor(parties[name], story.forms) for name in named if name in parties]


def _find_ids(case: Note) -> list[str]:
    names = [name for role in (*_ROLES, "parties") for name in case.get(role, [])]
    names += [answer["addressee"] for answer in case.get("answers", [])]
    names += [name for item in case.get("accused", []) for name in (item["who"], *item["by"])]
    names += [item["who"] for item in case.get("denied_by", [])]
    return names + [name for item in case.get("dates", []) for name in item["by"]]


def _note_actor(party: Party, forms: Mapping[str, tuple[str, ...]]) -> Note:
    return {
        "id": party.id,
        "type": party.type.value,
        "en": party.en,
        "forms": list(forms.get(party.id, (party.ar,))),
    }
