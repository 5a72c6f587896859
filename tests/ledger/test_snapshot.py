from __future__ import annotations

from threading import Thread

from django.db import transaction
from tests.ledger.handmade import open_request

from mithaq.ledger.finding import find_cases
from mithaq.ledger.record import Record, open_record, read_frontier
from mithaq.ledger.snapshot import hold_still


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
