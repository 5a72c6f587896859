from __future__ import annotations

from pathlib import Path
from threading import Thread

from django.db import connections, transaction
from tests.ledger.handmade import open_request

from mithaq.ledger.finding import find_cases
from mithaq.ledger.record import Record, open_record, read_frontier
from mithaq.ledger.snapshot import hold_still, read_sparingly


def write_elsewhere(url: str) -> None:
    def write() -> None:
        record = open_record(url)
        record.append([open_request("request-2")], "nadia")
        record.close()

    thread = Thread(target=write)
    thread.start()
    thread.join()


def count(record: Record) -> int:
    return len(find_cases(record).cases)


def test_everything_inside_sees_one_state(record_url: str) -> None:
    record = open_record(record_url)
    record.append([open_request()], "nadia")
    with hold_still(record) as head:
        write_elsewhere(record_url)
        assert (head.size, count(record)) == (1, 1)
    assert count(record) == 2
    assert head.root != read_frontier(record).root
    record.append([open_request("request-3")], "nadia")
    assert count(record) == 3
    record.close()


def test_transaction_of_the_caller_is_used(record_url: str) -> None:
    record = open_record(record_url)
    record.append([open_request()], "nadia")
    with transaction.atomic(using=record.alias), hold_still(record) as head:
        assert (head.size, count(record)) == (1, 1)
    assert count(record) == 1
    record.close()


def test_memory_that_is_spared_is_given_back(tmp_path: Path) -> None:
    record = open_record(str(tmp_path / "record.db"))
    usual = ask_limits(record)
    with read_sparingly(record):
        record.append([open_request()], "nadia")
        assert ask_limits(record) == (0, -8192)
    assert ask_limits(record) == usual
    assert usual[0] > 0
    record.close()


def ask_limits(record: Record) -> tuple[int, int]:
    with connections[record.alias].cursor() as cursor:
        mapped = cursor.execute("PRAGMA mmap_size").fetchone()[0]
        return mapped, cursor.execute("PRAGMA cache_size").fetchone()[0]


def test_a_server_spares_nothing(record_url: str) -> None:
    record = open_record(record_url)
    with read_sparingly(record):
        record.append([open_request()], "nadia")
        assert count(record) == 1
    record.close()
