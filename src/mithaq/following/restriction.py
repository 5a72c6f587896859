"""Which groups may see a case: the last restriction of it, carried along by merges and splits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from mithaq.following.entry import Entry, Merge, Restrict, Split
from mithaq.following.homes import Homes

NOBODY: Final = ("",)
"""Two restrictions that no group meets both: the group without a name, in which nobody is."""
_RESTRICTING: Final = frozenset({Restrict, Merge, Split})


def find_groups(entries: Collection[Entry], homes: Homes) -> dict[str, tuple[str, ...]]:
    """Return the groups that may see cases, by case; a case that is open to all is not among them.

    A restriction concerns what counts in its case from then on, so that it settles what a merge before it left
    over. What is split off is restricted like the case that it comes from.

    Args:
        entries: By number, complete for their cases (`homes.gather`).
        homes: Where each of them counts.
    """
    groups: dict[str, tuple[str, ...]] = {}
    merged: dict[str, str] = {}
    for entry in [entry for entry in entries if type(entry.step) in _RESTRICTING]:
        step = entry.step
        if entry.number in homes.undone:
            continue
        if isinstance(step, Restrict):
            groups[_find_home(step.case, merged)] = tuple(sorted(set(step.groups)))
        elif isinstance(step, Merge) and homes.redirects.get(step.case) == step.into:
            into = _find_home(step.into, merged)
            groups[into] = combine(groups.get(step.case, ()), groups.get(into, ()))
            merged[step.case] = step.into
        elif isinstance(step, Split) and homes.subjects[entry.number]:
            case, to = _find_home(step.case, merged), _find_home(step.to, merged)
            groups[to] = combine(groups.get(case, ()), groups.get(to, ()))
    return {case: found for case, found in groups.items() if found and case not in merged}


def _find_home(case: str, merged: Mapping[str, str]) -> str:
    while case in merged:
        case = merged[case]
    return case


def combine(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the groups that may see two cases as one: those that may see both, where both are restricted.

    Args:
        one: Groups of the first; empty where it is open to all.
        other: Groups of the second.
    """
    if not one or not other:
        return one or other
    return tuple(sorted(set(one) & set(other))) or NOBODY
