from __future__ import annotations

import pytest

from mithaq.following.case import Kind
from mithaq.model import ActorType
from mithaq.reports.imports.naming import name_case, name_party


@pytest.mark.parametrize("name", ["Libyan National Army", "LIBYAN NATIONAL ARMY", "lna"])
def test_actors_of_the_packs(name: str) -> None:
    assert name_party(name, ActorType.ARMED_GROUP).id == "lna"


def test_somebody_new_is_the_same_everywhere() -> None:
    one, other = (
        name_party("Brigade of  the Example", ActorType.ARMED_GROUP),
        name_party("brigade of the example", ActorType.ARMED_GROUP),
    )
    assert one.id == other.id
    assert (one.en, one.ar) == ("Brigade of the Example", "")
    assert name_party("لواء المثال الخامس", ActorType.ARMED_GROUP).ar == "لواء المثال الخامس"


@pytest.mark.parametrize(
    ("key", "case"),
    [
        ("incident-0123456789ab", "incident-0123456789ab"),
        ("LBY-incident-0123456789ab", "incident-0123456789ab"),
    ],
)
def test_cases_that_came_out_of_a_record_keep_their_ids(key: str, case: str) -> None:
    assert name_case(Kind.INCIDENT, "acled", key) == case


def test_others_get_one_of_their_own() -> None:
    one = name_case(Kind.INCIDENT, "acled", "LBY1")
    assert one == name_case(Kind.INCIDENT, "acled", " LBY1 ")
    assert one != name_case(Kind.INCIDENT, "polecat", "LBY1")
    assert name_case(Kind.REQUEST, "ftm", "incident-0123456789ab").startswith("request-")
