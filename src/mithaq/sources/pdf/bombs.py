"""Streams of a PDF file that unpack to more than any text, found before the file is opened."""

from __future__ import annotations

import re
import zlib
from typing import Final

from mithaq.sources.limits import MAX_PART, MAX_RATIO, MAX_UNPACKED_PDF, RATIO_FROM
from mithaq.sources.refusal import RefusalError

_STREAM = re.compile(rb"stream\r?\n")
_CHUNK: Final = 1 << 20
_DEEPEST: Final = 3
_PACKED: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x48\x89", b"\x58\x85")


def refuse_bombs(data: bytes) -> None:
    """Refuse a file in which packed streams, also within one another, unpack to more than a document holds.

    Args:
        data: The whole file.

    Raises:
        RefusalError: If there is such a stream.
    """
    total = 0
    for match in _STREAM.finditer(data):
        if data[match.end() : match.end() + 2] in _PACKED:
            total += _measure(data, match.end(), _DEEPEST)
            if total > MAX_UNPACKED_PDF:
                raise RefusalError("huge", "sources.pdf-bomb", most=MAX_UNPACKED_PDF)


def _measure(data: bytes, start: int, depth: int) -> int:
    """Return to how many bytes the stream at a place unpacks; those that a text may have are not weighed."""
    unpacker = zlib.decompressobj()
    size = 0
    head = b""
    chunk, at = data[start : start + _CHUNK], start
    try:
        while chunk:
            part = unpacker.decompress(chunk, _CHUNK)
            head = head or part
            size += len(part)
            read = at - start + len(chunk) - len(unpacker.unconsumed_tail)
            if size > MAX_PART or (size > RATIO_FROM and size > MAX_RATIO * max(read, 1)):
                raise RefusalError("huge", "sources.pdf-dense", read=read, size=size)
            if unpacker.eof:
                break
            if unpacker.unconsumed_tail:
                at, chunk = at + len(chunk) - len(unpacker.unconsumed_tail), unpacker.unconsumed_tail
            else:
                at += len(chunk)
                chunk = data[at : at + _CHUNK]
    except zlib.error:
        # Broken or encrypted: PDFium finds out, within bounds of its own.
        return size
    if depth and head[:2] in _PACKED and size <= MAX_PART:
        whole = zlib.decompressobj().decompress(data[start : at + _CHUNK], MAX_PART)
        size += _measure(whole, 0, depth - 1)
    return size
