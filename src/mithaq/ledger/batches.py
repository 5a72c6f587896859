"""Reading into a record, batch by batch: what was acknowledged stays, whatever happens to the next batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from mithaq.knowledge import keep_garbage
from mithaq.ledger.database import explain_faults
from mithaq.ledger.intake import Intake, find_known
from mithaq.ledger.record import Record
from mithaq.ledger.refusal import FollowingError
from mithaq.ledger.version import name_version
from mithaq.model import Document, Reading
from mithaq.sources import Refused

_DOCUMENTS: Final = 50
_SECONDS: Final = 2.0
_AHEAD: Final = 50  # documents that are looked up at once


def skip_known(
    record: Record,
    documents: Iterable[Document | Refused],
    reader: str,
    tell: Callable[[Intake], None],
) -> Iterator[Document | Refused]:
    """Yield the documents that the record does not hold as read by this reader, and what was refused.

    Args:
        record: The record.
        documents: What ``read_documents`` yields.
        reader: Name and version, as its readings state it.
        tell: Told how many were passed over.
    """
    coming = iter(documents)
    while chunk := list(islice(coming, _AHEAD)):
        ids = [item.sha256 for item in chunk if isinstance(item, Document)]
        with explain_faults(record.where):
            known = find_known(record.alias, ids, name_version(reader))
        fresh = [item for item in chunk if isinstance(item, Refused) or item.sha256 not in known]
        if len(fresh) < len(chunk):
            tell(Intake(known=len(chunk) - len(fresh)))
        yield from fresh


def record_readings(
    record: Record,
    readings: Iterable[Reading],
    *,
    refuse: Callable[[FollowingError], None] | None = None,
    seconds: float = _SECONDS,
    documents: int = _DOCUMENTS,
) -> Iterator[Intake]:
    """Record readings batch by batch; yield what each batch brought once it is on the disk.

    Args:
        record: The record.
        readings: As they are read.
        refuse: Told of each document that following fails at, and the others are recorded; None to stop there.
        seconds: A batch is recorded after so long.
        documents: A batch is recorded when it has so many.

    Raises:
        FollowingError: If following fails and nobody is to be told.
    """
    batch: list[Reading] = []
    started = time.monotonic()
    for reading in readings:
        batch.append(replace(reading, reader=name_version(reading.reader)))
        if len(batch) >= documents or time.monotonic() - started >= seconds:
            yield from _record_batch(record, batch, refuse)
            batch, started = [], time.monotonic()
    if batch:
        yield from _record_batch(record, batch, refuse)


def _record_batch(
    record: Record, batch: Sequence[Reading], refuse: Callable[[FollowingError], None] | None
) -> Iterator[Intake]:
    """Record a batch, or its halves where following fails at the whole, down to the document that it fails at."""
    try:
        with keep_garbage():
            found = record.add_readings(batch)
        yield found
    except FollowingError as error:
        if refuse is None:
            raise
        if len(batch) == 1:
            refuse(error)
            return
        half = len(batch) // 2
        yield from _record_batch(record, batch[:half], refuse)
        yield from _record_batch(record, batch[half:], refuse)
