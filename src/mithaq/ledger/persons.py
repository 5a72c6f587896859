"""Who is named as a person in documents, by what was read in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.ledger.content import make_document, make_reading
from mithaq.ledger.database import explain_faults
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.models import DocumentRow, ReadingRow
from mithaq.ledger.record import Record
from mithaq.model import ActorType, Document


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a document names.

    Args:
        id: Id of the actor in the reading.
        words: Each wording, as it stands in the text.
    """

    id: str
    words: tuple[str, ...]


def read_persons(record: Record, documents: Iterable[str]) -> Mapping[str, tuple[Named, ...]]:
    """Return the persons that documents name, by document, as every reading of them says.

    Withheld names are among them, unmasked: what is returned is for masking, never for showing.

    Args:
        record: The record.
        documents: SHA-256 of each.
    """
    found: dict[str, tuple[Named, ...]] = {}
    with explain_faults(record.where):
        for chunk in cut_chunks(documents):
            texts = {
                row.sha256: make_document(row)
                for row in DocumentRow.objects.using(record.alias).filter(sha256__in=chunk)
            }
            for row in ReadingRow.objects.using(record.alias).filter(document__in=chunk):
                found[row.document] = (
                    *found.get(row.document, ()),
                    *_list_persons(row, texts[row.document]),
                )
    return found


def _list_persons(row: ReadingRow, document: Document) -> Iterable[Named]:
    for actor in make_reading(row, document).actors:
        if actor.type is ActorType.PERSON:
            words = (mention.select(document.text) for mention in actor.mentions)
            yield Named(actor.id, tuple(dict.fromkeys(words)))
