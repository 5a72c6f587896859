"""Accounts: reports of two sides on one incident tell the same event."""

from __future__ import annotations

from tests.following.telling import tell

from mithaq.following.follow import follow_story

ATTACK = (
    "2021-03-10",
    (
        "مأرب - لقي ستة مدنيين مصرعهم أمس الثلاثاء إثر سقوط صاروخ على محطة وقود في مدينة مأرب. "
        "ووجهت السلطة المحلية أصابع الاتهام إلى جماعة الحوثي."
    ),
)
OTHER_SIDE = (
    "2021-03-14",
    "صنعاء - نفت جماعة الحوثي مسؤوليتها عن انفجار محطة الوقود في مأرب، وقالت إن خزانا انفجر بسبب الإهمال.",
)
LATER = ("2021-05-02", "صنعاء - نفت جماعة الحوثي مجددا مسؤوليتها عن انفجار محطة الوقود في مأرب في 9 مارس.")
FINDING = (
    "2021-03-13",
    "نيويورك - خلص فريق الخبراء الدولي إلى أن الصاروخ الذي أصاب محطة الوقود في مأرب في 9 مارس أطلق من صنعاء.",
)


def test_the_other_side_tells_the_same_event_days_later() -> None:
    found = follow_story(tell(ATTACK, OTHER_SIDE))
    assert [len(group) for group in found.same_event] == [2]


def test_a_denial_of_long_after_is_news_of_its_own() -> None:
    assert follow_story(tell(ATTACK, LATER)).same_event == ()


def test_a_finding_is_news_of_its_own() -> None:
    assert follow_story(tell(ATTACK, FINDING)).same_event == ()


def test_stories_without_incidents_keep_their_pairs() -> None:
    text = (
        "وقعت وزارة النقل عقدا مع شركة أجنبية لتأهيل مرفأ المدينة القديمة بقيمة مليوني دولار على ثلاث سنوات."
    )
    found = follow_story(tell(("2021-03-10", text), ("2021-03-11", text + " وحضر الوزير.")))
    assert [len(group) for group in found.same_event] == [2]
