"""Incidents found: map, times and table under the same filter; the chart; the export; what is to be followed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mithaq.following.case import Kind
from mithaq.ledger.incidentrows import IncidentRow
from mithaq.ledger.incidents import (
    Counts,
    Follow,
    IncidentFilter,
    add_counts,
    count_groups,
    count_parties,
    count_positions,
    count_times,
    list_ids,
    list_points,
    select_incidents,
    sum_groups,
)
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.charts.days import Measure, chart_days
from mithaq.reports.charts.render import write_svg
from mithaq.reports.exports.export import Format, export, find_format
from mithaq.reports.exports.selection import Selection
from mithaq.web.access import Asked
from mithaq.web.cases.filters import write_query
from mithaq.web.cases.reading import find_day
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
_EXPORTED = 10_000
_FORMATS: Final = (Format.CSV, Format.GEOJSON, Format.XLSX, Format.ACLED)


@dataclass(frozen=True, slots=True)
class Found:
    """Incidents that were asked for.

    Args:
        form: What was entered.
        wanted: What that asks; None where it cannot be understood.
        rows: The incidents; none where it cannot be understood.
    """

    form: IncidentForm
    wanted: IncidentFilter | None
    rows: QuerySet[IncidentRow]


def _find(request: Asked, *, open_only: bool = False) -> Found:
    form, record = IncidentForm(request.GET, asked=request), find_record()
    wanted = make_filter(form)
    if wanted is None:
        return Found(form, None, IncidentRow.objects.using(record.alias).none())
    wanted = keep_follow(wanted) if open_only else wanted
    return Found(form, wanted, select_incidents(record, wanted, sight=request.sight))


def show_incidents(request: Asked) -> HttpResponse:
    """Show incidents on the map, in time and as a table, with what they come to."""
    found = _find(request)
    groups, positions = count_groups(found.rows, "category", *FINDINGS), count_positions(found.rows)
    total = add_counts(groups.values())
    context = {
        "form": found.form,
        "total": total,
        "killed": write_toll(request, total.killed),
        "injured": write_toll(request, total.injured),
        **_list_lines(request, found.rows, total.incidents),
        **_count_parties(request, found.rows),
        **_count_times(request, found.rows),
        **_count_places(request, positions),
        "categories": _list_categories(request, sum_groups(groups, 0)),
        "findings": [
            (name, _list_findings(request, name, sum_groups(groups, place)))
            for place, name in enumerate(FINDINGS, start=1)
        ],
        "query": write_query(request, page=None),
        "whole": write_query(request, box=None, page=None) if request.GET.get("box") else "",
        "formats": [(item.value, find_format(item).name) for item in _FORMATS],
        "lang": request.display.lang,
    }
    return render(request, "ceasefire/incidents.html", context, status=200 if found.wanted else 422)


def _list_lines(request: Asked, rows: QuerySet[IncidentRow], count: int) -> dict[str, Any]:
    page = Paginator(range(count), _PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * _PAGE
    return {
        "lines": make_lines(request, list_ids(rows, first, first + _PAGE), find_day()),
        "pages": page,
        "next": write_query(request, page=page.next_page_number()) if page.has_next() else "",
        "previous": write_query(request, page=page.previous_page_number()) if page.has_previous() else "",
    }


def _count_parties(request: Asked, rows: QuerySet[IncidentRow]) -> dict[str, Any]:
    parties = count_parties(rows)
    names = name_parties(request, parties)
    ranked = sorted(parties, key=lambda party: (-parties[party][0].incidents, party))
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


def _count_times(request: Asked, rows: QuerySet[IncidentRow]) -> dict[str, Any]:
    step = find_step(rows)
    return {"times": list_times(request, rows, step), "step": step.value}


def _count_places(request: Asked, positions: Mapping[tuple[Any, ...], Counts]) -> dict[str, Any]:
    places = list_places(request, sum_groups(positions, 0))
    return {
        "points": make_markers(request, list_points(positions)),
        "places": places[:_PLACES],
        "more_places": max(0, len(places) - _PLACES),
    }


def _list_categories(request: Asked, counts: Mapping[str, Counts]) -> list[Group]:
    wording = CaseWording(request.display.lang, {})
    return [
        Group(
            name_category(name, wording) if name else say(request, "ceasefire.no-category"),
            write_query(request, category=name, page=None) if name else "",
            counts[name],
        )
        for name in sorted(counts, key=lambda name: (-counts[name].incidents, name))
    ]


def _list_findings(request: Asked, matter: str, counts: Mapping[str, Counts]) -> list[Group]:
    wording = CaseWording(request.display.lang, {})
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
    accused = {party for _, parties in count_times(found.rows, find_step(found.rows)) for party in parties}
    tallies = list_tallies(request, found.rows, measure, name_parties(request, sorted(accused)))
    chart = chart_days(tallies, make_look(request.display), measure)
    answer = HttpResponse(write_svg(chart), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def export_incidents(request: Asked) -> HttpResponse:
    """Send the incidents that were found, in one of the formats."""
    found = _find(request)
    ids = list_ids(found.rows, 0, _EXPORTED)
    if not ids:
        messages.warning(request, say(request, "ceasefire.nothing-to-export"))
        return HttpResponseRedirect(reverse("ceasefire-incidents") + write_query(request, format=None))
    asked = request.GET.get("format", "")
    wanted = Format(asked) if asked in {item.value for item in _FORMATS} else Format.CSV
    selection = Selection(
        cases=tuple(ids), kinds=(Kind.INCIDENT,), lang=request.display.lang, as_of=find_day()
    )
    out, spec = BytesIO(), find_format(wanted)
    export(find_record(), selection, wanted, out, sight=request.sight)
    answer = HttpResponse(out.getvalue(), content_type=spec.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="incidents{spec.suffix}"'
    return answer


def show_follow_up(request: Asked) -> HttpResponse:
    """Show what was asked of parties and is not closed, what is overdue first."""
    found = _find(request, open_only=True)
    rows = found.rows.order_by("due", "-first", "case")
    ids = list(rows.values_list("case", flat=True)[:_EXPORTED])
    page = Paginator(ids, _PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": make_lines(request, list(page.object_list), find_day()),
        "count": len(ids),
        "chosen": found.wanted.follow.value if found.wanted and found.wanted.follow else "",
        "follows": [(item.value, f"ceasefire.follow-{item.value}") for item in Follow],
        "pages": page,
        "next": write_query(request, page=page.next_page_number()) if page.has_next() else "",
        "previous": write_query(request, page=page.previous_page_number()) if page.has_previous() else "",
    }
    return render(request, "ceasefire/follow_up.html", context)
