"""Which reader read: its name and version, and a digest of all that it knows.

A lexicon or a model that changed between two releases makes another reader: the record is read again with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from mithaq.knowledge import digest_files

_ROOT = Path(__file__).parents[1]
# What reads and follows, words and weights and code.
_PARTS: Final = ("text", "lexicon", "packs", "reading", "following")
_LENGTH = 8


def name_version(reader: str) -> str:
    """Return the name under which a record keeps what a reader reads.

    Args:
        reader: Name and version, as readings state it.
    """
    return f"{reader} {digest_knowledge()}"


@cache
def digest_knowledge() -> str:
    """Return a digest of everything that reading and following rest on: words, weights and code."""
    files = (path for part in _PARTS for path in sorted((_ROOT / part).rglob("*")))
    return digest_files(path for path in files if path.is_file() and path.suffix != ".pyc")[:_LENGTH]
