"""Slippage: how announced dates moved, in days, with the bounds that their precision allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mithaq.dates import Edtf
from mithaq.following.case import Announce
from mithaq.following.state import Held


@dataclass(frozen=True, slots=True)
class Slip:
    """How far an announced date moved.

    Args:
        thread: Of which thread; empty for the case as a whole.
        old: The date before, EDTF.
        new: The date after, EDTF; None where it was said that there is none any more.
        announced: When it was announced, EDTF.
        least: Fewest days by which it moved, negative where it came nearer; None where an end is open.
        most: Most days by which it moved.
        number: Entry that announced the new date.
    """

    thread: str
    old: str
    new: str | None
    announced: str | None
    least: int | None
    most: int | None
    number: int


def find_slips(dates: Iterable[Held[Announce]]) -> tuple[Slip, ...]:
    """Return every move of an announced date; a date told again, or more finely, moves nothing.

    Args:
        dates: Announced dates of a case, by number.
    """
    told = tuple(dates)
    threads = dict.fromkeys(item.step.thread for item in told)
    return tuple(
        slip
        for thread in threads
        for slip in _find_slips(order_dates(item for item in told if item.step.thread == thread))
    )


def _find_slips(dates: Sequence[Held[Announce]]) -> list[Slip]:
    slips: list[Slip] = []
    old: str | None = None
    gone = False
    for item in dates:
        step = item.step
        if step.when is None:
            if old and not gone:
                slips.append(Slip(step.thread, old, None, step.on, None, None, item.number))
        elif old and is_moved(old, step.when):
            least, most = count_days(old, step.when)
            slips.append(Slip(step.thread, old, step.when, step.on, least, most, item.number))
        gone = step.when is None
        old = _keep_finer(old, step.when)
    return slips


def find_valid(dates: Iterable[Held[Announce]]) -> str | None:
    """Return the date that is valid; None where none was given or it was taken back.

    Args:
        dates: Announced dates of one thread, by number.
    """
    valid: str | None = None
    for item in order_dates(dates):
        valid = _keep_finer(valid, item.step.when) if item.step.when else None
    return valid


def _keep_finer(old: str | None, new: str | None) -> str | None:
    """Return the date that is valid after ``new``: the finer one where both may mean the same."""
    if old is None or new is None:
        return new or old
    return old if not is_moved(old, new) and _count_width(old) < _count_width(new) else new


def _count_width(when: str) -> float:
    value = Edtf.parse(when)
    return (value.latest - value.earliest).days if value.latest and value.earliest else float("inf")


def sum_slips(slips: Iterable[Slip]) -> Slip | None:
    """Return the way from the first date of a case to the last; None where it did not move to another date.

    Args:
        slips: Moves in order.
    """
    moved = [slip for slip in slips if not slip.thread and slip.new]
    if not moved:
        return None
    first, last = moved[0], moved[-1]
    least, most = count_days(first.old, last.new or first.old)
    return Slip("", first.old, last.new, last.announced, least, most, last.number)


def count_days(old: str, new: str) -> tuple[int | None, int | None]:
    """Return the fewest and the most days from one date to another, negative where it lies before.

    Args:
        old: EDTF.
        new: EDTF.
    """
    first, last = Edtf.parse(old), Edtf.parse(new)
    least = (last.earliest - first.latest).days if last.earliest and first.latest else None
    most = (last.latest - first.earliest).days if last.latest and first.earliest else None
    return least, most


def is_moved(old: str, new: str) -> bool:
    """Tell whether two dates cannot mean the same day.

    Args:
        old: EDTF.
        new: EDTF.
    """
    first, last = Edtf.parse(old), Edtf.parse(new)
    apart = first.latest and last.earliest and first.latest < last.earliest
    before = last.latest and first.earliest and last.latest < first.earliest
    return bool(apart or before)


def order_dates(dates: Iterable[Held[Announce]]) -> list[Held[Announce]]:
    """Return dates as they were announced: one whose day is known to be earlier comes before.

    Args:
        dates: Announced dates of one thread, by number.
    """
    ordered: list[Held[Announce]] = []
    for item in dates:
        place = len(ordered)
        while place and _is_announced_before(item, ordered[place - 1]):
            place -= 1
        ordered.insert(place, item)
    return ordered


def _is_announced_before(item: Held[Announce], other: Held[Announce]) -> bool:
    if not item.step.on or not other.step.on:
        return False
    return (count_days(item.step.on, other.step.on)[0] or 0) > 0
