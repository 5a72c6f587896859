"""Documents and readings as rows, and back."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from typing import Final

import msgspec

from mithaq.dates import Edtf
from mithaq.following.entry import Receive
from mithaq.ledger.models import DocumentRow, ReadingRow
from mithaq.model import Act, Actor, Document, Figure, Milestone, Reading, Span

_FAST: Final = 1  # three quarters of what the best compression saves, in a tenth of the time


class Content(msgspec.Struct, frozen=True):
    """A reading without its document."""

    actors: tuple[Actor, ...]
    acts: tuple[Act, ...]
    milestones: tuple[Milestone, ...]
    figures: tuple[Figure, ...]


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Content)
_SPANS = msgspec.json.Decoder(tuple[Span, ...])
_IDS = msgspec.json.Decoder(tuple[str, ...])


def make_document_row(document: Document) -> DocumentRow:
    """Return the row of a document.

    Args:
        document: As it was read.
    """
    return DocumentRow(
        sha256=document.sha256,
        name=document.name,
        origin=document.origin,
        title=document.title,
        outlet=document.outlet,
        author=document.author,
        published=document.published.text if document.published else None,
        url=document.url,
        skipped=_ENCODER.encode(document.skipped),
        text=document.text,
    )


def make_document(row: DocumentRow) -> Document:
    """Return the document that a row holds.

    Args:
        row: As it is stored.
    """
    return Document(
        sha256=row.sha256,
        text=row.text,
        name=row.name,
        origin=row.origin,
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        published=Edtf.parse(row.published) if row.published else None,
        url=row.url,
        skipped=_SPANS.decode(bytes(row.skipped)),
    )


def make_receipt(document: Document, reading: str = "") -> Receive:
    """Return the step that records that a document came in.

    Args:
        document: As it was read.
        reading: Hash of what was read in it (`hash_reading`); empty where nobody has read it.
    """
    return Receive(
        document=document.sha256,
        name=document.name,
        origin=document.origin,
        title=document.title,
        outlet=document.outlet,
        writer=document.author,
        published=document.published.text if document.published else None,
        url=document.url,
        reading=reading,
    )


def hash_reading(row: ReadingRow) -> str:
    """Return the SHA-256, hex, of what a row holds of a reading: reader, content, ids of its proposals.

    Args:
        row: As it is stored.
    """
    parts = (row.reader.encode(), bytes(row.content), bytes(row.proposals))
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def make_reading_row(reading: Reading, at: str, proposals: Iterable[str]) -> ReadingRow:
    """Return the row of a reading.

    Args:
        reading: What was read.
        at: When, as entries state it.
        proposals: Ids of the proposals that rest on the document.
    """
    content = Content(reading.actors, reading.acts, reading.milestones, reading.figures)
    return ReadingRow(
        document=reading.document.sha256,
        reader=reading.reader,
        at=at,
        content=zlib.compress(_ENCODER.encode(content), _FAST),
        proposals=_ENCODER.encode(tuple(proposals)),
    )


def make_reading(row: ReadingRow, document: Document) -> Reading:
    """Return the reading that a row holds.

    Args:
        row: As it is stored.
        document: What was read.
    """
    content = _DECODER.decode(zlib.decompress(bytes(row.content)))
    return Reading(document, content.actors, content.acts, content.milestones, content.figures, row.reader)


def list_proposals(row: ReadingRow) -> tuple[str, ...]:
    """Return the ids of the proposals that came of a reading.

    Args:
        row: As it is stored.
    """
    return _IDS.decode(bytes(row.proposals))
