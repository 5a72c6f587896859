"""What the clock says of a case as of a day: unanswered, overdue, lapsed, missed, due soon, slipped.

None of this is ever stored: it follows from the entries, a day and the dates that the entries give. A date that
is known only to the month or the year has passed when its last day has passed; where days are counted, the least
and the most that the precision allows are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mithaq.dates import Edtf
from mithaq.following.case import Announce, Describe, Kind
from mithaq.following.fold import Case, Held, Thread
from mithaq.following.kinds import KindSpec, find_kind
from mithaq.following.slippage import Slip, count_days, find_slips, find_valid, sum_slips
from mithaq.following.threads import is_move

SOON = 14  # days before a date in which it is due soon, where nothing else is asked


class Sign(StrEnum):
    """What can be said of a case or a thread on a day."""

    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    LAPSED = "lapsed"
    MISSED = "missed"
    DUE_SOON = "due-soon"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that the clock says.

    Args:
        sign: What.
        thread: Of which thread; empty for the case as a whole.
        matter: What is late or due: ``answer``, ``commitment``, ``milestone``, ``measure``, ``remedy``, ``end``
            (of an agreement or a programme), ``request`` or ``assignment``.
        when: Since when, or the day that it is due, EDTF; None where unknown.
        least: Fewest days since then (until then, for what is due soon) that the date allows; None where unknown.
        most: Most of them.
    """

    sign: Sign
    thread: str
    matter: str
    when: str | None
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock says of one case.

    Args:
        as_of: The day.
        signals: What is late or due.
        slips: Every move of an announced date, in order.
        slipped: From the first date to the last one that was given; None where no date moved.
    """

    as_of: date
    signals: tuple[Signal, ...]
    slips: tuple[Slip, ...]
    slipped: Slip | None


def read_clock(case: Case, as_of: date, *, soon: int = SOON) -> Clock:
    """Return what the clock says of a case as of a day.

    Only what had happened by that day counts; a step without a date counts as having happened.

    Args:
        case: The case.
        as_of: The day.
        soon: How many days ahead something is due soon.
    """
    spec = find_kind(case.kind)
    dates = [item for item in case.dates if not _is_later(item.step.on, as_of)]
    day = _Day(case, spec, as_of, soon)
    slips = find_slips(dates)
    return Clock(as_of, tuple(_read_signals(day, dates)), slips, sum_slips(slips))


def find_state(spec: KindSpec, thread: Thread, as_of: date) -> tuple[str, str | None]:
    """Return the state of a thread as of a day, and since when.

    Args:
        spec: The kind of the case.
        thread: The thread.
        as_of: The day.
    """
    if not any(_is_later(item.step.on, as_of) for item in thread.history):
        return thread.state, thread.since
    state, since = spec.list_states(thread.id)[0].name, None
    for item in thread.history:
        step = item.step
        if _is_later(step.on, as_of) or spec.is_procedure(step.state):
            continue
        if is_move(spec, thread.id, (state, since), step):
            state, since = step.state, step.on
        elif step.state == state:
            since = since or step.on
    return state, since


@dataclass(frozen=True, slots=True)
class _Day:
    """A case on a day."""

    case: Case
    spec: KindSpec
    as_of: date
    soon: int

    def find_date(self, field: str, thread: str) -> str | None:
        """Return the date that a field gives, that of the thread before that of the case."""
        found = [item.step for item in self.case.fields if item.step.field == field]
        for wanted in (thread, ""):
            last: Describe | None = next((step for step in reversed(found) if step.thread == wanted), None)
            if last is not None:
                return str(last.value)
        return None

    def is_open(self, thread: Thread) -> bool:
        """Tell whether something was still expected of a thread."""
        state = self.spec.find_state(find_state(self.spec, thread, self.as_of)[0], thread.id)
        return state is None or state.open

    def judge(self, late: Sign, thread: str, matter: str, due: str | None) -> Iterator[Signal]:
        """Yield ``late`` where a date has passed, or that it is due soon."""
        if due is None:
            return
        last = Edtf.parse(due).latest
        if last is None:
            return
        if last < self.as_of:
            yield Signal(late, thread, matter, due, *_count_since(due, self.as_of))
        elif last - self.as_of <= timedelta(days=self.soon):
            least, most = count_days(self.as_of.isoformat(), due)
            yield Signal(Sign.DUE_SOON, thread, matter, due, max(least or 0, 0), most)


def _read_signals(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    case = day.case
    if _is_later(case.opened.step.on, day.as_of):
        return
    readers = {
        Kind.REQUEST: _read_request,
        Kind.AGREEMENT: _read_end,
        Kind.COMMITMENT: _read_commitment,
        Kind.MILESTONE: _read_milestone,
        Kind.PROGRAMME: _read_end,
        Kind.PLAN: _read_plan,
        Kind.INCIDENT: _read_remedy,
    }
    yield from readers[case.kind](day, dates)
    if case.kind in {Kind.AGREEMENT, Kind.REQUEST}:
        yield from _read_remedy(day, dates)
    yield from _read_assignment(day)


def _read_request(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    del dates
    for thread in day.case.threads:
        name, since = find_state(day.spec, thread, day.as_of)
        state = day.spec.find_state(name, thread.id)
        if state is None or not state.open:
            continue
        deadline = day.find_date("deadline", thread.id) or (None if state.answered else day.case.due)
        if not state.answered:
            made = _find_made(day, thread) or day.case.opened.step.on or since
            yield Signal(Sign.UNANSWERED, thread.id, "answer", made, *_count_since(made, day.as_of))
            yield from day.judge(Sign.OVERDUE, thread.id, "answer", deadline)
        yield from day.judge(Sign.LAPSED, thread.id, "request", day.find_date("valid-until", thread.id))


def _find_made(day: _Day, thread: Thread) -> str | None:
    first = day.spec.list_states(thread.id)[0].name
    told = (item.step for item in thread.history if not _is_later(item.step.on, day.as_of))
    return next((step.on for step in told if step.on and step.state == first), None)


def _read_commitment(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    for thread in day.case.threads:
        due = _find_last(dates, thread.id) or day.find_date("due", thread.id) or day.case.due
        yield from _read_missed(day, thread, "commitment", due)


def _read_milestone(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    for thread in day.case.threads:
        yield from _read_missed(day, thread, "milestone", _find_last(dates, thread.id))


def _read_missed(day: _Day, thread: Thread, matter: str, due: str | None) -> Iterator[Signal]:
    """Yield that a date was missed: by a report that says so, or because it has passed and nothing is told."""
    state, since = find_state(day.spec, thread, day.as_of)
    if state == Sign.MISSED:
        when = due or since
        yield Signal(Sign.MISSED, thread.id, matter, when, *_count_since(when, day.as_of))
    elif day.is_open(thread):
        yield from day.judge(Sign.MISSED, thread.id, matter, due)


def _read_plan(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    for thread in day.case.threads:
        if day.is_open(thread):
            matter = "measure" if thread.id else "plan"
            due = _find_last(dates, thread.id) or day.find_date("due", thread.id)
            yield from day.judge(Sign.OVERDUE, thread.id, matter, due or day.case.due)


def _read_end(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    late, field = (Sign.LAPSED, "valid-until") if day.case.kind is Kind.AGREEMENT else (Sign.OVERDUE, "end")
    for thread in day.case.threads:
        if day.is_open(thread):
            due = day.find_date(field, thread.id) or _find_last(dates, thread.id) or day.case.due
            yield from day.judge(late, thread.id, "end", due)


def _read_remedy(day: _Day, dates: Sequence[Held[Announce]]) -> Iterator[Signal]:
    """Yield what is late of a remedy; a response does not close it, a new deadline replaces the old one."""
    del dates
    remedies = [item.step for item in day.case.remedies if not _is_later(item.step.on, day.as_of)]
    for thread in dict.fromkeys(step.thread for step in remedies):
        steps = [step for step in remedies if step.thread == thread]
        if steps[-1].action == "closed":
            continue
        due = next((step.due for step in reversed(steps) if step.due), None)
        yield from day.judge(Sign.OVERDUE, thread, "remedy", due)
        if all(step.action != "responded" for step in steps):
            asked = next((step.on for step in steps if step.on), None)
            yield Signal(Sign.UNANSWERED, thread, "remedy", asked, *_count_since(asked, day.as_of))


def _read_assignment(day: _Day) -> Iterator[Signal]:
    given = day.case.assignments[-1:]
    if given and any(day.is_open(thread) for thread in day.case.threads):
        yield from day.judge(Sign.OVERDUE, given[0].step.thread, "assignment", given[0].step.due)


def _is_later(when: str | None, as_of: date) -> bool:
    earliest = Edtf.parse(when).earliest if when else None
    return earliest is not None and earliest > as_of


def _find_last(dates: Sequence[Held[Announce]], thread: str) -> str | None:
    return find_valid(item for item in dates if item.step.thread == thread)


def _count_since(when: str | None, as_of: date) -> tuple[int | None, int | None]:
    if not when:
        return None, None
    least, most = count_days(when, as_of.isoformat())
    return (max(least, 0) if least is not None else None), (max(most, 0) if most is not None else None)
