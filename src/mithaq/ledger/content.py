"""Documents and readings as rows, and back."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from mithaq.dates import Edtf
from mithaq.following.entry import Receive
from mithaq.ledger.models import DocumentRow, ReadingRow
from mithaq.model import Act, Actor, ActorType, Document, Figure, Milestone, Reading, Span

DOCUMENT_COLUMNS: Final = (
    "sha256", "text", "name", "origin", "title", "outlet", "author", "published", "url", "skipped",
)  # fmt: skip
"""What a document is made of again (`restore_document`)."""
_NOTHING: Final = b"[]"
_FAST: Final = 1  # three quarters of what the best compression saves, in a tenth of the time


class Content(msgspec.Struct, frozen=True):
    """A reading without its document."""

    actors: tuple[Actor, ...]
    acts: tuple[Act, ...]
    milestones: tuple[Milestone, ...]
    figures: tuple[Figure, ...]


class Cast(msgspec.Struct, frozen=True):
    """Of a reading only its actors."""

    actors: tuple[Actor, ...]


Stored = bytes | memoryview  # what a column of bytes gives, by database
_PERSON: Final = ActorType.PERSON.value.encode()
_ENCODER = msgspec.json.Encoder()
_PEOPLE = msgspec.json.Decoder(Cast)
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
    return restore_document([getattr(row, name) for name in DOCUMENT_COLUMNS])


def restore_document(values: Sequence[Any]) -> Document:
    """Return the document that the columns of a row hold: many are read so in a third of the time.

    Args:
        values: Those of `DOCUMENT_COLUMNS`, in their order.
    """
    sha256, text, name, origin, title, outlet, author, published, url, skipped = values
    when = Edtf.parse(published) if published else None
    spans = () if skipped == _NOTHING else _SPANS.decode(bytes(skipped))
    return Document(sha256, text, name, origin, title, outlet, author, when, url, spans)


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
    return restore_reading(row.content, row.reader, document)


def restore_reading(content: Stored, reader: str, document: Document) -> Reading:
    """Return the reading that the columns of a row hold.

    Args:
        content: As it is stored.
        reader: Who read.
        document: What was read.
    """
    found = _DECODER.decode(zlib.decompress(bytes(content)))
    return Reading(document, found.actors, found.acts, found.milestones, found.figures, reader)


def list_people(content: Stored) -> tuple[Actor, ...]:
    """Return the persons of a reading; nothing else of it is looked at.

    Args:
        content: As it is stored.
    """
    plain = zlib.decompress(bytes(content))
    if _PERSON not in plain:
        return ()
    return tuple(actor for actor in _PEOPLE.decode(plain).actors if actor.type is ActorType.PERSON)


def list_proposals(row: ReadingRow) -> tuple[str, ...]:
    """Return the ids of the proposals that came of a reading.

    Args:
        row: As it is stored.
    """
    return read_proposals(row.proposals)


def read_proposals(stored: Stored) -> tuple[str, ...]:
    """Return the ids of the proposals that came of a reading.

    Args:
        stored: As the column holds them.
    """
    return _IDS.decode(bytes(stored))
