from __future__ import annotations

from bench.reviewers import Decision, account, review

from mithaq.following.case import Assign, Comment
from mithaq.following.entry import Entry

ENTRIES = [
    Entry(number=0, at="", author="a", step=Assign(case="c", to="a decision 0")),
    Entry(number=1, at="", author="b", step=Comment(case="c", text="b decision 0")),
    Entry(number=2, at="", author="a", step=Assign(case="d", to="a decision 1")),
]


def take(reviewer: str, turn: int, case: str, saw: int, entry: int | None, *, named: bool = True) -> Decision:
    return Decision(reviewer, f"{reviewer} decision {turn}", case, saw, entry, named)


def test_fifty_reviewers_lose_and_overwrite_nothing_on_postgresql(postgresql_url: str) -> None:
    outcome = review(postgresql_url, decisions=200, cases=12)
    assert outcome.faults == ()
    assert outcome.decisions == outcome.recorded + outcome.refused == 200
    assert outcome.recorded > 12
    assert outcome.refused > 12


def test_a_few_on_sqlite(sqlite_url: str) -> None:
    outcome = review(sqlite_url, reviewers=4, decisions=40, cases=3)
    assert outcome.faults == ()
    assert outcome.decisions == outcome.recorded + outcome.refused == 40


def test_what_is_right_is_found_right() -> None:
    taken = [take("a", 0, "c", -1, 0), take("b", 0, "c", 0, 1), take("a", 1, "d", -1, 2)]
    assert account([*taken, take("b", 1, "c", 0, None)], ENTRIES) == []


def test_what_is_wrong_is_found() -> None:
    assert account([take("a", 0, "c", 1, 2)], ENTRIES) == ["a decision 0: lost or doubled"]
    assert account([take("b", 0, "c", -1, 1)], ENTRIES) == ["b decision 0: overwrites entries [0] unseen"]
    assert account([take("b", 0, "c", -1, None)], ENTRIES) == [
        "b decision 0: refused, yet recorded or without a reason"
    ]
    silent = take("b", 9, "c", -1, None, named=False)
    assert account([silent], ENTRIES) == ["b decision 9: refused, yet recorded or without a reason"]
    assert account([take("a", 0, "c", -1, 0)], [*ENTRIES, ENTRIES[0]]) == ["a decision 0: lost or doubled"]
