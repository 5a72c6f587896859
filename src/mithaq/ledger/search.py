"""Full-text search: documents, acts and cases by their words and by what they are about, with counts.

What is hidden from whoever looks is neither found nor counted; withheld names are not in the index (`items`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from mithaq.ledger.database import explain_faults
from mithaq.ledger.facets import Facet, Key, What, find_codes
from mithaq.ledger.hits import Counted, Hit, count_facets, read_facets, read_hits
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.matching import Asked, list_groups, write_asked
from mithaq.ledger.models import AboutRow, CaseRow, RestrictionRow, TellingRow
from mithaq.ledger.question import Row, read_question
from mithaq.ledger.record import Record
from mithaq.ledger.remembering import remember
from mithaq.ledger.sight import EVERYTHING, Sight, see_cases, see_documents, simplify

_PAGE = 20
COUNTED: Final = 10_000
"""How many hits of another kind than the one that is asked for are counted: the tabs of a page show no more."""
_MOST = 20_000  # hits that are ranked and whose facets are counted: of more, those that came last


class Order(StrEnum):
    """In which order hits come."""

    RANK = "rank"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Args:
        text: Words in Arabic or English, all of which have to be there; in quotation marks letter by letter.
        what: Documents, acts or cases.
        filters: Values of facets that hits must have; of one facet, one of its values is enough.
        order: The best first, or the newest.
        limit: How many hits.
        offset: How many to pass over.
        since: Only what came in, or changed, behind this entry; None for all.
    """

    text: str = ""
    what: What = What.DOCUMENT
    filters: tuple[tuple[Facet, str], ...] = ()
    order: Order = Order.RANK
    limit: int = _PAGE
    offset: int = 0
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Args:
        hits: Those that were asked for.
        total: How many there are.
        facets: For each facet its most frequent values.
        more: Whether there are hits behind these.
        counted: How many hits were ranked and counted: of many, those that came last.
        loose: Whether nothing has all the words, so that these have only some of them.
        totals: How many documents, acts and cases there are in all; of those that were not asked for, at most
            `COUNTED`.
        words: What each part of the question was understood as.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, tuple[Counted, ...]]
    more: bool
    counted: int
    loose: bool = False
    totals: Mapping[What, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    day: str
    codes: str
    score: float


_NOTHING: Final = Found((), 0, {}, more=False, counted=0)


def search(record: Record, query: Query, *, sight: Sight = EVERYTHING) -> Found:
    """Return what is found, the best or the newest first.

    Args:
        record: The record.
        query: What is looked for.
        sight: Who looks.
    """
    sight = simplify(record.alias, sight)
    clauses = read_question(query.text)
    if query.text.strip() and not clauses:
        return _NOTHING
    if not clauses and not query.filters and query.since is None:
        with explain_faults(record.where):
            return _browse(record, query, sight)
    with explain_faults(record.where):
        values = (value for clause in clauses for value in clause.values)
        filters = [(facet.value, value) for facet, value in query.filters]
        codes = find_codes(
            record.alias, [*values, *filters, *((Facet.WHAT.value, what.value) for what in What)]
        )
        if any(key not in codes for key in filters):
            return _NOTHING
        groups = list_groups(clauses, codes)
        chosen = _group_filters(filters, codes)
        found = _find(record, query, sight, _ask(record, query.what, groups, chosen, codes))
        loose = not found and len(groups) > 1
        if loose:
            found = _find(record, query, sight, _ask(record, query.what, groups, chosen, codes, every=False))
        totals = {
            what: _count_own(
                record, query, sight, found, _ask(record, what, groups, chosen, codes, every=not loose)
            )
            if what is query.what
            else _count(record, what, sight, _ask(record, what, groups, chosen, codes, every=not loose))
            for what in What
        }
        page = found[query.offset : query.offset + query.limit]
        return Found(
            hits=read_hits(record, [row.id for row in page], clauses, sight),
            total=totals[query.what],
            facets=count_facets(record, "".join([row.codes for row in found])),
            more=len(found) > query.offset + query.limit,
            counted=len(found),
            loose=loose,
            totals=totals,
            words=tuple(clause.words for clause in clauses),
        )


def _browse(record: Record, query: Query, sight: Sight) -> Found:
    """Return everything, the newest first."""
    rows = SearchRow.objects.using(record.alias)
    totals: dict[What, int] = {}
    for what in What:
        totals[what] = remember(record, f"seen {what}", sight, partial(_count_seen, record, what, sight))
    chosen = rows.filter(_see(record, query.what, sight), what=query.what.value)
    ordered = chosen.order_by("-day", "-id").values_list("id", flat=True)
    page = list(ordered[query.offset : query.offset + query.limit])
    if sight.is_whole:
        facets, counted = read_facets(record, query.what), totals[query.what]
    else:

        def count() -> tuple[dict[Facet, tuple[Counted, ...]], int]:
            letters = list(chosen.order_by("-id").values_list("codes", flat=True)[:_MOST])
            return count_facets(record, "".join(letters)), len(letters)

        facets, counted = remember(record, f"facets {query.what}", sight, count)
    more = totals[query.what] > query.offset + query.limit
    hits = read_hits(record, page, (), sight)
    return Found(hits, totals[query.what], facets, more=more, counted=counted, totals=totals)


def _count_seen(record: Record, what: What, sight: Sight) -> int:
    alias = record.alias
    rows, seen = SearchRow.objects.using(alias), _see(record, what, sight)
    own = rows.filter(what=what.value)
    if sight.is_whole or sight.published:
        return own.filter(seen).count()
    # Few cases are restricted: what hangs on them is looked at, by the indexes, and all the rest is only counted.
    cases = RestrictionRow.objects.using(alias).values("case")
    touched = rows.exclude(case="").filter(case__in=cases)
    if what is not What.CASE:
        told = TellingRow.objects.using(alias).filter(case__in=cases).values("document")
        touched = rows.exclude(document="").filter(document__in=told)
    return own.count() - list(touched.exclude(seen).values_list("what", flat=True)).count(what.value)


def _group_filters(filters: Sequence[Key], codes: Mapping[Key, int]) -> list[list[int]]:
    grouped: dict[str, list[int]] = {}
    for facet, value in filters:
        grouped.setdefault(facet, []).append(codes[facet, value])
    return list(grouped.values())


def _ask(
    record: Record,
    what: What,
    groups: Sequence[Sequence[Row]],
    filters: Sequence[Sequence[int]],
    codes: Mapping[Key, int],
    *,
    every: bool = True,
) -> Asked | None:
    """Return what the database is asked; None where the record holds none of what is looked for."""
    own = codes.get((Facet.WHAT.value, what.value))
    if own is None:
        return None
    if not every:
        groups = [group for group in groups if group]
    if any(not group for group in groups):
        return None
    return write_asked(record.alias, what, own, groups, filters, every=every)


def _find(record: Record, query: Query, sight: Sight, asked: Asked | None) -> list[_Row]:
    if asked is None:
        return []
    rows = _select(record, query.what, sight, asked)
    if query.since is not None:
        rows = rows.filter(_come_since(record.alias, query.what, query.since))
    score = RawSQL(asked.score, asked.scored)  # noqa: S611 - ours, with parameters
    ordered = rows.annotate(score=score).order_by("-id").values_list("id", "day", "codes", "score")[:_MOST]
    found = [_Row(*row) for row in ordered]
    if query.order is Order.NEWEST or not query.text.strip():
        return sorted(found, key=lambda row: (row.day, row.id), reverse=True)
    return sorted(found, key=lambda row: (-row.score, row.day, row.id))


def _select(record: Record, what: What, sight: Sight, asked: Asked) -> QuerySet[SearchRow]:
    rows = SearchRow.objects.using(record.alias).extra(  # noqa: S610 - the conditions are ours, words are parameters
        tables=list(asked.tables), where=[asked.where], params=[asked.expression]
    )
    return rows.filter(_see(record, what, sight))


def _come_since(alias: str, what: What, since: int) -> Q:
    if what is What.CASE:
        return Q(Exists(CaseRow.objects.using(alias).filter(id=OuterRef("case"), version__gt=since)))
    about = AboutRow.objects.using(alias).filter(document=OuterRef("document"), entry__gt=since)
    return Q(Exists(about))


def _see(record: Record, what: What, sight: Sight) -> Q:
    if sight.is_whole:
        return Q()
    return see_cases(sight, record.alias) if what is What.CASE else see_documents(sight, record.alias)


def _count_own(record: Record, query: Query, sight: Sight, found: Sequence[_Row], asked: Asked | None) -> int:
    if len(found) < _MOST or asked is None:
        return len(found)
    return _select(record, query.what, sight, asked).count()


def _count(record: Record, what: What, sight: Sight, asked: Asked | None) -> int:
    return 0 if asked is None else _select(record, what, sight, asked)[:COUNTED].count()
