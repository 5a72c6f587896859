"""Who is named where in one document; by which names each is found stands with `presence`."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.following.telling import tell

from mithaq.following.rosters import Roster, Rosters
from mithaq.following.story import Told
from mithaq.packs.context import load_packs


def make(*texts: str) -> tuple[Rosters, tuple[Told, ...]]:
    story = tell(*(("2016-05-12", text) for text in texts))
    parties = {party.id: party for told in story.told for party in told.parties.values()}
    return Rosters(parties, load_packs()), story.told


def find(text: str) -> tuple[Told, Roster]:
    rosters, (told,) = make(text)
    return told, rosters.find(told)


def test_a_roster_is_made_once_for_each_document() -> None:
    rosters, (one, other) = make("قالت أنقرة إنها لا تمانع.", "طلبت الحكومة من ألمانيا تدريب الجنود.")
    assert rosters.find(one) is rosters.find(one)
    assert {item.party for item in rosters.find(one).named} == {"turkey"}
    assert "germany" in {item.party for item in rosters.find(other).named}
    assert "germany" not in {item.party for item in rosters.find(one).named}


def test_everybody_comes_in_text_order_and_nobody_overlaps() -> None:
    _, roster = find("كتب الوزير الإيطالي إلى حكومات الأردن وتركيا، وردت أنقرة على حلف الناتو.")
    strong = [item for item in roster.everybody if not item.weak]
    assert len(strong) >= 4
    assert all(one.last <= other.first for one, other in pairwise(strong))
    assert len(roster.everybody) == len(roster.named)


def test_a_body_named_by_its_head_alone_is_the_one_before_it() -> None:
    told, roster = find("شكلت لجنة متابعة المحتجزين أمس. وقررت اللجنة زيارة السجن.")
    first, second = roster.everybody
    assert (told.page.forms[first.first], told.page.forms[second.first]) == ("لجنه", "اللجنه")
    assert first.party == second.party
    assert second.names >= first.names


def test_a_body_that_only_its_words_name_is_found() -> None:
    _, roster = find("شكل المجلس لجنة مشتركة لمتابعة الهدنة. وقررت اللجنة التحقيق.")
    assert {party.ar for party in roster.found} == {"المجلس"}
    assert {party.id for party in roster.found} <= {item.party for item in roster.everybody}


@pytest.mark.parametrize(
    ("text", "count"),
    [("اتفق الطرفان على اللقاء.", 1), ("وقال الناطق إن الجانبين التقيا.", 1), ("وصل الوفد.", 0)],
)
def test_words_that_speak_of_both_sides(text: str, count: int) -> None:
    assert len(find(text)[1].both) == count


def test_states_and_armed_groups_of_the_packs() -> None:
    rosters, _ = make("وصل الوفد.")
    assert rosters.find_state("turkey") == "turkey"
    assert rosters.find_state("yemeni-government") == "yemen"
    assert rosters.find_state("nobody") == ""
    assert rosters.is_armed("houthis")
    assert not rosters.is_armed("turkey")
    assert not rosters.is_armed("nobody")
    known = rosters.find_party("turkey")
    assert known is not None
    assert known.id == "turkey"
    assert rosters.find_party("nobody") is None
