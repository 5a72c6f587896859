"""What the pages of the review show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mithaq.errors import InputError, MithaqError
from mithaq.following.entry import Propose
from mithaq.following.fold import Case, is_machine
from mithaq.following.judging import find_changes
from mithaq.ledger.current import read_cases, read_documents
from mithaq.ledger.record import Record
from mithaq.ledger.reviews import Waiting, list_evidence
from mithaq.model import Document
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import list_parties
from mithaq.reports.steps import tell_step
from mithaq.web.access import Asked
from mithaq.web.review.blanks import list_kinds
from mithaq.web.review.correction import Ground, Typed, list_blanks, make_ground
from mithaq.web.review.item import Item
from mithaq.web.review.sheet import (
    Decided,
    Quoted,
    list_decisions,
    list_names,
    list_quotes,
    list_reasons,
    list_states,
    make_sheet,
    tell_entry,
)
from mithaq.web.review.words import read_selection, write_evidence

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue.

    Args:
        waiting: What waits.
        said: What is proposed, in words.
        case: Its case.
        kind: What kind of case that is, in words.
        document: What it was read in; None where a person recorded it.
        percent: How sure the machine is.
    """

    waiting: Waiting
    said: str
    case: Case
    kind: str
    document: Document | None
    percent: int


def find_wording(request: Asked, *cases: Case) -> CaseWording:
    """Return the words of the reader's language.

    Args:
        request: What they ask.
        cases: Cases whose parties are named.
    """
    return request.display.word_cases(list_parties(cases))


def list_queue_rows(record: Record, items: Sequence[Waiting], request: Asked) -> list[Row]:
    """Return what waits as lines.

    Args:
        record: The record.
        items: What waits.
        request: Who asks.
    """
    cases = {case.id: case for case in read_cases(record, [item.case for item in items], sight=request.sight)}
    named = [piece.document for item in items for piece in list_evidence(item.entry)[:1]]
    documents = {
        shown.document.sha256: shown.document for shown in read_documents(record, named, sight=request.sight)
    }
    wording = find_wording(request, *cases.values())
    rows = []
    for item in items:
        case = cases.get(item.case)
        if case is None:
            continue
        step = item.entry.step.proposal.step if isinstance(item.entry.step, Propose) else item.entry.step
        first = next(iter(list_evidence(item.entry)), None)
        rows.append(
            Row(
                waiting=item,
                said=tell_step(step, wording, case.kind),
                case=case,
                kind=wording.name_kind(case.kind),
                document=documents.get(first.document) if first else None,
                percent=round(item.score * _WHOLE),
            )
        )
    return rows


def describe_item(
    request: Asked, item: Item, typed: Typed | None, *, kind: str = "", error: MithaqError | None = None
) -> dict[str, Any]:
    """Return what the page of a proposal shows of it.

    Args:
        request: Who asks.
        item: The proposal.
        typed: What they have entered already.
        kind: The kind of step that they want to put in its place; empty for its own.
        error: Why what they entered was refused.
    """
    wording = find_wording(request, item.case)
    ground = make_ground(item, wording)
    own = type(item.held.step).__name__.lower()
    kinds = list_kinds(item.case, item.held.step)
    asked = (typed.kind if typed else "") or kind
    chosen = asked if asked in kinds else own
    wrong = error.field if isinstance(error, InputError) else ""
    return {
        "item": item,
        "case": item.case,
        "kind_name": wording.name_kind(item.case.kind),
        "said": tell_step(item.held.step, wording, item.case.kind),
        "who": list_names(item.held.step.by, wording),
        "percent": round(item.held.score * _WHOLE),
        "machine": item.held.author.removeprefix("reader ") if is_machine(item.held.author) else "",
        "why": list_reasons(item, wording),
        "states": list_states(item, wording, request.display),
        "sheets": [make_sheet(shown, item, wording) for shown in item.documents],
        "quotes": _list_kept(item, ground, typed),
        "words": typed.words if typed else "",
        "blanks": list_blanks(ground, chosen, typed, wrong) if chosen in kinds else (),
        "kind": chosen,
        "kinds": kinds,
        "parties": sorted({wording.name_party(party) for _, party in item.case.sides}),
        "history": list_decisions(item, wording),
        "wrong": wrong,
        "opens": bool(kind or (typed and error and wrong != "because")),
    }


def _list_kept(item: Item, ground: Ground, typed: Typed | None) -> tuple[tuple[Quoted, bool], ...]:
    """Return the words that show it, and those that somebody had selected, with whether they keep them."""
    own = list_quotes(item)
    if typed is None:
        return tuple((quoted, True) for quoted in own)
    known = {quoted.value for quoted in own}
    added = []
    for text in typed.evidence:
        if text not in known:
            piece = _read_again(text, ground)
            added.extend([(piece, True)] if piece else [])
    return (*((quoted, quoted.value in typed.evidence) for quoted in own), *added)


def _read_again(text: str, ground: Ground) -> Quoted | None:
    try:
        piece = read_selection(text, ground.matter, ground.documents)
    except InputError:
        return None
    return Quoted(write_evidence(piece), ground.item.library.cite(piece))


def list_changes(request: Asked, item: Item, saw: int) -> list[Decided]:
    """Return what changed the case since somebody looked at it.

    Args:
        request: Who asks.
        item: The proposal, as it is now.
        saw: The version that they saw.
    """
    wording = find_wording(request, item.case)
    return [tell_entry(entry, wording, item) for entry in find_changes(item.entries, item.case.id, saw)]
