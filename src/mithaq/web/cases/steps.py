"""Forms with which a step is recorded, or one put in the place of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mithaq.errors import DateError, InputError, LedgerError
from mithaq.following.case import AnyRead, Describe, Open
from mithaq.following.entry import AnyStep, Correct, Entry
from mithaq.following.fold import Case, Held, hold
from mithaq.following.homes import find_homes, name_target
from mithaq.following.kinds import EVERYWHERE, Field, find_kind
from mithaq.ledger.refusal import StaleError
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.saying import make_refusal
from mithaq.web.access import Asked, find_needed, has_right
from mithaq.web.cases.entered import fill_in, keep_evidence, make_step
from mithaq.web.cases.fields import COMMON, STEPS, Ground, StepForm, list_names
from mithaq.web.cases.lines import name_case, name_thread
from mithaq.web.cases.reading import find_case, find_wording, list_entries, open_library
from mithaq.web.cases.recording import (
    Change,
    RightError,
    list_changes,
    read_saw,
    record,
    say_wrong,
    tell_recorded,
)
from mithaq.web.refusal import fail_missing, refuse_access, write_refusal
from mithaq.web.roles import Right

_EVERY_KIND = ("restrict", "withhold")
# The right that each form takes before anything is entered; what is recorded is checked again.
_FINDINGS = frozenset({"verify", "attribute", "rule", *_EVERY_KIND})


@dataclass(frozen=True, slots=True)
class Page:
    """A form about a case.

    Args:
        case: The case.
        step: Which step is recorded.
        ground: What the form is about.
        saw: The version that the page shows.
        replaced: The step that is corrected; None where one is added.
        target: How judgements name that.
        changes: What was recorded since the form was opened.
    """

    case: Case
    step: str
    ground: Ground
    saw: int
    replaced: Held[AnyRead] | None = None
    target: str = ""
    changes: tuple[Change, ...] = ()


def list_actions(request: Asked, case: Case) -> list[str]:
    """Return the names of the steps that who asks may record of a case.

    Args:
        request: Who asks.
        case: The case.
    """
    kinds = [*find_kind(case.kind).steps, *_EVERY_KIND]
    return [name for name in kinds if name in STEPS and has_right(request, _find_needed(name))]


def _find_needed(name: str) -> Right:
    if name == "comment":
        return Right.COMMENT
    return Right.VERIFY if name in _FINDINGS else Right.JUDGE


def add_step(request: Asked, case: str, step: str) -> HttpResponseBase:
    """Show the form of a step, and record what was entered."""
    found = find_case(request, case)
    if found.id != case:
        return redirect("cases-add", found.id, step)
    if step not in (*find_kind(found.kind).steps, *_EVERY_KIND) or step not in STEPS:
        raise fail_missing()
    if not has_right(request, _find_needed(step)):
        return refuse_access(request)
    return _answer(request, _open(request, found, step))


def correct_step(request: Asked, case: str, number: int) -> HttpResponseBase:
    """Show the form of a step as it was recorded, and put what was entered in its place."""
    found = find_case(request, case)
    held, target = _find_held(list_entries(request, found), number)
    name = type(held.step).__name__.lower()
    if isinstance(held.step, Open) or name not in STEPS:
        raise fail_missing()
    if not has_right(request, find_needed(held.step)):
        return refuse_access(request)
    page = _open(request, found, name, held)
    return _answer(request, replace(page, target=target))


def _find_held(entries: Sequence[Entry], number: int) -> tuple[Held[AnyRead], str]:
    held = next((item for item in hold(entries, find_homes(entries)) if item.number == number), None)
    entry = next((item for item in entries if item.number == number), None)
    if held is None or entry is None:
        raise fail_missing()
    return held, name_target(entry)


def _open(request: Asked, case: Case, step: str, replaced: Held[AnyRead] | None = None) -> Page:
    documents = open_library(request, case.documents).documents
    field = _find_field(request, case, replaced.step if replaced else None) if step == "describe" else None
    wording = find_wording(request, case)
    return Page(case, step, Ground(case, wording, tuple(documents.values()), field), case.version, replaced)


def _find_field(request: Asked, case: Case, replaced: AnyRead | None) -> Field | None:
    name = replaced.field if isinstance(replaced, Describe) else request.GET.get("field", "")
    return find_kind(case.kind).find_field(name)


def _answer(request: Asked, page: Page) -> HttpResponseBase:
    if page.step == "describe" and page.ground.field is None:
        return _show_fields(request, page)
    names = list_names(page.step)
    if request.method == "POST":
        form = StepForm(request.POST, names=names, ground=page.ground)
        page = replace(page, saw=read_saw(request))
        if form.is_valid():
            try:
                return _record(request, page, form)
            except RightError:
                return refuse_access(request)
            except StaleError as error:
                wording = find_wording(request, page.case)
                changes = list_changes(error.changes, wording)
                page = replace(page, saw=error.changes[-1].number, changes=changes)
            except InputError as error:
                form.add_error(error.field if error.field in names else None, say_wrong(request, error))
            except (LedgerError, DateError) as error:
                form.add_error(None, write_refusal(request, error))
    else:
        form = StepForm(initial=_fill_in(request, page, names), names=names, ground=page.ground)
    return _show(request, page, form)


def _record(request: Asked, page: Page, form: forms.Form) -> HttpResponse:
    made: AnyStep = make_step(page.step, form.cleaned_data, page.ground)
    _check_named(request, made)
    if page.replaced is not None:
        kept = keep_evidence(made, page.replaced.step)
        made = Correct(case=page.case.id, proposal=page.target, instead=kept)  # type: ignore[arg-type]  # a step
    return tell_recorded(request, record(request, [made], page.saw), page.case.id)


def _check_named(request: Asked, step: AnyStep) -> None:
    """Refuse a step that names a case which is not there, or which who asks may not see."""
    named = {"other": getattr(step, "other", ""), "agreement": getattr(step, "agreement", "")}
    for field, case in named.items():
        try:
            if case:
                find_case(request, case)
        except Http404 as error:
            raise make_refusal(field, "case", case) from error


def _fill_in(request: Asked, page: Page, names: tuple[str, ...]) -> dict[str, object]:
    if page.replaced is not None:
        return fill_in(page.step, page.replaced.step, names)
    return {name: request.GET[name] for name in names if name in request.GET}


def _show(request: Asked, page: Page, form: forms.Form) -> HttpResponse:
    case, wording = page.case, page.ground.wording
    conditions = {item.id for thread in case.threads for item in thread.conditions}
    context = {
        "page": page,
        "case": case,
        "title": name_case(case, wording.lang),
        "form": form,
        "key": f"cases.do-{page.step}",
        "parties": list_parties(case, wording),
        "threads": [name_thread(item.id, case.kind, wording) for item in case.threads if item.id],
        "conditions": sorted(conditions),
        "common": [name for name in COMMON if name in form.fields],
    }
    code = 409 if page.changes else 422 if form.errors else 200
    return render(request, "cases/step.html", context, status=code)


def list_parties(case: Case, wording: CaseWording) -> list[str]:
    """Return the names of the parties of a case, to choose from.

    Args:
        case: The case.
        wording: The language.
    """
    return list(dict.fromkeys(party.ar or wording.name_party(party) for _, party in case.sides))


def _show_fields(request: Asked, page: Page) -> HttpResponse:
    """Show the fields of the kind: the value of each is entered in its own way."""
    wording = page.ground.wording
    fields = [
        (item.name, wording.name_field(item.name, page.case.kind))
        for item in (*find_kind(page.case.kind).fields, *EVERYWHERE)
    ]
    context = {
        "case": page.case,
        "title": name_case(page.case, wording.lang),
        "fields": fields,
        "thread": request.GET.get("thread", ""),
    }
    return render(request, "cases/fields.html", context)
