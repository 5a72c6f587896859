"""Entries of the ledger as rows and as lines of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.following.case import Kind, Open
from mithaq.following.entry import AnyStep, Entry, Propose
from mithaq.following.homes import name_cases, name_target
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.steps import tell_step


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the ledger.

    Args:
        number: Its number.
        at: When it was recorded, ISO 8601 UTC.
        author: Who recorded it.
        cases: The cases that it names.
        target: How judgements refer to it.
        step: What was recorded.
    """

    number: int
    at: str
    author: str
    cases: tuple[str, ...]
    target: str
    step: AnyStep


def make_row(entry: Entry) -> EntryRow:
    """Return an entry as a row.

    Args:
        entry: Any entry.
    """
    return EntryRow(
        entry.number, entry.at, entry.author, name_cases(entry.step), name_target(entry), entry.step
    )


def write_entry(entry: Entry, wording: CaseWording, kinds: Mapping[str, Kind] | None = None) -> str:
    """Return an entry as one line: number, time, author, case, what was recorded.

    Args:
        entry: Any entry.
        wording: The language.
        kinds: Kinds of cases by id, as far as they are known.
    """
    cases = name_cases(entry.step)
    kind = (kinds or {}).get(cases[0]) if cases else None
    text = tell_step(entry.step, wording, kind)
    return "  ".join((str(entry.number), entry.at, entry.author, cases[0] if cases else "-", text))


def list_kinds(entries: Iterable[Entry]) -> dict[str, Kind]:
    """Return the kinds of the cases that entries open.

    Args:
        entries: Some entries.
    """
    steps = (entry.step.proposal.step if isinstance(entry.step, Propose) else entry.step for entry in entries)
    return {step.case: step.kind for step in steps if isinstance(step, Open)}
