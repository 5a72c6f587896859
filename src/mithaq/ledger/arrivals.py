"""What comes in from other systems: documents and proposals, each once, however often a file is imported.

A case that is there already keeps what opened it. What a row says of it is proposed where it says something else than
was proposed before, wherever that stands: the same step is never proposed twice, and nothing comes back that people
rejected or corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from mithaq.following.case import AnyRead, Open, Proposal
from mithaq.following.entry import AnyStep, Entry, Propose, Withhold
from mithaq.ledger.families import cut_chunks, find_families, read_family_entries
from mithaq.ledger.intake import list_new_steps
from mithaq.ledger.models import DocumentRow, EntryRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.record import Record, writing
from mithaq.model import Document


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one row, entity or case of a file brings.

    Args:
        document: The text that its steps rest on.
        proposals: What it says.
        further: Other texts that its steps rest on.
    """

    document: Document
    proposals: tuple[Proposal, ...]
    further: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """What arrivals brought.

    Args:
        documents: New documents.
        cases: New cases.
        proposals: New proposals, those that open cases included.
        known: Arrivals that said nothing new.
    """

    documents: int = 0
    cases: int = 0
    proposals: int = 0
    known: int = 0

    def __add__(self, other: Arrived) -> Arrived:
        """Return what two groups brought together."""
        return Arrived(
            self.documents + other.documents,
            self.cases + other.cases,
            self.proposals + other.proposals,
            self.known + other.known,
        )


def record_arrivals(record: Record, arrivals: Sequence[Arrival], author: str) -> Arrived:
    """Record what a file brings, all of the group or nothing.

    Args:
        record: The record.
        arrivals: Rows, entities or cases, in their order.
        author: ``reader import-FORMAT VERSION``: a machine, which proposes.

    Raises:
        LedgerError: If the database refuses.
    """
    with writing(record):
        given = [proposal for arrival in arrivals for proposal in arrival.proposals]
        entries = _read_known(record, given)
        steps = list_new_steps(record.alias, _drop_told(given, entries))
        kept = frozenset(step.proposal.id for step in steps if isinstance(step, Propose))
        wanted = [_is_wanted(arrival, kept) for arrival in arrivals]
        texts = (
            text
            for arrival, is_news in zip(arrivals, wanted, strict=True)
            if is_news
            for text in (arrival.document, *arrival.further)
        )
        documents = _find_new(record, texts)
        record.append(steps, author, documents=documents)
    opened = sum(isinstance(step, Propose) and isinstance(step.proposal.step, Open) for step in steps)
    new = {document.sha256 for document in documents}
    silent = sum(
        not any(proposal.id in kept for proposal in arrival.proposals) and arrival.document.sha256 not in new
        for arrival in arrivals
    )
    return Arrived(len(documents), opened, len(steps), silent)


def _is_wanted(arrival: Arrival, kept: frozenset[str]) -> bool:
    """Tell whether the texts of an arrival come in: those that say something new, and those that come alone."""
    return not arrival.proposals or any(proposal.id in kept for proposal in arrival.proposals)


def withhold_arrived(record: Record, steps: Iterable[Withhold], person: str) -> int:
    """Withhold here what is withheld where documents came from, and return how many steps that took.

    What was ever withheld here is left as people here decided.

    Args:
        record: The record, held by `writing` together with the documents that came.
        steps: The steps there that stand.
        person: Who imports.
    """
    rows = EntryRow.objects.using(record.alias).filter(step=Withhold.__name__.lower())
    known = {
        piece
        for payload in rows.values_list("payload", flat=True)
        for piece in read_payload(bytes(payload)).step.evidence
    }
    new = []
    for step in steps:
        evidence = tuple(piece for piece in step.evidence if piece not in known)
        if evidence:
            known.update(evidence)
            new.append(msgspec.structs.replace(step, evidence=evidence))
    if new:
        record.append(new, person)
    return len(new)


def _read_known(record: Record, proposals: Iterable[Proposal]) -> list[Entry]:
    cases = {proposal.step.case for proposal in proposals}
    return read_family_entries(record.alias, find_families(record.alias, cases))


def _drop_told(proposals: Iterable[Proposal], entries: Iterable[Entry]) -> list[Proposal]:
    """Return the proposals that open no case that is there, and say nothing that was said."""
    told: set[bytes] = set()
    opened: set[str] = set()
    for entry in entries:
        step = _find_step(entry.step)
        if step is not None:
            told.add(_strip(step))
        if isinstance(step, Open):
            opened.add(step.case)
    kept: list[Proposal] = []
    for proposal in proposals:
        step = proposal.step
        plain = _strip(step)
        if plain in told or (isinstance(step, Open) and step.case in opened):
            continue
        told.add(plain)
        if isinstance(step, Open):
            opened.add(step.case)
        kept.append(proposal)
    return kept


def _find_step(step: AnyStep) -> AnyRead | None:
    if isinstance(step, Propose):
        return step.proposal.step
    return step if isinstance(step, AnyRead) else None


def _strip(step: AnyRead) -> bytes:
    """Return what a step says, whatever words say it."""
    return msgspec.json.encode(msgspec.structs.replace(step, evidence=()), order="sorted")


def _find_new(record: Record, documents: Iterable[Document]) -> list[Document]:
    unique = {document.sha256: document for document in documents}
    rows = DocumentRow.objects.using(record.alias)
    known: set[str] = set()
    for chunk in cut_chunks(unique):
        known.update(rows.filter(sha256__in=chunk).values_list("sha256", flat=True))
    return [document for sha256, document in unique.items() if sha256 not in known]
