"""Groups that cases are restricted to: counted, and called otherwise by new entries."""

from __future__ import annotations

import pytest

from mithaq.errors import LedgerError
from mithaq.following.case import Kind, Open
from mithaq.following.entry import Merge, Restrict, Undo
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.finding import count_cases
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.restrictions import count_restricted, move_restrictions
from mithaq.ledger.sight import Sight


def restrict(record: Record, **groups: tuple[str, ...]) -> None:
    for case, named in groups.items():
        opened = Open(case=case, kind=Kind.REQUEST, title=f"طلب {case}")
        record.append([opened, Restrict(case=case, groups=named)], "nadia")


def test_cases_are_counted_by_group(record_url: str) -> None:
    record = open_record(record_url)
    assert count_restricted(record) == {}
    restrict(record, r1=("desk", "legal"), r2=("desk",), r3=())
    assert count_restricted(record) == {"desk": 2, "legal": 1}


def test_cases_follow_the_new_name_by_new_entries(record_url: str) -> None:
    record = open_record(record_url)
    restrict(record, r1=("desk", "legal"), r2=("desk",), r3=("legal",), r4=())
    before = list(read_entries(record))
    assert move_restrictions(record, "desk", "policy", "admin", "اسم آخر") == 2
    assert [read_case(record, f"r{number}").groups for number in (1, 2, 3, 4)] == [
        ("legal", "policy"),
        ("policy",),
        ("legal",),
        (),
    ]
    entries = list(read_entries(record))
    assert entries[: len(before)] == before
    assert [(entry.author, entry.step.case) for entry in entries[len(before) :]] == [
        ("admin", "r1"),
        ("admin", "r2"),
    ]
    assert count_cases(record, sight=Sight(frozenset({"desk"}))) == 1
    assert count_cases(record, sight=Sight(frozenset({"policy"}))) == 3
    assert move_restrictions(record, "desk", "other", "admin", "") == 0


def test_a_name_that_entries_cannot_hold_changes_nothing(record_url: str) -> None:
    record = open_record(record_url)
    restrict(record, r1=("desk",))
    with pytest.raises(LedgerError, match="a,b"):
        move_restrictions(record, "desk", "a,b", "admin", "")
    assert read_case(record, "r1").groups == ("desk",)


def test_a_case_that_comes_out_of_a_merge_is_seen_by_nobody_under_the_old_name(record_url: str) -> None:
    record = open_record(record_url)
    restrict(record, r1=("desk",), r2=("legal",))
    (merge,) = record.append([Merge(case="r1", into="r2")], "nadia")
    assert move_restrictions(record, "desk", "policy", "admin", "") == 0
    record.append([Undo(case="r2", entry=merge.number)], "nadia")
    assert read_case(record, "r1").groups == ("desk",)
    assert count_cases(record, sight=Sight(frozenset({"policy"}))) == 0
