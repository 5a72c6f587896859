"""The pages of search, actors, documents and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from mithaq.errors import LedgerError
from mithaq.ledger.dossier import read_dossier, read_newest
from mithaq.ledger.facets import Facet, What
from mithaq.ledger.hits import Hit
from mithaq.ledger.profiles import Named, Teller, list_named, list_tellers, read_actor, read_source
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.search import COUNTED, Found, Order, Query, search
from mithaq.model import ActorType
from mithaq.packs.context import load_packs
from mithaq.web.access import Asked
from mithaq.web.display import Display
from mithaq.web.explore.asking import PAGE, Asking, read_asking
from mithaq.web.explore.reading import count_names, cut_text, list_acts, list_names, read_span
from mithaq.web.explore.rows import (
    HitRow,
    list_chosen,
    make_boxes,
    make_case_rows,
    make_hit_row,
    name_both,
    name_type,
    name_value,
)
from mithaq.web.parts import keep
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record

_LISTED = 50  # actors or sources on a page
_FEW = 10  # hits on the page of an actor or a source
_NAMES = 12  # names by which documents name an actor


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the list of actors."""

    named: Named
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list of sources."""

    named: Named
    teller: Teller


@contextmanager
def _expect() -> Iterator[None]:
    """Answer what is not there, or may not be seen, as a page that is not there."""
    try:
        yield
    except RecordError:
        raise
    except LedgerError as error:
        raise fail_missing(error.what) from error


def show_search(request: Asked) -> HttpResponse:
    """Show what is found, with what it can be narrowed down by."""
    asking = read_asking(request.GET)
    kinds, results = _keep_found(request, asking, ("explore/kinds.html", "explore/results.html"))
    context = {"asking": asking, "orders": list(Order), "kinds": kinds, "results": results}
    return render(request, "explore/search.html", context)


def _keep_found(request: Asked, asking: Asking, templates: Sequence[str]) -> list[SafeString]:
    """Return parts of a page that show what is found: all who see the same are shown the same."""
    display = request.display

    def make() -> list[SafeString]:
        found = search(find_record(), asking.query, sight=request.sight)
        context = {**_describe(asking, found, display), "display": display}
        # The templates have escaped it.
        return [mark_safe(render_to_string(name, context)) for name in templates]  # noqa: S308 - as said

    name = f"{' '.join(templates)} {asking.order} {asking.address} {display!r}"
    return keep(request, name, make)


def _describe(asking: Asking, found: Found, display: Display) -> dict[str, object]:
    reached = found.total if asking.is_empty else min(found.total, found.counted)
    pages = (reached + PAGE - 1) // PAGE
    return {
        "asking": asking,
        "found": found,
        "rows": [make_hit_row(hit, display) for hit in found.hits],
        "boxes": make_boxes(found, asking, display),
        "chosen": list_chosen(asking, found, display),
        "tabs": [
            (
                what.value,
                found.totals.get(what, 0),
                asking.look_for(what).address,
                what is asking.what,
                what is not asking.what and not asking.is_empty and found.totals.get(what) == COUNTED,
            )
            for what in What
        ],
        "before": asking.go_to(asking.page - 1).address if asking.page > 1 else None,
        "after": asking.go_to(asking.page + 1).address if found.more else None,
        "pages": pages,
    }


def list_documents(request: Asked) -> HttpResponse:
    """Show all documents, the newest first, with the same facets as the search."""
    asking = read_asking(request.GET)
    asking = Asking("", What.DOCUMENT, asking.filters, Order.NEWEST, asking.page)
    (results,) = _keep_found(request, asking, ("explore/results.html",))
    return render(request, "explore/documents.html", {"results": results})


def show_document(request: Asked, sha256: str) -> HttpResponse:
    """Show one document with the words of its acts, and what rests on it."""
    with _expect():
        dossier = read_dossier(find_record(), sha256, sight=request.sight)
    asked, display = request.GET, request.display
    here = read_span(asked.get("start", ""), asked.get("end", ""), dossier.shown)
    context = {
        "document": dossier.shown.document,
        "shown": dossier.shown,
        "stretches": cut_text(dossier, here, asked.get("q", ""), display),
        "here": here.end > 0,
        "acts": list_acts(dossier.reading, display),
        "names": list_names(dossier.reading, display),
        "cases": make_case_rows(dossier.cases, display),
        "readers": dossier.readers,
        "masked": len(dossier.shown.masked) if not dossier.shown.erased else 0,
    }
    return render(request, "explore/document.html", context)


def list_actors(request: Asked) -> HttpResponse:
    """Show the actors that documents and cases name, those with the most documents first."""
    asking = read_asking(request.GET)
    kind = request.GET.get("type", "")
    page = list_named(
        find_record(),
        Facet.ACTOR,
        text=asking.text.strip(),
        kind=kind if kind in set(ActorType) else "",
        offset=(asking.page - 1) * _LISTED,
        limit=_LISTED,
        sight=request.sight,
    )
    display = request.display
    rows = [
        ActorRow(item, name_both(item.ar, item.en, display.lang) or item.id, name_type(item.type, display))
        for item in page.rows
    ]
    context = {
        "rows": rows,
        "asking": asking,
        "kind": kind,
        "kinds": [(item.value, display.wording.name_actor_type(item)) for item in ActorType],
        "more": page.more,
        "next": asking.page + 1,
    }
    return render(request, "explore/actors.html", context)


def show_actor(request: Asked, actor: str) -> HttpResponse:
    """Show one actor: names, roles over time, what it did, its cases."""
    display = request.display

    def make() -> tuple[str, SafeString]:
        context = _describe_actor(request, actor)
        part = render_to_string("explore/profile.html", {**context, "display": display})
        return str(context["name"]), mark_safe(part)  # noqa: S308 - the template has escaped it

    name, profile = keep(request, f"explore/profile.html {actor} {display!r}", make)
    return render(request, "explore/actor.html", {"name": name, "profile": profile})


def _describe_actor(request: Asked, actor: str) -> dict[str, object]:
    record, display = find_record(), request.display
    with _expect():
        known = read_actor(record, actor, sight=request.sight)
    only = ((Facet.ACTOR, actor),)
    acts = search(record, Query("", What.ACT, only, Order.NEWEST, _FEW), sight=request.sight)
    hits = Query("", What.CASE, only, Order.NEWEST, _FEW, bare=True)
    cases = search(record, hits, sight=request.sight)
    documents = search(record, replace(hits, what=What.DOCUMENT), sight=request.sight)
    readings = read_newest(record, [_find_id(hit) for hit in documents.hits], sight=request.sight)
    whole = load_packs().find_actor(known.part_of) if known.part_of else None
    return {
        "actor": known,
        "name": name_both(known.named.ar, known.named.en, display.lang) or actor,
        "other": name_both(known.named.en, known.named.ar, display.lang),
        "type": name_type(known.named.type, display),
        "whole": whole and (whole.id, name_both(whole.ar, whole.en, display.lang)),
        "offices": [(name_both(item.ar, item.en, display.lang), item) for item in known.offices],
        "written": count_names(readings, actor)[:_NAMES],
        "acts": _make_rows(acts, display),
        "documents": _make_rows(documents, display),
        "cases": _make_rows(cases, display),
        "types": _name_values(acts, Facet.TYPE, display),
        "others": [
            (item.value, name_value(item, display), item.count)
            for item in acts.facets.get(Facet.ACTOR, ())
            if item.value != actor
        ],
        "asking": Asking("", What.ACT, only, Order.NEWEST),
    }


def _find_id(hit: Hit) -> str:
    assert hit.document is not None  # documents were looked for
    return hit.document.document.sha256


def _make_rows(found: Found, display: Display) -> list[HitRow]:
    return [make_hit_row(hit, display) for hit in found.hits]


def _name_values(found: Found, facet: Facet, display: Display) -> list[tuple[str, int]]:
    return [(name_value(item, display), item.count) for item in found.facets.get(facet, ())]


def list_sources(request: Asked) -> HttpResponse:
    """Show who published the documents, and how each tells what others tell, too."""
    record, asking = find_record(), read_asking(request.GET)
    page = list_named(
        record,
        Facet.OUTLET,
        text=asking.text.strip(),
        offset=(asking.page - 1) * _LISTED,
        limit=_LISTED,
        sight=request.sight,
    )
    tellers = list_tellers(record, [item.id for item in page.rows], sight=request.sight)
    rows = [SourceRow(item, tellers[item.id]) for item in page.rows]
    context = {"rows": rows, "asking": asking, "more": page.more, "next": asking.page + 1}
    return render(request, "explore/sources.html", context)


def show_source(request: Asked, outlet: str) -> HttpResponse:
    """Show one source: how it tells what others tell, too, whom it names, its documents."""
    record, display = find_record(), request.display
    with _expect():
        named = read_source(record, outlet, sight=request.sight)
    only = ((Facet.OUTLET, outlet),)
    found = search(record, Query("", What.DOCUMENT, only, Order.NEWEST, _FEW), sight=request.sight)
    context = {
        "named": named,
        "teller": list_tellers(record, [outlet], sight=request.sight)[outlet],
        "documents": _make_rows(found, display),
        "actors": [
            (item.value, name_value(item, display), item.count) for item in found.facets.get(Facet.ACTOR, ())
        ],
        "topics": _name_values(found, Facet.TOPIC, display),
        "months": found.facets.get(Facet.MONTH, ()),
        "asking": Asking("", What.DOCUMENT, only, Order.NEWEST),
    }
    return render(request, "explore/source.html", context)
