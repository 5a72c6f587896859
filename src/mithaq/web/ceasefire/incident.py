"""One incident: its three histories, what speaks against it, whom it harmed, and its follow-up until it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mithaq.dates import find_today
from mithaq.following.case import Kind, Step
from mithaq.following.clock import read_clock
from mithaq.following.disputes import Dispute, find_disputes
from mithaq.following.fold import Case, Held
from mithaq.ledger.attachments import FIELD, read_attachment
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Library
from mithaq.web.access import Asked
from mithaq.web.cases.fields import Ground, StepForm, list_names
from mithaq.web.cases.history import may_confirm
from mithaq.web.cases.lines import (
    StepLine,
    Tag,
    group_sides,
    list_values,
    make_item,
    make_step_line,
    name_case,
    tag_signal,
    write_values,
)
from mithaq.web.cases.reading import find_case, find_wording, open_library
from mithaq.web.cases.steps import list_actions, list_parties
from mithaq.web.ceasefire.tables import find_when, name_categories
from mithaq.web.refusal import fail_missing

# Each history with the form that adds to it.
_HISTORIES: Final = (("verifications", "verify"), ("attributions", "attribute"), ("rulings", "rule"))
_TOLD: Final = ("accusations", "denials", "harms", "tellings")
_APART: Final = frozenset({FIELD, "counter-claim", "category", "start", "end"})


@dataclass(frozen=True, slots=True)
class Item:
    """A step of an incident.

    Args:
        line: The step in words, with what it rests on.
        may_confirm: Whether who asks may be the one to confirm it.
    """

    line: StepLine
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class History:
    """What was found of one matter, the latest first.

    Args:
        name: Of the section.
        title: What it is called.
        items: The findings.
        step: Name of the step that adds one.
        form: With what one is added; None where who asks may not.
    """

    name: str
    title: str
    items: tuple[Item, ...]
    step: str
    form: StepForm | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot both be so.

    Args:
        name: What it is about, in words.
        lines: The steps of each side.
    """

    name: str
    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the page of an incident is made from."""

    request: Asked
    case: Case
    library: Library
    wording: CaseWording
    ground: Ground
    actions: frozenset[str]

    def tell(self, held: Held[Any], section: str = "") -> StepLine:
        """Return a step in words."""
        return make_step_line(held, self.library, self.wording, self.case.kind, section)

    def list_items(self, section: str) -> tuple[Item, ...]:
        """Return the steps of a section, the latest first."""
        held: Sequence[Held[Any]] = getattr(self.case, section)
        return tuple(
            Item(self.tell(item, section), may_confirm(self.request, item)) for item in reversed(held)
        )

    def open_form(self, step: str) -> StepForm | None:
        """Return the form of a step, empty; None where who asks may not record it."""
        if step not in self.actions:
            return None
        return StepForm(names=list_names(step), ground=self.ground, auto_id=f"{step}-%s")


def show_incident(request: Asked, case: str) -> HttpResponseBase:
    """Show one incident; a case of another kind has no such page."""
    found = find_case(request, case)
    if found.kind is not Kind.INCIDENT:
        raise fail_missing()
    if found.id != case:
        return redirect("ceasefire-incident", found.id)
    table, day = _open(request, found), find_today()
    wording = table.wording
    context = {
        "case": found,
        "title": name_case(found, wording.lang),
        "item": make_item(found, day, wording),
        "day": day,
        "when": find_when(found),
        "categories": wording.comma.join(name_categories(found, wording)),
        "sides": group_sides(found, wording),
        "known": _list_known(found, wording),
        "claims": [item.step.value for item in found.fields if item.step.field == "counter-claim"],
        "attachments": [item for text in _list_texts(found, FIELD) if (item := read_attachment(text))],
        "histories": [_show_history(table, *pair) for pair in _HISTORIES],
        "contradictions": _list_contradictions(table),
        "told": [
            (wording.say("sections", name), table.list_items(name)) for name in _TOLD if getattr(found, name)
        ],
        "opened": table.tell(found.opened),
        "remedies": [Item(table.tell(item), may_confirm(request, item)) for item in found.remedies],
        "remedy_form": table.open_form("remedy"),
        "follow": _tag_follow(found, day, wording),
        "parties": list_parties(found, wording),
        "lang": wording.lang,
    }
    return render(request, "ceasefire/incident.html", context)


def _open(request: Asked, case: Case) -> _Table:
    library, wording = open_library(request, case.documents), find_wording(request, case)
    ground = Ground(case, wording, tuple(library.documents.values()), None)
    return _Table(request, case, library, wording, ground, frozenset(list_actions(request, case)))


def _show_history(table: _Table, section: str, step: str) -> History:
    return History(
        name=section,
        title=table.wording.say("sections", section),
        items=table.list_items(section),
        step=step,
        form=table.open_form(step),
    )


def _list_known(case: Case, wording: CaseWording) -> list[tuple[str, str]]:
    return [
        (wording.name_field(name, case.kind), write_values(held, case.kind, wording))
        for name, held in list_values(case).items()
        if name not in _APART
    ]


def _list_texts(case: Case, field: str) -> list[str]:
    return [str(item.step.value) for item in case.fields if item.step.field == field]


def _list_contradictions(table: _Table) -> list[Contradiction]:
    held = {item.number: item for item in _list_held(table.case)}
    return [
        Contradiction(
            _name_dispute(dispute, table.wording),
            tuple(table.tell(held[number]) for number in dispute.numbers if number in held),
        )
        for dispute in find_disputes(table.case)
    ]


def _name_dispute(dispute: Dispute, wording: CaseWording) -> str:
    what = wording.say("harms", dispute.what) if dispute.what else ""
    return wording.say("contradictions", dispute.about, text=what).strip(" :،,")


def _list_held(case: Case) -> Iterable[Held[Step]]:
    yield case.opened
    for thread in case.threads:
        yield from thread.history
    for part in (case.harms, case.accusations, case.denials):
        yield from part


def _tag_follow(case: Case, day: date, wording: CaseWording) -> tuple[Tag, ...]:
    """Return where the follow-up stands: what the last step was, and what is late or due."""
    if not case.remedies:
        return ()
    last = case.remedies[-1].step.action
    stands = Tag(wording.name_finding("remedy", last), "good" if last == "closed" else "warn")
    signals = (item for item in read_clock(case, day).signals if item.matter == "remedy")
    return (stands, *(tag_signal(item, wording) for item in signals))
