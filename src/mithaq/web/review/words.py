"""Words of a document that somebody selected or typed: evidence, and the dates that words say."""

from __future__ import annotations

from mithaq.dates import Edtf
from mithaq.errors import InputError
from mithaq.following.case import Evidence
from mithaq.model import Document, Span
from mithaq.reading.when import find_times, load_calendar
from mithaq.reports.saying import Matter, read_date, read_evidence, refuse
from mithaq.text.normalize import normalize
from mithaq.text.segment import segment

_FIELD = "evidence"
_LONGEST = 400  # code points of words that say a date


def write_evidence(piece: Evidence) -> str:
    """Return evidence as forms carry it.

    Args:
        piece: The words.
    """
    return f"{piece.document}:{piece.start}-{piece.end}"


def read_selection(text: str, matter: Matter, documents: dict[str, Document]) -> Evidence:
    """Return the words that ``DOCUMENT:START-END`` names, without blanks around them.

    Args:
        text: As the form carries it.
        matter: The case.
        documents: The documents that the person may see, by SHA-256.

    Raises:
        InputError: If it names no words, or none of these documents.
    """
    named = read_evidence(text, matter)
    document = documents.get(named.document)
    if document is None or named.end > len(document.text):
        refuse(_FIELD, "evidence", text, "selection")
    span = trim_span(document.text, Span(named.start, named.end))
    if span.start >= span.end:
        refuse(_FIELD, "evidence", text, "blanks")
    return Evidence(named.document, span.start, span.end)


def trim_span(text: str, span: Span) -> Span:
    """Return a span without blanks at its ends; vowel marks go with their letters.

    Args:
        text: The whole text.
        span: Where the words stand.
    """
    plain = normalize(text)
    start, end = plain.project(span)
    while start < end and plain.plain[start].isspace():
        start += 1
    while start < end and plain.plain[end - 1].isspace():
        end -= 1
    return plain.span(start, end)


def find_words(words: str, document: Document, near: int) -> Evidence:
    """Return where words stand in a document, in any spelling; where they stand often, the nearest place.

    Args:
        words: As somebody typed them.
        document: The document.
        near: The place (code points) that is meant where there are several.

    Raises:
        InputError: If the document does not hold them.
    """
    plain = normalize(document.text)
    wanted = " ".join(normalize(words).plain.split())
    places = []
    at = plain.plain.find(wanted) if wanted else -1
    while at >= 0:
        places.append(plain.span(at, at + len(wanted)))
        at = plain.plain.find(wanted, at + 1)
    if not places:
        refuse("words", "words", words, "document-words")
    start, end = min(places, key=lambda span: abs(span[0] - near))
    return Evidence(document.sha256, start, end)


def read_moment(text: str, field: str, published: Edtf | None) -> str | None:
    """Return the EDTF date that a text writes, or that its words say; None for nothing.

    Args:
        text: As it was given: EDTF, or words of a document.
        field: Which field gave it, for the refusal.
        published: When the document was published, from which "yesterday" counts.

    Raises:
        InputError: If it says no date.
    """
    try:
        return read_date(text, field)
    except InputError:
        found = find_times(segment(text[:_LONGEST]), published, load_calendar())
        if not found:
            raise
        return found[0].value.text
