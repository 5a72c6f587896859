from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.following.case import AnyRead, Kind, Party
from mithaq.following.kinds import find_kind
from mithaq.model import ActorType
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.saying import read_amount
from mithaq.reports.wording import Lang
from mithaq.web.review.blanks import COMMON, FIELDS, KINDS, Names, list_fields, write_amount

ONE = Party("p1", ActorType.PERSON, "سالم الورفلي", "")
OTHER = Party("p2", ActorType.PERSON, "سالم الورفلي", "")


@given(
    st.sampled_from(["", ">=", "<=", ">", "<", "~"]),
    st.integers(0, 10**6) | st.decimals(0, 1000, places=2).map(lambda value: value.normalize()),
)
def test_amounts_are_written_as_they_are_read(sign: str, value: object) -> None:
    amount = read_amount(f"{sign}{value:f}" if isinstance(value, Decimal) else f"{sign}{value}", "harm")
    assert read_amount(write_amount(amount), "harm") == amount


@pytest.mark.parametrize("text", ["uncountable", "10..20", "3"])
def test_bounds_are_written_as_they_are_read(text: str) -> None:
    assert write_amount(read_amount(text, "harm")) == text


def test_every_step_that_a_kind_takes_has_fields() -> None:
    known = {name for kind in Kind for name in find_kind(kind).steps}
    assert known - set(KINDS) == {"assign", "comment"}
    for step, fields in FIELDS.items():
        assert issubclass(step, AnyRead)
        for field in fields:
            assert field.name in step.__struct_fields__
    assert COMMON[0] not in list_fields(KINDS["open"])


def test_two_parties_of_one_name_go_by_their_ids() -> None:
    names = Names(CaseWording(Lang.AR, {}), {"p1": ONE, "p2": OTHER})
    assert names.write("p1") == "p1"
    assert names.find("p2") == OTHER
    assert names.find("سالم الورفلي") is None
    assert Names(CaseWording(Lang.AR, {}), {"p1": ONE}).find("سالم الورفلي") == ONE
