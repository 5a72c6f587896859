from __future__ import annotations

import pytest

from mithaq.following.case import Kind, Open
from mithaq.ledger import remembering
from mithaq.ledger.record import open_record
from mithaq.ledger.remembering import remember
from mithaq.ledger.sight import EVERYTHING, Sight


def test_what_was_counted_holds_until_something_is_recorded(record_url: str) -> None:
    record, counted = open_record(record_url), []

    def count() -> int:
        counted.append(1)
        return len(counted)

    assert [remember(record, "x", EVERYTHING, count) for _ in range(3)] == [1, 1, 1]
    assert remember(record, "y", EVERYTHING, count) == 2
    assert remember(record, "x", Sight(frozenset({"a", "b"})), count) == 3
    assert remember(record, "x", Sight(frozenset({"b", "a"})), count) == 3
    assert remember(record, "x", Sight(frozenset(), published=True, own="huda"), count) == 4
    record.append([Open(case="request-1", kind=Kind.REQUEST, title="طلب")], "huda")
    assert remember(record, "x", EVERYTHING, count) == 5


def test_what_was_asked_for_longest_ago_is_forgotten(
    record_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "_MOST", 2)
    record = open_record(record_url)
    for name in ("a", "b", "a", "c"):
        remember(record, name, EVERYTHING, lambda name=name: name)
    assert [remember(record, name, EVERYTHING, lambda: "anew") for name in ("a", "b")] == ["a", "anew"]
