"""Personal texts: kept apart from their documents, so that they can be erased.

The document of such a text is named by the hash of a salt and the text, and holds a veil in its place: a sign for
each letter, line for line, so that every offset stays valid once the words are erased.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.db.models import Q

from mithaq.ledger.among import Among
from mithaq.ledger.content import DOCUMENT_COLUMNS, make_document, restore_document
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.models import DocumentRow, PersonalRow
from mithaq.model import Document

VEIL: Final = "░"
"""What stands for each letter of a personal text."""
_ALL: Final = Q()
_LETTER = re.compile(r"[^\n]")


def veil_text(text: str) -> str:
    """Return a text of the same length and lines without any of its words.

    Args:
        text: Any text.
    """
    return _LETTER.sub(VEIL, text)


def is_veiled(text: str) -> bool:
    """Tell whether nothing but a veil is left of a text.

    Args:
        text: A text, or words of it.
    """
    return VEIL in text and not text.strip(f"{VEIL}\n")


def seal_text(text: str, salt: bytes) -> str:
    """Return the id of a personal text: the SHA-256 of salt and text, hex.

    Args:
        text: Any text.
        salt: A secret that is erased with it, so that nobody can try out what the text was.
    """
    return hashlib.sha256(salt + text.encode()).hexdigest()


def make_documents(alias: str, rows: Iterable[DocumentRow]) -> dict[str, Document]:
    """Return documents by id, with the words of personal texts that were not erased.

    Args:
        alias: The record's connection.
        rows: As they are stored.
    """
    stored = list(rows)
    documents = {row.sha256: make_document(row) for row in stored}
    return _unveil(alias, documents, [row.sha256 for row in stored if row.sealed])


def load_documents(alias: str, ids: Iterable[str], seen: Q = _ALL) -> dict[str, Document]:
    """Return stored documents by id, with the words of personal texts that were not erased.

    Args:
        alias: The record's connection.
        ids: SHA-256 of each; those that are not there are left out.
        seen: What has to hold for their rows besides.
    """
    documents: dict[str, Document] = {}
    sealed: list[str] = []
    for chunk in cut_chunks(ids):
        rows = DocumentRow.objects.using(alias).filter(Among("sha256", chunk), seen)
        for apart, *values in rows.values_list("sealed", *DOCUMENT_COLUMNS):
            document = restore_document(values)
            documents[document.sha256] = document
            if apart:
                sealed.append(document.sha256)
    return _unveil(alias, documents, sealed)


def _unveil(alias: str, documents: dict[str, Document], sealed: Iterable[str]) -> dict[str, Document]:
    for chunk in cut_chunks(sealed):
        found = PersonalRow.objects.using(alias).filter(digest__in=chunk)
        for sha256, words in found.values_list("digest", "words"):
            documents[sha256] = replace(documents[sha256], text=words)
    return documents
