"""Two cases made one, one made two, entries moved from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mithaq.dates import find_today
from mithaq.errors import LedgerError
from mithaq.following.entry import AnyStep, Entry, Merge, Move
from mithaq.following.fold import Case, Standing, fold, hold
from mithaq.following.homes import find_homes
from mithaq.ledger.current import read_entries
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.refusal import StaleError
from mithaq.reports.deciding import list_split, make_case_id
from mithaq.web.access import Asked
from mithaq.web.cases.details import Part, make_part
from mithaq.web.cases.lines import Item, StepLine, make_item, make_step_line, name_case
from mithaq.web.cases.reading import find_case, find_wording, list_entries, open_library
from mithaq.web.cases.recording import RightError, read_saw, record, show_stale, tell_recorded
from mithaq.web.refusal import refuse_access, write_refusal
from mithaq.web.store import find_record

_OTHERS = 12
_PARTIES = 3  # of a case, whose other cases are offered


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be united.

    Args:
        one: The case that becomes part of the other.
        other: That one.
        parts: Threads of the united case, with the states that they would be in.
        documents: On how many documents it would rest.
        shared: How many of them both rest on already.
        refused: Why it cannot be; empty where it can.
    """

    one: Item
    other: Item
    parts: tuple[Part, ...] = ()
    documents: int = 0
    shared: int = 0
    refused: str = ""


def merge(request: Asked, case: str) -> HttpResponseBase:
    """Choose the case that a case is part of, show what would be united, and unite them."""
    found = find_case(request, case)
    into = request.POST.get("into", "") or request.GET.get("into", "")
    if request.method == "POST":
        steps = [Merge(case=found.id, into=find_case(request, into).id)]
        return _record(request, steps, found.id)
    wording = find_wording(request, found)
    words = request.GET.get("text", "")
    context = {
        "case": found,
        "title": name_case(found, wording.lang),
        "text": words,
        "others": () if into else _find_others(request, found, words),
    }
    if into:
        other = find_case(request, into)
        preview = preview_merge(request, found, other)
        context |= {"preview": preview, "saw": max(found.version, other.version)}
    return render(request, "cases/merge.html", context)


def _find_others(request: Asked, case: Case, words: str) -> tuple[Item, ...]:
    """Return cases of the same kind: with the words, or without any those of its parties, and then the latest."""
    filters = [CaseFilter(kind=case.kind, text=words)]
    if not words:
        parties = dict.fromkeys(party.id for _, party in case.sides)
        filters[:0] = [CaseFilter(kind=case.kind, party=party) for party in islice(parties, _PARTIES)]
    found: dict[str, Case] = {}
    for asked in filters:
        page = find_cases(find_record(), asked, limit=_OTHERS + 1, sight=request.sight)
        found |= {other.id: other for other in page.cases if other.id not in {case.id, *found}}
    others = list(found.values())[:_OTHERS]
    wording = find_wording(request, *others)
    return tuple(make_item(other, find_today(), wording) for other in others)


def preview_merge(request: Asked, one: Case, other: Case) -> Preview:
    """Return what a merge would unite, without recording anything.

    Args:
        request: Who asks.
        one: The case that becomes part of the other.
        other: That one.
    """
    wording, day = find_wording(request, one, other), find_today()
    items = make_item(one, day, wording), make_item(other, day, wording)
    if one.id == other.id or one.kind is not other.kind:
        return Preview(*items, refused="itself" if one.id == other.id else "kinds")
    entries = tuple(read_entries(find_record(), cases=[one.id, other.id], sight=request.sight))
    step = Merge(case=one.id, into=other.id)
    after = (*entries, Entry(number=entries[-1].number + 1, at="", author="", step=step))
    united = fold(after, case=other.id, standing=Standing.PROPOSED)
    parts = tuple(make_part(united, thread, day, wording) for thread in united.threads)
    shared = len(set(one.documents) & set(other.documents))
    return Preview(*items, parts, len(united.documents), shared)


def split(request: Asked, case: str) -> HttpResponseBase:
    """Choose entries of a case, and make another case of them or move them to one."""
    found = find_case(request, case)
    if request.method == "POST":
        return _leave(request, found)
    wording = find_wording(request, found)
    chosen = {int(text) for text in request.GET.getlist("entry") if text.isascii() and text.isdigit()}
    context = {
        "case": found,
        "title": name_case(found, wording.lang),
        "lines": list_leaving(request, found),
        "chosen": chosen,
        "to": request.GET.get("to", ""),
    }
    return render(request, "cases/split.html", context)


def list_leaving(request: Asked, case: Case) -> list[StepLine]:
    """Return the steps of a case that may leave it: all but what opens it.

    Args:
        request: Who asks.
        case: The case.
    """
    entries = list_entries(request, case)
    homes = find_homes(entries)
    own = [
        item
        for item in hold(entries, homes)
        if item.standing
        and homes.find_entry_home(item.number) == case.id
        and item.number != case.opened.number
    ]
    library = open_library(request, (piece.document for item in own for piece in item.step.evidence))
    wording = find_wording(request, case)
    return [make_step_line(item, library, wording, case.kind) for item in own]


def _leave(request: Asked, case: Case) -> HttpResponseBase:
    numbers = [int(text) for text in request.POST.getlist("entry") if text.isascii() and text.isdigit()]
    to = request.POST.get("to", "").strip()
    steps: list[AnyStep] = [Move(case=case.id, entry=number, to=to) for number in numbers]
    if not to:
        title = request.POST.get("title", "").strip()
        steps = list(list_split(case, numbers, title, make_case_id(case.kind)))
    return _record(request, steps, case.id)


def _record(request: Asked, steps: Sequence[AnyStep], case: str) -> HttpResponseBase:
    saw = read_saw(request)
    try:
        return tell_recorded(request, record(request, steps, saw), case)
    except RightError:
        return refuse_access(request)
    except StaleError as error:
        return show_stale(request, error, case)
    except LedgerError as error:
        messages.error(request, write_refusal(request, error))
    return redirect(request.get_full_path())
