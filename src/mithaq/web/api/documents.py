"""Documents, asked by programs."""

from __future__ import annotations

from mithaq.errors import LedgerError
from mithaq.ledger.current import read_document
from mithaq.web.api.shapes import DocumentAnswer, Range
from mithaq.web.api.tokens import Called
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record


def show_document(request: Called, sha256: str) -> DocumentAnswer:
    """Show a document as it may be shown; offsets are code points of its text."""
    try:
        shown = read_document(find_record(), sha256, sight=request.sight)
    except LedgerError as error:
        raise fail_missing(error.what) from error
    document = shown.document
    return DocumentAnswer(
        sha256=document.sha256,
        name=document.name,
        title=document.title,
        outlet=document.outlet,
        published=document.published.text if document.published else None,
        url=document.url,
        text=document.text,
        masked=[Range(start=span.start, end=span.end) for span in shown.masked],
    )
