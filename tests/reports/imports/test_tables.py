from __future__ import annotations

import pytest

from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.tables import NamedRow, find_rows

SOURCE = Source("a.csv", "00", "acled", "nadia")


def test_rows_by_their_headings() -> None:
    rows = list(find_rows("a,b,\n1,'=2,\n3\n", SOURCE, ("a",)))
    assert rows == [NamedRow(2, {"a": "1", "b": "=2"}), NamedRow(3, {"a": "3", "b": ""})]


@pytest.mark.parametrize(("text", "what"), [("", "no row"), ("b\n", "no column a"), ("a,a\n", "two columns")])
def test_tables_that_cannot_be_taken(text: str, what: str) -> None:
    with pytest.raises(NotTakenError) as caught:
        list(find_rows(text, SOURCE, ("a",)))
    assert (what in caught.value.what, caught.value.where) == (True, "a.csv")
