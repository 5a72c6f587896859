"""Who is present in a text, and by which names."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.presence import Parties
from mithaq.following.rosters import Present


def find(text: str) -> tuple[Parties, list[Present]]:
    story = tell(("2016-05-12", text))
    parties = Parties(story)
    told = story.told[0]
    return parties, [one for one in parties.list(told) if one.first >= told.sentences[1].first]


def list_ids(text: str) -> list[str]:
    return [one.party for one in find(text)[1] if not one.weak]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("كتب الوزير إلى حكومات الأردن وتركيا.", {"jordan", "turkey"}),
        ("قالت أنقرة إنها لا تمانع.", {"turkey"}),
        ("طلبت الحكومة العراقية من ألمانيا تدريب الجنود.", {"germany"}),
    ],
)
def test_states(text: str, ids: set[str]) -> None:
    assert ids <= set(list_ids(text))


def test_an_adjective_of_nationality_is_weak() -> None:
    found = [one for one in find("درس المجتمعون المقترح الإيطالي.")[1] if one.weak]
    assert [sorted(one.names) for one in found] == [["state italy"]]


def test_an_official_stands_for_his_state_too() -> None:
    _, found = find("قال السفير الإيطالي إن الأمر قيد الدراسة.")
    assert any("state italy" in one.names for one in found)


def test_an_armed_group_stands_for_no_state() -> None:
    _, found = find("رفضت جماعة أنصار الله (الحوثيون) العرض.")
    houthis = [one for one in found if one.party == "houthis"]
    assert houthis
    assert all("state yemen" not in one.names for one in houthis)


def test_a_body_that_the_reading_does_not_name_is_found() -> None:
    parties, found = find("وصل الفريق الفني المشترك صباحا.")
    names = [parties.find_party(one.party) for one in found]
    assert any(party is not None and party.ar.startswith("الفريق الفني") for party in names)


def test_both_sides_are_the_two_that_are_named_most() -> None:
    text = "تفاوضت الحكومة اليمنية مع الحوثيين. وقعت الحكومة اليمنية ووقع الحوثيون. ثم سافر الطرفان."
    parties, found = find(text)
    told = parties.story.told[0]
    last = [one.party for one in found if told.page.forms[one.first] == "الطرفان"]
    assert sorted(last) == ["houthis", "yemeni-government"]


def test_an_office_is_settled_on_its_body() -> None:
    text = "اجتمعت لجنة الحدود العراقية أمس. وقال رئيس لجنة الحدود العراقية حسن علي إن الاجتماع انتهى."
    parties, found = find(text)
    told = parties.story.told[0]
    chief = next(one for one in found if told.page.forms[one.first] == "رييس")
    assert parties.settle(told, chief) != chief.party


def test_unknown_party() -> None:
    parties, _ = find("وصل الوفد.")
    assert parties.find_party("nobody-at-all") is None
    assert parties.find_state("nobody-at-all") == ""
