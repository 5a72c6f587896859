from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bench.steps import fill, make_steps
from django.db import connections
from tests.ledger.handmade import READER, make_document, make_reading

from mithaq.following.entry import Entry
from mithaq.ledger.content import make_document_row, make_reading_row, make_receipt
from mithaq.ledger.erasure import erase, keep_apart
from mithaq.ledger.insertion import insert_rows
from mithaq.ledger.merkle import Frontier, Head, hash_leaf
from mithaq.ledger.models import CaseRow, DocumentRow, PartyRow, PersonalRow, ReadingRow, ReviewRow, StateRow
from mithaq.ledger.payload import write_payload
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.verify import (
    Fault,
    Sign,
    Stored,
    check_documents,
    check_entries,
    count_rows,
    name_columns,
    read_leaves,
    read_rows,
    read_stored_payload,
    verify_record,
)

AT = "2026-01-01T00:00:00.000Z"


def make_entries(count: int) -> list[Entry]:
    return [
        Entry(number=number, at=AT, author=f"person-{number % 3}", step=step)
        for number, step in enumerate(make_steps(count))
    ]


def store(entries: list[Entry]) -> list[Stored]:
    """What the table of entries holds after these were recorded."""
    frontier, rows = Frontier(), []
    for entry in entries:
        payload = write_payload(entry)
        frontier = frontier.append(hash_leaf(payload))
        hashes = hash_leaf(payload), frontier.node
        rows.append(Stored(**name_columns(entry), payload=payload, leaf=hashes[0], node=hashes[1]))
    return rows


ENTRIES = make_entries(40)
ROWS = store(ENTRIES)
HEAD = Head(len(ROWS), Frontier().extend(row.leaf for row in ROWS).root)

Mutate = Callable[[list[Stored], random.Random], list[Stored]]
_HASHED = ("case", "step", "author", "at", "proposal", "payload", "leaf", "node")


def flip(value: Any, chance: random.Random) -> Any:
    """One bit, or where there is none to flip, one byte more."""
    data = bytearray(value.encode() if isinstance(value, str) else value) or bytearray(1)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    return data.decode(errors="replace") if isinstance(value, str) else bytes(data)


def change(rows: list[Stored], chance: random.Random) -> list[Stored]:
    place, column = chance.randrange(len(rows)), chance.choice(_HASHED)
    rows[place] = replace(rows[place], **{column: flip(getattr(rows[place], column), chance)})
    return rows


def change_and_hash(rows: list[Stored], chance: random.Random) -> list[Stored]:
    """Whoever changes an entry also mends its own hash, but not those of all that follow."""
    place = chance.randrange(len(rows) - 1)
    payload = flip(rows[place].payload, chance)
    rows[place] = replace(rows[place], payload=payload, leaf=hash_leaf(payload))
    return rows


def empty(rows: list[Stored], chance: random.Random) -> list[Stored]:
    place, column = chance.randrange(len(rows)), chance.choice(("payload", "leaf", "node", "case"))
    rows[place] = replace(rows[place], **{column: chance.choice((None, 0, b"\x00", "text"))})
    return rows


def delete(rows: list[Stored], chance: random.Random) -> list[Stored]:
    del rows[chance.randrange(len(rows) - 1)]
    return rows


def delete_and_close_up(rows: list[Stored], chance: random.Random) -> list[Stored]:
    del rows[chance.randrange(len(rows) - 1)]
    return [replace(row, number=number) for number, row in enumerate(rows)]


def insert(rows: list[Stored], chance: random.Random) -> list[Stored]:
    place = chance.randrange(len(rows))
    rows.insert(place, rows[chance.randrange(len(rows))])
    return [replace(row, number=number) for number, row in enumerate(rows)]


def insert_before(rows: list[Stored], chance: random.Random) -> list[Stored]:
    return [replace(chance.choice(rows), number=chance.choice((-1, -7, 0.0, -0.5))), *rows]


def reorder(rows: list[Stored], chance: random.Random) -> list[Stored]:
    first, second = sorted(chance.sample(range(len(rows)), 2))
    numbers = rows[first].number, rows[second].number
    rows[first], rows[second] = (
        replace(rows[second], number=numbers[0]), replace(rows[first], number=numbers[1]),
    )  # fmt: skip
    return rows


def reorder_payloads(rows: list[Stored], chance: random.Random) -> list[Stored]:
    first, second = chance.sample(range(len(rows)), 2)
    payloads = rows[first].payload, rows[second].payload
    rows[first] = replace(rows[first], payload=payloads[1], leaf=hash_leaf(payloads[1]))
    rows[second] = replace(rows[second], payload=payloads[0], leaf=hash_leaf(payloads[0]))
    return rows


def cut(rows: list[Stored], chance: random.Random) -> list[Stored]:
    return rows[: chance.randrange(len(rows))]


def rebuild(rows: list[Stored], chance: random.Random) -> list[Stored]:
    """Whoever owns the database leaves an entry out and builds the whole tree again."""
    place = chance.randrange(len(rows))
    entries = [*ENTRIES[:place], *ENTRIES[place + 1 :], ENTRIES[place]]
    return store(
        [Entry(number=n, at=e.at, author=f"{e.author}'", step=e.step) for n, e in enumerate(entries)]
    )


WITHOUT_CHECKPOINT: list[Mutate] = [
    change, change_and_hash, empty, delete, delete_and_close_up, insert, insert_before, reorder, reorder_payloads,
]  # fmt: skip
WITH_CHECKPOINT: list[Mutate] = [cut, rebuild]


def test_what_was_recorded_is_right() -> None:
    found = check_entries(ROWS, HEAD)
    assert (found.fault, found.head) == (None, HEAD)


@pytest.mark.parametrize("size", [0, 1, 17, 40])
def test_it_extends_every_earlier_head(size: int) -> None:
    old = Head(size, Frontier().extend(row.leaf for row in ROWS[:size]).root)
    assert check_entries(ROWS, old).fault is None


def test_ten_thousand_mutations_are_all_found() -> None:
    chance = random.Random(7)
    missed = []
    for turn in range(10_000):
        mutate = (WITHOUT_CHECKPOINT + WITH_CHECKPOINT)[turn % 11]
        rows = mutate(list(ROWS), chance)
        old = HEAD if mutate in WITH_CHECKPOINT else None
        assert rows != ROWS, mutate
        if check_entries(rows, old).fault is None:
            missed.append(mutate.__name__)
    assert missed == []


@pytest.mark.parametrize("mutate", WITHOUT_CHECKPOINT)
def test_the_first_wrong_entry_is_named(mutate: Mutate) -> None:
    chance = random.Random(11)
    for _ in range(50):
        rows = mutate(list(ROWS), chance)
        first = next((n for n, row in enumerate(ROWS) if n >= len(rows) or rows[n] != row), len(ROWS))
        fault = check_entries(rows).fault
        assert fault is not None
        assert fault.entry == first


@pytest.mark.parametrize("column", ["number", *_HASHED])
def test_every_column_counts(column: str) -> None:
    value: Any = "9" if column == "number" else flip(getattr(ROWS[9], column), random.Random(1))
    rows = [*ROWS[:9], replace(ROWS[9], **{column: value}), *ROWS[10:]]
    fault = check_entries(rows).fault
    assert fault is not None
    assert fault.entry == 9


@pytest.mark.parametrize(
    ("rows", "old", "fault"),
    [
        (ROWS[:-3], HEAD, Fault(Sign.CUT, 37, "40")),
        ([], HEAD, Fault(Sign.CUT, 0, "40")),
        (ROWS, Head(40, bytes(32)), Fault(Sign.REBUILT, None, "40")),
        (ROWS, Head(0, bytes(32)), Fault(Sign.REBUILT, None, "0")),
        (ROWS[1:], None, Fault(Sign.MISSING, 0)),
        ([*ROWS[:5], ROWS[4], *ROWS[5:]], None, Fault(Sign.INSERTED, 5)),
        ([*ROWS[:5], replace(ROWS[9], number=5)], None, Fault(Sign.MISPLACED, 5)),
        ([*ROWS[:5], replace(ROWS[5], payload=ROWS[5].payload + b" ")], None, Fault(Sign.CHANGED, 5)),
        ([*ROWS[:5], replace(ROWS[5], author="somebody")], None, Fault(Sign.COLUMN, 5, "author")),
    ],
)
def test_what_is_wrong_is_said(rows: list[Stored], old: Head | None, fault: Fault) -> None:
    assert check_entries(rows, old).fault == fault


@pytest.mark.parametrize("payload", [b"{}", b"\xff", b""])
def test_a_payload_that_is_no_entry(payload: bytes) -> None:
    frontier = Frontier().append(hash_leaf(payload))
    rows = [replace(ROWS[0], payload=payload, leaf=hash_leaf(payload), node=frontier.node)]
    assert check_entries(rows).fault == Fault(Sign.UNREADABLE, 0)


def test_a_record_without_entries_is_right() -> None:
    found = check_entries([])
    assert (found.fault, found.head, found.received) == (None, Head(0, Frontier().root), {})


def test_the_head_of_a_wrong_record_is_that_of_its_right_beginning() -> None:
    found = check_entries(delete(list(ROWS), random.Random(3)))
    assert found.fault is not None
    assert found.fault.entry == found.head.size
    assert found.head.root == Frontier().extend(row.leaf for row in ROWS[: found.head.size]).root


def test_a_record_is_verified_on_either_database(record_url: str) -> None:
    record = fill(record_url, 33)
    seen: list[object] = []
    verdict = verify_record(record, watch=lambda rows: (seen.append(row) or row for row in rows))  # type: ignore[func-returns-value]
    assert verdict.faults == ()
    assert verdict.head.size == count_rows(record) == len(seen) == 33
    assert hash_leaf(read_stored_payload(record, 7)) == read_leaves(record, 33)[7]
    with pytest.raises(RecordError, match="no entry 33"):
        read_stored_payload(record, 33)
    record.close()


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"text": "Another text."}, Sign.TEXT_CHANGED),
        ({"title": "Another title"}, Sign.TEXT_CHANGED),
        ({"published": "1999"}, Sign.TEXT_CHANGED),
        ({"sealed": True}, Sign.TEXT_CHANGED),
        ({"sha256": "0" * 64}, Sign.TEXT_INSERTED),
        ({"sealed": True, "text": "░"}, Sign.TEXT_CHANGED),  # no entry erases it
    ],
)
def test_documents_are_those_that_came_in(sqlite_url: str, change: dict[str, Any], sign: Sign | None) -> None:
    record = fill(sqlite_url, 9)
    received = check_entries(read_rows(record)).received
    drop_triggers(record)
    DocumentRow.objects.using(record.alias).filter(sha256=min(received)).update(**change)
    fault = check_documents(record, received)
    assert (fault.sign if fault else None) == sign
    assert verify_record(record, derived=False).faults == ((fault,) if fault else ())
    record.close()


def test_a_document_that_is_gone(sqlite_url: str) -> None:
    record = fill(sqlite_url, 9)
    received = check_entries(read_rows(record)).received
    drop_triggers(record)
    DocumentRow.objects.using(record.alias).filter(sha256=max(received)).delete()
    assert check_documents(record, received) == Fault(Sign.TEXT_MISSING, None, max(received))
    record.close()


def test_personal_words_fit_their_salted_hash(sqlite_url: str) -> None:
    record = fill(sqlite_url, 9)
    letter, other = keep_apart(record, [make_document("كلمات"), make_document("كلمات أخرى")], "anna")
    drop_triggers(record)
    assert verify_record(record).faults == ()
    personal = PersonalRow.objects.using(record.alias)
    changed = Fault(Sign.TEXT_CHANGED, None, letter.sha256)
    personal.filter(digest=letter.sha256).update(words="كلام!")
    assert verify_record(record).faults == (changed,)
    personal.filter(digest=letter.sha256).update(words="كلمات")
    erase(record, other.name, "طلب صاحبها", "anna")
    assert verify_record(record).faults == ()
    personal.filter(digest=letter.sha256).delete()
    assert verify_record(record).faults == (changed,)
    record.close()


@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ("UPDATE ledger_reading SET reader = 'full 9'", Sign.READING_CHANGED),
        ("UPDATE ledger_reading SET content = x'00'", Sign.READING_CHANGED),
        ("DELETE FROM ledger_reading", Sign.READING_MISSING),
        ("UPDATE ledger_reading SET document = 'elsewhere'", Sign.READING_INSERTED),
    ],
)
def test_what_was_read_is_what_the_entries_say(sqlite_url: str, statement: str, sign: Sign) -> None:
    record = open_record(sqlite_url)
    record.add_readings([make_reading()])
    record.add_readings([make_reading(reader="fast 2")])
    assert verify_record(record).faults == ()
    drop_triggers(record)
    with connections[record.alias].cursor() as cursor:
        cursor.execute(statement + (" WHERE reader = 'fast 2'" if sign is not Sign.READING_INSERTED else ""))
    assert verify_record(record, derived=False).faults == (
        Fault(sign, None, "elsewhere" if sign is Sign.READING_INSERTED else make_document().sha256),
    )
    record.close()


def test_readings_of_an_older_version_are_named_by_no_entry(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    receipt = make_receipt(make_document())
    record.append([receipt], READER)
    insert_rows(record.alias, DocumentRow, [make_document_row(make_document())])
    insert_rows(record.alias, ReadingRow, [make_reading_row(make_reading(), AT, [])])
    assert verify_record(record, derived=False).faults == ()
    record.close()


@pytest.mark.parametrize(
    ("model", "table"),
    [(CaseRow, "_case"), (StateRow, "_state"), (PartyRow, "_party"), (ReviewRow, "_review")],
)
def test_what_is_derived_is_compared(sqlite_url: str, model: Any, table: str) -> None:
    record = fill(sqlite_url, 30)
    model.objects.using(record.alias).first().delete()
    (fault,) = verify_record(record).faults
    assert fault.sign is Sign.DERIVED
    assert f"ledger{table}" in fault.detail
    assert verify_record(record, derived=False).faults == ()
    record.close()


def drop_triggers(record: Record) -> None:
    with connections[record.alias].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
