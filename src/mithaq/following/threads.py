"""Threads: the states that steps to states leave the answers, terms and measures of a case in.

A state changes where the kind lets the new one follow and the new one is not known to be earlier: a report that
comes late, or tells again what was so before, becomes part of the history and leaves the state as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

import msgspec

from mithaq.dates import Edtf
from mithaq.following.case import Advance, Announce, Bind, Kind, Party, Verify
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import KindSpec
from mithaq.following.slippage import order_dates
from mithaq.following.state import Condition, Held, Standing, Thread

_ADDRESSEE = "to"
_IMPLYING: Final = frozenset({Kind.MILESTONE, Kind.INCIDENT})
_NUMBER: Final = attrgetter("number")


@dataclass(frozen=True, slots=True)
class Moves:
    """What moves the threads of a case, each by number.

    Args:
        advances: Steps to states.
        binds: Conditions.
        dates: Announced dates, which move a milestone of which no state is told.
        verifications: How well an incident is established.
        opened: When the case began, EDTF; None where unknown.
        named: Threads that other steps speak of.
    """

    advances: tuple[Held[Advance], ...]
    binds: tuple[Held[Bind], ...]
    dates: tuple[Held[Announce], ...]
    verifications: tuple[Held[Verify], ...]
    opened: str | None
    named: tuple[str, ...]


def make_threads(spec: KindSpec, sides: Iterable[tuple[str, Party]], moves: Moves) -> tuple[Thread, ...]:
    """Return the threads of a case with their states.

    Args:
        spec: Its kind.
        sides: Its parties by role.
        moves: What moves them.
    """
    addressees = {party.id: party for role, party in sides if role == _ADDRESSEE}
    answers = spec.kind is Kind.REQUEST and bool(addressees)
    advances = list(moves.advances)
    if spec.kind in _IMPLYING:
        advances += _imply(spec, moves)
        if moves.advances:
            advances.sort(key=_NUMBER)
    spoken = [item.step.thread for item in advances]
    spoken += [item.step.thread for item in moves.binds]
    first = tuple(addressees) if answers else ("",)
    ids = dict.fromkeys((*first, *spoken, *moves.named))
    if answers:
        # What is said of a request as a whole is said to each of those who were asked.
        ids.pop("", None)
    conditions = make_conditions(moves.binds)
    threads = []
    for thread in ids:
        heard = (thread, "") if answers else (thread,)
        begun = Thread(
            id=thread,
            party=addressees.get(thread) if answers else None,
            state=spec.list_states(thread)[0].name,
            since=moves.opened,
            conditions=tuple([item for item in conditions if item.thread in heard]),
        )
        history = [item for item in advances if item.step.thread in heard]
        threads.append(_make_thread(spec, begun, history) if history else begun)
    return tuple(threads)


def _make_thread(spec: KindSpec, thread: Thread, history: Sequence[Held[Advance]]) -> Thread:
    state, since, procedure, standing = thread.state, thread.since, "", Standing.CONFIRMED
    for item in history:
        new = item.step.state
        if spec.is_procedure(new):
            if not procedure or spec.may_follow(new, procedure, thread.id):
                procedure = new
        elif is_move(spec, thread.id, (state, since), item.step) or (
            standing is Standing.PROPOSED and _overrules(spec, thread.id, state, item)
        ):
            state, since, standing = new, item.step.on, item.standing
        elif new == state:
            since = since or item.step.on
    return msgspec.structs.replace(
        thread, state=state, since=since, procedure=procedure, history=tuple(history)
    )


def _overrules(spec: KindSpec, thread: str, state: str, item: Held[Advance]) -> bool:
    """Tell whether a person says otherwise than a state that stands as a proposal only."""
    own = item.standing > Standing.PROPOSED and not item.proposal
    return own and item.step.state != state and spec.find_state(item.step.state, thread) is not None


def is_move(spec: KindSpec, thread: str, old: tuple[str, str | None], step: Advance) -> bool:
    """Tell whether a step brings a thread from one state to another.

    Args:
        spec: The kind of the case.
        thread: Id of the thread.
        old: The state so far and when it was reached.
        step: The step.
    """
    state, since = old
    if step.state == state or not spec.may_follow(step.state, state, thread):
        return False
    return not is_earlier(step.on, since)


def is_earlier(first: str | None, second: str | None) -> bool:
    """Tell whether a date is known to lie before another, whatever their precision.

    Args:
        first: EDTF, or None where unknown.
        second: Likewise.
    """
    if not first or not second:
        return False
    latest, earliest = Edtf.parse(first).latest, Edtf.parse(second).earliest
    return latest is not None and earliest is not None and latest < earliest


def make_conditions(binds: Iterable[Held[Bind]]) -> tuple[Condition, ...]:
    """Return the conditions with the state that the last word on each leaves it in.

    Args:
        binds: Steps that set conditions or change their states, by number.
    """
    found: defaultdict[str, list[Held[Bind]]] = defaultdict(list)
    for item in binds:
        found[item.step.condition].append(item)
    if not found:
        return ()
    return tuple(
        Condition(
            id=condition,
            thread=history[0].step.thread,
            state=history[-1].step.state,
            history=tuple(history),
        )
        for condition, history in found.items()
    )


def _imply(spec: KindSpec, moves: Moves) -> Iterator[Held[Advance]]:
    """Yield the steps to states that other steps amount to."""
    if spec.kind is Kind.MILESTONE and not moves.advances:
        yield from _imply_dates(order_dates(moves.dates))
    if spec.kind is Kind.INCIDENT:
        yield from _imply_verification(moves.verifications)


def _imply_dates(dates: Iterable[Held[Announce]]) -> Iterator[Held[Advance]]:
    before: str | None = None
    for item in dates:
        when = item.step.when
        if when is None:
            yield _advance(item, "date-unknown")
        elif before is None or is_earlier(when, before):
            yield _advance(item, "announced")
        elif is_earlier(before, when):
            yield _advance(item, "postponed")
        before = when or before


def _imply_verification(verifications: Iterable[Held[Verify]]) -> Iterator[Held[Advance]]:
    for item in verifications:
        finding = load_findings().find("verification", item.step.level)
        if finding and finding.state and has_effect(item, "verification", item.step.level):
            yield _advance(item, finding.state)


def has_effect(held: Held[Any], matter: str, name: str) -> bool:
    """Tell whether a finding counts already, or waits for a second person.

    Args:
        held: The step that found it.
        matter: Name of the list that it is from, as in `judgements.yaml`.
        name: Name of the finding.
    """
    finding = load_findings().find(matter, name)
    return finding is not None and (not finding.second or held.standing >= Standing.VERIFIED)


def _advance(item: Held[Announce] | Held[Verify], state: str) -> Held[Advance]:
    step = item.step
    return Held(
        number=item.number,
        at=item.at,
        author=item.author,
        step=Advance(
            case=step.case, thread=step.thread, on=step.on, by=step.by, evidence=step.evidence, state=state
        ),
        standing=item.standing,
        people=item.people,
        proposal=item.proposal,
        score=item.score,
        reasons=item.reasons,
    )
