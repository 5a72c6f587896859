"""What is shown of what a search found: documents, acts and cases with the places that fit, and counts of facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.db.models import QuerySet

from mithaq.following.fold import Case
from mithaq.ledger.among import Among
from mithaq.ledger.current import Shown, read_cases, read_documents
from mithaq.ledger.facets import COUNTED, Facet, What, count_codes, read_codes
from mithaq.ledger.indexed import FacetRow, SearchRow
from mithaq.ledger.matching import find_marks
from mithaq.ledger.question import Clause
from mithaq.ledger.record import Record
from mithaq.ledger.sight import Sight
from mithaq.model import Span

_NOWHERE: Final = Span(0, 0)
_NONE_HIDDEN: Final[Mapping[int, int]] = MappingProxyType({})
_VALUES = 12  # values of a facet that are shown
_SHOWN: Final = (Facet.OUTLET, Facet.TYPE, Facet.ACTOR, Facet.PLACE, Facet.TOPIC, Facet.KIND)


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a facet and how many hits have it.

    Args:
        facet: The facet.
        value: The value.
        ar: Arabic name, where it has one of its own.
        en: English name, likewise.
        type: Type of an actor.
        count: How many of the hits; of those that were looked at (`Found.counted`).
    """

    facet: Facet
    value: str
    ar: str
    en: str
    type: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Args:
        what: What it is.
        day: The day by which it is ordered, ISO; empty where unknown.
        document: The document, withheld names masked; of an act the one that tells it.
        case: The case.
        span: Where the words of the act stand in the document.
        title_marks: What was looked for in the title.
        marks: What was looked for in the text, or in the words of the act: places in the document.
        values: Values of the act's facets: its type, its actors, its place.
    """

    what: What
    day: str
    document: Shown | None = None
    case: Case | None = None
    span: Span = _NOWHERE
    title_marks: tuple[Span, ...] = ()
    marks: tuple[Span, ...] = ()
    values: tuple[Counted, ...] = ()


def read_hits(
    record: Record, numbers: Sequence[int], clauses: Sequence[Clause], sight: Sight
) -> tuple[Hit, ...]:
    """Return what rows of the index stand for, in their order.

    Args:
        record: The record.
        numbers: Ids of rows, all of one kind.
        clauses: What is highlighted.
        sight: Who looks.
    """
    stored = SearchRow.objects.using(record.alias).in_bulk(numbers)
    rows = [stored[number] for number in numbers if number in stored]
    cases = {row.case for row in rows if row.case}
    documents = {row.document for row in rows if row.document}
    folded = {case.id: case for case in read_cases(record, sorted(cases), sight=sight)}
    shown = {item.document.sha256: item for item in read_documents(record, sorted(documents), sight=sight)}
    values = _read_values(record, {code: 0 for row in rows for code in read_codes(row.codes)})
    found = []
    for row in rows:
        if row.case in folded:
            found.append(_make_case_hit(row, folded[row.case], clauses))
        elif row.document in shown:
            found.append(_make_hit(row, shown[row.document], clauses, values))
    return tuple(found)


def _make_case_hit(row: SearchRow, case: Case, clauses: Sequence[Clause]) -> Hit:
    return Hit(What.CASE, row.day, case=case, title_marks=find_marks(case.title, clauses))


def _make_hit(row: SearchRow, shown: Shown, clauses: Sequence[Clause], values: Mapping[int, Counted]) -> Hit:
    document = shown.document
    span = Span(row.start, row.end)
    titled = find_marks(document.title or "", clauses)
    what = What(row.what)
    if what is What.DOCUMENT:
        return Hit(what, row.day, shown, title_marks=titled, marks=find_marks(document.text, clauses))
    inside = find_marks(span.select(document.text), clauses)
    marks = tuple(Span(span.start + mark.start, span.start + mark.end) for mark in inside)
    rows = (values[code] for code in read_codes(row.codes) if code in values)
    named = tuple(found for found in rows if found.facet is not Facet.WHAT)
    return Hit(what, row.day, shown, None, span, titled, marks, named)


def _name_value(row: FacetRow, count: int) -> Counted:
    return Counted(Facet(row.facet), row.value, row.ar, row.en, row.type, count)


def count_facets(record: Record, letters: str) -> dict[Facet, tuple[Counted, ...]]:
    """Return the most frequent values of each facet; of months all, in their order.

    Args:
        record: The record.
        letters: The codes of all rows that are counted.
    """
    counts = count_codes(letters)
    named: dict[Facet, list[Counted]] = {}
    for value in _read_values(record, counts).values():
        named.setdefault(value.facet, []).append(value)
    return {facet: _sort(facet, values) for facet, values in named.items() if facet is not Facet.WHAT}


def _sort(facet: Facet, values: Sequence[Counted]) -> tuple[Counted, ...]:
    if facet is Facet.MONTH:
        return tuple(sorted(values, key=lambda item: item.value))
    return tuple(sorted(values, key=lambda item: (-item.count, item.value))[:_VALUES])


def read_facets(
    record: Record, what: What, hidden: Mapping[int, int] = _NONE_HIDDEN
) -> dict[Facet, tuple[Counted, ...]]:
    """Return the most frequent values of each facet in the whole record, as `count_facets` does.

    Args:
        record: The record.
        what: Of documents, acts or cases.
        hidden: How many with each value are hidden from whoever looks, by its number.
    """
    column = COUNTED[what]
    found: dict[Facet, tuple[Counted, ...]] = {}
    for facet in (*_SHOWN, Facet.MONTH):
        rows = FacetRow.objects.using(record.alias).filter(facet=facet.value, **{f"{column}__gt": 0})
        chosen = _choose(rows.order_by(f"-{column}", "code"), column, facet, hidden)
        if values := _sort(facet, chosen):
            found[facet] = values
    return found


def _choose(rows: QuerySet[FacetRow], column: str, facet: Facet, hidden: Mapping[int, int]) -> list[Counted]:
    """Return the values with the greatest counts, or more: what is hidden is taken off first."""
    size = _VALUES
    while True:
        chosen = list(rows if facet is Facet.MONTH else rows[:size])
        counts = [getattr(row, column) - hidden.get(row.code, 0) for row in chosen]
        best = sorted(counts, reverse=True)[:_VALUES]
        last = getattr(chosen[-1], column) if chosen else 0
        # What comes behind has no more than the last one had.
        if facet is Facet.MONTH or len(chosen) < size or best[-1] >= last:
            return [_name_value(row, count) for row, count in zip(chosen, counts, strict=True) if count > 0]
        size *= 2


def count_value(
    record: Record, facet: Facet, value: str, hidden: Mapping[What, Mapping[int, int]]
) -> dict[What, int]:
    """Return how many documents, acts and cases have a value.

    Args:
        record: The record.
        facet: The facet.
        value: The value.
        hidden: How many with each value are hidden from whoever looks, by what they are and the value's number.
    """
    row = FacetRow.objects.using(record.alias).filter(facet=facet.value, value=value).first()
    if row is None:
        return dict.fromkeys(What, 0)
    return {what: getattr(row, column) - hidden[what].get(row.code, 0) for what, column in COUNTED.items()}


def _read_values(record: Record, counts: Mapping[int, int]) -> dict[int, Counted]:
    """Return values by their numbers, each with its count."""
    rows = FacetRow.objects.using(record.alias).filter(Among("code", counts))
    found = rows.values_list("code", "facet", "value", "ar", "en", "type")
    return {
        code: Counted(Facet(facet), value, ar, en, kind, counts[code])
        for code, facet, value, ar, en, kind in found
    }
