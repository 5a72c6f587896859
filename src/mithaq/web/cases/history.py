"""The history of a case: every entry with its words, and what people made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mithaq.following.case import AnyRead, Step
from mithaq.following.entry import Confirm, Correct, Entry, Reject
from mithaq.following.fold import Case, Held, Standing, hold
from mithaq.following.homes import Homes, find_homes
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Library
from mithaq.reports.steps import tell_step
from mithaq.web.access import Asked, find_needed, has_right
from mithaq.web.cases.lines import StepLine, make_step_line
from mithaq.web.cases.reading import list_entries
from mithaq.web.roles import Right

PARTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "threads": ("advance",),
        "conditions": ("bind",),
        "dates": ("announce",),
        "harms": ("harm",),
        "accusations": ("accuse",),
        "denials": ("deny",),
        "fields": ("describe",),
        "verifications": ("verify",),
        "attributions": ("attribute",),
        "rulings": ("rule",),
        "remedies": ("remedy",),
        "relations": ("relate",),
        "tellings": ("tell",),
        "assignments": ("assign",),
        "comments": ("comment",),
    }
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody made of an entry.

    Args:
        number: Number of the judgement.
        at: When.
        author: Who.
        text: What they found.
        undone: Whether it was taken back.
        may_undo: Whether who asks may take it back.
    """

    number: int
    at: str
    author: str
    text: str
    undone: bool
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the history.

    Args:
        number: Its number.
        at: When it was recorded.
        author: Who recorded it.
        line: The step as it counts; None where the entry judges the case as a whole.
        text: What it says, where it does.
        judged: What people made of it.
        undone: Whether it was taken back.
        may_confirm: Whether who asks may confirm it.
        may_undo: Whether who asks may take it back.
    """

    number: int
    at: str
    author: str
    line: StepLine | None
    text: str
    judged: tuple[Judged, ...]
    undone: bool
    may_confirm: bool
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Past:
    """The entries of a case.

    Args:
        case: The case.
        entries: Its entries and those of the cases that judgements tie to it, in order.
        homes: Where each counts.
        held: What they brought, by number; what was rejected, too.
        judged: The judgements of each entry.
        numbers: The entries to show: those that brought something, and those that judge the case as a whole.
    """

    case: Case
    entries: Mapping[int, Entry]
    homes: Homes
    held: Mapping[int, Held[AnyRead]]
    judged: Mapping[int, Sequence[Entry]]
    numbers: tuple[int, ...]


def read_past(request: Asked, case: Case) -> Past:
    """Return the entries of a case.

    Args:
        request: Who asks.
        case: The case.
    """
    entries = list_entries(request, case)
    homes = find_homes(entries)
    numbered = {entry.number: entry for entry in entries}
    own = {entry.number for entry in entries if case.id in homes.find_touched(entry, numbered)}
    held = {item.number: item for item in hold(entries, homes) if item.number in own}
    judged: defaultdict[int, list[Entry]] = defaultdict(list)
    shown = []
    for entry in entries:
        if isinstance(entry.step, Confirm | Correct | Reject):
            for subject in homes.subjects.get(entry.number, ()):
                judged[subject].append(entry)
        elif entry.number in own or entry.number == case.opened.number:
            shown.append(entry.number)
    return Past(case, numbered, homes, held, judged, tuple(shown))


def pick(past: Past, part: str) -> list[int]:
    """Return the numbers of the entries of one part of a case, the newest first; of all for no part.

    Args:
        past: The entries.
        part: One of `PARTS`, or empty.
    """
    kinds = PARTS.get(part)
    numbers = [
        number
        for number in past.numbers
        if kinds is None or type(_find_step(past, number)).__name__.lower() in kinds
    ]
    return numbers[::-1]


def _find_step(past: Past, number: int) -> Step:
    held = past.held.get(number)
    return held.step if held else past.entries[number].step


def list_cited(past: Past, numbers: Sequence[int]) -> list[str]:
    """Return the documents that entries rest on.

    Args:
        past: The entries of the case.
        numbers: Which of them.
    """
    return [piece.document for number in numbers for piece in _find_step(past, number).evidence]


def make_rows(
    request: Asked, past: Past, numbers: Sequence[int], library: Library, wording: CaseWording
) -> tuple[Row, ...]:
    """Return entries as they are shown.

    Args:
        request: Who asks.
        past: The entries of the case.
        numbers: Which of them.
        library: The documents that they rest on.
        wording: The language.
    """
    rows = []
    for number in numbers:
        entry, held = past.entries[number], past.held.get(number)
        line = make_step_line(held, library, wording, past.case.kind) if held else None
        undone = number in past.homes.undone
        rows.append(
            Row(
                number=number,
                at=entry.at,
                author=entry.author,
                line=line,
                text="" if line else tell_step(entry.step, wording, past.case.kind),
                judged=tuple(_tell(request, past, item, wording) for item in past.judged.get(number, ())),
                undone=undone,
                may_confirm=held is not None and may_confirm(request, held),
                may_undo=held is None and not undone and may_undo(request, entry),
            )
        )
    return tuple(rows)


def _tell(request: Asked, past: Past, entry: Entry, wording: CaseWording) -> Judged:
    undone = entry.number in past.homes.undone
    text = tell_step(entry.step, wording, past.case.kind)
    allowed = not undone and may_undo(request, entry)
    return Judged(entry.number, entry.at, entry.author, text, undone, allowed)


def may_confirm(request: Asked, held: Held[AnyRead]) -> bool:
    """Tell whether who asks may confirm a step: a first person, or a second one with the right to verify.

    Args:
        request: Who asks.
        held: The step as it counts.
    """
    if held.standing not in {Standing.PROPOSED, Standing.CONFIRMED} or request.user.username in held.people:
        return False
    second = held.standing is Standing.CONFIRMED or find_needed(held.step) is Right.VERIFY
    return has_right(request, Right.VERIFY if second else Right.JUDGE)


def may_undo(request: Asked, entry: Entry) -> bool:
    """Tell whether who asks may take a judgement back: it takes the right with which it was made.

    Args:
        request: Who asks.
        entry: The judgement.
    """
    return has_right(request, find_needed(entry.step))
