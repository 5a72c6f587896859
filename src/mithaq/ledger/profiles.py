"""Actors and sources: who they are, what the record holds of them, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from mithaq.errors import LedgerError
from mithaq.ledger.database import explain_faults
from mithaq.ledger.facets import COUNTED, Facet, What, count_codes
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.hidden import Hidden, find_hidden
from mithaq.ledger.indexed import FacetRow, SearchRow, TellerRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible, see_cases, see_documents, simplify
from mithaq.packs.context import load_packs
from mithaq.packs.schema import Office
from mithaq.refusals import make_error

_PAGE = 50
_MOST = 20_000  # documents whose values are counted for those who see only what is published


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or a source with how much the record holds of it.

    Args:
        id: Id of the actor, name of the outlet.
        ar: Arabic name; empty for an outlet.
        en: English name; empty where none is known.
        type: Type of the actor; empty for an outlet.
        documents: How many documents name it, or are by it.
        acts: How many acts it takes part in, or tells.
        cases: How many cases it is a party of.
    """

    id: str
    ar: str
    en: str
    type: str
    documents: int
    acts: int
    cases: int


@dataclass(frozen=True, slots=True)
class NamedPage:
    """Some actors or sources.

    Args:
        rows: Those with the most documents first.
        more: Whether there are others behind them.
    """

    rows: tuple[Named, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """What is known of an actor beside what documents say.

    Args:
        named: Its names and numbers.
        offices: Roles that it held, the latest first.
        labels: What parties call it, by who uses it.
        part_of: What it belongs to; None where no pack says so.
        names: All its names, as the pack has them.
    """

    named: Named
    offices: tuple[Office, ...] = ()
    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    part_of: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """How an outlet tells what others tell, too.

    Args:
        outlet: Its name.
        cases: How many cases it tells.
        first: Cases that several outlets tell and that it told first.
        alone: Cases that nobody else tells.
        contradicted: Cases in which what it says is contradicted.
    """

    outlet: str
    cases: int = 0
    first: int = 0
    alone: int = 0
    contradicted: int = 0


def list_named(
    record: Record,
    facet: Facet,
    *,
    text: str = "",
    kind: str = "",
    offset: int = 0,
    limit: int = _PAGE,
    sight: Sight = EVERYTHING,
) -> NamedPage:
    """Return actors or sources, those with the most documents first.

    Args:
        record: The record.
        facet: ``ACTOR`` or ``OUTLET``.
        text: A part of a name; empty for all.
        kind: Type of the actor; empty for all.
        offset: How many are passed over.
        limit: How many are returned.
        sight: Who looks: what they may not see is not counted.
    """
    with explain_faults(record.where):
        rows = FacetRow.objects.using(record.alias).filter(facet=facet.value)
        if kind:
            rows = rows.filter(type=kind)
        if text:
            rows = rows.filter(Q(ar__contains=text) | Q(en__icontains=text) | Q(value__icontains=text))
        hidden = find_hidden(record, sight)
        if hidden is None:
            return _list_seen(record, rows, sight, (offset, limit))
        rows = rows.filter(Q(documents__gt=0) | Q(cases__gt=0))
        # Whoever is named in hidden documents only falls out; a few more are read to fill the page.
        chosen = rows.order_by("-documents", "code")[
            offset : offset + limit + 1 + len(hidden.counts[What.DOCUMENT])
        ]
        named = [_name(row, hidden) for row in chosen]
        shown = [item for item in named if item.documents > 0 or item.cases > 0]
        return NamedPage(tuple(shown[:limit]), len(shown) > limit)


def _name(row: FacetRow, hidden: Hidden) -> Named:
    counts = {
        what: getattr(row, column) - hidden.counts[what].get(row.code, 0) for what, column in COUNTED.items()
    }
    return Named(
        row.value, row.ar, row.en, row.type, counts[What.DOCUMENT], counts[What.ACT], counts[What.CASE]
    )


def _list_seen(record: Record, rows: QuerySet[FacetRow], sight: Sight, page: tuple[int, int]) -> NamedPage:
    counts = {what: _count_seen(record, what, sight) for what in What}
    codes = set(counts[What.DOCUMENT]) | set(counts[What.CASE])
    found: list[FacetRow] = []
    for chunk in cut_chunks(map(str, codes)):
        found.extend(rows.filter(code__in=[int(code) for code in chunk]))
    named = [
        Named(row.value, row.ar, row.en, row.type, *(counts[what].get(row.code, 0) for what in What))
        for row in found
    ]
    ordered = sorted(named, key=lambda item: (-item.documents, item.id))
    offset, limit = page
    return NamedPage(tuple(ordered[offset : offset + limit]), len(ordered) > offset + limit)


def _count_seen(record: Record, what: What, sight: Sight) -> dict[int, int]:
    seen = see_cases(sight, record.alias) if what is What.CASE else see_documents(sight, record.alias)
    rows = SearchRow.objects.using(record.alias).filter(seen, what=what.value).order_by("-id")
    return count_codes("".join(rows.values_list("codes", flat=True)[:_MOST]))


def read_actor(record: Record, actor: str, *, sight: Sight = EVERYTHING) -> Actor:
    """Return what is known of an actor.

    Args:
        record: The record.
        actor: Its id.
        sight: Who looks.

    Raises:
        LedgerError: If nothing that they may see names such an actor.
    """
    named = _find_named(record, Facet.ACTOR, actor, sight)
    entry = load_packs().find_actor(actor)
    if entry is None:
        return Actor(named)
    offices = sorted(entry.offices, key=lambda office: office.since or "", reverse=True)
    names = tuple(dict.fromkeys((entry.ar, *entry.forms)))
    return Actor(named, tuple(offices), tuple(entry.labels.items()), entry.part_of, names)


def read_source(record: Record, outlet: str, *, sight: Sight = EVERYTHING) -> Named:
    """Return what the record holds of an outlet.

    Args:
        record: The record.
        outlet: Its name.
        sight: Who looks.

    Raises:
        LedgerError: If nothing that they may see is by it.
    """
    return _find_named(record, Facet.OUTLET, outlet, sight)


def _find_named(record: Record, facet: Facet, value: str, sight: Sight) -> Named:
    with explain_faults(record.where):
        rows = FacetRow.objects.using(record.alias).filter(facet=facet.value, value=value)
        hidden = find_hidden(record, sight)
        if hidden is None:
            found = list(_list_seen(record, rows, sight, (0, 1)).rows)
        else:
            found = [_name(row, hidden) for row in rows]
    if not found or (not found[0].documents and not found[0].cases):
        raise make_error(LedgerError, "records.no-teller", where=record.where, outlet=value)
    return found[0]


def list_tellers(record: Record, outlets: Sequence[str], *, sight: Sight = EVERYTHING) -> dict[str, Teller]:
    """Return how outlets tell what others tell, by their names.

    Args:
        record: The record.
        outlets: Their names.
        sight: Who looks: cases that they may not see do not count.
    """
    with explain_faults(record.where):
        rows = keep_visible(
            TellerRow.objects.using(record.alias).filter(outlet__in=outlets), simplify(record.alias, sight)
        )
        counted = rows.values("outlet").annotate(
            cases=Count("id"),
            first=Count("id", filter=Q(first=True)),
            alone=Count("id", filter=Q(alone=True)),
            contradicted=Count("id", filter=Q(contradicted=True)),
        )
        found = {
            row["outlet"]: Teller(
                row["outlet"], row["cases"], row["first"], row["alone"], row["contradicted"]
            )
            for row in counted
        }
    return {outlet: found.get(outlet, Teller(outlet)) for outlet in outlets}
