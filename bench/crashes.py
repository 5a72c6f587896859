"""Kills whoever writes to a record, again and again: ``python -m bench.crashes RECORD --kills N``.

A child process writes; after each batch that the record acknowledged it says so through a pipe. At a random moment
it gets SIGKILL, which no program can catch. Then the record is verified as a whole, every acknowledged entry has to
be there letter for letter, and of the batch under way there has to be all or nothing. The next child goes on with
the same record. Half of the children read texts into the record, half of them judge.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from bench.steps import fill, make_reading
from mithaq import read_text
from mithaq.following.case import Comment
from mithaq.following.entry import AnyStep
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.verify import Stored, read_rows, verify_record

_READ, _JUDGED = 3, 2  # documents that are read at once, steps that are taken at once
_LEAST: Final = 0.2  # seconds: the longest time that a child has is no less
_TOWNS = ("طرابلس", "عدن", "تعز", "حلب", "الموصل", "غزة", "بنغازي")
_PARTIES = (
    "الحكومة اليمنية",
    "وزارة الداخلية الليبية",
    "الأمم المتحدة",
    "الاتحاد الأفريقي",
    "الجامعة العربية",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened.

    Args:
        kills: How often a writer was killed.
        under_way: How often the killed batch was recorded, though nobody had been told.
        acknowledged: Batches that were acknowledged.
        entries: Entries that there were in the end, over all records.
        faults: What was lost, half-written or wrong, in words.
    """

    kills: int
    under_way: int
    acknowledged: int
    entries: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A record between two crashes.

    Args:
        rows: Its entries.
        documents: How many documents came in.
        remarks: How many remarks of the judging children it holds.
    """

    rows: tuple[Stored, ...]
    documents: int
    remarks: int


def read_texts(record: Record, tell: Callable[[], None], seed: int) -> None:
    """Read texts into a record, three at a time, without end.

    Args:
        record: The record.
        tell: Called after each batch that was acknowledged.
        seed: Another seed, other texts.
    """
    chance = random.Random(seed)
    for batch in range(sys.maxsize):
        texts = [_make_text(chance, f"{seed}-{batch}-{number}") for number in range(_READ)]
        record.add_readings([read_text(text, "2020-11-21", name="n") for text in texts])
        tell()


def _make_text(chance: random.Random, mark: str) -> str:
    by, to = chance.sample(_PARTIES, 2)
    number, town = chance.randrange(2, 90), chance.choice(_TOWNS)
    return (
        f"طلبت {by} من {to} تدريب عناصر الشرطة في {town}، وقالت إن الرقم هو {mark}.\n"
        f"قتل {number} مدنيا في قصف على مدينة {town} أمس، واتهمت {by} الحوثيين بالقصف."
    )


def judge(record: Record, tell: Callable[[], None], seed: int) -> None:
    """Record remarks, two at a time, without end.

    Args:
        record: The record.
        tell: Called after each batch that was acknowledged.
        seed: Another seed, other remarks.
    """
    case = next(row.case for row in read_rows(record) if row.step == "propose")
    for batch in range(sys.maxsize):
        steps: list[AnyStep] = [
            Comment(case=case, text=f"{seed}-{batch}-{number}") for number in range(_JUDGED)
        ]
        record.append(steps, "amal")
        tell()


_WRITERS: Final = (read_texts, judge)


def crash(url: str, kills: int, seed: int) -> Tally:
    """Kill writers of a record and check it each time.

    Args:
        url: The record; there must be none yet.
        kills: How many writers are killed.
        seed: Another seed, other moments.
    """
    chance = random.Random(seed)
    read_text(_make_text(chance, "0"))  # all knowledge is loaded before the first child is made
    faults: list[str] = []
    acknowledged = under_way = entries = 0
    record = _begin(url, seed)
    longest = _find_pause(record, seed)
    before = look(record)
    for kill in range(kills):
        record.close()  # a child must not find its parent's connection
        told = kill_writer(
            url, _WRITERS[kill % len(_WRITERS)], kill + seed * kills, chance.random() * longest
        )
        after = look(record)
        found, late = compare(before, after, told, kill % len(_WRITERS))
        faults.extend(f"kill {kill}: {fault}" for fault in found)
        faults.extend(f"kill {kill}: {fault}" for fault in verify_record(record).faults)
        acknowledged, under_way, before = acknowledged + told, under_way + late, after
    entries = len(before.rows)
    record.close()
    return Tally(kills, under_way, acknowledged, entries, tuple(faults))


def _begin(url: str, seed: int) -> Record:
    record = fill(url, 12, seed)
    record.add_readings([make_reading(number, seed + 1) for number in range(3)])
    return record


def _find_pause(record: Record, seed: int) -> float:
    """Return the longest time that a child is given: some batches of the slower writer, however busy the machine."""
    began = time.perf_counter()
    record.add_readings([read_text(_make_text(random.Random(seed), "1"), "2020-11-21", name="n")])
    return max(_LEAST, 4 * (time.perf_counter() - began))


def look(record: Record) -> State:
    """Return what a record holds."""
    rows = tuple(read_rows(record))
    documents = sum(row.step == "receive" for row in rows)
    return State(rows, documents, sum(row.step == "comment" and row.author == "amal" for row in rows))


def compare(before: State, after: State, told: int, writer: int) -> tuple[list[str], int]:
    """Return what is wrong after a crash, and whether the batch under way was recorded.

    Args:
        before: The record before the child wrote.
        after: The record after it was killed.
        told: Batches that it was told are recorded.
        writer: Which of the writers it was.
    """
    faults = [] if after.rows[: len(before.rows)] == before.rows else ["an older entry is lost or changed"]
    sizes = (
        (after.documents - before.documents, _READ)
        if writer == 0
        else (after.remarks - before.remarks, _JUDGED)
    )
    whole, rest = divmod(*sizes)
    if rest:
        faults.append(f"a batch is half-written: {sizes[0]} of batches of {sizes[1]}")
    if not told <= whole <= told + 1:
        faults.append(f"{told} batches were acknowledged, {whole} are there")
    return faults, int(whole == told + 1)


def kill_writer(
    url: str, write: Callable[[Record, Callable[[], None], int], None], seed: int, pause: float
) -> int:
    """Start a writer, kill it after a pause in seconds, and return how many batches it was told are recorded."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(out)
            record = open_record(url)
            os.write(into, b"+")
            write(record, lambda: _say(into), seed)
        except BaseException:  # noqa: BLE001 - a child never runs what the parent has still to do
            traceback.print_exc()
        os._exit(1)
    os.close(into)
    os.read(out, 1)  # it has begun
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = b"".join(_read_all(out))
    os.close(out)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer failed before it was killed")
    return len(said)


def _say(pipe: int) -> None:
    os.write(pipe, b".")


def _read_all(pipe: int) -> Iterator[bytes]:
    while block := os.read(pipe, 4096):
        yield block


def main() -> None:
    """Kill writers of the record that the command line names; print the tally."""
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(json.dumps(asdict(crash(given.record, given.kills, given.seed)), ensure_ascii=False))


if __name__ == "__main__":
    main()
