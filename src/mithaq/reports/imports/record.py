"""Another record: its proofs are checked first, then each step that stands in it is proposed here.

Nobody's judgement is taken for one that was made here: what people recorded or confirmed there comes in as a proposal
that says who did it, when, and in which entry of which tree. Steps of people, who need no words, rest on their entry
itself, which comes in as a document. What was rejected there stays there. Names that are withheld there are withheld
here, too, by whoever imports.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from mithaq.errors import Words
from mithaq.following.case import AnyRead, Assign, Comment, Evidence, Open, Proposal
from mithaq.following.entry import Entry, Propose, Withhold
from mithaq.following.fold import hold
from mithaq.following.homes import find_homes
from mithaq.following.state import Held, Standing
from mithaq.ledger.arrivals import Arrival
from mithaq.ledger.content import make_document
from mithaq.ledger.database import attach, explain_faults, is_current, name_place
from mithaq.ledger.merkle import Head
from mithaq.ledger.models import DocumentRow, EntryRow
from mithaq.ledger.payload import read_payload, write_payload
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.snapshot import hold_still
from mithaq.ledger.verify import Fault, verify_record
from mithaq.model import Document
from mithaq.refusals import make_error
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Known, Source, write_sheet
from mithaq.reports.imports.taken import Left
from mithaq.reports.proof import ProofWording
from mithaq.reports.wording import Lang

_CHUNK: Final = 2000
_ID: Final = 20
_OWN: Final = (Assign, Comment)
"""What is said among the people of a desk: it is theirs."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What another record brings.

    Args:
        arrivals: One for each case.
        withheld: Steps by which names are withheld there.
        left: What was not taken.
        head: Size and root hash that were proved.
        source: Where it came from.
    """

    arrivals: tuple[Arrival, ...]
    withheld: tuple[Withhold, ...]
    left: tuple[Left, ...]
    head: Head
    source: Source


def read_record(place: Path | str, source: Source, old: Head | None = None) -> Copy:
    """Return what another record brings, once nothing in it was found wrong.

    Args:
        place: A SQLite record, or the address of one on a server; it is not changed.
        source: The file; of a server without a hash: that of its tree takes its place.
        old: A checkpointed head that it has to extend.

    Raises:
        NotTakenError: If it is no record, or its proofs are wrong: then nothing of it is taken.
        RecordError: If the server refuses, or its record is of another version.
    """
    with _open_server(place) if isinstance(place, str) else _open_copy(place) as record:
        verdict = verify_record(record, old, derived=False)
        if verdict.faults:
            told = _tell_faults(verdict.faults)
            raise make_error(NotTakenError, "imports.not-right", where=source.name, faults=told)
        rows = EntryRow.objects.using(record.alias).order_by("number")
        payloads = rows.values_list("payload", flat=True).iterator(_CHUNK)
        entries = [read_payload(bytes(payload)) for payload in payloads]
        documents, sealed = _read_documents(record)
    named = source if source.sha256 else replace(source, sha256=verdict.head.root.hex())
    return _collect(entries, documents, sealed, named, verdict.head)


def _tell_faults(faults: Iterable[Fault]) -> Words:
    found = tuple(faults)
    arabic, english = (
        [ProofWording(lang).name_fault(fault) for fault in found] for lang in (Lang.AR, Lang.EN)
    )
    return Words("؛ ".join(arabic), "; ".join(english))


@contextmanager
def _open_copy(path: Path) -> Iterator[Record]:
    """Open a copy: opening a record may bring it to this version, and this one is somebody else's."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as there:
                with closing(sqlite3.connect(copy)) as here:
                    there.backup(here)
                there.execute("SELECT count(*) FROM ledger_entry")
            record = open_record(str(copy), create=False)
        except (sqlite3.Error, RecordError) as error:
            told = error.reason if isinstance(error, RecordError) and error.reason else str(error)
            raise make_error(NotTakenError, "imports.no-record", where=str(path), error=told) from error
        try:
            yield record
        finally:
            record.close()


@contextmanager
def _open_server(url: str) -> Iterator[Record]:
    """Look into a record on a server as it stands at this moment; nothing of it is brought to this version."""
    record = Record(name_place(url), attach(url))
    try:
        with explain_faults(record.where):
            if not is_current(record.alias, record.where):
                raise make_error(NotTakenError, "imports.other-version", where=record.where)
        with hold_still(record):
            yield record
    finally:
        record.close()


def _read_documents(record: Record) -> tuple[Mapping[str, Document], frozenset[str]]:
    documents: dict[str, Document] = {}
    sealed: set[str] = set()
    for row in DocumentRow.objects.using(record.alias).iterator(_CHUNK):
        if row.sealed:
            sealed.add(row.sha256)
        else:
            documents[row.sha256] = make_document(row)
    return documents, frozenset(sealed)


def _collect(
    entries: Sequence[Entry],
    documents: Mapping[str, Document],
    sealed: frozenset[str],
    source: Source,
    head: Head,
) -> Copy:
    homes = find_homes(entries)
    numbered = {entry.number: entry for entry in entries}
    cases: dict[str, list[Held[Any]]] = {}
    for held in hold(entries, homes):
        cases.setdefault(homes.find_entry_home(held.number), []).append(held)
    arrivals: list[Arrival] = []
    left: list[Left] = []
    for case, found in cases.items():
        try:
            arrivals.append(_Copyist(source, head, documents, sealed).take(case, found, numbered))
        except NotTakenError as error:
            left.append(Left(source.point(case), error, refused=bool(error.remedy)))
    taken = {text.sha256 for arrival in arrivals for text in (arrival.document, *arrival.further)}
    withheld = tuple(_find_withheld(entries, homes.undone, taken))
    return Copy(tuple(arrivals), withheld, tuple(left), head, source)


def _find_withheld(
    entries: Iterable[Entry], undone: frozenset[int], documents: Collection[str]
) -> Iterator[Withhold]:
    """Yield what is withheld in documents in the end: neither undone nor released later."""
    standing: dict[Evidence, Withhold] = {}
    for entry in entries:
        step = entry.step
        if not isinstance(step, Withhold) or entry.number in undone:
            continue
        for piece in step.evidence:
            standing.pop(piece, None)
            if step.shown == "withheld" and piece.document in documents:
                standing[piece] = step
    for piece, step in standing.items():
        yield msgspec.structs.replace(step, case="", evidence=(piece,))


@dataclass(frozen=True, slots=True)
class _Copyist:
    """Copies cases.

    Args:
        source: The file.
        head: What was proved of it.
        documents: Its texts.
        sealed: Texts that it keeps apart as personal.
    """

    source: Source
    head: Head
    documents: Mapping[str, Document]
    sealed: frozenset[str]

    def take(self, case: str, found: Sequence[Held[Any]], entries: Mapping[int, Entry]) -> Arrival:
        """Return a case as it stands there."""
        standing = [
            held for held in found if held.standing > Standing.REJECTED and not isinstance(held.step, _OWN)
        ]
        opens = [held for held in standing if isinstance(held.step, Open)]
        if not opens:
            raise make_error(NotTakenError, "imports.rejected-there")
        # What opens the case under its own name comes first.
        first = min(opens, key=lambda held: (held.step.case != case, held.number))
        ordered = [first, *(held for held in standing if not isinstance(held.step, Open))]
        texts: dict[str, Document] = {}
        proposals = [self._copy(case, held, entries[held.number], texts) for held in ordered]
        listed = list(texts.values())
        return Arrival(listed[0], tuple(proposals), tuple(listed[1:]))

    def _copy(self, case: str, held: Held[Any], entry: Entry, texts: dict[str, Document]) -> Proposal:
        step: AnyRead = msgspec.structs.replace(held.step, case=case)
        if any(piece.document in self.sealed for piece in step.evidence):
            raise make_error(NotTakenError, "imports.sealed-text")
        if any(piece.document not in self.documents for piece in step.evidence):
            raise make_error(NotTakenError, "imports.missing-text")
        who = ", ".join(held.people) or entry.author
        reason = ("imported", f"{self.source.name}:{entry.number}, {who}, {entry.at}")
        for piece in step.evidence:
            texts[piece.document] = self.documents[piece.document]
        if isinstance(entry.step, Propose) and held.step == entry.step.proposal.step and step == held.step:
            proposal = entry.step.proposal
            return msgspec.structs.replace(proposal, reasons=(*proposal.reasons, reason))
        evidence = step.evidence or self._quote_entry(entry, texts)
        # An id of its own: steps of people have no words to be known by.
        digest = hashlib.sha256(write_payload(entry) + msgspec.json.encode(step)).hexdigest()[:_ID]
        copied = msgspec.structs.replace(step, evidence=evidence)
        return Proposal(id=digest, step=copied, score=0.9, reasons=(reason,))

    def _quote_entry(self, entry: Entry, texts: dict[str, Document]) -> tuple[Evidence, ...]:
        payload = write_payload(entry).decode()
        sheet = write_sheet(
            payload,
            (),
            Known(
                name=f"entry-{entry.number}",
                origin=self.source.locate(f"{entry.number} of {self.head.size}"),
                title=f"{type(entry.step).__name__} {entry.author} {entry.at}",
                outlet=entry.author,
            ),
        )
        texts[sheet.document.sha256] = sheet.document
        return (Evidence(sheet.document.sha256, 0, len(payload)),)
