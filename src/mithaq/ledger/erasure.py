"""Personal texts come into the record, and their words are erased: the only words that ever leave it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import connections

from mithaq.following.entry import Entry, Erase
from mithaq.ledger.content import make_document_row, make_receipt
from mithaq.ledger.database import explain_faults
from mithaq.ledger.index import index_readings
from mithaq.ledger.insertion import insert_rows
from mithaq.ledger.models import DocumentRow, PersonalRow
from mithaq.ledger.personal import seal_text, veil_text
from mithaq.ledger.record import Record, write_entries, writing
from mithaq.ledger.refusal import RecordError
from mithaq.model import Document, Reading
from mithaq.refusals import make_error

_SALT = 32
_SHORT = 8


def keep_apart(record: Record, documents: Iterable[Document], author: str) -> tuple[Document, ...]:
    """Record personal texts without reading them; return those that are new, under their ids in the record.

    Of what is known of a text only its date enters the ledger, which is never erased: no name, title or place of
    it. Nothing is proposed from it, because proposals hold words of what they rest on.

    Args:
        record: The record.
        documents: The texts.
        author: Name of the account that brings them.

    Raises:
        RecordError: If the database refuses.
    """
    with writing(record):
        kept = [_make_personal(document) for document in _find_new(record, documents)]
        sealed = [document for document, _ in kept]
        rows = [make_document_row(_veil(document)) for document in sealed]
        for row in rows:
            row.sealed = True
        insert_rows(record.alias, DocumentRow, rows)
        insert_rows(record.alias, PersonalRow, [personal for _, personal in kept])
        index_readings(record.alias, [Reading(_veil(document), (), (), (), (), "") for document in sealed])
        if sealed:
            write_entries(record, [make_receipt(document) for document in sealed], author)
    return tuple(sealed)


def _find_new(record: Record, documents: Iterable[Document]) -> Iterator[Document]:
    known: set[str] = set()
    for document in documents:
        there = PersonalRow.objects.using(record.alias).filter(words=document.text).exists()
        if not there and document.text not in known:
            known.add(document.text)
            yield document


def _veil(document: Document) -> Document:
    return replace(document, text=veil_text(document.text))


def _make_personal(document: Document) -> tuple[Document, PersonalRow]:
    salt = secrets.token_bytes(_SALT)
    digest = seal_text(document.text, salt)
    name = f"personal-{digest[:_SHORT]}"
    sealed = Document(digest, document.text, name, published=document.published, skipped=document.skipped)
    return sealed, PersonalRow(digest=digest, salt=salt, words=document.text)


def erase(record: Record, document: str, reason: str, author: str) -> Entry:
    """Erase the words of a personal text and the salt of its hash; who did so and why enters the ledger.

    Args:
        record: The record.
        document: Its id, or its name.
        reason: Why; never the words themselves.
        author: Name of the account that decides.

    Raises:
        RecordError: If it is no personal text, was erased already, or the database refuses.
    """
    connection = connections[record.alias]
    with explain_faults(record.where), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete = ON")
    with writing(record):
        digest = _find_digest(record, document)
        (entry,) = write_entries(record, [Erase(case="", document=digest, reason=reason)], author)
        PersonalRow.objects.using(record.alias).filter(digest=digest).delete()
    with explain_faults(record.where), connection.cursor() as cursor:
        # What was removed is not left in the log of the file, or in the dead rows of the table.
        cursor.execute(
            "PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM ledger_personal"
        )
    return entry


def _find_digest(record: Record, document: str) -> str:
    rows = DocumentRow.objects.using(record.alias)
    row = rows.filter(sha256=document).first() or rows.filter(name=document, sealed=True).first()
    if row is None:
        raise make_error(RecordError, "erasing.no-document", where=record.where, document=document)
    if not row.sealed:
        raise make_error(RecordError, "erasing.not-apart", where=record.where, document=document)
    if not PersonalRow.objects.using(record.alias).filter(digest=row.sha256).exists():
        raise make_error(RecordError, "erasing.erased", where=record.where, document=document)
    return row.sha256
