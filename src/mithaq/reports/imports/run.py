"""The way into a record for what other systems hold; the same for the command and for programs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mithaq.ledger.arrivals import Arrival, Arrived, record_arrivals, withhold_arrived
from mithaq.ledger.merkle import Head
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.record import Record, writing
from mithaq.refusals import make_error, name_fault, pass_on
from mithaq.reports.imports.acled import read_acled
from mithaq.reports.imports.ftm import read_ftm
from mithaq.reports.imports.mapping import TableMapping, check_mapping
from mithaq.reports.imports.polecat import read_polecat
from mithaq.reports.imports.record import read_record
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.table import read_table
from mithaq.reports.imports.taken import Left, Result
from mithaq.reports.refusals import tell_error
from mithaq.reports.wording import Lang
from mithaq.sources.delimited import cut_table
from mithaq.sources.encoding import decode
from mithaq.sources.limits import MAX_TABLE
from mithaq.sources.refusal import RefusalError

_BATCH: Final = 200
_CHUNK: Final = 1 << 20


class Format(StrEnum):
    """A format in which something comes in."""

    ACLED = "acled"
    POLECAT = "polecat"
    FTM = "ftm"
    CSV = "csv"
    MITHAQ = "mithaq"


Reader = Callable[[str, Source], Result]

READERS: Final[Mapping[Format, Reader]] = MappingProxyType({Format.ACLED: read_acled, Format.FTM: read_ftm})
"""Who reads which format; POLECAT asks for the record, a table for its mapping, and a record is no text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported.

    Args:
        path: The file; for mithaq also the address of a record on a server.
        format: In which format.
        person: Who imports it.
        mapping: What the columns of a table hold; for csv.
        head: A checkpointed head that a record has to extend; for mithaq.
    """

    path: Path | str
    format: Format
    person: str
    mapping: TableMapping | None = None
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file.

    Args:
        source: The file.
        arrived: What it brought.
        left: What of it was not taken, and why.
        head: Size and root hash of the record that was taken over; None for other formats.
    """

    source: Source
    arrived: Arrived
    left: tuple[Left, ...]
    head: Head | None = None

    @property
    def refused(self) -> tuple[Left, ...]:
        """What is wrong in it."""
        return tuple(item for item in self.left if item.refused)

    def count_left_out(self, lang: Lang = Lang.EN) -> dict[str, int]:
        """Return how much of it a record has no place for, by reason.

        Args:
            lang: The language of the reasons.
        """
        return dict(Counter(tell_error(item.why, lang).what for item in self.left if not item.refused))


def import_file(record: Record, wanted: Wanted) -> Report:
    """Take a file over into a record.

    Args:
        record: The record.
        wanted: What is to be imported.

    Raises:
        NotTakenError: If the file as a whole cannot be taken; then nothing of it is.
        LedgerError: If the record refuses.
    """
    author = f"reader import-{wanted.format.value} {version('mithaq')}"
    if wanted.format is Format.MITHAQ:
        copy = read_record(wanted.path, _name_source(wanted), wanted.head)
        # Names that are withheld there are withheld here before anybody can see them.
        with writing(record):
            arrived = _record(record, copy.arrivals, author, [])
            withhold_arrived(record, copy.withheld, wanted.person)
        return Report(copy.source, arrived, copy.left, copy.head)
    source, left = _name_source(wanted), list[Left]()
    arrived = _record(record, _read(record, wanted, source), author, left)
    return Report(source, arrived, tuple(left))


def _name_source(wanted: Wanted) -> Source:
    if isinstance(wanted.path, Path):
        return Source(wanted.path.name, digest_file(wanted.path), wanted.format.value, wanted.person)
    # Neither the name of an account nor a password is kept; the record on a server has no bytes to be hashed.
    server = wanted.path.partition("://")[2].rpartition("@")[2].partition("?")[0]
    return Source(server, "", wanted.format.value, wanted.person)


def read_head(path: Path) -> tuple[str, ...]:
    """Return the headings of a table.

    Args:
        path: The file.

    Raises:
        NotTakenError: If it cannot be read, or holds no table.
    """
    try:
        return cut_table(_read_text(path)).head
    except RefusalError as error:
        raise pass_on(NotTakenError, error, path.name) from error


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file, hex.

    Args:
        path: The file.

    Raises:
        NotTakenError: If it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        told = name_fault(error)
        raise make_error(NotTakenError, "imports.unread", where=str(path), error=told) from error
    return digest.hexdigest()


def _read_text(path: Path) -> str:
    if path.stat().st_size > MAX_TABLE:
        raise make_error(NotTakenError, "imports.huge", where=path.name, most=MAX_TABLE)
    try:
        return decode(path.read_bytes()).text
    except RefusalError as error:
        raise pass_on(NotTakenError, error, path.name) from error


def _read(record: Record, wanted: Wanted, source: Source) -> Result:
    text = _read_text(Path(wanted.path))
    if wanted.format is Format.POLECAT:
        return read_polecat(text, source, lru_cache(maxsize=_BATCH)(partial(_holds, record)))
    if wanted.format is not Format.CSV:
        return READERS[wanted.format](text, source)
    if wanted.mapping is None:
        raise make_error(NotTakenError, "imports.no-mapping", where=source.name)
    check_mapping(wanted.mapping, cut_table(text).head, source.name)
    return read_table(text, source, wanted.mapping)


def _holds(record: Record, beginning: str) -> bool:
    rows = DocumentRow.objects.using(record.alias)
    # Behind every sign of a hash: a range of ids, which each database finds by its index.
    return rows.filter(sha256__gte=beginning, sha256__lt=f"{beginning}g").exists()


def _record(record: Record, results: Iterable[Arrival | Left], author: str, left: list[Left]) -> Arrived:
    total = Arrived()
    batch: list[Arrival] = []
    for result in results:
        if isinstance(result, Left):
            left.append(result)
            continue
        batch.append(result)
        if len(batch) >= _BATCH:
            total += record_arrivals(record, batch, author)
            batch = []
    return total + record_arrivals(record, batch, author) if batch else total
