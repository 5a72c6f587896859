"""Judgements of entries: confirm, reject, take back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase

from mithaq.errors import InputError, LedgerError
from mithaq.following.entry import AnyStep, Confirm, Correct, Propose, Reject, Restrict
from mithaq.following.fold import Standing, hold
from mithaq.following.homes import find_homes
from mithaq.ledger.refusal import StaleError
from mithaq.reports.deciding import list_steps
from mithaq.reports.decision import Decision
from mithaq.reports.saying import Matter
from mithaq.web.access import Asked, find_needed, has_right
from mithaq.web.cases.reading import find_case, find_matter
from mithaq.web.cases.recording import (
    RightError,
    find_back,
    read_saw,
    record,
    say_wrong,
    show_stale,
    tell_recorded,
)
from mithaq.web.refusal import refuse_access, write_refusal
from mithaq.web.roles import Right


def judge(request: Asked, case: str) -> HttpResponseBase:
    """Confirm, reject or take back one entry of a case."""
    found, saw = find_case(request, case), read_saw(request)
    matter = find_matter(request, found)
    try:
        steps = list_steps(_read_decision(request), matter)
        if not may_judge(request, steps, matter):
            return refuse_access(request)
        return tell_recorded(request, record(request, steps, saw), found.id)
    except RightError:
        return refuse_access(request)
    except StaleError as error:
        return show_stale(request, error, found.id)
    except InputError as error:
        messages.error(request, say_wrong(request, error))
    except LedgerError as error:
        messages.error(request, write_refusal(request, error))
    return HttpResponseRedirect(find_back(request, found.id))


def _read_decision(request: Asked) -> Decision:
    def read(name: str) -> list[int]:
        return [int(text) for text in request.POST.getlist(name) if text.isascii() and text.isdigit()]

    because = request.POST.get("because", "").strip()
    return Decision(confirm=read("confirm"), reject=read("reject"), undo=read("undo"), because=because)


def may_judge(request: Asked, steps: tuple[AnyStep, ...], matter: Matter) -> bool:
    """Tell whether who asks may judge what steps are about: a second person verifies, findings need the right to.

    Args:
        request: Who asks.
        steps: Judgements.
        matter: The case with its entries.
    """
    if has_right(request, Right.VERIFY):
        return True
    return not any(_needs_second(request, step, matter) for step in steps)


def _needs_second(request: Asked, step: AnyStep, matter: Matter) -> bool:
    entries = tuple(matter.entries.values())
    if isinstance(step, Confirm | Reject):
        homes = find_homes(entries)
        number = homes.targets.get(step.proposal)
        held = next((item for item in hold(entries, homes) if item.number == number), None)
        if held is None:
            return False
        second = held.standing >= Standing.CONFIRMED and request.user.username not in held.people
        return second or find_needed(held.step) is Right.VERIFY
    undone = matter.entries.get(getattr(step, "entry", -1))
    if undone is None:
        return False
    taken = undone.step.instead if isinstance(undone.step, Correct) else undone.step
    mine = undone.author == request.user.username
    return isinstance(taken, Restrict) or (not mine and _is_finding(taken))


def _is_finding(step: AnyStep) -> bool:
    return not isinstance(step, Propose) and find_needed(step) is Right.VERIFY
