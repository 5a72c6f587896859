"""Readings as annotated texts in the form of the benchmark, so that a record becomes training data.

What people judged is applied (`corrections.py`). A tar archive with ``text/NAME.txt``, ``gold/NAME.json`` and, at its
end, ``statement.json``.
"""

from __future__ import annotations

import gzip
import re
import tarfile
from dataclasses import replace
from io import BytesIO
from typing import IO, Final

from mithaq.model import Reading
from mithaq.reports.benchmark import write_annotation
from mithaq.reports.exports.pile import Pile

_ODD: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 60  # letters of a document's name that stand in the name of its files
_FAST: Final = 1


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the readings of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    with (
        gzip.GzipFile(fileobj=out, mode="wb", compresslevel=_FAST, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for reading in pile.readings():
            name = name_text(reading)
            named = replace(reading, document=replace(reading.document, name=name))
            _add(archive, f"text/{name}.txt", reading.document.text.encode())
            _add(archive, f"gold/{name}.json", write_annotation(named))
            pile.tally.records += 1
        _add(archive, "statement.json", pile.state().encode())


def name_text(reading: Reading) -> str:
    """Return the name of the files of a text: that of the document, and the beginning of its hash.

    Args:
        reading: What was read.
    """
    document = reading.document
    return f"{_ODD.sub('_', document.name)[:_LONGEST]}-{document.sha256[:10]}"


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, BytesIO(data))
    # The archive is never read back: what it remembers of its members would grow with it.
    archive.members.clear()  # type: ignore[attr-defined]  # not in its stub
