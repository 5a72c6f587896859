"""Boards and lists of cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.following.clock import find_state, read_clock
from mithaq.following.fold import Case
from mithaq.following.kinds import find_kind
from mithaq.ledger.agenda import count_states, find_by_due
from mithaq.ledger.finding import CaseFilter, count_cases, find_cases, find_first
from mithaq.reports.case_wording import CaseWording
from mithaq.web.access import Asked
from mithaq.web.cases.details import Detail, list_templates, make_detail
from mithaq.web.cases.filters import FilterForm, make_filter, write_query
from mithaq.web.cases.lines import Item, Tag, make_item, name_case, name_thread, tag_signal, tag_standing
from mithaq.web.cases.reading import find_wording
from mithaq.web.parts import keep
from mithaq.web.refusal import fail_missing
from mithaq.web.speech import say
from mithaq.web.store import find_record

_PAGE = 25
_CARDS = 6
_BY_DUE = frozenset({Kind.COMMITMENT})


@dataclass(frozen=True, slots=True)
class Card:
    """One answer to a request, or one part of a case of another kind.

    Args:
        case: Id of the case.
        title: What names it.
        thread: The addressee or part; empty for the case as a whole.
        by: Parties on the other side, in words.
        since: When the state was reached, EDTF.
        signals: What the clock says of it.
        standing: Who stands by the case.
    """

    case: str
    title: str
    thread: str
    by: str
    since: str | None
    signals: tuple[Tag, ...]
    standing: Tag


@dataclass(frozen=True, slots=True)
class Column:
    """The cards in one state.

    Args:
        state: The state.
        name: What it is called.
        count: How many cards there are in all.
        cards: The last touched of them.
        address: Query of the list that shows all.
    """

    state: str
    name: str
    count: int
    cards: tuple[Card, ...]
    address: str


def show_board(request: Asked) -> HttpResponse:
    """Show requests by state: one card for each answer."""
    kind, day = Kind.REQUEST, find_today()
    form = FilterForm(request.GET, asked=request, kind=kind)
    asked = make_filter(request, form, kind, day)
    columns = _list_columns(request, asked, day) if asked else ()
    context = {
        "form": form,
        "columns": columns,
        "day": day,
        "kind": kind.value,
        "kinds": _list_kinds(request),
    }
    return render(request, "cases/board.html", context)


def _list_columns(request: Asked, asked: CaseFilter, day: date) -> tuple[Column, ...]:
    whole = replace(asked, state="")
    counts = keep(request, f"states {whole!r}", lambda: _count_states(request, whole))
    states = [state for state in find_kind(Kind.REQUEST).states if asked.state in {"", state.name}]
    if asked.state and not states:
        # A sign of the clock: all columns, with the cards of which it is said.
        states = list(find_kind(Kind.REQUEST).states)
    is_sign = asked.state not in {"", *(state.name for state in states)}
    names = [state.name for state in states]
    full = [name for name in names if counts.get(name)]
    wanted = [asked if is_sign else replace(asked, state=name) for name in full]
    found = dict(zip(full, find_first(find_record(), wanted, limit=_CARDS, sight=request.sight), strict=True))
    columns = []
    for name in names:
        cases = found.get(name, ())
        wording = find_wording(request, *cases)
        cards = tuple(card for case in cases for card in _list_cards(case, name, day, wording))
        count = len(cards) if is_sign else counts.get(name, 0)
        address = write_query(request, state=name)
        columns.append(Column(name, wording.name_state(name, Kind.REQUEST), count, cards, address))
    return tuple(columns)


def _count_states(request: Asked, asked: CaseFilter) -> dict[str, int]:
    return count_states(find_record(), asked, sight=request.sight)


def _list_cards(case: Case, state: str, day: date, wording: CaseWording) -> list[Card]:
    spec, signals = find_kind(case.kind), read_clock(case, day).signals
    asking = wording.comma.join(wording.name_party(party) for role, party in case.sides if role == "by")
    found = []
    for thread in case.threads:
        reached, since = find_state(spec, thread, day)
        if reached == state:
            said = tuple(tag_signal(signal, wording) for signal in signals if signal.thread == thread.id)
            found.append(
                Card(
                    case=case.id,
                    title=name_case(case, wording.lang),
                    thread=name_thread(thread.id, case.kind, wording),
                    by=asking,
                    since=since,
                    signals=said,
                    standing=tag_standing(case.standing.name.lower(), wording),
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """Cases that were found, and where the list goes on.

    Args:
        cases: Some of them.
        count: How many there are in all.
        more: Query of the next page; empty at the end.
    """

    cases: tuple[Case, ...] = ()
    count: int = 0
    more: str = ""


def show_list(request: Asked) -> HttpResponse:
    """Show cases of all kinds, the last touched first."""
    form, found, day = _find(request, None)
    wording = find_wording(request, *found.cases)
    items: tuple[Item, ...] = tuple(make_item(case, day, wording) for case in found.cases)
    context = {"form": form, "found": found, "items": items, "day": day, "kinds": _list_kinds(request)}
    return render(request, "cases/list.html", context)


def show_kind(request: Asked, kind: str) -> HttpResponse:
    """Show the cases of one kind with what matters there: terms, due dates, partners, measures."""
    if kind not in set(Kind):
        raise fail_missing()
    chosen = Kind(kind)
    form, found, day = _find(request, chosen)
    wording = find_wording(request, *found.cases)
    details: tuple[Detail, ...] = tuple(make_detail(case, day, wording) for case in found.cases)
    context = {
        "form": form,
        "found": found,
        "details": details,
        "day": day,
        "kind": kind,
        "name": say(request, f"cases.kind-{kind}"),
        "thread": wording.name_thread(chosen),
        "kinds": _list_kinds(request),
        "templates": list_templates(chosen, wording),
    }
    return render(request, "cases/kind.html", context)


def _find(request: Asked, kind: Kind | None) -> tuple[FilterForm, Found, date]:
    day = find_today()
    form = FilterForm(request.GET, asked=request, kind=kind)
    asked = make_filter(request, form, kind, day)
    if asked is None:
        return form, Found(), day
    record, sight = find_record(), request.sight
    count = keep(request, f"count {asked!r}", lambda: count_cases(record, asked, sight=sight))
    if kind in _BY_DUE:
        skip = _read_number(request, "skip") or 0
        agenda = find_by_due(record, asked, limit=_PAGE, skip=skip, sight=sight)
        return form, Found(agenda.cases, count, _go_on(request, "skip", agenda.more)), day
    page = find_cases(record, asked, limit=_PAGE, before=_read_number(request, "before"), sight=sight)
    return form, Found(page.cases, count, _go_on(request, "before", page.more)), day


def _go_on(request: Asked, name: str, where: int | None) -> str:
    return "" if where is None else write_query(request, **{name: where})


def _read_number(request: Asked, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


def _list_kinds(request: Asked) -> list[tuple[str, str]]:
    return [(kind.value, say(request, f"cases.kind-{kind}")) for kind in Kind]
