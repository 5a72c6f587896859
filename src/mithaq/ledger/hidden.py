"""What a record hides from somebody, where little is hidden: the few cases and documents, and what they would count.

Few cases are restricted. What hangs on them is looked at once for each state of the record (`remembering`), so that
all the rest need not be asked whether it may be seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from mithaq.ledger.facets import What, count_codes
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.models import RestrictionRow, TellingRow
from mithaq.ledger.record import Record
from mithaq.ledger.remembering import remember
from mithaq.ledger.sight import Sight


def _count_nothing() -> dict[What, Mapping[int, int]]:
    return {what: {} for what in What}


@dataclass(frozen=True, slots=True)
class Hidden:
    """What somebody may not see.

    Args:
        cases: Ids of cases.
        documents: SHA-256 of the documents that only such cases rest on.
        counts: How many documents, acts and cases with each value of a facet that hides (`facets`).
    """

    cases: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    counts: Mapping[What, Mapping[int, int]] = field(default_factory=_count_nothing)


_NOTHING = Hidden()


def find_hidden(record: Record, sight: Sight) -> Hidden | None:
    """Return what is hidden from somebody; None for those who see only what is published.

    Args:
        record: The record.
        sight: Who looks.
    """
    if sight.is_whole:
        return _NOTHING
    if sight.published:
        return None
    return remember(record, "hidden", sight, lambda: _look(record.alias, sight))


def _look(alias: str, sight: Sight) -> Hidden:
    rows = RestrictionRow.objects.using(alias).values_list("case", "group")
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for case, group in rows:
        groups[case].add(group)
    seen = (sight.groups or frozenset()) - {""}
    cases = frozenset(case for case, allowed in groups.items() if allowed.isdisjoint(seen))
    if not cases:
        return _NOTHING
    documents = _find_documents(alias, cases)
    counts = {what: count_codes("".join(letters)) for what, letters in _read(alias, cases, documents).items()}
    return Hidden(cases, documents, counts)


def _find_documents(alias: str, cases: Collection[str]) -> frozenset[str]:
    """Return the documents that only these cases rest on."""
    told: set[str] = set()
    tellings = TellingRow.objects.using(alias)
    for chunk in cut_chunks(cases):
        told.update(tellings.filter(case__in=chunk).values_list("document", flat=True))
    for chunk in cut_chunks(list(told)):
        others = tellings.filter(document__in=chunk).values_list("document", "case")
        told.difference_update({document for document, case in others if case not in cases})
    return frozenset(told)


def _read(alias: str, cases: Iterable[str], documents: Iterable[str]) -> dict[What, list[str]]:
    """Return the letters of the values of what is hidden."""
    letters: dict[What, list[str]] = {what: [] for what in What}
    # The conditions against what is empty are those of the indexes.
    rows = SearchRow.objects.using(alias)
    for chunk in cut_chunks(cases):
        found = rows.exclude(case="").filter(case__in=chunk)
        letters[What.CASE] += found.values_list("codes", flat=True)
    for chunk in cut_chunks(documents):
        for what, codes in rows.exclude(document="").filter(document__in=chunk).values_list("what", "codes"):
            letters[What(what)].append(codes)
    return letters
