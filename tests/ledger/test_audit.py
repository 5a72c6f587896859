from __future__ import annotations

import pytest
from tests.ledger.handmade import open_request

from mithaq.following.case import Comment
from mithaq.ledger.audit import prove_entry
from mithaq.ledger.merkle import prove_inclusion
from mithaq.ledger.record import open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.verify import read_leaves


def test_every_entry_is_proved_at_every_size(record_url: str) -> None:
    record = open_record(record_url)
    record.append([open_request()], "anna")
    for size in range(1, 24):
        leaves = read_leaves(record, size)
        for number in range(size):
            proof = prove_entry(record, number)
            assert proof.path == prove_inclusion(leaves, number)
            assert proof.is_right()
            assert proof.head.size == size
        record.append([Comment(case="request-1", text=f"ملاحظة {size}")], "anna")


def test_an_entry_that_is_not_there_has_no_proof(record_url: str) -> None:
    with pytest.raises(RecordError, match="no entry 0"):
        prove_entry(open_record(record_url), 0)
