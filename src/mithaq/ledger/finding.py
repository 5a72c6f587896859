"""Cases found by what people filter by, the last touched first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mithaq.dates import find_today
from mithaq.following.case import Kind, Party
from mithaq.following.clock import SOON, Sign, read_clock
from mithaq.following.fold import Case, Standing
from mithaq.ledger.current import read_cases
from mithaq.ledger.database import explain_faults
from mithaq.ledger.models import CaseRow, DeadlineRow, MaskRow, PartyRow, StateRow, WordRow
from mithaq.ledger.periods import find_days
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible
from mithaq.ledger.words import cut_words, list_words
from mithaq.text.normalize import fold

Part = type[DeadlineRow | PartyRow | StateRow | WordRow]

_PAGE = 50
_FEW = 500  # cases that are looked up by their ids
_SIGNS = frozenset(Sign)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is asked of cases; what is empty is not asked.

    Args:
        kind: Their kind.
        state: A state that one of their threads is in, or what the clock says of them (`clock.Sign`).
        party: One of their parties, in any role: its id, or its name in Arabic or English.
        place: English name of their place.
        period: A time that they tell of, EDTF.
        verification: How well an incident is established.
        text: Words of their title, parties or place, all of them.
        assigned: Who follows them up.
        standing: The least standing of the case; cases that were rejected are shown only with ``REJECTED``.
        confirmed: Whether ``state`` must have been confirmed by a person.
        as_of: The day for what the clock says; None for today.
    """

    kind: Kind | None = None
    state: str = ""
    party: str = ""
    place: str = ""
    period: str = ""
    verification: str = ""
    text: str = ""
    assigned: str = ""
    standing: Standing = Standing.PROPOSED
    confirmed: bool = False
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the cases that were found.

    Args:
        cases: Folded, with all that is proposed; names masked.
        more: Where to go on (`find_cases`' ``before``); None at the end.
    """

    cases: tuple[Case, ...]
    more: int | None


def find_cases(
    record: Record,
    wanted: CaseFilter = CaseFilter(),
    *,
    limit: int = _PAGE,
    before: int | None = None,
    sight: Sight = EVERYTHING,
) -> Page:
    """Return cases, the last touched first.

    Args:
        record: The record.
        wanted: What is asked of them.
        limit: How many.
        before: Where an earlier page ended.
        sight: Who looks: cases that they may not see are left out.
    """
    found: list[Case] = []
    with explain_faults(record.where):
        masked = MaskRow.objects.using(record.alias).exists()
        for versions, cases in _read_chunks(record, wanted, (limit, before), sight):
            found.extend(case for case in cases if case is not None and _fits(case, wanted, masked=masked))
            if len(found) >= limit:
                return Page(tuple(found), versions[-1])
    return Page(tuple(found), None)


def find_first(
    record: Record, wanted: Sequence[CaseFilter], *, limit: int, sight: Sight = EVERYTHING
) -> tuple[tuple[Case, ...], ...]:
    """Return for each question the cases that were touched last; what all of them name is read at once.

    Args:
        record: The record.
        wanted: What is asked of cases, question by question.
        limit: How many of each.
        sight: As for `find_cases`.
    """
    with explain_faults(record.where):
        masked = MaskRow.objects.using(record.alias).exists()
        named: list[list[str]] = []
        for asked in wanted:
            rows, column = _order(record, asked, sight)
            ordered = rows.order_by("-version", column).values_list(column, "version")
            named.append([case for case, _ in ordered[:limit]])
    everything = dict.fromkeys(case for cases in named for case in cases)
    folded = {case.id: case for case in read_cases(record, list(everything), sight=sight)}
    found = []
    for asked, ids in zip(wanted, named, strict=True):
        kept = [folded[case] for case in ids if case in folded and _fits(folded[case], asked, masked=masked)]
        full = len(kept) == len(ids)
        found.append(
            tuple(kept) if full else find_cases(record, asked, limit=limit, sight=sight).cases[:limit]
        )
    return tuple(found)


def count_cases(record: Record, wanted: CaseFilter = CaseFilter(), *, sight: Sight = EVERYTHING) -> int:
    """Return how many cases there are; what the clock says is counted as of its day, masked names included.

    Args:
        record: The record.
        wanted: What is asked of them.
        sight: As for `find_cases`.
    """
    with explain_faults(record.where):
        return _select(record, wanted, sight).count()


def _read_chunks(
    record: Record, wanted: CaseFilter, page: tuple[int, int | None], sight: Sight
) -> Iterator[tuple[Sequence[int], Sequence[Case | None]]]:
    limit, before = page
    while True:
        rows, column = _order(record, wanted, sight)
        if before is not None:
            rows = rows.filter(version__lt=before)
        ordered = rows.order_by("-version", column).values_list(column, "version")
        found = list(ordered[:limit])
        if not found:
            return
        # One entry can touch two cases (a split): a page never ends between them.
        last_case, last = found[-1]
        if len(found) == limit:
            found.extend(ordered.filter(**{"version": last, f"{column}__gt": last_case}))
        ids = [case for case, _ in found]
        folded = {case.id: case for case in read_cases(record, ids, sight=sight)}
        yield [version for _, version in found], [folded.get(case) for case in ids]
        before = last
        if len(found) < limit:
            return


def _fits(case: Case, wanted: CaseFilter, *, masked: bool) -> bool:
    """Tell whether a case is what was asked for by what may be seen of it, and on the day that counts."""
    if wanted.state in _SIGNS:
        clock = read_clock(case, _find_day(wanted))
        if all(signal.sign != wanted.state for signal in clock.signals):
            return False
    if wanted.party and not any(_is_party(party, wanted.party) for _, party in case.sides):
        return False
    if not masked:
        return True
    # Who looks for a withheld name must not learn from the list that it is there.
    words = list_words(case)
    return all(any(word.startswith(asked) for word in words) for asked in cut_words(wanted.text))


def _is_party(party: Party, wanted: str) -> bool:
    if wanted == party.id:
        return True
    names = {fold(party.ar), party.en.casefold()} - {""}
    return bool(names & {fold(wanted), wanted.casefold()})


def _find_day(wanted: CaseFilter) -> date:
    return wanted.as_of or find_today()


def _order(record: Record, wanted: CaseFilter, sight: Sight) -> tuple[QuerySet[Any], str]:
    """Return rows by which cases come in their order, and the column that names the case."""
    rows, common = _narrow(record, wanted, sight)
    party = next((matching for matching in common if matching.model is PartyRow), None)
    if party is None:
        return _join(rows, common), "id"
    # A party's cases stand in their order there: nobody has to look through all cases for them.
    common.remove(party)
    return party.filter(Exists(_join(rows, common).filter(id=OuterRef("case")))).distinct(), "case"


def _select(record: Record, wanted: CaseFilter, sight: Sight) -> QuerySet[CaseRow]:
    return _join(*_narrow(record, wanted, sight))


def _narrow(
    record: Record, wanted: CaseFilter, sight: Sight
) -> tuple[QuerySet[CaseRow], list[QuerySet[Any]]]:
    """Return cases that may be the wanted ones, and the rows that these have to have besides."""
    alias = record.alias
    rows = keep_visible(CaseRow.objects.using(alias).filter(standing__gte=wanted.standing), sight, "id")
    exact = {
        "kind": wanted.kind and wanted.kind.value,
        "place": wanted.place,
        "verification": wanted.verification,
    }
    rows = rows.filter(
        **{name: value for name, value in {**exact, "assigned": wanted.assigned}.items() if value}
    )
    if wanted.period:
        first, last = find_days(wanted.period)
        rows = rows.filter(begins__lte=last or "9999", ends__gte=first).exclude(ends="")
    common: list[QuerySet[Any]] = []
    for model, condition in _list_conditions(alias, wanted):
        matching = model.objects.using(alias).filter(**condition)
        found = list(matching.values_list("case", flat=True)[: _FEW + 1])
        if len(found) <= _FEW:
            rows = rows.filter(id__in=set(found))
        else:
            common.append(matching)
    return rows, common


def _join(rows: QuerySet[CaseRow], common: list[QuerySet[Any]]) -> QuerySet[CaseRow]:
    if len(common) == 1:
        # Most cases pass: the page is full after a few of them.
        return rows.filter(Exists(common[0].filter(case=OuterRef("id"))))
    for matching in common:
        rows = rows.filter(id__in=matching.values("case"))
    return rows


def _list_conditions(alias: str, wanted: CaseFilter) -> Iterator[tuple[Part, dict[str, str]]]:
    """Yield the tables that have to hold a row of the case, with what the row must be."""
    day = _find_day(wanted)
    if wanted.state == Sign.DUE_SOON:
        until = (day + timedelta(days=SOON)).isoformat()
        yield DeadlineRow, {"day__gte": day.isoformat(), "day__lte": until}
    elif wanted.state in _SIGNS and day >= find_today():
        yield DeadlineRow, {"sign": wanted.state, "day__lte": day.isoformat()}
    elif wanted.state and wanted.state not in _SIGNS:
        yield StateRow, {"confirmed" if wanted.confirmed else "proposed": wanted.state}
    words = cut_words(wanted.text)
    if wanted.party:
        if PartyRow.objects.using(alias).filter(party=wanted.party).exists():
            yield PartyRow, {"party": wanted.party}
        else:
            words = (*words, *cut_words(wanted.party))
    for word in words:
        yield WordRow, {"word__gte": word, "word__lt": f"{word}\U0010ffff"}
