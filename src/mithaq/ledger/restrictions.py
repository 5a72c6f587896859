"""Groups to which cases are restricted: how many cases each holds, and what it takes to call one otherwise."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from mithaq.following.entry import Restrict
from mithaq.ledger.database import explain_faults
from mithaq.ledger.models import RestrictionRow
from mithaq.ledger.record import Record, writing


def count_restricted(record: Record) -> dict[str, int]:
    """Return how many cases are restricted to each group, by its name; one without cases is not among them.

    Args:
        record: The record.
    """
    with explain_faults(record.where):
        rows = RestrictionRow.objects.using(record.alias).values("group").order_by()
        return {row["group"]: row["cases"] for row in rows.annotate(cases=Count("case", distinct=True))}


def move_restrictions(record: Record, old: str, new: str, author: str, reason: str) -> int:
    """Restrict every case of a group to one of another name instead, and return how many there are.

    Entries stay as they are: each case gets one that restricts it anew.

    Args:
        record: The record.
        old: Name of the group.
        new: What takes its place.
        author: Name of the account.
        reason: Why.

    Raises:
        LedgerError: If no case can be restricted to such a name.
        RecordError: If the database refuses.
    """
    with writing(record):
        groups: defaultdict[str, set[str]] = defaultdict(set)
        rows = RestrictionRow.objects.using(record.alias)
        cases = list(rows.filter(group=old).values_list("case", flat=True).distinct())
        for case, group in rows.filter(case__in=cases).values_list("case", "group"):
            groups[case].add(new if group == old else group)
        steps = [
            Restrict(case=case, groups=tuple(sorted(named)), reason=reason)
            for case, named in sorted(groups.items())
        ]
        if steps:
            record.append(steps, author)
        return len(steps)
