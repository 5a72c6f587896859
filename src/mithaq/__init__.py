"""Mithaq reads Arabic reporting on peace processes into sourced acts, milestones and figures."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from mithaq.dates import Edtf
from mithaq.model import Document, Reading

if TYPE_CHECKING:
    from mithaq.reading.pipeline import Reader

__all__ = ["Document", "Edtf", "Reading", "annotate", "read_document", "read_text"]


def read_text(text: str, published: str | None = None, *, name: str = "text") -> Reading:
    """Return all that one Arabic text says, with evidence spans into it.

    Args:
        text: The text as published.
        published: Publication date, EDTF; resolves relative dates such as "أمس".
        name: Short name of the document.

    Raises:
        DateError: If ``published`` is not EDTF or does not exist.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    when = Edtf.parse(published) if published else None
    return read_document(Document(sha256=digest, text=text, name=name, published=when))


def read_document(document: Document, reader: Reader | None = None) -> Reading:
    """Return all that a document says.

    Args:
        document: The document; its ``published`` resolves relative dates.
        reader: What to read with; None for the shipped fast reader.
    """
    # The knowledge is loaded only when something is read: a command that reads nothing starts at once.
    from mithaq.reading.pipeline import read_document as read  # noqa: PLC0415

    return read(document, reader)


def annotate(reading: Reading) -> dict[str, Any]:
    """Return a reading in the form that ``mithaq extract`` writes, as plain values for a JSON writer.

    Args:
        reading: What was read.
    """
    from mithaq.reports.benchmark import annotate as note  # noqa: PLC0415 - as above

    return note(reading)
