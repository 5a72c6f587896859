"""Who did it, to whom, on whose word: by the lexicon's government and by weights made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.reading.handmade import aim, mark

from mithaq.lexicon import Category
from mithaq.reading.parties import find_parties
from mithaq.reading.parts import Speech
from mithaq.reading.role_signs import ROLES
from mithaq.reading.roles import Roles, find_roles
from mithaq.reading.stakes import Telling, Told
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights


def weigh(**cues: tuple[float, float, float]) -> Weights:
    table = np.array([*cues.values(), (0, 0, 0)], np.float32)
    return Weights(ROLES, {cue.replace("_", "="): row for row, cue in enumerate(cues)}, table)


def read(
    survey: Survey, word: str, weights: Weights | None = None, earlier: tuple[Told, ...] = (), **fields: Any
) -> Roles:
    telling = Telling(aim(survey, word, **fields), "REQUEST", earlier)
    return find_roles(survey, find_parties(survey), telling, weights)


@pytest.mark.parametrize(
    ("text", "names", "fields", "actors", "recipients"),
    [
        ("دعت مصر تركيا إلى الحوار.", ("مصر", "تركيا"), {}, (0,), (1,)),
        ("دعت مصر تركيا إلى الحوار.", ("مصر", "تركيا"), {"object": "about"}, (0,), ()),
        ("دعت مصر وقطر تركيا.", ("مصر", "و+قطر", "تركيا"), {}, (0, 1), (2,)),
        ("تركيا تدعو.", ("تركيا",), {"word": "تدعو", "category": Category.PRESENT}, (0,), ()),
        ("مصر تدعو تركيا.", ("مصر", "تركيا"), {"word": "تدعو", "category": Category.PRESENT}, (0,), (1,)),
        ("مصر دعت تركيا.", ("مصر", "تركيا"), {}, (1,), ()),
        ("دعت مصر مع تركيا.", ("مصر", "تركيا"), {"marks": (("مع", "recipient"),)}, (0,), (1,)),
        ("دعت مع تركيا.", ("تركيا",), {"marks": (("مع", "about"),)}, (), ()),
        ("دعت جهات عدة.", (), {}, (), ()),
    ],
)
def test_roles_follow_word_order_and_government(
    text: str,
    names: tuple[str, ...],
    fields: dict[str, Any],
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
) -> None:
    roles = read(mark(text, *names), **{"word": "دعت", **fields})
    assert (roles.actors, roles.recipients, roles.sources) == (actors, recipients, ())
    assert {actor for party in roles.doers for actor in party.actors} == set(actors)
    assert {actor for party in roles.others for actor in party.actors} == set(recipients)


@pytest.mark.parametrize(("chance", "actors"), [(1.0, (0,)), (0.15, ())])
def test_nobody_is_named_where_act_and_part_are_both_doubtful(chance: float, actors: tuple[int, ...]) -> None:
    survey = mark("دعت مصر إلى الحوار.", "مصر")
    telling = Telling(aim(survey, "دعت"), "REQUEST", (), chance)
    roles = find_roles(survey, find_parties(survey), telling, weigh(nobody=(0.0, 9.0, 9.0)))
    assert roles.actors == actors
    assert [party.actors for party in roles.doers] == [(0,)]


def test_speakers_are_sources_unless_they_act() -> None:
    survey = mark("قالت مصر إن تركيا دعت قطر.", "مصر", "تركيا", "قطر")
    survey = replace(survey, speech=(Speech(2, 7, (0,), verb=0),))
    assert read(survey, "دعت", category=Category.PRESENT).sources == (0,)
    alone = replace(mark("قالت مصر إنها دعت.", "مصر"), speech=(Speech(2, 4, (0,), verb=0),))
    assert read(alone, "دعت", category=Category.PRESENT) == replace(
        read(alone, "دعت", category=Category.PRESENT), actors=(0,), sources=()
    )


def test_a_speaker_of_another_sentence_is_a_source() -> None:
    survey = mark("هذا رأي مصر. والأمر طويل. دعت تركيا.", "مصر", "تركيا")
    start = survey.page.forms.index("دعت")
    survey = replace(survey, speech=(Speech(start, start + 3, (0,)),))
    roles = read(survey, "دعت")
    assert (roles.actors, roles.sources) == ((1,), (0,))
    assert all(0 not in party.actors for party in (*roles.doers, *roles.others))


def test_weights_give_each_role_to_the_likeliest_or_to_nobody() -> None:
    survey = mark("دعت مصر تركيا.", "مصر", "تركيا")
    weights = weigh(after0=(9, -9, -9), after1=(-9, 9, -9), nobody=(0, 0, 9))
    roles = read(survey, "دعت", weights)
    assert (roles.actors, roles.recipients, roles.sources) == ((0,), (1,), ())
    assert read(survey, "دعت", weigh(nobody=(9, 9, 9))) == Roles()


def test_a_second_likely_party_is_taken_along() -> None:
    survey = mark("دعت مصر تركيا قطر.", "مصر", "تركيا", "قطر")
    weights = weigh(after0=(9, -9, -9), after1=(9, -9, -9), nobody=(0, 9, 9))
    assert read(survey, "دعت", weights).actors == (0, 1)


def test_an_actor_has_the_likelier_of_two_roles() -> None:
    survey = mark("دعت مصر.", "مصر")
    assert read(survey, "دعت", weigh(after0=(5, 3, -9))).actors == (0,)
    assert read(survey, "دعت", weigh(after0=(3, 5, -9))).recipients == (0,)


def test_who_acted_before_may_act_again() -> None:
    survey = mark("دعت مصر. ثم طالبت بالسلام. ثم طلبت المال.", "مصر")
    told = Told(survey.page.forms.index("طالبت"), "REQUEST", (0,), ())
    roles = read(survey, "طلبت", weigh(told0=(9, -9, -9)), (told,))
    assert roles.actors == (0,)
    assert roles.doers == ()
