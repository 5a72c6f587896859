"""Attachments of reports: kept as files under their SHA-256, which the entries name.

The folder lies beside the record (`keeping.find_folder`). Nothing in it is ever changed; what an entry names and is not
there, or is another file now, is found by `check_attachments`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from mithaq.errors import LedgerError
from mithaq.following.case import Describe
from mithaq.following.entry import Correct, Entry, Propose
from mithaq.following.fold import Case
from mithaq.ledger.backup import Backup
from mithaq.ledger.database import explain_faults
from mithaq.ledger.keeping import open_draft
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.record import Record
from mithaq.ledger.verify import Fault, Sign
from mithaq.refusals import make_error

FIELD: Final = "attachment"
"""The field of incidents that names an attachment."""
MOST: Final = 10_000_000
"""Bytes of one attachment."""
_FOLDER = "attachments"
_CHUNK = 1 << 20
_LONGEST = 120
_WRITTEN = re.compile(
    r"(?P<name>.*) \((?P<media>[\w./+-]+)، (?P<size>\d+) بايت، SHA-256 (?P<sha256>[0-9a-f]{64})\)"
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]+")
_HEAD = 32


class Signature(NamedTuple):
    """By which bytes a kind of file is known, wherever its name ends.

    Args:
        media: Media type.
        ending: Usual ending of a name.
        pattern: What the file begins with.
    """

    media: str
    ending: str
    pattern: re.Pattern[bytes]


# ISO/IEC 10918-1, 15948, RFC 9649, ISO/IEC 23008-12, ISO 32000.
SIGNATURES: Final = (
    Signature("image/jpeg", ".jpg", re.compile(rb"\xff\xd8\xff")),
    Signature("image/png", ".png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    Signature("image/webp", ".webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    Signature("image/heic", ".heic", re.compile(rb"....ftyp(?:heic|heix|mif1|msf1|heim|hevc)", re.DOTALL)),
    Signature("application/pdf", ".pdf", re.compile(rb"%PDF-")),
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a report.

    Args:
        sha256: Of its bytes, hex.
        name: As it was called where it came from, without anything that misleads.
        media: Media type, by its content.
        size: Bytes.
    """

    sha256: str
    name: str
    media: str
    size: int

    def write(self) -> str:
        """Return how texts and entries name it."""
        return f"{self.name} ({self.media}، {self.size} بايت، SHA-256 {self.sha256})"


def find_path(folder: Path, sha256: str) -> Path:
    """Return where an attachment lies.

    Args:
        folder: The folder of files.
        sha256: Of its bytes, hex.
    """
    return folder / _FOLDER / sha256[:2] / sha256


def find_media(content: bytes) -> Signature | None:
    """Return what kind of file some bytes are; None where it is none that is taken.

    Args:
        content: The file, or its first bytes.
    """
    return next((known for known in SIGNATURES if known.pattern.match(content[:_HEAD])), None)


def clean_name(name: str, ending: str) -> str:
    """Return the name of a file without folders, control characters and marks of direction, not too long.

    Args:
        name: As it was given.
        ending: What it ends with where it has no ending of its own.
    """
    plain = _UNSAFE.sub(" ", name).strip(" .") or "file"
    stem, dot, last = plain.rpartition(".")
    own = f".{last}" if dot and 1 <= len(last) <= 5 and last.isalnum() else ""  # noqa: PLR2004 - as endings are
    return f"{(stem if own else plain)[:_LONGEST].strip()}{own or ending}"


def keep_attachment(folder: Path, content: bytes, name: str) -> Attachment:
    """Keep a file, unless the same one is kept already, and return what names it.

    Args:
        folder: The folder of files.
        content: Its bytes.
        name: How it was called.

    Raises:
        LedgerError: If it is empty, too large, or of a kind that is not taken.
        RecordError: If it cannot be written.
    """
    known = find_media(content)
    if known is None:
        raise make_error(LedgerError, "attachments.kind", where=name)
    if len(content) > MOST:
        raise make_error(LedgerError, "attachments.large", where=name, size=len(content), most=MOST)
    sha256 = hashlib.sha256(content).hexdigest()
    path = find_path(folder, sha256)
    if not path.exists() or _hash_file(path) != sha256:
        with open_draft(path) as file:
            file.write(content)
    return Attachment(sha256, clean_name(name, known.ending), known.media, len(content))


def _hash_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def read_attachment(text: str) -> Attachment | None:
    """Return the attachment that a text names; None where it names none.

    Args:
        text: As `Attachment.write` writes it.
    """
    found = _WRITTEN.fullmatch(text)
    return Attachment(found["sha256"], found["name"], found["media"], int(found["size"])) if found else None


def list_attachments(record: Record) -> Iterator[tuple[int, Attachment]]:
    """Yield every attachment that the record names, with the number of the entry.

    Args:
        record: The record.
    """
    rows = EntryRow.objects.using(record.alias).filter(step__in=("describe", "correct", "propose"))
    with explain_faults(record.where):
        for payload in rows.order_by("number").values_list("payload", flat=True).iterator(_CHUNK // 512):
            if b"SHA-256" in payload:
                yield from _find_named(read_payload(bytes(payload)))


def _find_named(entry: Entry) -> Iterator[tuple[int, Attachment]]:
    step = entry.step
    if isinstance(step, Propose):
        step = step.proposal.step
    elif isinstance(step, Correct):
        step = step.instead
    if isinstance(step, Describe) and step.field == FIELD and isinstance(step.value, str):
        named = read_attachment(step.value)
        if named:
            yield entry.number, named


def check_attachments(named: Iterable[tuple[int, Attachment]], folder: Path) -> tuple[Fault, ...]:
    """Return which attachments are not there, or are not what the record says they are.

    Args:
        named: What `list_attachments` yields.
        folder: The folder of files.
    """
    signs: dict[str, Sign | None] = {}
    faults = []
    for entry, attachment in named:
        sha256 = attachment.sha256
        if sha256 not in signs:
            signs[sha256] = _find_sign(find_path(folder, sha256), sha256)
        sign = signs[sha256]
        if sign is not None:
            faults.append(Fault(sign, entry, attachment.write()))
    return tuple(faults)


def list_files(named: Iterable[Attachment], folder: Path) -> tuple[Path, ...]:
    """Return where the attachments lie that are there and right, each once.

    Args:
        named: Attachments.
        folder: The folder of files.
    """
    paths = (find_path(folder, sha256) for sha256 in sorted({item.sha256 for item in named}))
    return tuple(path for path in paths if _find_sign(path, path.name) is None)


def restore_files(backup: Backup, folder: Path) -> int:
    """Put the attachments of a backup into the folder of files, and return how many it holds.

    Args:
        backup: What `open_backup` found right.
        folder: The folder of files.

    Raises:
        RecordError: If one cannot be written.
    """
    for sha256 in backup.files:
        path = find_path(folder, sha256)
        if _find_sign(path, sha256) is not None:
            with open_draft(path) as file:
                file.write(backup.read_file(sha256))
    return len(backup.files)


def _find_sign(path: Path, sha256: str) -> Sign | None:
    if not path.is_file():
        return Sign.FILE_MISSING
    return None if _hash_file(path) == sha256 else Sign.FILE_CHANGED


def list_named(case: Case, document: str = "") -> tuple[Attachment, ...]:
    """Return the attachments of a case in the order in which they came, each once.

    Args:
        case: As somebody sees it.
        document: Only those of the report that is this document (SHA-256); empty for all.
    """
    steps = [held.step for held in case.fields if held.step.field == FIELD]
    values = [
        step.value for step in steps if not document or document in {part.document for part in step.evidence}
    ]
    named = [read_attachment(value) for value in values if isinstance(value, str)]
    return tuple(dict.fromkeys(item for item in named if item))
