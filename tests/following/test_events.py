"""Which mentions are of one incident; the cases that come of it stand with the incidents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.following.telling import tell

from mithaq.dates import Edtf
from mithaq.following.clauses import cut_clauses
from mithaq.following.events import Incident, find_incidents, rate_same
from mithaq.following.mentions import Mention, find_day

ATTACK = (
    "2020-03-04",
    "تعز - قصفت ميليشيات الحوثي مساء أمس مستشفى الثورة في مدينة تعز، ما أدى إلى مقتل خمسة مدنيين.",
)
DENIAL = ("2020-03-05", "صنعاء - نفى متحدث باسم الحوثيين أن تكون قواته قصفت مستشفى الثورة في تعز.")
MARKET = ("2020-03-06", "مأرب - قصفت طائرات أمس سوق الخضار في مدينة مأرب، ما أدى إلى مقتل ثلاثة مدنيين.")
TRUCE = ("2020-03-07", "تعز - وقعت الحكومة اتفاقا لوقف القصف في مدينة تعز.")


def find(*dated: tuple[str, str]) -> list[Incident]:
    return find_incidents(tell(*dated))


def list_orders(incident: Incident) -> list[int]:
    return [mention.told.order for mention in incident.mentions]


def test_mentions_of_one_incident_come_together() -> None:
    first, second = find(ATTACK, DENIAL, MARKET, TRUCE)
    assert (list_orders(first), list_orders(second)) == ([0, 1], [2])
    assert (str(first.day), str(second.day)) == ("2020-03-03", "2020-03-05")
    assert "Taiz" in first.places
    assert "Marib" in second.places
    assert [count.amount.best for count in first.mentions[0].harms] == [5.0]
    assert first.sites
    assert first.sites != second.sites


@pytest.mark.parametrize(
    "text",
    [
        "عدن - وقعت الحكومة اتفاقا لوقف القصف في مدينة تعز.",
        "عدن - حذر الوزير من هجوم على مدينة تعز.",
        "عدن - لم تقصف الطائرات أمس مدينة تعز.",
        "عدن - ستقصف الطائرات غدا مدينة تعز.",
        "عدن - وصل الوفد أمس إلى مدينة تعز.",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert find(("2020-03-04", text)) == []


def test_an_incident_of_an_open_case_is_told_again() -> None:
    (known,) = find(ATTACK)
    open_one = replace(known, mentions=[], case="incident-1")
    (found,) = find_incidents(tell(DENIAL), (open_one,))
    assert found.case == "incident-1"
    assert len(found.mentions) == 1


@pytest.mark.parametrize(
    ("text", "day", "firm"),
    [
        ("قصفت طائرات أمس المدينة.", "2020-03-03", True),
        ("قصفت طائرات المدينة.", None, False),
        ("قصفت طائرات المدينة في مارس 2019.", None, False),
        ("قصفت طائرات المدينة في 24 فبراير 2020.", "2020-02-24", True),
        ("قصفت طائرات المدينة، وقال ناطق أمس إنها عادت.", None, False),
    ],
)
def test_the_day_of_an_event(text: str, day: str | None, *, firm: bool) -> None:
    told = tell(("2020-03-04", text)).told[0]
    sentence = next(item for item in told.sentences if not item.headline)
    clause = next(iter(cut_clauses(told, sentence)))
    found, sure = find_day(told, clause, clause.first)
    assert (found and found.text) == day
    assert sure is firm


@pytest.fixture
def attack() -> tuple[Mention, Incident]:
    (incident,) = find(ATTACK)
    return incident.mentions[0], incident


def test_a_day_that_differs_by_more_than_one_excludes(attack: tuple[Mention, Incident]) -> None:
    mention, incident = attack
    same = rate_same(mention, incident)
    assert same > 0
    assert rate_same(replace(mention, day=Edtf.parse("2020-03-04")), incident) > 0
    assert rate_same(replace(mention, day=Edtf.parse("2020-03-05")), incident) == 0
    assert rate_same(replace(mention, day=Edtf.parse("2020-03-05"), firm=False), incident) < same


def test_another_place_speaks_against(attack: tuple[Mention, Incident]) -> None:
    mention, incident = attack
    elsewhere = replace(mention, places=frozenset(("Marib",)))
    nowhere = replace(mention, places=frozenset())
    assert rate_same(elsewhere, incident) < rate_same(nowhere, incident) < rate_same(mention, incident)


def test_nothing_in_common_is_nothing(attack: tuple[Mention, Incident]) -> None:
    mention, _ = attack
    assert rate_same(mention, Incident()) == 0
