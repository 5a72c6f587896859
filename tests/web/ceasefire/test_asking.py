from __future__ import annotations

from typing import Any, cast

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ledger.incidents import Follow, IncidentFilter
from mithaq.ledger.spots import Box
from mithaq.reports.wording import Lang
from mithaq.web.ceasefire.asking import IncidentForm, keep_follow, make_filter
from mithaq.web.display import Display


def ask(**typed: str) -> IncidentForm:
    request: Any = RequestFactory().get("/")
    request.display = Display(Lang.EN)
    query = QueryDict(mutable=True)
    query.update(typed)
    return IncidentForm(query, asked=cast("Any", request))


def test_what_is_empty_is_not_asked() -> None:
    found = make_filter(ask())
    assert found is not None
    assert (found.party, found.category, found.place, found.box, found.since, found.until) == (
        "",
        "",
        "",
        None,
        "",
        "",
    )


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ({"place": "طرابلس"}, "place", "Tripoli"),
        ({"place": " Nowhere at all "}, "place", "Nowhere at all"),
        ({"party": "حلف شمال الأطلسي"}, "party", "nato"),
        ({"since": "2020-11-01"}, "since", "2020-11-01"),
        ({"follow": "open"}, "follow", Follow.OPEN),
        ({"box": "12.5,31,14,33.25"}, "box", Box(12.5, 31, 14, 33.25)),
    ],
)
def test_names_become_what_the_record_holds(typed: dict[str, str], name: str, value: object) -> None:
    assert getattr(make_filter(ask(**typed)), name) == value


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"box": "12,31,14"}, "box"),
        ({"box": "12,31,14,north"}, "box"),
        ({"box": "12,31,14,1e9"}, "box"),
        ({"box": "12,31,14,nan"}, "box"),
        ({"since": "2020-11-02", "until": "2020-11-01"}, "until"),
        ({"since": "soon"}, "since"),
        ({"category": "odd"}, "category"),
    ],
)
def test_what_cannot_be_understood_is_named(typed: dict[str, str], field: str) -> None:
    form = ask(**typed)
    assert make_filter(form) is None
    assert list(form.errors) == [field]


@given(st.tuples(*[st.floats(-360, 360)] * 4))
def test_any_part_of_the_map_can_be_asked(sides: tuple[float, ...]) -> None:
    found = make_filter(ask(box=",".join(map(str, sides))))
    assert found is not None
    assert found.box == Box(*sides)


def test_the_follow_up_that_is_open_is_asked_unless_another_is() -> None:
    assert keep_follow(IncidentFilter()).follow is Follow.OPEN
    assert all(keep_follow(IncidentFilter(follow=follow)).follow is follow for follow in Follow)


def test_other_fields_open_the_rest_of_the_form() -> None:
    assert not ask(words="قصف", box="1,2,3,4").is_narrow
    assert ask(verification="probable").is_narrow
