"""What a case comes to: its fields, findings and figures, as far as they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from mithaq.following.case import Amount, Attribute, Harm, Rule, Step, Verify
from mithaq.following.fold import Case, Held
from mithaq.following.threads import has_effect

S = TypeVar("S", bound=Step)
_PARTS: Final = ("civilian", "combatant")
# What reports call wounded, forms call injured: both are counted under either name.
_WOUNDED: Final = frozenset({"injured", "wounded"})


@dataclass(frozen=True, slots=True)
class Count:
    """How many people were harmed, over all documents that say so.

    Args:
        low: Least figure; None where none is known.
        best: The latest figure.
        high: Greatest figure; None where there is no upper bound.
    """

    low: float | None
    best: float | None
    high: float | None


def find_value(case: Case, name: str, thread: str = "") -> str | float | Amount | None:
    """Return the value of a field that counts: the last one; None where there is none.

    Args:
        case: The case.
        name: The field.
        thread: Which thread it is of; empty for the case as a whole.
    """
    values = list_values(case, name, thread)
    return values[-1] if values else None


def list_values(case: Case, name: str, thread: str = "") -> tuple[str | float | Amount, ...]:
    """Return every value of a field, each once.

    Args:
        case: The case.
        name: The field.
        thread: Which thread it is of.
    """
    if not case.fields:
        return ()
    found = (item.step for item in case.fields if item.step.field == name and item.step.thread == thread)
    return tuple(dict.fromkeys(step.value for step in found))


def find_verification(case: Case) -> Held[Verify] | None:
    """Return how well an incident is established: the last finding that has effect."""
    return _find_last(case.verifications, "verification", "level")


def find_attribution(case: Case) -> Held[Attribute] | None:
    """Return who did it: the last finding that has effect."""
    return _find_last(case.attributions, "attribution", "level")


def find_ruling(case: Case) -> Held[Rule] | None:
    """Return what it is under an agreement: the last ruling that has effect."""
    return _find_last(case.rulings, "ruling", "ruling")


def _find_last(held: Sequence[Held[S]], matter: str, name: str) -> Held[S] | None:
    for item in reversed(held):
        if has_effect(item, matter, getattr(item.step, name)):
            return item
    return None


def count_harm(case: Case, what: str) -> Count | None:
    """Return how many people were harmed in one way.

    Figures of the highest standing count: what a person stands by comes before what is only proposed. Civilians
    and combatants of one document are added up, unless it gives the sum itself.

    Args:
        case: An incident.
        what: ``killed``, ``injured``, ``displaced``, ``detained`` ….
    """
    if not case.harms:
        return None
    wanted = _WOUNDED if what in _WOUNDED else {what}
    held = [item for item in case.harms if item.step.what in wanted]
    best = max((item.standing for item in held), default=None)
    groups: dict[str, list[Harm]] = {}
    for item in held:
        if item.standing == best:
            source = item.step.evidence[0].document if item.step.evidence else item.author
            groups.setdefault(source, []).append(item.step)
    totals = [_sum(steps) for steps in groups.values()]
    if not totals:
        return None
    lows = [total.low if total.low is not None else total.best for total in totals]
    highs = [total.high for total in totals]
    known = [low for low in lows if low is not None]
    bounded = [high for high in highs if high is not None]
    latest = totals[-1]
    return Count(
        min(known, default=None),
        latest.best if latest.best is not None else latest.low,
        max(bounded) if len(bounded) == len(highs) else None,
    )


def _sum(steps: Sequence[Harm]) -> Count:
    last = {step.whom: step.amount for step in steps}
    parts = [last[whom] for whom in _PARTS if whom in last]
    amounts = [last[""]] if "" in last else parts or [steps[-1].amount]
    return Count(
        _add([amount.low for amount in amounts]),
        _add([amount.best for amount in amounts]),
        _add([amount.high for amount in amounts]),
    )


def _add(values: Iterable[float | None]) -> float | None:
    total: float = 0
    for value in values:
        if value is None:
            return None
        total += value or 0
    return total
