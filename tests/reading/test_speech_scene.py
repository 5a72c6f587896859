"""Reporting words, quotations and the gender of names."""

from __future__ import annotations

import pytest

from mithaq.lexicon.speech import read_speech
from mithaq.model import Actor, ActorType
from mithaq.reading.parts import Cast, Mention
from mithaq.reading.speech_scene import Scene, find_cues, find_gender, find_quotes, set_scene
from mithaq.text.segment import segment

LEXICON = read_speech()


def set_stage(text: str, kind: ActorType = ActorType.INSTITUTION, last: int = 1) -> Scene:
    page = segment(text)
    mention = Mention(0, last, page.span(0, last), 0)
    return set_scene(page, Cast((Actor("0", kind, "", ()),), (mention,)), LEXICON)


@pytest.mark.parametrize(
    ("name", "kind", "gender"),
    [
        ("العراق", ActorType.STATE, "m"),
        ("ليبيريا", ActorType.STATE, "f"),
        ("المصادر", ActorType.PERSON, "f"),
        ("وزارة", ActorType.INSTITUTION, "f"),
        ("القوات", ActorType.INSTITUTION, "f"),
        ("ديوان", ActorType.INSTITUTION, "m"),
        ("سعاد", ActorType.PERSON, ""),
    ],
)
def test_a_name_shows_its_gender(name: str, kind: ActorType, gender: str) -> None:
    scene = set_stage(name, kind)
    assert find_gender(scene, scene.cast.mentions[0]) == gender


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("الوزير قال إن", ["قال"]),
        ("الوزير لم يوضح متى", []),
        ("الوزير في كشف الحساب", []),
        ("الوزير بين النخيل", []),
        ("الوزير زاد أن", ["زاد"]),
        ("الوزير زاد الراتب وأعلن أن", ["واعلن"]),
        ("الوزير عاد حسب ما قال", ["قال"]),
        ("الوزير عاد على حد قوله", ["قوله"]),
        ("الوزير عاد حسب", ["حسب"]),
    ],
)
def test_reporting_words_are_told_from_others(text: str, cues: list[str]) -> None:
    scene = set_stage(text)
    assert [scene.page.forms[cue.at] for cue in find_cues(scene) if not cue.silent] == cues


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("قال «إن القصف توقف تماما» اليوم", [(1, 6)]),
        ('قال "إن القصف توقف تماما" اليوم', [(1, 6)]),
        ("قال لـ«صحيفة» اليوم", []),
        ("قال «إن القصف\nتوقف تماما اليوم»", []),
    ],
)
def test_long_quotations_are_speech_and_names_in_marks_are_not(
    text: str, quotes: list[tuple[int, int]]
) -> None:
    assert list(find_quotes(segment(text))) == quotes
