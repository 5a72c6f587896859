"""Everything that the record holds about one document: its text, what was read in it, the cases that rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.following.fold import Case
from mithaq.ledger.content import make_reading
from mithaq.ledger.current import Shown, read_cases, read_document
from mithaq.ledger.database import explain_faults
from mithaq.ledger.masks import load_masks
from mithaq.ledger.models import DocumentRow, ReadingRow, TellingRow
from mithaq.ledger.personal import is_veiled, load_documents, make_documents
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, see_documents
from mithaq.model import Reading

_MOST = 200  # cases of one document that are shown


@dataclass(frozen=True, slots=True)
class Dossier:
    """A document with what is known of it.

    Args:
        shown: The document as it may be shown.
        reading: What the newest reader read in it, names masked; None where nobody has, or its words were erased.
        readers: The readers that read it, the newest last.
        cases: The cases that rest on it and may be seen.
    """

    shown: Shown
    reading: Reading | None
    readers: tuple[str, ...]
    cases: tuple[Case, ...]


def read_dossier(record: Record, sha256: str, *, sight: Sight = EVERYTHING) -> Dossier:
    """Return everything about one document.

    Args:
        record: The record.
        sha256: Its id.
        sight: Who looks.

    Raises:
        LedgerError: If the record holds no such document that they may see.
    """
    shown = read_document(record, sha256, sight=sight)
    with explain_faults(record.where):
        alias = record.alias
        rows = list(ReadingRow.objects.using(alias).filter(document=sha256).order_by("id"))
        stored = make_documents(alias, DocumentRow.objects.using(alias).filter(sha256=sha256))[sha256]
        newest = make_reading(rows[-1], stored) if rows and not shown.erased else None
        reading = load_masks(alias).mask_reading(newest) if newest else None
        tellings = TellingRow.objects.using(alias).filter(document=sha256).order_by("id")
        ids = list(tellings.values_list("case", flat=True)[:_MOST])
    cases = read_cases(record, ids, sight=sight)
    return Dossier(shown, reading, tuple(row.reader for row in rows), cases)


def read_newest(
    record: Record, documents: Sequence[str], *, sight: Sight = EVERYTHING
) -> tuple[Reading, ...]:
    """Return what the newest reader read in some documents, names masked.

    Args:
        record: The record.
        documents: SHA-256 of each; those that nobody read, or that may not be seen, are left out.
        sight: Who looks.
    """
    with explain_faults(record.where):
        alias, masks = record.alias, load_masks(record.alias)
        stored = load_documents(alias, documents, see_documents(sight, alias, "sha256"))
        rows = ReadingRow.objects.using(alias).filter(document__in=list(stored)).order_by("id")
        newest = {row.document: row for row in rows}
        return tuple(
            masks.mask_reading(make_reading(newest[sha256], stored[sha256]))
            for sha256 in documents
            if sha256 in newest and not is_veiled(stored[sha256].text)
        )
