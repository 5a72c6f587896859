"""Rows that decide who may see what (`mithaq.ledger.sight`), derived like all others from the entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet

from mithaq.following.case import AnyRead, Assign, Comment, Open
from mithaq.following.entry import Entry, Erase, Receive, Reread, Withhold
from mithaq.following.fold import Case, is_machine
from mithaq.following.homes import Homes, name_cases
from mithaq.following.state import Held
from mithaq.ledger.insertion import insert_rows
from mithaq.ledger.models import AboutRow, AwayRow, EntryRow, OwnRow, RestrictionRow
from mithaq.ledger.payload import read_payload

_CHUNK = 2000
_ABOUT = ("receive", "reread", "erase", "withhold")


def make_restriction_rows(case: Case) -> Iterator[RestrictionRow]:
    """Yield the groups that a case is restricted to.

    Args:
        case: The case.
    """
    for group in case.groups:
        yield RestrictionRow(case=case.id, group=group)


def make_own_rows(held: Iterable[Held[AnyRead]], homes: Homes) -> Iterator[OwnRow]:
    """Yield who opened or reported cases: recorded a step of their own, other than a remark or a task.

    Args:
        held: Steps of families of cases (`fold.hold`).
        homes: Where each of them counts.
    """
    pairs = ((homes.find_entry_home(item.number), item.author) for item in held if _is_report(item))
    for case, author in dict.fromkeys(pairs):
        yield OwnRow(case=case, author=author)


def _is_report(item: Held[AnyRead]) -> bool:
    if is_machine(item.author) or isinstance(item.step, Comment | Assign):
        return False
    # Who opened a case may see that it was rejected; a rejected report of another's case shows it no longer.
    return isinstance(item.step, Open) or bool(item.standing)


def make_away_rows(entries: Sequence[Entry], homes: Homes) -> Iterator[AwayRow]:
    """Yield where entries count that count elsewhere than in the case that they name, or in two cases.

    Args:
        entries: Of families of cases.
        homes: Where each of them counts.
    """
    if all(len(name_cases(entry.step)) == 1 for entry in entries):
        return
    numbered = {entry.number: entry for entry in entries}
    for entry in entries:
        touched = homes.find_touched(entry, numbered)
        if touched != {homes.addresses[entry.number]}:
            yield from (AwayRow(entry=entry.number, case=case) for case in sorted(touched))


def make_about_rows(entries: Iterable[Entry]) -> Iterator[AboutRow]:
    """Yield which documents entries are about that belong to no case, and who brought these.

    Args:
        entries: In order.
    """
    for entry in entries:
        step = entry.step
        if isinstance(step, Receive):
            reporter = "" if is_machine(entry.author) else entry.author
            yield AboutRow(entry=entry.number, document=step.document, reporter=reporter)
        elif isinstance(step, Reread | Erase):
            yield AboutRow(entry=entry.number, document=step.document, reporter="")
        elif isinstance(step, Withhold) and not step.case:
            for document in dict.fromkeys(piece.document for piece in step.evidence):
                yield AboutRow(entry=entry.number, document=document, reporter="")


def make_all_about_rows(alias: str) -> Iterator[AboutRow]:
    """Yield all of these rows as the entries say.

    Args:
        alias: The record's connection.
    """
    rows: QuerySet[EntryRow] = EntryRow.objects.using(alias).filter(step__in=_ABOUT).order_by("number")
    payloads = rows.values_list("payload", flat=True).iterator(_CHUNK)
    yield from make_about_rows(read_payload(bytes(payload)) for payload in payloads)


def rebuild_about(alias: str) -> None:
    """Make these rows anew.

    Args:
        alias: The record's connection, in a transaction.
    """
    AboutRow.objects.using(alias).all().delete()
    insert_rows(alias, AboutRow, list(make_all_about_rows(alias)))
