"""Who is named as a person in documents, by what was read in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.ledger.among import Among
from mithaq.ledger.content import list_people
from mithaq.ledger.database import explain_faults
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.models import ReadingRow
from mithaq.ledger.personal import load_documents
from mithaq.ledger.record import Record
from mithaq.model import Actor


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
            rows = ReadingRow.objects.using(record.alias).filter(Among("document", chunk))
            named = [
                (sha256, list_people(content)) for sha256, content in rows.values_list("document", "content")
            ]
            texts = load_documents(record.alias, {sha256 for sha256, people in named if people})
            for sha256, people in named:
                told = tuple(_name(actor, texts[sha256].text) for actor in people)
                found[sha256] = (*found.get(sha256, ()), *told)
    return found


def _name(actor: Actor, text: str) -> Named:
    words = (mention.select(text) for mention in actor.mentions)
    return Named(actor.id, tuple(dict.fromkeys(words)))
