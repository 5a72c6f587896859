"""A record as one file that outlives its database: a zip archive of JSON lines with their digests.

It holds what was recorded, letter for letter: the canonical bytes of every entry, the texts, the readings. What is
derived from these is left out and made anew. The same record gives the same bytes, on SQLite and on PostgreSQL.
Attachments, and the log of the operations room that lies in the same database, are in it where they are given.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
from django.db import models

from mithaq.errors import Reason, Value
from mithaq.ledger.database import explain_faults
from mithaq.ledger.keeping import open_draft
from mithaq.ledger.merkle import Frontier, Head, hash_leaf
from mithaq.ledger.models import CheckpointRow, DocumentRow, EntryRow, PersonalRow, ReadingRow
from mithaq.ledger.record import Record
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error, name_fault

FORMAT: Final = "mithaq-backup"
VERSION: Final = 1
_MANIFEST, _ENTRIES = "manifest.json", "entries.jsonl"
_LOG, _FILES = "watch.jsonl", "attachments/"
# What is kept beside the entries, in which order. Ids that the database gives are left out; their order is kept:
# the newest reading of a document is the last one.
TABLES: Final[tuple[tuple[str, type[models.Model], tuple[str, ...]], ...]] = (
    ("documents.jsonl", DocumentRow, ("sha256",)),
    ("readings.jsonl", ReadingRow, ("id",)),
    ("personal.jsonl", PersonalRow, ("digest",)),
    ("checkpoints.jsonl", CheckpointRow, ("id",)),
)
_CHUNK = 2000
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the least that a zip archive knows: equal records give equal bytes
_FAST = 1  # a fifth larger than the best compression, in a quarter of the time
_BLOCK = 1 << 20


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file in a backup: how many lines it has, and the SHA-256 of its bytes."""

    name: str
    lines: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself; ``root`` is the root hash over its entries, hex."""

    format: str
    version: int
    size: int
    root: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose digests and root hash were found right.

    Args:
        path: Where it lies.
        head: Size and root hash of its entries.
        members: Its files.
    """

    path: Path
    head: Head
    members: tuple[Member, ...]

    def read_payloads(self) -> Iterator[bytes]:
        """Yield the canonical bytes of the entries in their order."""
        yield from self.read_lines(_ENTRIES)

    @property
    def log(self) -> int:
        """How many lines of the log of the operations room it holds."""
        return sum(member.lines for member in self.members if member.name == _LOG)

    @property
    def files(self) -> tuple[str, ...]:
        """The SHA-256 of each attachment that it holds."""
        return tuple(
            member.name.removeprefix(_FILES) for member in self.members if member.name.startswith(_FILES)
        )

    def read_log(self) -> Iterator[bytes]:
        """Yield the lines of the log of the operations room, as they were given."""
        if self.log:
            yield from self.read_lines(_LOG)

    def read_file(self, sha256: str) -> bytes:
        """Return the bytes of an attachment.

        Args:
            sha256: One of `files`.
        """
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(f"{_FILES}{sha256}")

    def read_rows(self, name: str, model: type[models.Model]) -> Iterator[models.Model]:
        """Yield the rows of another table, as they are to be stored.

        Args:
            name: The file in the backup.
            model: Whose rows they are.
        """
        if name in {member.name for member in self.members}:
            for number, line in enumerate(self.read_lines(name), 1):
                yield _decode_row(line, model, f"{self.path}!{name}:{number}")

    def read_lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of one of its files, as they were written."""
        with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
            for line in file:
                yield line.removesuffix(b"\n")


def write_backup(record: Record, path: Path, files: Iterable[Path] = (), log: Sequence[bytes] = ()) -> Head:
    """Write a record to a file; a file that is there is replaced only once the new one is whole.

    Args:
        record: The record; it must have been found right (`mithaq.ledger.verify`).
        path: The file.
        files: Attachments, each called by its SHA-256, which was found right.
        log: Lines of the log of the operations room.

    Returns:
        Size and root hash of the entries in it.

    Raises:
        RecordError: If the record cannot be read or the file cannot be written.
    """
    with explain_faults(record.where):
        tables = [(name, _encode_rows(record, model, key)) for name, model, key in TABLES]
        kept: list[tuple[str, Iterable[bytes]]] = [*tables, *([(_LOG, log)] if log else [])]
        return pack(path, _list_payloads(record), kept, sorted(files))


def pack(
    path: Path,
    payloads: Iterable[bytes],
    tables: Iterable[tuple[str, Iterable[bytes]]],
    files: Iterable[Path] = (),
) -> Head:
    """Write a backup of entries and rows that are given.

    Args:
        path: The file; one that is there is replaced once the new one is whole.
        payloads: The canonical bytes of the entries in their order.
        tables: Each file of further rows with its lines.
        files: As for `write_backup`.

    Returns:
        Size and root hash of the entries in it.
    """
    with open_draft(path) as file, zipfile.ZipFile(file, "w") as archive:
        # Entries come first: texts and readings that they rest on were written before them.
        entries, frontier = _write_entries(archive, payloads)
        members = [entries, *(_write_lines(archive, name, lines) for name, lines in tables)]
        members += [_write_file(archive, source) for source in files]
        manifest = Manifest(FORMAT, VERSION, frontier.size, frontier.root.hex(), tuple(members))
        archive.writestr(_describe(_MANIFEST), msgspec.json.format(msgspec.json.encode(manifest)))
    return Head(frontier.size, frontier.root)


def _list_payloads(record: Record) -> Iterator[bytes]:
    rows = EntryRow.objects.using(record.alias).order_by("number").values_list("payload", flat=True)
    for payload in rows.iterator(_CHUNK):
        yield bytes(payload)


def _write_entries(archive: zipfile.ZipFile, payloads: Iterable[bytes]) -> tuple[Member, Frontier]:
    frontiers = [Frontier()]

    def watch() -> Iterator[bytes]:
        for payload in payloads:
            frontiers[0] = frontiers[0].append(hash_leaf(payload))
            yield payload

    return _write_lines(archive, _ENTRIES, watch()), frontiers[0]


def _write_lines(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Member:
    digest, count = hashlib.sha256(), 0
    with archive.open(_describe(name), "w", force_zip64=True) as file:
        for line in lines:
            digest.update(line + b"\n")
            file.write(line + b"\n")
            count += 1
    return Member(name, count, digest.hexdigest())


def _write_file(archive: zipfile.ZipFile, source: Path) -> Member:
    name, content = f"{_FILES}{source.name}", source.read_bytes()
    archive.writestr(_describe(name), content)
    return Member(name, content.count(b"\n"), source.name)


def _describe(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    info._compresslevel = _FAST  # type: ignore[attr-defined] # noqa: SLF001 - public from Python 3.13 on
    return info


def _list_columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]  # noqa: SLF001 - Django's documented way to the fields
    return sorted(fields, key=lambda field: field.attname)


def _encode_rows(record: Record, model: type[models.Model], key: tuple[str, ...]) -> Iterator[bytes]:
    columns = _list_columns(model)
    names = [column.attname for column in columns]
    encoder = msgspec.json.Encoder()
    rows = model._default_manager.using(record.alias).order_by(*key).values_list(*names)  # noqa: SLF001 - as above
    for row in rows.iterator(_CHUNK):
        values = (bytes(value) if isinstance(value, memoryview) else value for value in row)
        yield encoder.encode(dict(zip(names, values, strict=True)))


def _decode_row(line: bytes, model: type[models.Model], where: str) -> models.Model:
    columns = {column.attname: column for column in _list_columns(model)}
    try:
        values: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
        for name, column in columns.items():
            if isinstance(column, models.BinaryField) and name in values:
                values[name] = base64.b64decode(values[name], validate=True)
        return model(**values)
    except (msgspec.MsgspecError, TypeError, ValueError, binascii.Error) as error:
        raise make_error(RecordError, "backups.bad-line", where=where) from error


def open_backup(path: Path) -> Backup:
    """Return a backup once every digest in it and the root hash over its entries were found right.

    Args:
        path: The file.

    Raises:
        RecordError: If it is damaged, no backup, or one of a newer version.
    """
    try:
        with closing(zipfile.ZipFile(path)) as archive:
            manifest = _read_manifest(archive, str(path))
            for member in manifest.members:
                _check_member(archive, member, str(path))
    except OSError as error:
        raise make_error(RecordError, "backups.unread", where=str(path), error=name_fault(error)) from error
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise _damaged(str(path), "not-whole") from error
    backup = Backup(path, Head(manifest.size, bytes.fromhex(manifest.root)), manifest.members)
    frontier = Frontier().extend(hash_leaf(payload) for payload in backup.read_payloads())
    if Head(frontier.size, frontier.root) != backup.head:
        raise _damaged(str(path), "other-root")
    return backup


def _read_manifest(archive: zipfile.ZipFile, where: str) -> Manifest:
    if _MANIFEST not in archive.namelist():
        raise make_error(RecordError, "backups.none", where=where)
    data = archive.read(_MANIFEST)
    try:
        said = msgspec.json.decode(data, type=dict[str, Any])
        if (
            said.get("format") == FORMAT
            and isinstance(said.get("version"), int)
            and said["version"] > VERSION
        ):
            raise make_error(RecordError, "backups.newer", where=where)
        manifest = msgspec.convert(said, Manifest)
        bytes.fromhex(manifest.root)
    except (msgspec.MsgspecError, ValueError) as error:
        raise _damaged(where, "bad-manifest") from error
    names = sorted([_MANIFEST, *(member.name for member in manifest.members)])
    if any(
        item.name.startswith(_FILES) and item.name != f"{_FILES}{item.sha256}" for item in manifest.members
    ):
        raise _damaged(where, "misnamed")
    if manifest.format != FORMAT or names != sorted(archive.namelist()) or _ENTRIES not in names:
        raise _damaged(where, "other-files")
    return manifest


def _check_member(archive: zipfile.ZipFile, member: Member, where: str) -> None:
    digest, lines = hashlib.sha256(), 0
    with archive.open(member.name) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            lines += block.count(b"\n")
    if (digest.hexdigest(), lines) != (member.sha256, member.lines):
        raise _damaged(where, "other-digest", member=member.name)


def _damaged(where: str, why: str, **values: Value) -> RecordError:
    return make_error(RecordError, "backups.damaged", where=where, why=Reason(f"backups.{why}", values))
