from __future__ import annotations

import pytest
from tests.ledger.handmade import GOVERNMENT, READER, answer, open_request, propose

from mithaq.following.case import Advance, Announce, Kind, Open
from mithaq.following.entry import Restrict
from mithaq.ledger.agenda import count_states, find_by_due
from mithaq.ledger.finding import CaseFilter
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import Sight


def promise(case: str, due: str | None) -> Open:
    return Open(case=case, kind=Kind.COMMITMENT, title="تسليم معدات", sides=(("by", GOVERNMENT),), due=due)


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    opened.append([propose(open_request()), propose(answer())], READER)
    opened.append([open_request("request-2", "تجهيز حرس الحدود", on="2019-05")], "anna")
    days = {"c-none": None, "c-late": "2020-05", "c-later": "2021-02-01", "c-kept": "2019"}
    opened.append([promise(case, day) for case, day in days.items()], "anna")
    opened.append([Advance(case="c-kept", state="met"), Announce(case="c-later", when="2020-04-30")], "anna")
    return opened


def test_states_are_counted_as_they_may_be_seen(record: Record) -> None:
    requests = CaseFilter(kind=Kind.REQUEST)
    assert count_states(record, requests) == {"conditional": 1, "made": 1}
    record.append([Restrict(case="request-2", groups=("legal",))], "anna")
    assert count_states(record, requests, sight=Sight(frozenset())) == {"conditional": 1}


def test_what_falls_due_first_comes_first_and_what_is_over_last(record: Record) -> None:
    wanted = CaseFilter(kind=Kind.COMMITMENT)
    assert [case.id for case in find_by_due(record, wanted).cases] == [
        "c-later",
        "c-late",
        "c-none",
        "c-kept",
    ]
    first = find_by_due(record, wanted, limit=3)
    assert ([case.id for case in first.cases], first.more) == (["c-later", "c-late", "c-none"], 3)
    rest = find_by_due(record, wanted, limit=3, skip=3)
    assert ([case.id for case in rest.cases], rest.more) == (["c-kept"], None)


def test_what_is_hidden_is_in_no_order(record: Record) -> None:
    record.append([Restrict(case="c-late", groups=("legal",))], "anna")
    seen = find_by_due(record, CaseFilter(kind=Kind.COMMITMENT), sight=Sight(frozenset()))
    assert "c-late" not in [case.id for case in seen.cases]
