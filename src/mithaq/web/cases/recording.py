"""Everything that the pages of cases write goes through here: rights, what was seen, what is told afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mithaq.errors import InputError
from mithaq.following.entry import AnyStep, Entry
from mithaq.following.homes import name_cases
from mithaq.ledger.refusal import StaleError
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.entries import list_kinds
from mithaq.reports.steps import tell_step
from mithaq.web.access import Asked, find_needed, has_right
from mithaq.web.cases.reading import find_case, find_wording
from mithaq.web.refusal import fail_missing
from mithaq.web.speech import find_term, say
from mithaq.web.store import find_record

_OWN = frozenset({"csrfmiddlewaretoken", "saw", "next"})


class RightError(Exception):
    """Who asks may not record this."""


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody recorded since a page was opened.

    Args:
        number: Number of the entry.
        at: When it was recorded.
        author: Who recorded it.
        text: What, in words.
    """

    number: int
    at: str
    author: str
    text: str


def record(request: Asked, steps: Sequence[AnyStep], saw: int | None) -> tuple[Entry, ...]:
    """Record what somebody decided, under their name.

    Args:
        request: Who asks.
        steps: What is recorded, all or none.
        saw: The version that the page showed; None where a new case is opened.

    Raises:
        RightError: If they may not record one of them.
        Http404: If one names a case that they may not see.
        StaleError: If the case has moved on since.
        LedgerError: If a step breaks a rule.
    """
    if not all(has_right(request, find_needed(step)) for step in steps):
        raise RightError
    made = {step.case for step in steps}
    for other in {case for step in steps for case in name_cases(step)} - made:
        find_case(request, other)
    return find_record().append(steps, request.user.username, saw=saw)


def read_saw(request: Asked) -> int:
    """Return the version that the page of a form showed.

    Args:
        request: The form.

    Raises:
        Http404: If the form names none: it is none of ours.
    """
    text = request.POST.get("saw", "")
    if not text.isdigit():
        raise fail_missing()
    return int(text)


def list_changes(changes: Sequence[Entry], wording: CaseWording) -> tuple[Change, ...]:
    """Return what was recorded meanwhile, in words.

    Args:
        changes: The entries.
        wording: The language.
    """
    kinds = list_kinds(changes)
    return tuple(
        Change(
            entry.number,
            entry.at,
            entry.author,
            tell_step(entry.step, wording, kinds.get((name_cases(entry.step) or ("",))[0])),
        )
        for entry in changes
    )


def show_stale(request: Asked, error: StaleError, case: str) -> HttpResponse:
    """Return the page that says what changed, with everything that was entered, ready to be sent again.

    Args:
        request: The form that came too late.
        error: What changed.
        case: The case.
    """
    wording = find_wording(request, find_case(request, case))
    kept = [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in values]
    context = {
        "case_id": case,
        "changes": list_changes(error.changes, wording),
        "kept": kept,
        "saw": error.changes[-1].number,
        "back": find_back(request, case),
    }
    return render(request, "cases/stale.html", context, status=409)


def find_back(request: Asked, case: str) -> str:
    """Return where a form leads back to: the page that it names, else that of its case.

    Args:
        request: The form.
        case: The case.
    """
    back = request.POST.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return back
    return reverse("cases-case", args=[case])


def tell_recorded(request: Asked, entries: Sequence[Entry], case: str) -> HttpResponse:
    """Say what was recorded, and lead back.

    Args:
        request: The form.
        entries: What was recorded.
        case: The case.
    """
    comma = request.display.word_cases().comma
    told = comma.join(request.display.use_digits(str(entry.number)) for entry in entries)
    messages.success(request, say(request, "cases.recorded", entries=told))
    return HttpResponseRedirect(find_back(request, case))


def say_wrong(request: Asked, error: InputError) -> str:
    """Return in the language of who asks what is wrong with what they entered, and what to write.

    Args:
        request: Who asks.
        error: What is wrong.
    """
    return find_term(f"cases.wrong-{error.key}", request.display.lang).format(text=error.text)
