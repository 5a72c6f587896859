"""Which parties may have a part in an act."""

from __future__ import annotations

from dataclasses import replace

from tests.reading.handmade import aim, mark

from mithaq.reading.parties import find_parties
from mithaq.reading.parts import Speech
from mithaq.reading.stakes import Telling, Told, find_stakes
from mithaq.reading.survey import Survey

TEXT = "زارت قطر مصر. مصر قالت إن إيران التي رحبت، دعت تركيا والعراق إلى لقاء روسيا."
NAMES = ("قطر", "مصر", "مصر", "إيران", "تركيا", "و+العراق", "روسيا")


def make_stakes(survey: Survey, telling: Telling) -> list[tuple[tuple[int, ...], str, int, bool]]:
    stakes = find_stakes(survey, find_parties(survey), telling)
    return [(stake.party.actors, stake.where, stake.rank, stake.speaks) for stake in stakes]


def test_parties_are_ranked_by_nearness_on_each_side() -> None:
    survey = mark(TEXT, *NAMES)
    assert make_stakes(survey, Telling(aim(survey, "دعت"), "REQUEST")) == [
        ((2,), "before", 0, False),
        ((1,), "before", 1, False),
        ((3, 4), "after", 0, False),
        ((5,), "after", 1, False),
        ((0,), "earlier", 0, False),
        ((1,), "earlier", 1, False),
    ]


def test_speakers_and_those_told_of_come_in_where_nothing_else_names_them() -> None:
    survey = mark("قالت قطر كلاما. ثم شيئا. دعت مصر.", "قطر", "مصر")
    first = survey.page.forms.index("دعت")
    survey = replace(survey, speech=(Speech(first, first + 2, (0, 1)),))
    told = Told(0, "CONSULT", (0,), (1,))
    assert make_stakes(survey, Telling(aim(survey, "دعت"), "REQUEST", (told,))) == [
        ((1,), "after", 0, True),
        ((0,), "speaker", 0, True),
    ]
    silent = replace(survey, speech=())
    assert make_stakes(silent, Telling(aim(survey, "دعت"), "REQUEST", (told,))) == [
        ((1,), "after", 0, False),
        ((0,), "told", 0, False),
    ]


def test_a_party_inside_the_trigger_is_told_from_one_behind() -> None:
    survey = mark("دعت مصر إلى حوار.", "مصر")
    assert make_stakes(survey, Telling(aim(survey, "دعت مصر إلى"), "REQUEST")) == [((0,), "after", 0, False)]
