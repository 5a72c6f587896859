"""Large records from real readings: a small record, read from texts and judged, is repeated with other names.

Each copy has documents, cases and proposals of its own, the same parties, and the dates of another year. The copies
are written as one backup, which is restored like any other.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from mithaq import read_text
from mithaq.following.case import Assign, Comment
from mithaq.following.entry import AnyStep, Confirm, Entry, Propose, Restrict
from mithaq.ledger.backup import TABLES, Backup, open_backup, pack, write_backup
from mithaq.ledger.batches import record_readings
from mithaq.ledger.current import read_entries
from mithaq.ledger.merkle import Head
from mithaq.ledger.payload import read_payload, write_payload
from mithaq.ledger.record import Record, open_record

ENTRIES_PER_CASE: Final = 10
RESTRICTED: Final = 60  # every so many judgements restrict a case
_YEARS: Final = 9  # how many different years the copies have
_HEX = re.compile(rb"[0-9a-f]{12,64}")  # documents, proposals, the ends of ids of cases
_DATE = re.compile(rb'(?<=")(20\d\d)-(\d\d)-(\d\d)(?=[~"?])')


def make_seed(url: str, articles: Iterable[tuple[str, str]], entries: int) -> Record:
    """Return a record of texts that were read, and of what people made of them.

    Args:
        url: The record; there must be none yet.
        articles: Texts with their dates.
        entries: How many entries it gets; a tenth as many cases.
    """
    record = open_record(url)
    cases: set[str] = set()
    readings = (read_text(text, when, name=f"article-{n}") for n, (text, when) in enumerate(articles))
    for _ in record_readings(record, readings):
        cases = {entry.step.case for entry in read_entries(record)} - {""}
        if len(cases) >= entries // ENTRIES_PER_CASE:
            break
    judge_all(record, sorted(cases), entries)
    return record


def judge_all(record: Record, cases: list[str], entries: int) -> None:
    """Record judgements and remarks of people until there are enough entries.

    Args:
        record: The record.
        cases: Ids of its cases.
        entries: How many entries it gets.
    """
    chance = random.Random(0)
    waiting = [entry.step for entry in read_entries(record) if isinstance(entry.step, Propose)]
    chance.shuffle(waiting)
    missing = entries - sum(1 for _ in read_entries(record))
    for turn in range(missing):
        author = ("amal", "badr")[turn % 2]
        step: AnyStep
        if waiting and turn % 3 == 0:
            found = waiting.pop()
            step = Confirm(case=found.case, proposal=found.proposal.id)
        elif turn % RESTRICTED == 1:
            step = Restrict(case=chance.choice(cases), groups=("legal",))
        elif turn % 3 == 1:
            step = Comment(case=chance.choice(cases), text=f"ملاحظة رقم {turn}")
        else:
            step = Assign(case=chance.choice(cases), to=f"desk-{turn % 5}")
        record.append([step], author)


def multiply(seed: Record, copies: int, folder: Path) -> tuple[Path, Head]:
    """Write a backup that holds a record many times over; return it with its size and root hash.

    Args:
        seed: The record.
        copies: How many times.
        folder: Where the backup and what is needed to make it are written.
    """
    write_backup(seed, folder / "seed.zip")
    backup = open_backup(folder / "seed.zip")
    entries = list(read_entries(seed))
    documents = [msgspec.json.decode(line) for line in backup.read_lines("documents.jsonl")]
    renames = [_rename(entries, documents, copy) for copy in range(copies)]
    path = folder / f"{copies}.zip"
    payloads = _repeat_entries(backup, renames)
    tables = [(name, _repeat_rows(backup, name, renames)) for name, _, _ in TABLES]
    return path, pack(path, payloads, tables)


Rename = Callable[[bytes], bytes]


def _rename(entries: Iterable[Entry], documents: Iterable[dict[str, Any]], copy: int) -> Rename:
    """Return what gives a line the names and dates of a copy."""
    known = {
        document["sha256"].encode(): _hash(_mark(document["text"], copy)).encode() for document in documents
    }
    for entry in entries:
        name = entry.step.case + (f"/{entry.step.proposal.id}" if isinstance(entry.step, Propose) else "")
        for old in _HEX.findall(name.encode()):
            known.setdefault(old, _hash(f"{old.decode()}/{copy}")[: len(old)].encode())

    def rename(line: bytes) -> bytes:
        renamed = _HEX.sub(lambda found: known.get(found[0], found[0]), line)
        return _DATE.sub(lambda found: _shift(found, copy), renamed)

    return rename if copy else lambda line: line


def _mark(text: str, copy: int) -> str:
    return f"{text}\n({copy})" if copy else text


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _shift(found: re.Match[bytes], copy: int) -> bytes:
    day = b"28" if found[2] == b"02" else found[3]
    return b"%d-%b-%b" % (int(found[1]) - copy % _YEARS, found[2], day)


def _repeat_entries(backup: Backup, renames: Iterable[Rename]) -> Iterator[bytes]:
    number, payloads = 0, list(backup.read_payloads())
    for rename in renames:
        for payload in payloads:
            entry = read_payload(rename(payload))
            yield write_payload(msgspec.structs.replace(entry, number=number))
            number += 1


def _repeat_rows(backup: Backup, name: str, renames: Iterable[Rename]) -> Iterator[bytes]:
    rows = [msgspec.json.decode(line) for line in backup.read_lines(name)]
    texts = [row.pop("text", None) for row in rows]
    lines = [msgspec.json.encode(row) for row in rows]
    for copy, rename in enumerate(renames):
        for line, text in zip(lines, texts, strict=True):
            row = msgspec.json.decode(rename(line))
            yield msgspec.json.encode(row if text is None else {**row, "text": _mark(text, copy)})
