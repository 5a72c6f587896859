"""The rules of judging: what a person may record, given what the ledger holds.

All of it is computed from entries; the store asks before it writes, inside its transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from mithaq.following.case import AnyRead, Open
from mithaq.following.entry import (
    AnyStep,
    Confirm,
    Correct,
    Entry,
    Erase,
    Merge,
    Move,
    Propose,
    Reject,
    Restrict,
    Split,
    Undo,
    Withhold,
)
from mithaq.following.fitting import check_fit
from mithaq.following.fold import fold, hold, is_machine
from mithaq.following.homes import Homes, find_homes, leads_on, name_target
from mithaq.following.kinds import find_kind
from mithaq.following.refusal import refuse
from mithaq.following.state import Case, Held, Standing


def check_steps(steps: Sequence[AnyStep], author: str, entries: Iterable[Entry]) -> None:
    """Refuse steps that break a rule; each is judged as if those before it were recorded.

    Args:
        steps: What the author wants to record, all or none.
        author: Name of the account, or ``reader NAME VERSION`` for a machine, which may propose and no more.
        entries: What the cases named by the steps need (`homes.gather`), in any order.

    Raises:
        LedgerError: If a step does not fit its case, a case is not there, or the rules of judging forbid it.
        DateError: If a date is not EDTF.
    """
    known = sorted(entries, key=lambda entry: entry.number)
    number = known[-1].number + 1 if known else 0
    for step in steps:
        if not isinstance(step, Propose):
            _check(step, author, Table(tuple(known), find_homes(known)))
        known.append(Entry(number=number, at="", author=author, step=step))
        number += 1


def find_changes(entries: Iterable[Entry], case: str, since: int) -> tuple[Entry, ...]:
    """Return what changed a case after a version of it, in order.

    Args:
        entries: What the case needs (`homes.gather`).
        case: Id of the case.
        since: The version that somebody saw (`Case.version`).
    """
    ordered = sorted(entries, key=lambda entry: entry.number)
    homes = find_homes(ordered)
    numbered = {entry.number: entry for entry in ordered}
    home = homes.find_home(case)
    return tuple(
        entry for entry in ordered if entry.number > since and home in homes.find_touched(entry, numbered)
    )


def take_back(number: int, case: str, entries: Iterable[Entry]) -> tuple[AnyStep, ...]:
    """Return the steps that take an entry back: of a split also the case that was opened for it.

    Args:
        number: Number of the entry.
        case: The case that it is undone in.
        entries: What the case needs (`homes.gather`).
    """
    undo = Undo(case=case, entry=number)
    numbered = {entry.number: entry for entry in entries}
    split = numbered[number].step if number in numbered else None
    before = numbered[number - 1].step if number - 1 in numbered else None
    if not isinstance(split, Split) or not isinstance(before, Open) or before.case != split.to:
        return (undo,)
    held = [entry for entry in numbered.values() if entry.step.case == split.to and entry.number > number]
    # Whatever was recorded of the new case since then keeps it.
    return (undo,) if held else (undo, Reject(case=split.to, proposal=f"#{number - 1}"))


def find_known(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of all proposals that the ledger holds, judged or not: none of them comes back."""
    return frozenset(entry.step.proposal.id for entry in entries if isinstance(entry.step, Propose))


@dataclass(frozen=True, slots=True)
class Table:
    """What lies before whoever judges: entries in order, and where they count."""

    entries: tuple[Entry, ...]
    homes: Homes

    def find_entry(self, number: int) -> Entry | None:
        """Return an entry by its number; None where there is none."""
        return next((entry for entry in self.entries if entry.number == number), None)

    def find_held(self, target: str) -> Held[AnyRead] | None:
        """Return what a judgement refers to; None where nothing does, or it was taken back."""
        number = self.homes.targets.get(target)
        return next((item for item in hold(self.entries, self.homes) if item.number == number), None)

    def open_case(self, case: str) -> Case:
        """Return a case with all that is proposed; refuse one that is not there, rejected or merged."""
        home = self.homes.find_home(case)
        if home != case:
            refuse("merged", case, home=home)
        found = fold(self.entries, case=case, standing=Standing.PROPOSED)
        if found.standing is Standing.REJECTED:
            refuse("rejected-case", case)
        return found

    def list_opens(self, case: str, *, without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return the numbers of the entries that open a case and were not rejected."""
        return tuple(
            item.number
            for item in hold(self.entries, self.homes)
            if isinstance(item.step, Open)
            and item.standing
            and item.number not in without
            and self.homes.find_entry_home(item.number) == case
        )


def _check(step: AnyStep, author: str, table: Table) -> None:
    if is_machine(author):
        refuse("machine", step.case)
    if isinstance(step, Erase):
        refuse("erase", step.case)
    if isinstance(step, Open):
        _check_open(step, table)
        return
    check = _CHECKS.get(type(step))
    if check:
        check(step, author, table)
    elif isinstance(step, AnyRead):
        case = table.open_case(step.case)
        check_fit(step, case, fold(table.entries, case=case.id))


def _check_open(step: Open, table: Table) -> None:
    if any(
        isinstance(item.step, Open) and item.step.case == step.case
        for item in hold(table.entries, table.homes)
    ):
        refuse("there-already", step.case)
    roles = [role.name for role in find_kind(step.kind).roles]
    for role, _ in step.sides:
        if role not in roles:
            refuse("no-role", step.case, kind=step.kind.value, role=role, roles=", ".join(roles))


def _find_target(step: Confirm | Correct | Reject, table: Table) -> Held[AnyRead]:
    held = table.find_held(step.proposal)
    if held is None:
        refuse("no-target", step.case, target=step.proposal)
    return held


def _check_confirm(step: Confirm, author: str, table: Table) -> None:
    held = _find_target(step, table)
    if author in held.people:
        refuse("second-person", step.case, author=author, entry=held.number)


def _check_correct(step: Correct, author: str, table: Table) -> None:
    del author
    held = _find_target(step, table)
    home = table.homes.find_entry_home(held.number)
    if table.homes.find_home(step.instead.case) != home:
        refuse("stays-in-case", step.case, home=home)
    if isinstance(held.step, Open) or isinstance(step.instead, Open):
        if type(held.step) is not type(step.instead):
            refuse("corrects-opening", step.case)
        return
    others = [entry for entry in table.entries if name_target(entry) != step.proposal]
    check_fit(step.instead, fold(others, case=home, standing=Standing.PROPOSED), fold(others, case=home))


def _check_reject(step: Reject, author: str, table: Table) -> None:
    del author
    held = _find_target(step, table)
    if held.standing is Standing.REJECTED:
        refuse("rejected-already", step.case, entry=held.number)


def _check_merge(step: Merge, author: str, table: Table) -> None:
    del author
    one, other = table.open_case(step.case), table.open_case(step.into)
    if one.id == other.id:
        refuse("into-itself", step.case)
    if one.kind is not other.kind:
        refuse("other-kind", step.case, kind=one.kind.value, other_kind=other.kind.value)


def _check_split(step: Split, author: str, table: Table) -> None:
    del author
    case, other = table.open_case(step.case), table.open_case(step.to)
    if not step.entries:
        refuse("no-entries", step.case)
    for number in step.entries:
        _check_leaving(number, case, other, table)
    _check_opened(case, frozenset(step.entries), table)


def _check_move(step: Move, author: str, table: Table) -> None:
    del author
    case, other = table.open_case(step.case), table.open_case(step.to)
    _check_leaving(step.entry, case, other, table)
    _check_opened(case, frozenset((step.entry,)), table)


def _check_leaving(number: int, case: Case, other: Case, table: Table) -> None:
    entry = table.find_entry(number)
    held = table.find_held(name_target(entry)) if entry else None
    if held is None or table.homes.find_entry_home(number) != case.id:
        refuse("not-of-case", case.id, entry=number)
    if case.id == other.id:
        refuse("same-case", case.id)
    spec = find_kind(other.kind)
    name = type(held.step).__name__.lower()
    state = getattr(held.step, "state", "") if name == "advance" else ""
    unfit = isinstance(held.step, Open) and held.step.kind is not other.kind
    unfit |= name != "open" and name not in spec.steps
    unfit |= bool(state) and spec.find_state(state, held.step.thread) is None
    if unfit:
        refuse("unfit", other.id, entry=number, told=f"{name} {state}".rstrip(), kind=other.kind.value)


def _check_opened(case: Case, without: frozenset[int], table: Table) -> None:
    if not table.list_opens(case.id, without=without):
        refuse("opening-stays", case.id)


def _check_undo(step: Undo, author: str, table: Table) -> None:
    del author
    entry = table.find_entry(step.entry)
    if entry is None:
        refuse("no-entry", step.case, entry=step.entry)
    if isinstance(entry.step, Propose | Open):
        refuse("not-undone", step.case, entry=step.entry)
    if step.entry in table.homes.undone:
        refuse("undone-already", step.case, entry=step.entry)
    numbered = {item.number: item for item in table.entries}
    if table.homes.find_home(step.case) not in table.homes.find_touched(entry, numbered):
        refuse("no-entry", step.case, entry=step.entry)
    after = (*table.entries, Entry(number=table.entries[-1].number + 1, at="", author="", step=step))
    _check_merges(step, after)


def _check_merges(step: Undo, after: Sequence[Entry]) -> None:
    """Refuse an undoing after which merges that count would run in a circle, or from one case to two."""
    undone = find_homes(after).undone
    redirects: dict[str, str] = {}
    for entry in after:
        if isinstance(entry.step, Merge) and entry.number not in undone:
            if not leads_on(entry.step, redirects):
                refuse("merge-against", step.case, entry=entry.number)
            redirects[entry.step.case] = entry.step.into


def _check_withhold(step: Withhold, author: str, table: Table) -> None:
    del author, table
    if not step.evidence:
        refuse("no-words", step.case)
    if step.shown not in {"withheld", "released"}:
        refuse("shown-unknown", step.case, shown=step.shown)


def _check_restrict(step: Restrict, author: str, table: Table) -> None:
    del author
    table.open_case(step.case)
    wrong = [name for name in step.groups if not name or name != name.strip() or "," in name]
    if wrong:
        refuse("group-name", step.case, group=wrong[0])


_CHECKS: Final[Mapping[type, Callable[[Any, str, Table], None]]] = MappingProxyType(
    {
        Confirm: _check_confirm,
        Correct: _check_correct,
        Reject: _check_reject,
        Merge: _check_merge,
        Split: _check_split,
        Move: _check_move,
        Undo: _check_undo,
        Withhold: _check_withhold,
        Restrict: _check_restrict,
    }
)
