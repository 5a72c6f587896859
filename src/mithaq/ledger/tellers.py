"""Who told a case: which outlet was the first, which the only one, and which others contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mithaq.following.disputes import find_disputes
from mithaq.following.fold import Case
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.indexed import TellerRow
from mithaq.ledger.models import DocumentRow


@dataclass(frozen=True, slots=True)
class _Source:
    outlet: str
    published: str


def make_teller_rows(alias: str, cases: Iterable[Case]) -> Iterator[TellerRow]:
    """Yield for each outlet that tells a case how it told it.

    The first is whoever published on the earliest day; where several did on that day, nobody was first.

    Args:
        alias: The record's connection: outlets and days of publication stand with the documents.
        cases: Folded cases.
    """
    folded = list(cases)
    sources = _find_sources(alias, {document for case in folded for document in case.documents})
    for case in folded:
        told = [sources[document] for document in case.documents if document in sources]
        counts = Counter(source.outlet for source in told)
        first = _find_first(told)
        disputed = _find_disputed(case, sources)
        for outlet in sorted(counts):
            yield TellerRow(
                case=case.id,
                outlet=outlet,
                documents=counts[outlet],
                first=len(counts) > 1 and outlet == first,
                alone=len(counts) == 1,
                contradicted=outlet in disputed,
            )


def _find_sources(alias: str, documents: Iterable[str]) -> dict[str, _Source]:
    found: dict[str, _Source] = {}
    rows = DocumentRow.objects.using(alias)
    for chunk in cut_chunks(documents):
        named = rows.filter(sha256__in=chunk, outlet__isnull=False).exclude(outlet="")
        for sha256, outlet, published in named.values_list("sha256", "outlet", "published"):
            found[sha256] = _Source(str(outlet), str(published or ""))
    return found


def _find_first(told: Iterable[_Source]) -> str:
    dated = sorted({(source.published, source.outlet) for source in told if source.published})
    if not dated:
        return ""
    earliest = [outlet for published, outlet in dated if published == dated[0][0]]
    return earliest[0] if len(earliest) == 1 else ""


def _find_disputed(case: Case, sources: Mapping[str, _Source]) -> frozenset[str]:
    numbers = {number for dispute in find_disputes(case) for number in dispute.numbers}
    held = (
        *case.harms,
        *case.accusations,
        *case.denials,
        *(item for thread in case.threads for item in thread.history),
    )
    steps = [case.opened.step, *(item.step for item in held if item.number in numbers)]
    documents = {piece.document for step in steps[1:] for piece in step.evidence}
    if case.opened.number in numbers:
        documents |= {piece.document for piece in case.opened.step.evidence}
    return frozenset(sources[document].outlet for document in documents if document in sources)
