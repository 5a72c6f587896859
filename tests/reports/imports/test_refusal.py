from __future__ import annotations

from mithaq.errors import MithaqError
from mithaq.reports.imports.refusal import NotTakenError


def test_a_refusal_says_what_where_and_what_to_do() -> None:
    error = NotTakenError("x is no date", where="a.csv:3", remedy="Write it like 2021-03-05")
    assert isinstance(error, MithaqError)
    assert str(error) == "a.csv:3: x is no date. Write it like 2021-03-05"
