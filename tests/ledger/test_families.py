from __future__ import annotations

import pytest
from django.db import transaction
from tests.ledger.handmade import open_incident, open_request

from mithaq.following.case import Comment
from mithaq.following.entry import Merge, Move
from mithaq.ledger.families import cut_chunks, find_families, group_entries, read_family_entries, tie_cases
from mithaq.ledger.record import open_record


def test_chunks_hold_what_a_query_can() -> None:
    chunks = list(cut_chunks(str(number) for number in range(1201)))
    assert [len(chunk) for chunk in chunks] == [500, 500, 201]
    assert list(cut_chunks([])) == []


def test_cases_that_are_tied_are_one_family(record_url: str) -> None:
    alias = open_record(record_url).alias
    assert find_families(alias, ["a", "b"]) == {"a": "a", "b": "b"}
    with transaction.atomic(using=alias):
        tie_cases(alias, [Merge(case="b", into="c"), Move(case="e", entry=0, to="d")])
        assert find_families(alias, ["c", "x"]) == {"b": "b", "c": "b", "x": "x"}
        tie_cases(alias, [Merge(case="c", into="a"), Merge(case="c", into="b")])
        assert find_families(alias, ["a"]) == {"a": "a", "b": "a", "c": "a"}
        tie_cases(alias, [Merge(case="d", into="b"), Comment(case="z", text="")])
    assert find_families(alias, ["e"]) == dict.fromkeys("abcde", "a")


def test_entries_of_families_come_by_number(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([open_request("b-1"), open_incident("a"), Comment(case="b-1", text="x")], "anna")
    entries = read_family_entries(record.alias, ["a", "b-1"])
    assert [entry.number for entry in entries] == [0, 1, 2]
    grouped = group_entries(entries, {"a": "a", "b-1": "b-1"})
    assert {family: [entry.number for entry in group] for family, group in grouped.items()} == {
        "a": [1],
        "b-1": [0, 2],
    }


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_is_tied_by_steps_of_one_case(sqlite_url: str, count: int) -> None:
    alias = open_record(sqlite_url).alias
    tie_cases(alias, [Comment(case="a", text="x")] * count)
    assert find_families(alias, ["a"]) == {"a": "a"}
