"""The roadmap as a chart and a table; one milestone with everything that was said of its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.following.fold import Case
from mithaq.following.kinds import find_kind
from mithaq.ledger.agenda import count_states
from mithaq.ledger.finding import CaseFilter, Page, find_cases
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.charts.look import Chart
from mithaq.reports.charts.render import write_svg
from mithaq.reports.charts.slippage import chart_roadmap, chart_slippage
from mithaq.web.access import Asked
from mithaq.web.cases.filters import write_query
from mithaq.web.cases.lines import make_item, make_step_line, name_case
from mithaq.web.cases.reading import find_case, find_wording, open_library
from mithaq.web.ceasefire.tables import make_look
from mithaq.web.dates.inputs import DayField
from mithaq.web.parts import keep, keep_part
from mithaq.web.refusal import fail_missing
from mithaq.web.roadmap.courses import (
    find_process,
    find_step_kind,
    make_course,
    make_dates,
    make_milestone,
    name_kind,
    name_process,
    order_courses,
)
from mithaq.web.speech import find_term
from mithaq.web.store import find_record

_MOST = 300  # milestones that are looked at: those that changed last
_DRAWN = 40
_STATES: Final = ("held", "missed", "postponed", "date-unknown", "cancelled")
_NARROW, _LOW = 480, 260


class RoadmapForm(forms.Form):
    """What is asked of milestones; every field may stay empty."""

    words = forms.CharField(required=False)
    process = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)
    since = DayField()
    until = DayField(is_last=True)

    def __init__(self, data: QueryDict, *, asked: Asked, cases: list[Case]) -> None:
        super().__init__(data, auto_id="f-%s", label_suffix="")
        lang = asked.display.lang
        states = {name for case in cases if (name := find_process(case.what))}
        kinds = {name for case in cases if (name := find_step_kind(case.what))}
        wording = asked.display.word_cases()
        chosen = {
            "process": sorted(
                ((name, name_process(name, lang)) for name in states), key=lambda item: item[1]
            ),
            "kind": sorted(((name, name_kind(name, lang)) for name in kinds), key=lambda item: item[1]),
            "state": [(name, wording.name_state(name, Kind.MILESTONE)) for name in _STATES],
        }
        for name, choices in chosen.items():
            self.fields[name] = forms.ChoiceField(
                required=False, choices=[("", find_term("all", lang)), *choices]
            )
        for name, field in self.fields.items():
            field.label = find_term(f"roadmap.ask-{name}", lang)
            if isinstance(field, DayField):
                field.turn(asked.display.write_date, lang)
        self.fields["words"].widget.attrs["dir"] = "auto"


@dataclass(frozen=True, slots=True)
class Found:
    """Milestones that were asked for.

    Args:
        form: What was entered.
        cases: The milestones, by the date that stands; none where it cannot be understood.
        cut: Whether there are more than are looked at.
    """

    form: RoadmapForm
    cases: list[Case]
    cut: bool


def _find(request: Asked) -> Found:
    page = _read(request, CaseFilter(kind=Kind.MILESTONE))
    cases = list(page.cases)
    form = RoadmapForm(request.GET, asked=request, cases=cases)
    if not form.is_valid():
        return Found(form, [], cut=False)
    asked = form.cleaned_data
    if any(asked[name] for name in ("words", "state", "since", "until")):
        wanted = CaseFilter(
            kind=Kind.MILESTONE, text=asked["words"], state=asked["state"], period=_write_period(asked)
        )
        page = _read(request, wanted)
        cases = list(page.cases)
    kept = [
        case
        for case in cases
        if (not asked["process"] or find_process(case.what) == asked["process"])
        and (not asked["kind"] or find_step_kind(case.what) == asked["kind"])
    ]
    return Found(form, order_courses(kept), cut=page.more is not None)


def _read(request: Asked, wanted: CaseFilter) -> Page:
    def find() -> Page:
        return find_cases(find_record(), wanted, limit=_MOST, sight=request.sight)

    return keep(request, f"milestones {wanted!r}", find)


def _write_period(asked: dict[str, Any]) -> str:
    since, until = asked["since"], asked["until"]
    return f"{_write(since)}/{_write(until)}" if since or until else ""


def _write(day: date | None) -> str:
    return day.isoformat() if day else ".."


def show_milestones(request: Asked) -> HttpResponse:
    """Show every milestone with its first date, the one that stands, and how far it moved."""
    found, day = _find(request), find_today()
    wording = request.display.word_cases()
    states = keep(request, "states of milestones", lambda: _count_states(request))
    context = {
        "form": found.form,
        "found": found,
        "rows": _show_rows(request, found, day, wording),
        "drawn": min(len(found.cases), _DRAWN),
        "cut": found.cut,
        "most": _MOST,
        "query": write_query(request),
        "states": [
            (item.name, wording.name_state(item.name, Kind.MILESTONE), states[item.name])
            for item in find_kind(Kind.MILESTONE).states
            if states.get(item.name)
        ],
    }
    return render(request, "roadmap/milestones.html", context, status=200 if found.form.is_valid() else 422)


def _count_states(request: Asked) -> dict[str, int]:
    return count_states(find_record(), CaseFilter(kind=Kind.MILESTONE), sight=request.sight)


def _show_rows(request: Asked, found: Found, day: date, wording: CaseWording) -> SafeString:
    def describe() -> dict[str, Any]:
        return {"milestones": [make_milestone(case, day, wording) for case in found.cases]}

    return keep_part(request, "roadmap/rows.html", request.GET.urlencode(), describe)


def draw_milestones(request: Asked) -> HttpResponse:
    """Draw all dates of the milestones that were found."""
    courses = [make_course(case, request.display.lang) for case in _find(request).cases[:_DRAWN]]
    return _send(chart_roadmap(courses, make_look(request.display, _NARROW)))


def _send(chart: Chart) -> HttpResponse:
    answer = HttpResponse(write_svg(chart), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _open(request: Asked, case: str) -> Case:
    found = find_case(request, case)
    if found.kind is not Kind.MILESTONE:
        raise fail_missing()
    return found


def show_milestone(request: Asked, case: str) -> HttpResponseBase:
    """Show one milestone with every date that it was given, who gave it, and how far it moved."""
    found, day = _open(request, case), find_today()
    if found.id != case:
        return redirect("roadmap-milestone", found.id)
    wording, library = find_wording(request, found), open_library(request, found.documents)
    context = {
        "case": found,
        "title": name_case(found, wording.lang),
        "item": make_item(found, day, wording),
        "milestone": make_milestone(found, day, wording),
        "dates": make_dates(found, library, wording),
        "history": [
            make_step_line(item, library, wording, found.kind)
            for thread in found.threads
            for item in thread.history
            if not thread.id
        ],
    }
    return render(request, "roadmap/milestone.html", context)


def draw_milestone(request: Asked, case: str) -> HttpResponse:
    """Draw the dates of one milestone over the days on which they were announced."""
    found = _open(request, case)
    course = make_course(found, request.display.lang)
    return _send(chart_slippage(course, make_look(request.display, height=_LOW)))
