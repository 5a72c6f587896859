"""Which entries a case is folded from: its own, and those of every case that judgements tie to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter

from mithaq.following.entry import AnyStep, Entry
from mithaq.following.homes import name_cases
from mithaq.ledger.among import Among
from mithaq.ledger.models import EntryRow, FamilyRow
from mithaq.ledger.payload import read_payload

_CHUNK = 500  # values in one query


def cut_chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield values in lists that a query can hold.

    Args:
        values: Ids.
    """
    ordered = list(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def find_families(alias: str, cases: Iterable[str]) -> dict[str, str]:
    """Return every case that is folded together with one of these, with the name of its family.

    Args:
        alias: The record's connection.
        cases: Ids of cases; one that nothing ties to others is a family of its own.
    """
    wanted = set(cases)
    families = {case: case for case in wanted}
    rows = FamilyRow.objects.using(alias)
    if not rows.exists():
        return families
    names: set[str] = set()
    for chunk in cut_chunks(wanted):
        names.update(rows.filter(Among("case", chunk)).values_list("family", flat=True))
    for chunk in cut_chunks(names):
        families.update(rows.filter(Among("family", chunk)).values_list("case", "family"))
    return families


def read_family_entries(alias: str, cases: Iterable[str]) -> list[Entry]:
    """Return the entries of cases, by number.

    Args:
        alias: The record's connection.
        cases: Ids of cases, families complete (`find_families`).
    """
    rows = EntryRow.objects.using(alias)
    entries = [
        read_payload(bytes(payload))
        for chunk in cut_chunks(cases)
        for payload in rows.filter(Among("case", chunk)).values_list("payload", flat=True)
    ]
    return sorted(entries, key=attrgetter("number"))


def tie_cases(alias: str, steps: Iterable[AnyStep]) -> None:
    """Keep which cases are folded together from now on: those that one step names.

    Args:
        alias: The record's connection, in a transaction.
        steps: What was recorded.
    """
    for tied in dict.fromkeys(name_cases(step) for step in steps):
        if len(tied) > 1:
            _unite(alias, tied)


def _unite(alias: str, cases: Collection[str]) -> None:
    families = find_families(alias, cases)
    if len(set(families.values())) == 1:
        return
    family = min(families.values())
    rows = FamilyRow.objects.using(alias)
    rows.filter(case__in=families).delete()
    rows.bulk_create([FamilyRow(case=case, family=family) for case in sorted(families)])


def group_entries(entries: Iterable[Entry], families: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Return entries by family.

    Args:
        entries: In order.
        families: The family of every case among them.
    """
    grouped: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        names = name_cases(entry.step)
        if names:
            grouped[families[names[0]]].append(entry)
    return grouped
