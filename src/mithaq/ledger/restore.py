"""Fills an empty record from a backup.

Beside `mithaq.ledger.record` this is all that writes recorded rows, and it writes none where there are any: each
entry is stored with the bytes that it always had, its hashes are computed anew, and the root hash has to be that
of the backup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from django.db import models

from mithaq.following.entry import Entry
from mithaq.ledger.backup import TABLES, Backup
from mithaq.ledger.insertion import draft_rows, insert_rows
from mithaq.ledger.merkle import Frontier, Head, hash_leaf
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.projection import rebuild
from mithaq.ledger.record import Record, writing
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.verify import name_columns
from mithaq.refusals import make_error

_CHUNK = 2000


def restore_backup(backup: Backup, record: Record) -> Head:
    """Fill a record from a backup, or leave it as it is.

    Args:
        backup: What `open_backup` found right.
        record: A record without entries and texts.

    Returns:
        Size and root hash of its entries: those of the backup.

    Raises:
        RecordError: If the record holds something already, or the database refuses.
    """
    with writing(record):
        _refuse_full(record)
        for name, model, _ in TABLES:
            _write(record, model, backup.read_rows(name, model))
        frontier = _write_entries(record, backup.read_payloads())
        rebuild(record.alias)
        if Head(frontier.size, frontier.root) != backup.head:
            raise make_error(RecordError, "backups.changed", where=str(backup.path))
    return backup.head


def _refuse_full(record: Record) -> None:
    kept: list[type[models.Model]] = [EntryRow, *(model for _, model, _ in TABLES)]
    for model in kept:
        if model._default_manager.using(record.alias).exists():  # noqa: SLF001 - Django's documented way to the rows
            raise make_error(RecordError, "backups.not-empty", where=record.where)


def _write_entries(record: Record, payloads: Iterable[bytes]) -> Frontier:
    frontiers = [Frontier()]
    draft = draft_rows(EntryRow)

    def make_rows() -> Iterator[object]:
        for payload in payloads:
            leaf = hash_leaf(payload)
            frontiers[0] = frontiers[0].append(leaf)
            columns = name_columns(_read_entry(payload))
            yield draft(**columns, payload=payload, leaf=leaf, node=frontiers[0].node)

    _write(record, EntryRow, make_rows())
    return frontiers[0]


def _read_entry(payload: bytes) -> Entry:
    try:
        return read_payload(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise make_error(RecordError, "backups.bad-entry") from error


def _write(record: Record, model: type[models.Model], rows: Iterable[object]) -> None:
    rest = iter(rows)
    while chunk := list(islice(rest, _CHUNK)):
        insert_rows(record.alias, model, chunk)
