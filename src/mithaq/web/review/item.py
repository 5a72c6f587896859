"""What lies before whoever judges: a proposal as it counts now, its case, its documents, what was decided before."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from mithaq.errors import LedgerError
from mithaq.following.case import AnyRead, Proposal
from mithaq.following.copies import is_copy
from mithaq.following.entry import Entry, Propose
from mithaq.following.fold import Case, Held, hold
from mithaq.following.homes import find_homes, name_target
from mithaq.ledger.current import Shown, read_case, read_documents, read_entries
from mithaq.ledger.record import Record
from mithaq.ledger.reviews import Waiting, find_waiting, list_waiting
from mithaq.ledger.sight import Sight
from mithaq.model import Document
from mithaq.reports.cases import Library
from mithaq.text.segment import segment
from mithaq.web.refusal import fail_missing

_MOST = 40  # proposals of a case that are compared


@dataclass(frozen=True, slots=True)
class Item:
    """Something to judge.

    Args:
        entry: The entry that brought it.
        held: As it counts now, corrections applied.
        case: The case in which it counts, with all that is proposed.
        entries: The entries of the case, in order.
        steps: Everything that counts in them, by number.
        waiting: What waits of it; None where nothing does.
        documents: What its words stand in.
    """

    entry: Entry
    held: Held[AnyRead]
    case: Case
    entries: tuple[Entry, ...]
    steps: dict[int, Held[AnyRead]]
    waiting: Waiting | None
    documents: tuple[Shown, ...]

    @property
    def number(self) -> int:
        """Number of the entry."""
        return self.entry.number

    @property
    def target(self) -> str:
        """How judgements name it."""
        return name_target(self.entry)

    @property
    def proposal(self) -> Proposal | None:
        """What the machine proposed; None where a person recorded it."""
        return self.entry.step.proposal if isinstance(self.entry.step, Propose) else None

    @property
    def second(self) -> bool:
        """Whether it waits for a second person."""
        return self.waiting is not None and self.waiting.second

    @property
    def library(self) -> Library:
        """Its documents, for quotations."""
        return make_library(self.documents)


@dataclass(frozen=True, slots=True)
class Copy:
    """The same proposal, read in a copy of the document.

    Args:
        waiting: What waits.
        step: What is proposed.
        document: The copy.
    """

    waiting: Waiting
    step: AnyRead
    document: Document


def make_library(shown: tuple[Shown, ...]) -> Library:
    """Return documents for quotations.

    Args:
        shown: As they may be shown.
    """
    return Library(
        {item.document.sha256: item.document for item in shown},
        {item.document.sha256: item.masked for item in shown},
    )


def read_item(record: Record, number: int, sight: Sight) -> Item:
    """Return what an entry brought, with all that is needed to judge it.

    Args:
        record: The record.
        number: Number of the entry.
        sight: Who looks.

    Raises:
        Http404: If there is nothing to judge by that number that they may see.
    """
    waiting = find_waiting(record, number, sight=sight)
    entry = waiting.entry if waiting else next(read_entries(record, numbers=[number], sight=sight), None)
    step = entry.step.proposal.step if entry and isinstance(entry.step, Propose) else entry and entry.step
    if entry is None or not isinstance(step, AnyRead):
        raise fail_missing()
    # The case first: whoever decides on newer entries than this version is refused, never the other way round.
    case = _read_case(record, waiting.case if waiting else _find_home(record, entry, step.case, sight), sight)
    entries = tuple(read_entries(record, cases=[step.case], sight=sight))
    steps = {held.number: held for held in hold(entries, find_homes(entries))}
    if number not in steps:
        raise fail_missing()
    named = (piece.document for piece in steps[number].step.evidence)
    return Item(
        entry, steps[number], case, entries, steps, waiting, read_documents(record, named, sight=sight)
    )


def _find_home(record: Record, entry: Entry, case: str, sight: Sight) -> str:
    """Return the case in which an entry counts: it may have been moved, or its case merged."""
    homes = find_homes(tuple(read_entries(record, cases=[case], sight=sight)))
    if entry.number not in homes.addresses:
        raise fail_missing()
    return homes.find_entry_home(entry.number)


def _read_case(record: Record, case: str, sight: Sight) -> Case:
    try:
        return read_case(record, case, sight=sight)
    except LedgerError as error:
        raise fail_missing() from error


def find_copies(record: Record, item: Item, person: str, sight: Sight) -> tuple[Copy, ...]:
    """Return what waits in the same case and says the same, read in copies of the document.

    Args:
        record: The record.
        item: What is judged.
        person: Who judges: of what waits for a second person, what they confirmed is left out.
        sight: Who looks.
    """
    if item.waiting is None or not item.documents:
        return ()
    alike = [
        waiting
        for waiting in list_waiting(record, item.case.id, sight=sight)
        if _says_the_same(item, waiting) and waiting.first != person
    ][:_MOST]
    steps = {waiting.entry.number: item.steps[waiting.entry.number].step for waiting in alike}
    named = [piece.document for step in steps.values() for piece in step.evidence]
    others = {shown.document.sha256: shown.document for shown in read_documents(record, named, sight=sight)}
    own = [segment(shown.document.text).forms for shown in item.documents]
    copied = {
        sha256
        for sha256, document in others.items()
        if any(is_copy(forms, segment(document.text).forms) for forms in own)
    } - {shown.document.sha256 for shown in item.documents}
    found = []
    for waiting in alike:
        step = steps[waiting.entry.number]
        first = next((piece.document for piece in step.evidence if piece.document in copied), None)
        if first is not None:
            found.append(Copy(waiting, step, others[first]))
    return tuple(found)


def _says_the_same(item: Item, waiting: Waiting) -> bool:
    held = item.steps.get(waiting.entry.number)
    if held is None or held.number == item.number or waiting.second is not item.second:
        return False
    return type(held.step) is type(item.held.step) and _strip(held.step) == _strip(item.held.step)


def _strip(step: AnyRead) -> AnyRead:
    """Return a step without what differs from copy to copy: words, day, who is named as saying it."""
    return msgspec.structs.replace(step, case="", evidence=(), on=None, by=())
