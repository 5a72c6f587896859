from __future__ import annotations

from mithaq.ledger.indexed import FacetRow, SearchRow, TellerRow
from mithaq.ledger.insertion import list_columns, name_table


def test_the_tables_of_the_index_are_those_of_the_ledger() -> None:
    assert [name_table(model) for model in (SearchRow, FacetRow, TellerRow)] == [
        "ledger_search",
        "ledger_facet",
        "ledger_teller",
    ]
    assert "code" in list_columns(FacetRow)
