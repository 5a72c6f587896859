"""The fold: what a case is, computed from its entries and from nothing else.

Entries are taken by their number. What a person rejected or took back does not count; what stands only as a
proposal counts where it is asked for. Nothing that depends on today's date is part of a case (`clock.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, cast, get_args

import msgspec

from mithaq.errors import LedgerError
from mithaq.following.case import (
    Accuse,
    Advance,
    Announce,
    AnyRead,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Harm,
    Join,
    Kind,
    Open,
    Party,
    Relate,
    Remedy,
    Rule,
    Step,
    Tell,
    Verify,
)
from mithaq.following.entry import Confirm, Correct, Entry, Propose, Reject
from mithaq.following.homes import Homes, find_homes, name_target
from mithaq.following.kinds import find_kind
from mithaq.following.restriction import find_groups
from mithaq.following.state import Case, Condition, Held, Standing, Thread
from mithaq.following.threads import Moves, make_threads
from mithaq.refusals import make_error

__all__ = ["Case", "Condition", "Held", "Standing", "Thread", "fold", "fold_all", "hold", "is_machine"]

_MACHINE = "reader "
_JUDGING: Final = (Confirm, Correct, Reject)
_NUMBER: Final = attrgetter("number")
_READ: Final = frozenset(get_args(AnyRead))
# The parts of a case that are nothing but its steps of one kind.
_PARTS: Final[Mapping[str, type[Step]]] = MappingProxyType(
    {
        "dates": Announce,
        "harms": Harm,
        "accusations": Accuse,
        "denials": Deny,
        "fields": Describe,
        "verifications": Verify,
        "attributions": Attribute,
        "rulings": Rule,
        "remedies": Remedy,
        "relations": Relate,
        "tellings": Tell,
        "assignments": Assign,
        "comments": Comment,
    }
)


def fold(entries: Iterable[Entry], *, case: str = "", standing: Standing = Standing.CONFIRMED) -> Case:
    """Return one case as its entries make it.

    Args:
        entries: The case's entries, in any order (``homes.gather``); those of other cases are passed over.
        case: Id of the case; empty for the one in which the first opened case among the entries counts.
        standing: The least standing at which a step counts; what opens the case counts unless it was rejected.

    Raises:
        LedgerError: If the entries open no case, or not this one.
    """
    ordered = sorted(entries, key=_NUMBER)
    homes = find_homes(ordered)
    home = homes.find_home(case) if case else _find_first(ordered, homes)
    held = [item for item in hold(ordered, homes) if homes.find_entry_home(item.number) == home]
    numbered = {entry.number: entry for entry in ordered}
    touched = (entry.number for entry in ordered if home in homes.find_touched(entry, numbered))
    groups = find_groups(ordered, homes).get(home, ())
    return _make_case(home, held, homes, max(touched, default=0), standing, groups)


def fold_all(entries: Iterable[Entry], *, standing: Standing = Standing.CONFIRMED) -> dict[str, Case]:
    """Return every case of a ledger by its id; cases that were merged into another are part of that one.

    Args:
        entries: The whole ledger, in any order.
        standing: As for ``fold``.
    """
    ordered = sorted(entries, key=_NUMBER)
    homes = find_homes(ordered)
    where = homes.list_homes()
    held: defaultdict[str, list[Held[AnyRead]]] = defaultdict(list)
    for item in hold(ordered, homes):
        held[where[item.number]].append(item)
    versions = homes.list_versions(ordered)
    groups = find_groups(ordered, homes)
    return {
        case: _make_case(case, items, homes, versions[case], standing, groups.get(case, ()))
        for case, items in held.items()
        if [item for item in items if type(item.step) is Open]
    }


def _find_first(entries: Iterable[Entry], homes: Homes) -> str:
    for entry in entries:
        step = entry.step.proposal.step if isinstance(entry.step, Propose) else entry.step
        if isinstance(step, Open):
            return homes.find_entry_home(entry.number)
    raise make_error(LedgerError, "judging.no-opening")


def hold(entries: Sequence[Entry], homes: Homes) -> list[Held[AnyRead]]:
    """Return what was proposed or recorded, with what people's judgements made of it, by number.

    Args:
        entries: In order.
        homes: What of them was taken back.
    """
    held: dict[str, Held[AnyRead]] = {}
    undone, proposed, confirmed = homes.undone, Standing.PROPOSED, Standing.CONFIRMED
    for entry in entries:
        if entry.number in undone:
            continue
        step = entry.step
        if isinstance(step, Propose):
            held.setdefault(step.proposal.id, _propose(entry, step))
        elif isinstance(step, _JUDGING):
            if step.proposal in held and homes.subjects[entry.number]:
                held[step.proposal] = _judge(held[step.proposal], step, entry)
        elif type(step) in _READ:
            machine = is_machine(entry.author)
            held[name_target(entry)] = Held(
                number=entry.number,
                at=entry.at,
                author=entry.author,
                step=cast("AnyRead", step),
                standing=proposed if machine else confirmed,
                people=() if machine else (entry.author,),
            )
    return list(held.values())


def is_machine(author: str) -> bool:
    """Tell whether an author of entries is a machine."""
    return author.startswith(_MACHINE)


def _propose(entry: Entry, step: Propose) -> Held[AnyRead]:
    return Held(
        number=entry.number,
        at=entry.at,
        author=entry.author,
        step=step.proposal.step,
        standing=Standing.PROPOSED,
        proposal=step.proposal.id,
        score=step.proposal.score,
        reasons=step.proposal.reasons,
    )


def _judge(held: Held[AnyRead], step: Confirm | Correct | Reject, entry: Entry) -> Held[AnyRead]:
    if isinstance(step, Reject):
        return msgspec.structs.replace(held, standing=Standing.REJECTED, people=())
    if isinstance(step, Correct):
        return msgspec.structs.replace(
            held, step=step.instead, standing=Standing.CONFIRMED, people=(entry.author,)
        )
    people = tuple(dict.fromkeys((*held.people, entry.author)))
    standing = Standing.VERIFIED if len(people) > 1 else Standing.CONFIRMED
    return msgspec.structs.replace(held, standing=standing, people=people)


def _make_case(
    home: str,
    held: Sequence[Held[AnyRead]],
    homes: Homes,
    version: int,
    standing: Standing,
    groups: tuple[str, ...],
) -> Case:
    named = _list_named(home, held)
    opened = named[0]
    least = standing or Standing.PROPOSED
    counted = [item for item in held if item.standing >= least and type(item.step) is not Open]
    sorted_ = _sort(counted)
    parts = {name: sorted_.get(step, ()) for name, step in _PARTS.items()}
    fields = parts["fields"]
    described = {item.step.field: item.step.value for item in fields if not item.step.thread}
    sides = _find_sides(named, sorted_.get(Join, ()))
    due = str(described["due"]) if "due" in described else _find_due(opened.step.kind, parts["dates"])
    moves = Moves(
        advances=sorted_.get(Advance, ()),
        binds=sorted_.get(Bind, ()),
        dates=parts["dates"],
        verifications=parts["verifications"],
        opened=opened.step.on,
        named=tuple(item.step.thread for item in fields),
    )
    return Case(
        id=home,
        kind=opened.step.kind,
        standing=_find_standing(opened, counted),
        title=str(described.get("title", opened.step.title)),
        sides=sides,
        topics=tuple(dict.fromkeys([topic for item in named for topic in item.step.topics])),
        place=str(described.get("place", "")) or next((i.step.place for i in named if i.step.place), ""),
        what=next((item.step.what for item in named if item.step.what), ""),
        due=due or next((item.step.due for item in named if item.step.due), None),
        opened=opened,
        threads=make_threads(find_kind(opened.step.kind), sides, moves),
        documents=_list_documents((*named, *counted)),
        merged=homes.list_merged(home) if homes.redirects else (),
        version=version,
        groups=groups,
        **parts,
    )


def _list_named(home: str, held: Iterable[Held[AnyRead]]) -> list[Held[Open]]:
    """Return what opened a case and names it, the opening that counts first."""
    opens: list[Held[Open]] = [item for item in held if type(item.step) is Open]  # type: ignore[misc]
    if not opens:
        raise make_error(LedgerError, "judging.no-case", where=home, case=home)
    if len(opens) == 1:
        return opens
    # The case that others were merged into keeps its own name; what was rejected names it only where all was.
    opens.sort(key=lambda item: (not item.standing, item.step.case != home, item.number))
    return [item for item in opens if item.standing or item is opens[0]]


def _sort(held: Iterable[Held[AnyRead]]) -> dict[type[Step], tuple[Held[Any], ...]]:
    """Return steps by what they are, each kind in its order."""
    found: defaultdict[type[Step], list[Held[Any]]] = defaultdict(list)
    for item in held:
        found[type(item.step)].append(item)
    return {kind: tuple(items) for kind, items in found.items()}


def _find_standing(opened: Held[Open], counted: Sequence[Held[AnyRead]]) -> Standing:
    # Whoever confirms anything of a case says that there is one.
    confirmed = Standing.CONFIRMED
    if opened.standing is Standing.PROPOSED and [item for item in counted if item.standing >= confirmed]:
        return confirmed
    return opened.standing


def _find_sides(opens: Iterable[Held[Open]], joins: Iterable[Held[Join]]) -> tuple[tuple[str, Party], ...]:
    sides: dict[tuple[str, str], tuple[str, Party]] = {}
    for item in opens:
        for side in item.step.sides:
            sides.setdefault((side[0], side[1].id), side)
    for join in joins:
        sides.setdefault((join.step.role, join.step.party.id), (join.step.role, join.step.party))
    return tuple(sides.values())


def _find_due(kind: Kind, dates: Sequence[Held[Announce]]) -> str | None:
    if kind is Kind.MILESTONE or not dates:
        return None
    return next((item.step.when for item in reversed(dates) if not item.step.thread), None)


def _list_documents(held: Iterable[Held[Step]]) -> tuple[str, ...]:
    ordered = sorted(held, key=_NUMBER)
    return tuple(dict.fromkeys([piece.document for item in ordered for piece in item.step.evidence]))
