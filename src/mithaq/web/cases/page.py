"""The page of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mithaq.dates import find_today
from mithaq.following.case import Kind, Step
from mithaq.following.clock import find_state
from mithaq.following.disputes import find_disputes
from mithaq.following.fold import Case, Held, Thread
from mithaq.following.kinds import find_kind
from mithaq.ledger.current import read_cases
from mithaq.reports.case_tables import write_dispute
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import SECTIONS, Library
from mithaq.web.access import Asked
from mithaq.web.cases.details import Part, make_part
from mithaq.web.cases.filters import write_query
from mithaq.web.cases.history import PARTS, Past, list_cited, make_rows, pick, read_past
from mithaq.web.cases.lines import StepLine, list_values, make_item, make_step_line, name_case, write_values
from mithaq.web.cases.reading import find_case, find_wording, open_library
from mithaq.web.cases.steps import list_actions
from mithaq.web.store import find_record

_SHOWN = 3  # steps of each section; the history has all
_HISTORY = 20
_DOCUMENTS = 12
_FINDINGS = ("verifications", "attributions", "rulings")
_APART = frozenset({"relations", "tellings", "fields"})


@dataclass(frozen=True, slots=True)
class ThreadView:
    """An answer, term or measure on the page of a case.

    Args:
        part: What is known of it.
        since: When its state was reached, EDTF.
        procedure: Where it stands with a committee, in words.
        conditions: What it depends on: words, state, the step that last said so.
        last: The step that brought it where it is.
        before: How many steps there are besides.
    """

    part: Part
    since: str | None
    procedure: str
    conditions: tuple[tuple[str, str, StepLine], ...]
    last: StepLine | None
    before: int


@dataclass(frozen=True, slots=True)
class Section:
    """Steps of one sort.

    Args:
        name: Which sort, as the history is filtered by.
        title: What it is called.
        lines: The last of them, the newest first.
        count: How many there are.
    """

    name: str
    title: str
    lines: tuple[StepLine, ...]
    count: int


def show_case(request: Asked, case: str) -> HttpResponseBase:
    """Show everything about a case."""
    found = find_case(request, case)
    if found.id != case:
        return redirect("cases-case", found.id)
    day, wording = find_today(), find_wording(request, found)
    shown, past = _pick_shown(found), read_past(request, found)
    part = request.GET.get("part", "")
    numbers: Page[int] = Paginator(pick(past, part), _HISTORY).get_page(request.GET.get("page"))
    cited = [piece.document for item in shown for piece in item.step.evidence]
    # All documents in one question: those of the steps, of the history, and the list of them.
    first = found.documents[:_DOCUMENTS]
    library = open_library(request, [*cited, *list_cited(past, list(numbers)), *first])
    rows = make_rows(request, past, list(numbers), library, wording)
    context = {
        "case": found,
        "title": name_case(found, wording.lang),
        "item": make_item(found, day, wording),
        "day": day,
        "opened": make_step_line(found.opened, library, wording, found.kind),
        "thread_name": _name_threads(found, wording),
        "threads": [_show_thread(found, thread, library, (day, wording)) for thread in found.threads],
        "fields": _list_fields(found, wording),
        "findings": _list_sections(found, library, wording, _FINDINGS),
        "sections": _list_sections(
            found, library, wording, [name for name in SECTIONS if name not in {*_FINDINGS, *_APART}]
        ),
        "disputes": [write_dispute(item, wording) for item in find_disputes(found)],
        "relations": _list_relations(request, found, wording),
        "groups": wording.tell_groups(found.groups) if found.groups else "",
        "actions": list_actions(request, found),
        "rows": rows,
        **_page_history(request, past, numbers, wording),
        "documents": [library.documents[sha256] for sha256 in first if sha256 in library.documents],
        "more_documents": len(found.documents) - len(first),
        "outside": _find_outside(found.kind),
    }
    return render(request, "cases/case.html", context)


def _find_outside(kind: Kind) -> str:
    """Return the name of the route where cases of a kind have another page; empty where they have none."""
    return {Kind.INCIDENT: "ceasefire-incident"}.get(kind, "")


def _name_threads(case: Case, wording: CaseWording) -> str:
    named = any(thread.id for thread in case.threads)
    return wording.name_thread(case.kind) if named else wording.say("columns", "state")


def _pick_shown(case: Case) -> list[Held[Any]]:
    """Return the steps that the page shows outside its history."""
    parts: list[Sequence[Held[Any]]] = [
        getattr(case, name)[-_SHOWN:] for name in SECTIONS if name not in _APART
    ]
    parts += [_find_reached(case, thread, find_today()) for thread in case.threads]
    parts += [item.history[-1:] for thread in case.threads for item in thread.conditions]
    return [case.opened, *case.relations, *(item for part in parts for item in part)]


def _find_reached(case: Case, thread: Thread, day: date) -> Sequence[Held[Any]]:
    """Return the step with which a thread reached its state: the last one told need not be the last one in time."""
    state, since = find_state(find_kind(case.kind), thread, day)
    fitting = [item for item in thread.history if item.step.state == state]
    timely = [item for item in fitting if item.step.on == since]
    return (timely or fitting or thread.history)[-1:]


def _show_thread(case: Case, thread: Thread, library: Library, on: tuple[date, CaseWording]) -> ThreadView:
    day, wording = on
    spec = find_kind(case.kind)
    _, since = find_state(spec, thread, day)
    reached = _find_reached(case, thread, day)
    lines = [make_step_line(item, library, wording, case.kind) for item in reached]
    conditions = tuple(
        (
            item.id,
            wording.name_finding("condition", item.state),
            make_step_line(item.history[-1], library, wording, case.kind),
        )
        for item in thread.conditions
    )
    return ThreadView(
        part=make_part(case, thread, day, wording),
        since=since,
        procedure=wording.name_state(thread.procedure, case.kind, thread.id) if thread.procedure else "",
        conditions=conditions,
        last=lines[0] if lines else None,
        before=max(0, len(thread.history) - 1),
    )


def _list_fields(case: Case, wording: CaseWording) -> list[tuple[str, str, tuple[Held[Any], ...]]]:
    return [
        (wording.name_field(name, case.kind), write_values(held, case.kind, wording), held)
        for name, held in list_values(case).items()
    ]


def _list_sections(case: Case, library: Library, wording: CaseWording, names: Sequence[str]) -> list[Section]:
    found = []
    for name in names:
        held: tuple[Held[Step], ...] = getattr(case, name)
        if held:
            last = held[-_SHOWN:][::-1]
            lines = tuple(make_step_line(item, library, wording, case.kind, name) for item in last)
            found.append(Section(name, wording.say("sections", name), lines, len(held)))
    return found


def _list_relations(request: Asked, case: Case, wording: CaseWording) -> list[tuple[str, str, str, int]]:
    """Return the cases that this one stands to: relation, id, title, number of the entry."""
    ids = [item.step.other for item in case.relations]
    others = {item.id: item for item in read_cases(find_record(), ids, sight=request.sight)}
    return [
        (
            wording.name_finding("relation", item.step.relation),
            item.step.other,
            name_case(others[item.step.other], wording.lang)
            if item.step.other in others
            else item.step.other,
            item.number,
        )
        for item in case.relations
    ]


def _page_history(request: Asked, past: Past, page: Page[int], wording: CaseWording) -> dict[str, Any]:
    part = request.GET.get("part", "")
    return {
        "pages": page,
        "part": part if part in PARTS else "",
        "parts": [(name, wording.say("sections", name)) for name in PARTS if pick(past, name)],
        "next": write_query(request, page=page.next_page_number()) if page.has_next() else "",
        "previous": write_query(request, page=page.previous_page_number()) if page.has_previous() else "",
    }
