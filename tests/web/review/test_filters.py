from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from mithaq.following.case import Kind
from mithaq.web.review.filters import Filters, read_filters


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", Filters()),
        ("kind=request&waits=second&source= وكالة &least=70", Filters("request", "second", "وكالة", 70)),
        ("kind=odd&waits=third", Filters()),
        ("least=250", Filters(least=100)),
        ("least=-1", Filters()),
        ("least=٧٠", Filters()),
        ("least=7.5", Filters()),
    ],
)
def test_what_cannot_be_understood_is_not_asked(query: str, filters: Filters) -> None:
    assert read_filters(QueryDict(query)) == filters


@given(
    st.builds(
        Filters,
        kind=st.sampled_from(["", *Kind]),
        waits=st.sampled_from(["", "first", "second"]),
        source=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=9),
        least=st.integers(0, 100),
    )
)
def test_filters_go_along_in_the_address(filters: Filters) -> None:
    assert read_filters(QueryDict(filters.query)) == filters
    assert (filters.query == "") is (filters == Filters())
