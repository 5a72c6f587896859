"""Where the documents of one case contradict each other: numbers, doers, dates, denials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from mithaq.following.case import Amount, Harm, Kind
from mithaq.following.fold import Case, Held

_UNBOUNDED = float("inf")


@dataclass(frozen=True, slots=True)
class Dispute:
    """Steps of one case that cannot both be so.

    Args:
        about: ``number``, ``doer``, ``date`` or ``denial``.
        what: What they disagree about: ``killed``, ``injured`` …; empty where ``about`` says it.
        numbers: Numbers of the entries that disagree.
    """

    about: str
    what: str
    numbers: tuple[int, ...]


def find_disputes(case: Case) -> tuple[Dispute, ...]:
    """Return where what is told of a case contradicts itself.

    Args:
        case: The case.
    """
    return (*_find_numbers(case), *_find_doers(case), *_find_denials(case))


def _find_numbers(case: Case) -> Iterator[Dispute]:
    told: defaultdict[tuple[str, str], list[Held[Harm]]] = defaultdict(list)
    for item in case.harms:
        told[item.step.what, item.step.whom].append(item)
    for (what, _), items in told.items():
        numbers = {
            item.number
            for one, other in combinations(items, 2)
            if not _overlap(one.step.amount, other.step.amount)
            for item in (one, other)
        }
        if numbers:
            yield Dispute("number", what, tuple(sorted(numbers)))


def _overlap(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts can both be right."""
    (low, high), (least, most) = _bound(one), _bound(other)
    return low <= most and least <= high


def _bound(amount: Amount) -> tuple[float, float]:
    exact = amount.best if amount.qualifier == "=" else None
    low = amount.low if amount.low is not None else exact
    high = amount.high if amount.high is not None else exact
    return (-_UNBOUNDED if low is None else low), (_UNBOUNDED if high is None else high)


def _find_doers(case: Case) -> Iterator[Dispute]:
    if len({item.step.who for item in case.accusations}) > 1:
        yield Dispute("doer", "", tuple(item.number for item in case.accusations))


def _find_denials(case: Case) -> Iterator[Dispute]:
    if case.kind is not Kind.INCIDENT:
        against = [item.number for thread in case.threads for item in thread.history][:1]
    else:
        denied = {item.step.who for item in case.denials}
        against = [item.number for item in case.accusations if item.step.who in denied] or [
            case.opened.number
        ]
    if case.denials:
        yield Dispute("denial", "", (*against, *(item.number for item in case.denials)))
