"""Full-text search: documents, acts and cases by their words and by what they are about, with counts.

What is hidden from whoever looks is neither found nor counted; withheld names are not in the index (`items`).
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from mithaq.ledger.broad import is_broad, walk_newest
from mithaq.ledger.database import explain_faults
from mithaq.ledger.facets import Facet, Key, What, find_codes
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.hidden import Hidden, find_hidden
from mithaq.ledger.hits import Counted, Hit, count_facets, count_value, read_facets, read_hits
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.matching import Asked, ask_rows, by_index, list_groups, write_asked
from mithaq.ledger.models import AboutRow, CaseRow
from mithaq.ledger.question import Row, read_question
from mithaq.ledger.record import Record
from mithaq.ledger.remembering import remember
from mithaq.ledger.sight import EVERYTHING, Sight, see_cases, see_documents, simplify
from mithaq.ledger.weighing import Looked, Sizes, Weighed, leave_out, sort_rows, weigh_newest

_PAGE = 20
COUNTED: Final = 1_000
"""How many hits of another kind than the one that is asked for are counted: the tabs of a page show no more."""
_NAMED = 20_000  # hidden documents or cases that a question can name
_SIZES = Sizes(ranked=500, listed=1_000)
_SHALLOW = (
    1_000  # hits before a page up to which those that are hidden are passed over here, not by the database
)


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
        bare: Whether only hits are asked for: nothing else is counted then.
    """

    text: str = ""
    what: What = What.DOCUMENT
    filters: tuple[tuple[Facet, str], ...] = ()
    order: Order = Order.RANK
    limit: int = _PAGE
    offset: int = 0
    since: int | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Args:
        hits: Those that were asked for.
        total: How many there are.
        facets: For each facet its most frequent values.
        more: Whether there are hits behind these.
        counted: How many hits are listed and counted: of many the newest, on SQLite those that came last.
        loose: Whether nothing has all the words, so that these have only some of them.
        totals: How many documents, acts and cases there are in all; of those that were not asked for, at most
            `COUNTED`.
        words: What each part of the question was understood as.
        about: Whether the total is an estimate (`weighing`).
        ranked: How many hits may be ranked; the others follow by their days.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, tuple[Counted, ...]]
    more: bool
    counted: int
    loose: bool = False
    totals: Mapping[What, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    about: bool = False
    ranked: int = 0


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who looks at which record; ``hidden`` is None where the database has to be asked of each row."""

    record: Record
    sight: Sight
    hidden: Hidden | None

    def see(self, what: What) -> Q:
        """Return what holds for rows that may be seen, as far as the database has to be asked."""
        if self.hidden is not None:
            return Q()
        alias = self.record.alias
        return see_cases(self.sight, alias) if what is What.CASE else see_documents(self.sight, alias)

    def select(self, what: What, since: int | None) -> QuerySet[SearchRow]:
        """Return the rows that may be seen, as far as the database has to be asked, and came in behind an entry."""
        rows = SearchRow.objects.using(self.record.alias).filter(self.see(what))
        return rows if since is None else rows.filter(_come_since(self.record.alias, what, since))

    def list_hidden(self, what: What) -> frozenset[str]:
        """Return the cases or documents whose rows are hidden, as far as the database is not asked."""
        if self.hidden is None:
            return frozenset()
        return self.hidden.cases if what is What.CASE else self.hidden.documents


@dataclass(frozen=True, slots=True)
class _Question:
    """What the index is asked: for each clause its rows, for each facet the numbers of the values that will do."""

    groups: Sequence[Sequence[Row]]
    filters: Sequence[Sequence[int]]
    codes: Mapping[Key, int]

    def ask(self, record: Record, what: What, *, every: bool = True) -> Asked | None:
        """Return what the database is asked; None where the record holds none of what is looked for."""
        own = self.codes.get((Facet.WHAT.value, what.value))
        if own is None:
            return None
        groups = self.groups if every else [group for group in self.groups if group]
        if any(not group for group in groups):
            return None
        return write_asked(record.alias, what, own, groups, self.filters, every=every)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a question comes to: the ids of all rows, the best or the newest first, and what was counted."""

    ids: array[int]
    facets: Mapping[Facet, tuple[Counted, ...]]
    totals: Mapping[What, int]
    loose: bool
    about: bool


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
    with explain_faults(record.where):
        asker = _Asker(record, sight, find_hidden(record, sight))
        if not clauses and not query.filters and query.since is None:
            return _browse(asker, query)
        values = (value for clause in clauses for value in clause.values)
        filters = [(facet.value, value) for facet, value in query.filters]
        codes = find_codes(
            record.alias, [*values, *filters, *((Facet.WHAT.value, what.value) for what in What)]
        )
        if any(key not in codes for key in filters):
            return _NOTHING
        groups = list_groups(clauses, codes)
        question = _Question(groups, _group_filters(filters, codes), codes)
        words = tuple(clause.words for clause in clauses)
        if query.bare:
            found, loose = _look(asker, query, question)
            page = [row.id for row in found.rows[query.offset : query.offset + query.limit]]
            hits, size = read_hits(record, page, clauses, sight), len(found.rows)
            more = size > query.offset + query.limit
            return Found(hits, size, {}, more=more, counted=size, loose=loose, words=words)
        asked = replace(query, limit=0, offset=0)
        # Ids are never given twice, not even when the index is made anew: the newest one names it.
        newest = SearchRow.objects.using(record.alias).aggregate(last=Max("id"))["last"]
        seen = remember(
            record, f"search {newest} {asked!r}", sight, lambda: _count_found(asker, query, question)
        )
        return Found(
            hits=read_hits(record, seen.ids[query.offset : query.offset + query.limit], clauses, sight),
            total=seen.totals[query.what],
            facets=seen.facets,
            more=len(seen.ids) > query.offset + query.limit,
            counted=len(seen.ids),
            loose=seen.loose,
            totals=seen.totals,
            words=words,
            about=seen.about,
            ranked=_SIZES.ranked if query.order is Order.RANK and query.text.strip() else 0,
        )


def _look(asker: _Asker, query: Query, question: _Question) -> tuple[Looked, bool]:
    """Return the rows that are found, in order, and whether they have only some of what is looked for."""
    found = _find(asker, query, question.ask(asker.record, query.what))
    loose = not found.rows and len(question.groups) > 1
    if loose:
        found = _find(asker, query, question.ask(asker.record, query.what, every=False))
    return found, loose


def _count_found(asker: _Asker, query: Query, question: _Question) -> _Seen:
    """Return everything that is found, and what it comes to."""
    record = asker.record
    found, loose = _look(asker, query, question)
    totals = _know_totals(asker, query)
    with by_index(record.alias):
        totals = totals or {
            what: found.many
            if what is query.what
            else _count(asker, what, question.ask(record, what, every=not loose))
            for what in What
        }
    facets = count_facets(record, "".join([row.codes for row in found.rows]))
    return _Seen(array("q", [row.id for row in found.rows]), facets, totals, loose, found.about)


def _know_totals(asker: _Asker, query: Query) -> dict[What, int] | None:
    """Return how much has the only value that is asked for, which the facet knows; None where more is asked."""
    if query.text.strip() or len(query.filters) != 1 or query.since is not None or asker.hidden is None:
        return None
    ((facet, value),) = query.filters
    return count_value(asker.record, facet, value, asker.hidden.counts)


def _browse(asker: _Asker, query: Query) -> Found:
    """Return everything, the newest first."""
    record, what = asker.record, query.what
    page, more = _list_newest(asker, query)
    hits = read_hits(record, page, (), asker.sight)
    if query.bare:
        return Found(hits, len(page), {}, more=more, counted=len(page))
    if asker.hidden is not None:
        totals = {one: count_value(record, Facet.WHAT, one.value, asker.hidden.counts)[one] for one in What}
        counts = asker.hidden.counts[what]
        facets = remember(record, f"facets {what}", asker.sight, lambda: read_facets(record, what, counts))
        counted = totals[what]
    else:
        totals = remember(record, "seen", asker.sight, lambda: _count_seen(asker))
        facets, counted = remember(record, f"facets {what}", asker.sight, lambda: _count_newest(asker, what))
    return Found(hits, totals[what], facets, more=more, counted=counted, totals=totals)


def _list_newest(asker: _Asker, query: Query) -> tuple[list[int], bool]:
    """Return the ids of the rows of a page, the newest first, and whether there are others behind them."""
    rows = SearchRow.objects.using(asker.record.alias).filter(what=query.what.value).order_by("-day", "-id")
    end = query.offset + query.limit + 1
    hidden = asker.list_hidden(query.what)
    if hidden and query.offset > _SHALLOW:
        # So far behind nobody looks through all rows one by one.
        seen = _Asker(asker.record, asker.sight, None)
        found = list(rows.filter(seen.see(query.what)).values_list("id", flat=True)[query.offset : end])
        return found[: query.limit], len(found) > query.limit
    rows = rows.filter(asker.see(query.what))
    passed, kept = 0, list[int]()
    named = rows.values_list("id", _name_column(query.what))
    while len(kept) < end:
        chunk = list(named[passed : passed + end])
        kept += [number for number, name in chunk if name not in hidden]
        passed += len(chunk)
        if len(chunk) < end:
            break
    return kept[query.offset : end - 1], len(kept) >= end


def _name_column(what: What) -> str:
    return "case" if what is What.CASE else "document"


def _count_seen(asker: _Asker) -> dict[What, int]:
    rows = SearchRow.objects.using(asker.record.alias)
    return {what: rows.filter(asker.see(what), what=what.value).count() for what in What}


def _count_newest(asker: _Asker, what: What) -> tuple[dict[Facet, tuple[Counted, ...]], int]:
    rows = SearchRow.objects.using(asker.record.alias).filter(asker.see(what), what=what.value)
    letters = list(rows.order_by("-id").values_list("codes", flat=True)[: _SIZES.listed])
    return count_facets(asker.record, "".join(letters)), len(letters)


def _group_filters(filters: Sequence[Key], codes: Mapping[Key, int]) -> list[list[int]]:
    grouped: dict[str, list[int]] = {}
    for facet, value in filters:
        grouped.setdefault(facet, []).append(codes[facet, value])
    return list(grouped.values())


def _find(asker: _Asker, query: Query, asked: Asked | None) -> Looked:
    if asked is None:
        return Looked([], 0, about=False)
    ranked = bool(query.text.strip()) and query.order is not Order.NEWEST
    look = _weigh if asked.wide else _take
    looked = look(asker, query, asked, ranked=ranked)
    return replace(looked, rows=sort_rows(looked.rows))


def _weigh(asker: _Asker, query: Query, asked: Asked, *, ranked: bool) -> Looked:
    """Return what PostgreSQL finds."""
    hidden, column = asker.list_hidden(query.what), _name_column(query.what)
    most = query.offset + query.limit + 1 if query.bare and not ranked else _SIZES.listed
    known = _know_totals(asker, query)
    if known and is_broad(asker.record.alias, query.what, known[query.what], most):
        rows = asker.select(query.what, query.since).filter(what=query.what.value)
        # Of the few that are wanted some may be hidden.
        listed = walk_newest(rows, asked, column, 2 * most if query.bare else most)
        found = [row for row, name in listed if name not in hidden]
        if len(found) >= most or not query.bare:
            return Looked(found, known[query.what], about=False)
    if len(hidden) > _NAMED:
        asker, hidden = _Asker(asker.record, asker.sight, None), frozenset()
    rows = leave_out(asker.select(query.what, query.since), column, hidden)
    return weigh_newest(rows, asked, replace(_SIZES, listed=most), ranked=ranked)


def _take(asker: _Asker, query: Query, asked: Asked, *, ranked: bool) -> Looked:
    """Return what SQLite finds; of many, what came last is taken for the newest."""
    rows = ask_rows(asker.select(query.what, query.since), asked)
    hidden = asker.list_hidden(query.what)
    size, end = _SIZES.listed, query.offset + query.limit + 1
    # Of the few that are wanted some may be hidden; only where too many are, all are looked at.
    many = (min(2 * end, size), size) if query.bare and not ranked else (size,)
    found: list[Weighed] = []
    full = False
    for most in many:
        named = rows.values_list("id", "day", "codes", _name_column(query.what))
        listed = list(named.order_by("-id")[:most])
        found = [Weighed(number, day, codes) for number, day, codes, name in listed if name not in hidden]
        full = len(listed) == size
        if len(found) >= end or len(listed) < most:
            break
    if ranked:
        scores = _score(asker, asked, [row.id for row in found[: _SIZES.ranked]])
        found = [replace(row, score=scores.get(row.id)) for row in found]
    if query.bare or not full or _know_totals(asker, query):
        return Looked(found, len(found), about=False)
    return Looked(found, _count_all(asker, query, asked), about=False)


def _score(asker: _Asker, asked: Asked, numbers: Sequence[int]) -> dict[int, float]:
    """Return the rank of rows, the better the greater."""
    # Where words lie in a table of their own, it has to be asked for them again.
    rows = ask_rows(SearchRow.objects.using(asker.record.alias), asked)
    scored = rows.annotate(score=RawSQL(asked.score, asked.scored))  # noqa: S611 - ours, with parameters
    found: dict[int, float] = {}
    for chunk in cut_chunks(map(str, numbers)):
        found.update(scored.filter(id__in=[int(number) for number in chunk]).values_list("id", "score"))
    return found


def _come_since(alias: str, what: What, since: int) -> Q:
    if what is What.CASE:
        return Q(Exists(CaseRow.objects.using(alias).filter(id=OuterRef("case"), version__gt=since)))
    about = AboutRow.objects.using(alias).filter(document=OuterRef("document"), entry__gt=since)
    return Q(Exists(about))


def _count_all(asker: _Asker, query: Query, asked: Asked) -> int:
    hidden = asker.list_hidden(query.what)
    if len(hidden) > _NAMED:
        asker, hidden = _Asker(asker.record, asker.sight, None), frozenset()
    rows = ask_rows(asker.select(query.what, query.since), asked)
    column = _name_column(query.what)
    return rows.exclude(**{f"{column}__in": sorted(hidden)}).count() if hidden else rows.count()


def _count(asker: _Asker, what: What, asked: Asked | None) -> int:
    if asked is None:
        return 0
    hidden, rows = asker.list_hidden(what), ask_rows(asker.select(what, None), asked)
    if not hidden:
        return rows[:COUNTED].count()
    names = rows.values_list(_name_column(what), flat=True)[:COUNTED]
    return sum(name not in hidden for name in names)
