"""Readings as annotated texts in the form of the benchmark, so that a record becomes training data.

What people judged is applied (`corrections.py`). A tar archive with ``text/NAME.txt``, ``gold/NAME.json`` and, at its
end, ``statement.json``.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from tarfile import BLOCKSIZE, LENGTH_NAME, PAX_FORMAT, RECORDSIZE, USTAR_FORMAT, TarInfo
from typing import IO, Final

from mithaq.model import Reading
from mithaq.reports.benchmark import write_annotation
from mithaq.reports.exports.pile import Pile

_ODD: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 60  # letters of a document's name that stand in the name of its files
_FAST: Final = 1
_GREAT: Final = 8**11  # bytes of a file whose size its header cannot hold
_SIZE, _SUM = slice(124, 135), slice(148, 156)  # where size and checksum stand in a header (POSIX.1-1988)


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the readings of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=_FAST, mtime=0) as packed:
        size = 0
        for reading in pile.readings():
            name = name_text(reading)
            text = make_member(f"text/{name}.txt", reading.document.text.encode())
            size += packed.write(text + make_member(f"gold/{name}.json", write_annotation(reading, name)))
            pile.tally.records += 1
        size += packed.write(make_member("statement.json", pile.state().encode()) + bytes(2 * BLOCKSIZE))
        packed.write(bytes(-size % RECORDSIZE))


def name_text(reading: Reading) -> str:
    """Return the name of the files of a text: that of the document, and the beginning of its hash.

    Args:
        reading: What was read.
    """
    document = reading.document
    return f"{_ODD.sub('_', document.name)[:_LONGEST]}-{document.sha256[:10]}"


def make_member(name: str, data: bytes) -> bytes:
    """Return a file as a tar archive holds it: its header, its bytes, and what fills the last block.

    Args:
        name: Its name in the archive.
        data: What it holds.
    """
    if name.isascii() and len(name) <= LENGTH_NAME and len(data) < _GREAT:
        header = _fill_header(name.encode(), b"%011o" % len(data))
    else:
        member = TarInfo(name)
        member.size = len(data)
        header = member.tobuf(PAX_FORMAT, "utf-8", "surrogateescape")
    return header + data + bytes(-len(data) % BLOCKSIZE)


@cache
def _make_empty() -> tuple[bytes, int]:
    """Return the header of a file without name, size and checksum, and the sum of its bytes."""
    header = bytearray(TarInfo("").tobuf(USTAR_FORMAT))
    header[_SIZE], header[_SUM] = bytes(11), b" " * 8
    return bytes(header), sum(header)


def _fill_header(name: bytes, size: bytes) -> bytes:
    # The library takes as long for one header as the rest of a text: nearly all are alike.
    empty, total = _make_empty()
    header = bytearray(empty)
    header[: len(name)] = name
    header[_SIZE] = size
    header[_SUM] = b"%06o\0 " % (total + sum(name) + sum(size))
    return bytes(header)
