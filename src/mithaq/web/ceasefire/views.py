"""Incidents found: map, times and table under the same filter; the chart; the export; what is to be followed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.ledger.incidentcounts import (
    Counts,
    count_all,
    count_parties,
    count_values,
    list_points,
)
from mithaq.ledger.incidents import (
    Follow,
    IncidentFilter,
    Incidents,
    find_none,
    list_due,
    list_ids,
    select_incidents,
)
from mithaq.reports.charts.days import Measure, chart_days
from mithaq.reports.charts.render import write_svg
from mithaq.reports.exports.export import Format, export, find_format
from mithaq.reports.exports.selection import Selection
from mithaq.web.access import Asked
from mithaq.web.cases.filters import write_query
from mithaq.web.ceasefire.asking import FINDINGS, IncidentForm, keep_follow, make_filter
from mithaq.web.ceasefire.tables import (
    Group,
    find_step,
    list_places,
    list_tallies,
    list_times,
    make_lines,
    make_look,
    make_markers,
    name_category,
    name_group,
    name_parties,
    write_toll,
)
from mithaq.web.speech import say
from mithaq.web.store import find_record

_PAGE = 25
_PARTIES, _PLACES = 30, 30
_POINTS = 500  # of the map
_EXPORTED = 10_000
_FORMATS: Final = (Format.CSV, Format.GEOJSON, Format.XLSX, Format.ACLED)


@dataclass(frozen=True, slots=True)
class Found:
    """Incidents that were asked for.

    Args:
        form: What was entered.
        wanted: What that asks; None where it cannot be understood.
        incidents: Those that were found; none where it cannot be understood.
    """

    form: IncidentForm
    wanted: IncidentFilter | None
    incidents: Incidents


def _find(request: Asked, *, open_only: bool = False) -> Found:
    form, record = IncidentForm(request.GET, asked=request), find_record()
    wanted = make_filter(form)
    if wanted is None:
        return Found(form, None, find_none(record))
    wanted = keep_follow(wanted) if open_only else wanted
    return Found(form, wanted, select_incidents(record, wanted, sight=request.sight))


def show_incidents(request: Asked) -> HttpResponse:
    """Show incidents on the map, in time and as a table, with what they come to."""
    found = _find(request)
    incidents = found.incidents
    total = count_all(incidents)
    categories, *findings = count_values(incidents, "category", *FINDINGS)
    context = {
        "form": found.form,
        "total": total,
        "killed": write_toll(request, total.killed),
        "injured": write_toll(request, total.injured),
        **_list_lines(request, incidents),
        **_count_parties(request, incidents),
        **_count_times(request, incidents),
        **_count_places(request, incidents),
        "categories": _list_categories(request, categories),
        "findings": [
            (name, _list_findings(request, name, values))
            for name, values in zip(FINDINGS, findings, strict=True)
        ],
        "query": write_query(request, page=None),
        "whole": write_query(request, box=None, page=None) if request.GET.get("box") else "",
        "formats": [(item.value, find_format(item).name) for item in _FORMATS],
        "lang": request.display.lang,
    }
    return render(request, "ceasefire/incidents.html", context, status=200 if found.wanted else 422)


def _list_lines(request: Asked, incidents: Incidents) -> dict[str, Any]:
    page = Paginator(range(len(incidents)), _PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * _PAGE
    return {
        "lines": make_lines(request, list_ids(incidents, first, first + _PAGE), find_today()),
        "pages": page,
        "next": write_query(request, page=page.next_page_number()) if page.has_next() else "",
        "previous": write_query(request, page=page.previous_page_number()) if page.has_previous() else "",
    }


def _count_parties(request: Asked, incidents: Incidents) -> dict[str, Any]:
    parties = count_parties(incidents)
    ranked = sorted(parties, key=lambda party: (-parties[party][0].incidents, party))
    names = name_parties(request, ranked)
    by_party = [
        Group(
            name_group(request, (party,), names),
            write_query(request, party=party, page=None) if party in names else "",
            parties[party][0],
            parties[party][1].incidents,
        )
        for party in ranked[:_PARTIES]
    ]
    more = max(0, len(ranked) - _PARTIES)
    return {"parties": by_party, "more_parties": more, "names": sorted(set(names.values()))}


def _count_times(request: Asked, incidents: Incidents) -> dict[str, Any]:
    step = find_step(incidents)
    return {"times": list_times(request, incidents, step), "step": step.value}


def _count_places(request: Asked, incidents: Incidents) -> dict[str, Any]:
    places = list_places(request, *count_values(incidents, "place"))
    points = list_points(incidents)[:_POINTS]
    return {
        "points": make_markers(request, points),
        "drawn": sum(point.counts.incidents for point in points),
        "places": places[:_PLACES],
        "more_places": max(0, len(places) - _PLACES),
    }


def _list_categories(request: Asked, counts: Mapping[str, Counts]) -> list[Group]:
    wording = request.display.word_cases()
    return [
        Group(
            name_category(name, wording) if name else say(request, "ceasefire.no-category"),
            write_query(request, category=name, page=None) if name else "",
            counts[name],
        )
        for name in sorted(counts, key=lambda name: (-counts[name].incidents, name))
    ]


def _list_findings(request: Asked, matter: str, counts: Mapping[str, Counts]) -> list[Group]:
    wording = request.display.word_cases()
    return [
        Group(
            wording.name_finding(matter, name) if name else say(request, "ceasefire.none-yet"),
            write_query(request, **{matter: name or "none-yet", "page": None}),
            counts[name],
        )
        for name in sorted(counts)
    ]


def draw_chart(request: Asked) -> HttpResponse:
    """Draw incidents, or people killed, over time."""
    found = _find(request)
    measure = Measure.KILLED if request.GET.get("what") == "killed" else Measure.INCIDENTS
    look = make_look(request.display)
    chart = chart_days(list_tallies(request, found.incidents, measure, look), look, measure)
    answer = HttpResponse(write_svg(chart), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def export_incidents(request: Asked) -> HttpResponse:
    """Send the incidents that were found, in one of the formats."""
    found = _find(request)
    ids = list_ids(found.incidents, 0, _EXPORTED)
    if not ids:
        messages.warning(request, say(request, "ceasefire.nothing-to-export"))
        return HttpResponseRedirect(reverse("ceasefire-incidents") + write_query(request, format=None))
    asked = request.GET.get("format", "")
    wanted = Format(asked) if asked in {item.value for item in _FORMATS} else Format.CSV
    selection = Selection(
        cases=tuple(ids), kinds=(Kind.INCIDENT,), lang=request.display.lang, as_of=find_today()
    )
    out, spec = BytesIO(), find_format(wanted)
    export(find_record(), selection, wanted, out, sight=request.sight)
    answer = HttpResponse(out.getvalue(), content_type=spec.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="incidents{spec.suffix}"'
    return answer


def show_follow_up(request: Asked) -> HttpResponse:
    """Show what was asked of parties and is not closed, what is overdue first."""
    found = _find(request, open_only=True)
    page = Paginator(list_due(found.incidents), _PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": make_lines(request, list(page.object_list), find_today()),
        "count": len(found.incidents),
        "chosen": found.wanted.follow.value if found.wanted and found.wanted.follow else "",
        "follows": [(item.value, f"ceasefire.follow-{item.value}") for item in Follow],
        "pages": page,
        "next": write_query(request, page=page.next_page_number()) if page.has_next() else "",
        "previous": write_query(request, page=page.previous_page_number()) if page.has_previous() else "",
    }
    return render(request, "ceasefire/follow_up.html", context)
