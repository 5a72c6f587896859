"""The review queue: what waits for somebody's judgement, what most hangs on and is most certain first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from mithaq.following.case import Evidence, Kind
from mithaq.following.entry import Entry, Propose
from mithaq.ledger.current import read_entries
from mithaq.ledger.database import explain_faults
from mithaq.ledger.models import CaseRow, DocumentRow, ReviewRow, TellingRow
from mithaq.ledger.projection import SECOND
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible

MOST: Final = 1000
"""So many are counted; beyond it is said that there are more."""
_CHUNK = 50
_FEW = 500  # documents of a source from which its cases are found
_FARTHEST = 2000  # rows that are looked through for the documents of one source


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """What is asked of what waits; what is empty is not asked.

    Args:
        kind: Kind of the case.
        second: Only what waits for a second person, or only what nobody has judged; None for both.
        outlet: Part of the name of the source whose words were read.
        least: The least score, between 0 and 1.
        person: Who judges: what waits for a second person is not given to the first one again.
    """

    kind: Kind | None = None
    second: bool | None = None
    outlet: str = ""
    least: float = 0.0
    person: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a judgement.

    Args:
        entry: The entry that brought it.
        target: How judgements name it.
        case: Id of the case in which it counts.
        second: Whether somebody has confirmed it already and a second person has to.
        first: Who did; empty where nobody has.
        score: How sure the machine is.
        consequence: How much hangs on it, between 0 and 1.
    """

    entry: Entry
    target: str
    case: str
    second: bool
    first: str
    score: float
    consequence: float


@dataclass(frozen=True, slots=True)
class Queue:
    """The head of what waits.

    Args:
        items: The first ones.
        more: Whether more wait behind them.
    """

    items: tuple[Waiting, ...]
    more: bool


def list_evidence(entry: Entry) -> tuple[Evidence, ...]:
    """Return the words that what an entry proposes or records rests on.

    Args:
        entry: Any entry.
    """
    step = entry.step.proposal.step if isinstance(entry.step, Propose) else entry.step
    return step.evidence


def find_queue(
    record: Record,
    wanted: ReviewFilter = ReviewFilter(),
    *,
    limit: int = _CHUNK,
    without: Sequence[int] = (),
    sight: Sight = EVERYTHING,
) -> Queue:
    """Return what should be judged next, what most hangs on and is most certain first.

    Args:
        record: The record.
        wanted: What is asked of it.
        limit: How many.
        without: Numbers of entries that are passed over.
        sight: Who looks: what they may not see is left out.
    """
    found: list[Waiting] = []
    with explain_faults(record.where):
        rows = _select(record, wanted, sight).exclude(entry__in=without).order_by("-weight", "entry")
        # Of what a source tells, the rows know only the case: the words themselves have to be looked at.
        size, end = (_CHUNK, _FARTHEST) if wanted.outlet else (limit + 1, limit + 1)
        for start in range(0, end, size):
            chunk = list(rows[start : start + size])
            found.extend(_read(record, chunk, wanted, sight))
            if len(found) > limit or len(chunk) < size:
                break
    return Queue(tuple(found[:limit]), len(found) > limit)


def count_queue(record: Record, wanted: ReviewFilter = ReviewFilter(), *, sight: Sight = EVERYTHING) -> int:
    """Return how much waits, up to one more than `MOST`; of a source, what waits in cases that it tells.

    Args:
        record: The record.
        wanted: What is asked of it.
        sight: As for `find_queue`.
    """
    with explain_faults(record.where):
        return _select(record, wanted, sight)[: MOST + 1].count()


def find_waiting(record: Record, number: int, *, sight: Sight = EVERYTHING) -> Waiting | None:
    """Return what waits by the number of its entry; None where nothing does, or it may not be seen.

    Args:
        record: The record.
        number: Number of the entry.
        sight: Who looks.
    """
    with explain_faults(record.where):
        rows = keep_visible(ReviewRow.objects.using(record.alias).filter(entry=number), sight)
        return next(_read(record, list(rows), ReviewFilter(), sight), None)


def list_waiting(record: Record, case: str, *, sight: Sight = EVERYTHING) -> tuple[Waiting, ...]:
    """Return everything of a case that waits for a judgement, by number.

    Args:
        record: The record.
        case: Id of the case.
        sight: Who looks.
    """
    with explain_faults(record.where):
        rows = keep_visible(ReviewRow.objects.using(record.alias).filter(case=case), sight)
        return tuple(_read(record, list(rows.order_by("entry")), ReviewFilter(), sight))


def _select(record: Record, wanted: ReviewFilter, sight: Sight) -> QuerySet[ReviewRow]:
    alias = record.alias
    rows = keep_visible(ReviewRow.objects.using(alias).all(), sight)
    if wanted.kind:
        rows = rows.filter(
            Exists(CaseRow.objects.using(alias).filter(id=OuterRef("case"), kind=wanted.kind.value))
        )
    if wanted.second is not None:
        rows = rows.filter(kind=SECOND) if wanted.second else rows.exclude(kind=SECOND)
    if wanted.person:
        rows = rows.exclude(kind=SECOND, author=wanted.person)
    if wanted.least:
        # How sure a machine was says nothing of what waits for a second person.
        rows = rows.filter(Q(score__gte=wanted.least) | Q(kind=SECOND))
    if wanted.outlet:
        rows = rows.filter(_is_told(alias, wanted.outlet))
    return rows


def _is_told(alias: str, outlet: str) -> Q:
    """Return what holds for rows whose case a source tells: from its documents where these are few."""
    named = DocumentRow.objects.using(alias).filter(outlet__icontains=outlet)
    documents = list(named.values_list("sha256", flat=True)[: _FEW + 1])
    tellings = TellingRow.objects.using(alias)
    if len(documents) <= _FEW:
        return Q(case__in=tellings.filter(document__in=documents).values("case"))
    return Q(
        Exists(tellings.filter(Exists(named.filter(sha256=OuterRef("document"))), case=OuterRef("case")))
    )


def _read(record: Record, rows: Sequence[ReviewRow], wanted: ReviewFilter, sight: Sight) -> Iterator[Waiting]:
    numbers = [row.entry for row in rows]
    entries = {entry.number: entry for entry in read_entries(record, numbers=numbers, sight=sight)}
    fitting = _keep_source(record, list(entries.values()), wanted.outlet)
    for row in rows:
        if row.entry in fitting:
            second = row.kind == SECOND
            yield Waiting(
                entry=entries[row.entry],
                target=row.target,
                case=row.case,
                second=second,
                first=row.author if second else "",
                score=row.score,
                consequence=row.consequence,
            )


def _keep_source(record: Record, entries: Sequence[Entry], outlet: str) -> frozenset[int]:
    """Return the numbers of those entries whose words stand in a document of a source."""
    if not outlet:
        return frozenset(entry.number for entry in entries)
    named = {piece.document for entry in entries for piece in list_evidence(entry)}
    rows = DocumentRow.objects.using(record.alias).filter(sha256__in=named, outlet__icontains=outlet)
    fitting = set(rows.values_list("sha256", flat=True))
    return frozenset(
        entry.number for entry in entries if any(piece.document in fitting for piece in list_evidence(entry))
    )
