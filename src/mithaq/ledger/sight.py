"""Who may see what: decided here, in the queries themselves, from what the entries say.

A case that somebody may not see is, to them, not there: it is in no list and no count, its entries, its proposals
and the documents that only such cases rest on are left out, and what names it in other cases is, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from mithaq.following.case import Relate, Rule, Step
from mithaq.following.entry import Correct, Entry, Propose
from mithaq.following.fold import Case
from mithaq.following.homes import find_homes
from mithaq.following.state import Held, Standing
from mithaq.ledger.families import cut_chunks, find_families, read_family_entries
from mithaq.ledger.models import AboutRow, AwayRow, CaseRow, OwnRow, RestrictionRow, TellingRow

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=Step)
_ALL: Final = Q()


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see.

    Args:
        groups: The groups that they are in: cases that others are restricted to are hidden. None where no
            restriction holds: for administrators, and on the command line.
        published: Only what people stand by (`Standing.CONFIRMED`), and what ``own`` recorded.
        own: Name of the account, as entries state it; empty for none.
    """

    groups: frozenset[str] | None = None
    published: bool = False
    own: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.groups is None and not self.published


EVERYTHING: Final = Sight()


def simplify(alias: str, sight: Sight) -> Sight:
    """Return who looks as one who sees everything, where the record hides nothing from them.

    Args:
        alias: The record's connection.
        sight: Who looks.
    """
    if sight.is_whole or sight.published or RestrictionRow.objects.using(alias).exists():
        return sight
    return EVERYTHING


def see_cases(sight: Sight, alias: str, column: str = "case") -> Q:
    """Return what holds for rows whose case may be seen.

    Args:
        sight: Who looks.
        alias: The record's connection.
        column: The column of the rows that holds the case.
    """
    found = _ALL
    if sight.groups is not None:
        restricted = RestrictionRow.objects.using(alias).filter(case=OuterRef(column))
        found &= Q(~Exists(restricted)) | Q(Exists(restricted.filter(group__in=sight.groups - {""})))
    if sight.published:
        cases = CaseRow.objects.using(alias).filter(id=OuterRef(column), standing__gte=Standing.CONFIRMED)
        own = OwnRow.objects.using(alias).filter(case=OuterRef(column), author=sight.own)
        found &= Q(Exists(cases)) | Q(Exists(own))
    return found


def see_documents(sight: Sight, alias: str, column: str = "document") -> Q:
    """Return what holds for rows whose document may be seen.

    A document that cases rest on is seen by those who see one of them. One that no case rests on is seen by
    everybody; by those who see only what is published, where they brought it themselves.

    Args:
        sight: Who looks.
        alias: The record's connection.
        column: The column of the rows that holds the document.
    """
    if sight.is_whole:
        return _ALL
    tellings = TellingRow.objects.using(alias).filter(document=OuterRef(column))
    alone = Q(~Exists(tellings))
    if sight.published:
        brought = AboutRow.objects.using(alias).filter(document=OuterRef(column), reporter=sight.own)
        alone &= Q(Exists(brought.exclude(reporter="")))
    return alone | Q(Exists(tellings.filter(see_cases(sight, alias))))


def see_entries(sight: Sight, alias: str) -> Q:
    """Return what holds for entries that may be seen: those of cases, or about documents, that may be.

    An entry of two cases (a merge, a split) is seen by those who see both.

    Args:
        sight: Who looks.
        alias: The record's connection.
    """
    if sight.is_whole:
        return _ALL
    away = AwayRow.objects.using(alias).filter(entry=OuterRef("number"))
    about = AboutRow.objects.using(alias).filter(entry=OuterRef("number"))
    there = Q(case="") | Q(Exists(away)) | see_cases(sight, alias)
    hidden = Q(Exists(away.filter(~see_cases(sight, alias))))
    return there & ~hidden & ~Q(Exists(about.filter(~see_documents(sight, alias))))


def keep_visible(rows: QuerySet[M], sight: Sight, column: str = "case") -> QuerySet[M]:
    """Return rows without those of cases that may not be seen.

    Args:
        rows: Of any table that names cases.
        sight: Who looks.
        column: The column that holds the case.
    """
    return rows if sight.is_whole else rows.filter(see_cases(sight, rows.db, column))


def find_visible(alias: str, cases: Iterable[str], sight: Sight) -> frozenset[str]:
    """Return which cases may be seen; one that was merged stands for what it was merged into.

    Args:
        alias: The record's connection.
        cases: Ids of cases; none of those that are not there may be seen.
        sight: Who looks.
    """
    wanted = set(cases)
    rows = CaseRow.objects.using(alias)
    there: set[str] = set()
    for chunk in cut_chunks(wanted):
        there.update(rows.filter(id__in=chunk).values_list("id", flat=True))
    homes = {case: case for case in there}
    if missing := wanted - there:
        found = find_homes(read_family_entries(alias, find_families(alias, missing)))
        homes.update((case, found.find_home(case)) for case in missing)
    seen: set[str] = set()
    for chunk in cut_chunks(set(homes.values())):
        seen.update(keep_visible(rows.filter(id__in=chunk), sight, "id").values_list("id", flat=True))
    return frozenset(case for case, home in homes.items() if home in seen)


def hide_others(alias: str, cases: Sequence[Case], sight: Sight) -> list[Case]:
    """Return cases without what they say of cases that may not be seen.

    Args:
        alias: The record's connection.
        cases: Cases that may be seen.
        sight: Who looks.
    """
    named = {
        other for case in cases for item in (*case.relations, *case.rulings) for other in _name(item.step)
    }
    if sight.is_whole or not named:
        return list(cases)
    hidden = named - find_visible(alias, named, sight)
    return [_hide(case, hidden) for case in cases]


def _hide(case: Case, hidden: Collection[str]) -> Case:
    return msgspec.structs.replace(
        case,
        relations=tuple(item for item in case.relations if item.step.other not in hidden),
        rulings=tuple(
            _replace(item, agreement="") if item.step.agreement in hidden else item for item in case.rulings
        ),
    )


def _replace(held: Held[S], **fields: Any) -> Held[S]:  # noqa: ANN401 - any field of any step
    return msgspec.structs.replace(held, step=msgspec.structs.replace(held.step, **fields))


def drop_others(alias: str, entries: Sequence[Entry], sight: Sight) -> list[Entry]:
    """Return entries without those that name other cases that may not be seen.

    Args:
        alias: The record's connection.
        entries: Entries of cases that may be seen.
        sight: Who looks.
    """
    named = {entry.number: _name(entry.step) for entry in entries}
    others = {other for names in named.values() for other in names}
    if sight.is_whole or not others:
        return list(entries)
    hidden = others - find_visible(alias, others, sight)
    return [entry for entry in entries if hidden.isdisjoint(named[entry.number])]


def _name(step: Step) -> tuple[str, ...]:
    """Return the cases that a step names beside its own."""
    if isinstance(step, Propose):
        step = step.proposal.step
    elif isinstance(step, Correct):
        step = step.instead
    if isinstance(step, Relate):
        return (step.other,)
    return (step.agreement,) if isinstance(step, Rule) and step.agreement else ()
