from __future__ import annotations

import pytest
from django.http import QueryDict

from mithaq.ledger.facets import Facet, What
from mithaq.ledger.search import Order
from mithaq.web.explore.asking import Asking, read_asking


@pytest.mark.parametrize(
    "address",
    ["", "q=%D9%87%D8%AF%D9%86%D8%A9", "q=a&what=act&actor=gna&actor=nato&topic=arms&order=newest&page=3"],
)
def test_a_question_comes_back_from_its_address(address: str) -> None:
    asking = read_asking(QueryDict(address))
    assert read_asking(QueryDict(asking.address)) == asking


@pytest.mark.parametrize("address", ["what=x&order=y&page=-1", "page=0", "page=abc", "colour=red", "actor="])
def test_what_an_address_says_wrongly_counts_as_not_said(address: str) -> None:
    assert read_asking(QueryDict(address)) == Asking()
    assert read_asking(QueryDict(address)).is_empty


def test_a_value_is_turned_on_and_off_and_leads_back_to_the_first_page() -> None:
    asking = Asking("هدنة", What.ACT, page=4)
    narrowed = asking.turn(Facet.ACTOR, "gna")
    assert narrowed.has(Facet.ACTOR, "gna")
    assert narrowed.page == 1
    assert narrowed.turn(Facet.ACTOR, "gna") == asking.go_to(1)
    assert asking.look_for(What.CASE).page == 1


def test_a_page_is_a_part_of_what_is_found() -> None:
    query = Asking("هدنة", order=Order.NEWEST, page=3).query
    assert (query.offset, query.limit, query.order) == (40, 20, Order.NEWEST)
