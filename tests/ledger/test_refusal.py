from __future__ import annotations

import pickle

from mithaq.errors import LedgerError, Reason
from mithaq.following.case import Comment
from mithaq.following.entry import Entry
from mithaq.ledger.refusal import RecordError, StaleError


def test_a_stale_decision_keeps_what_changed_between_processes() -> None:
    entry = Entry(number=3, at="2026-01-01T00:00:00.000Z", author="anna", step=Comment(case="a", text="x"))
    error = StaleError(Reason("records.moved", {"cases": "a"}), where="r.db", changes=(entry,))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.changes) == (str(error), (entry,))
    assert isinstance(error, RecordError)
    assert isinstance(error, LedgerError)
    assert "decide again" in error.remedy
