from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.reports.exports.selection import Selection


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), False),
        (Selection(period="2020"), False),
        (Selection(cases=("a",)), True),
        (Selection(kinds=(Kind.PLAN,)), True),
        (Selection(verification="2"), True),
    ],
)
def test_what_asks_for_cases(selection: Selection, *, expected: bool) -> None:
    assert selection.asks_for_cases is expected


def test_states_are_those_of_today() -> None:
    before = datetime.now(UTC).date()
    assert before <= Selection().as_of <= find_today()
