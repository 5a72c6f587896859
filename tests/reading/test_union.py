from __future__ import annotations

import pytest

from mithaq.model import Actor, ActorType, Span
from mithaq.reading.actors.cast import Weighed
from mithaq.reading.parts import Cast, Mention
from mithaq.reading.union import unite
from mithaq.text.segment import Page, segment


def weigh(page: Page, *named: tuple[str, ActorType, float]) -> Weighed:
    actors, mentions, odds = [], [], []
    for number, (name, kind, odd) in enumerate(named):
        start = page.text.original.rindex(name)
        span = Span(start, start + len(name))
        first = next(at for at in range(len(page.forms)) if page.span(at, at + 1).end > span.start)
        last = next(at for at in range(len(page.forms)) if page.span(at, at + 1).end >= span.end) + 1
        actors.append(Actor(f"actor-{number}", kind, "", (span,)))
        mentions.append(Mention(first, last, span, number))
        odds.append(odd)
    return Weighed(Cast(tuple(actors), tuple(mentions)), tuple(odds))


@pytest.mark.parametrize(
    ("text", "one", "other", "kinds"),
    [
        (
            "هاجم تنظيم داعش البلدة ثم انسحب مقاتلو داعش",
            "تنظيم داعش",
            "مقاتلو داعش",
            "armed-group armed-group",
        ),
        ("هاجم تنظيم «داعش» البلدة ثم انسحب داعش", "تنظيم «داعش»", "داعش", "armed-group armed-group"),
        ("انسحب المتمردون ثم عاد المتمردين", "المتمردون", "المتمردين", "armed-group armed-group"),
        ("دعت السعودية ثم أعلنت المملكة", "السعودية", "المملكة", "state institution"),
        ("نفت شركة النورس ذلك وقالت النورس", "شركة النورس", "وقالت النورس"[6:], "company company"),
        (
            "أدانت المحكمة الجنائية وقضت محكمة جنائية",
            "المحكمة الجنائية",
            "محكمة جنائية",
            "institution institution",
        ),
        ("قال الحوثيون إن قوات الحوثيين", "الحوثيون", "قوات الحوثيين", "armed-group institution"),
    ],
)
def test_names_that_differ_in_idle_words_are_one_actor(text: str, one: str, other: str, kinds: str) -> None:
    page = segment(text)
    first, second = (ActorType(kind) for kind in kinds.split())
    found = unite(page, weigh(page, (one, first, 1.0), (other, second, 2.0)))
    assert [actor.id for actor in found.cast.actors] == ["actor-1"]
    assert [span.select(text) for span in found.cast.actors[0].mentions] == [one, other]
    assert [mention.actor for mention in found.cast.mentions] == [0, 0]
    assert found.odds == (2.0,)


@pytest.mark.parametrize(
    ("text", "one", "other", "kinds"),
    [
        ("قالت قوات ثم ردت القوات", "قوات", "القوات", "armed-group armed-group"),
        ("قال سالم ثم عاد سالم إلى القرية", "سالم", "سالم إلى"[:4], "person person"),
        ("اتفقت ليبيا مع شركة ليبيا", "ليبيا", "شركة ليبيا", "population company"),
        ("قالت جريدة الرياض إن الرياض", "جريدة الرياض", "الرياض", "media state"),
        ("التقى وفد مصر وفد قطر", "وفد مصر", "وفد قطر", "institution institution"),
    ],
)
def test_others_stay_apart(text: str, one: str, other: str, kinds: str) -> None:
    page = segment(text)
    first, second = (ActorType(kind) for kind in kinds.split())
    weighed = weigh(page, (one, first, 1.0), (other, second, 2.0))
    assert unite(page, weighed) is weighed


def test_full_names_of_a_person_are_one() -> None:
    text = "قال الوزير مراد النجار، وأضاف مراد النجار"
    page = segment(text)
    second = text.rindex("مراد")
    actors = (
        Actor("minister", ActorType.PERSON, "", (Span(4, 22), Span(11, 22))),
        Actor("person", ActorType.PERSON, "", (Span(second, second + 11),)),
    )
    found = unite(page, Weighed(Cast(actors, ()), (0.5, 0.1)))
    assert [actor.id for actor in found.cast.actors] == ["minister"]


@pytest.mark.parametrize(("last", "count"), [("النجار", 1), ("الحداد", 2)])
def test_a_bare_last_name_that_was_taken_for_an_organization(last: str, count: int) -> None:
    text = f"قال مراد النجار ذلك. وأضاف {last} أمس"
    page = segment(text)
    at = text.rindex(last)
    actors = (
        Actor("person", ActorType.PERSON, "", (Span(4, 15),)),
        Actor("organization", ActorType.ORGANIZATION, "", (Span(at, at + len(last)),)),
    )
    assert text[4:15] == "مراد النجار"
    mentions = (Mention(1, 3, actors[0].mentions[0], 0), Mention(6, 7, actors[1].mentions[0], 1))
    assert len(unite(page, Weighed(Cast(actors, mentions), (1.0, 1.0))).cast.actors) == count


@pytest.mark.parametrize(
    ("text", "one", "other", "joined"),
    [
        ("هاجم داعش البلدة ثم انسحب التنظيم المتطرف", "داعش", "التنظيم المتطرف", True),
        ("هاجمت بوكو حرام البلدة ثم انسحبت الجماعة", "بوكو حرام", "الجماعة", True),
        ("انسحب التنظيم ثم هاجم داعش البلدة", "داعش", "التنظيم", False),
        ("هاجم داعش البلدة ثم توقفت الحركة", "داعش", "الحركة", False),
        ("هاجم داعش البلدة ثم انسحبت جماعة النور", "داعش", "جماعة النور", False),
        ("قال الناطق إن داعش جماعة إرهابية", "داعش", "جماعة إرهابية", False),
    ],
)
def test_a_band_stands_for_the_group_named_last(text: str, one: str, other: str, *, joined: bool) -> None:
    page = segment(text)
    band = ActorType.ARMED_GROUP
    found = unite(page, weigh(page, (one, band, 1.0), (other, band, 0.0)))
    assert len(found.cast.actors) == 2 - joined
