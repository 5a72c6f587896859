from __future__ import annotations

import pytest
from tests.ledger.handmade import answer, open_request

from mithaq.following.entry import Entry
from mithaq.following.fold import Standing, fold
from mithaq.ledger.periods import find_days, find_period


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2020-11", ("2020-11-01", "2020-11-30")),
        ("2020-11-05/2021", ("2020-11-05", "2021-12-31")),
        ("2020/..", ("2020-01-01", "")),
        ("../2020", ("", "2020-12-31")),
        ("soon", ("", "")),
    ],
)
def test_days_of_a_date(when: str, days: tuple[str, str]) -> None:
    assert find_days(when) == days


def test_the_period_of_a_case_is_that_of_its_dates_before_that_of_its_documents() -> None:
    steps = [open_request(on="2020-11"), answer(on="2021-01-03")]
    entries = [Entry(number=number, at="", author="anna", step=step) for number, step in enumerate(steps)]
    case = fold(entries, standing=Standing.PROPOSED)
    assert find_period(case, ["1999"]) == ("2020-11-01", "2021-01-03")
    undated = fold([Entry(number=0, at="", author="anna", step=open_request(on=None))])
    assert find_period(undated, ["1999", "2000-02"]) == ("1999-01-01", "2000-02-29")
    assert find_period(undated, []) == ("", "")
    assert find_period(fold([Entry(number=0, at="", author="a", step=open_request(on="2020/.."))]), []) == (
        "2020-01-01",
        "2020-01-01",
    )
