from __future__ import annotations

import pytest

from mithaq.model import ActorType
from mithaq.packs.context import key_words, load_packs
from mithaq.packs.schema import BodyEntry, StateEntry
from mithaq.packs.states import (
    Nationality,
    expand_names,
    list_nationalities,
    list_plurals,
    make_actors,
    make_places,
    name_people,
)

LIBYA = StateEntry(
    "libya", "LY", "Libya", "libyan", "ليبيا", ("ليبي",), capital=("طرابلس",), capital_en="Tripoli"
)
KOREA = StateEntry("north-korea", "KP", "North Korea", "north-korean", "كوريا الشمالية", ("كوري شمالي",))
AFRICA = StateEntry("south-africa", "ZA", "South Africa", "south-african", "جنوب أفريقيا", ("جنوب أفريقي",))
MALI = StateEntry("mali", "ML", "Mali", "malian", "مالي", ("مالي",), forms=("جمهورية مالي",), weak=("مالي",))


@pytest.mark.parametrize(
    ("form", "state", "gender", "number", "definite"),
    [
        ("ليبي", "libya", "m", "s", False),
        ("الليبية", "libya", "f", "s", True),
        ("الليبيين", "libya", "m", "p", True),
        ("ليبيون", "libya", "m", "p", False),
        ("الأتراك", "turkey", "m", "p", True),
        ("الكورية الشمالية", "north-korea", "f", "s", True),
        ("الجنوب أفريقية", "south-africa", "f", "s", True),
        ("الأميركيان", "united-states", "m", "d", True),
        ("الأمريكية", "united-states", "f", "s", True),
    ],
)
def test_nationalities(form: str, state: str, gender: str, number: str, *, definite: bool) -> None:
    found = load_packs().nationalities[key_words(form)]
    assert found == Nationality(state, gender, number, definite)


def test_a_common_word_is_marked_as_weak() -> None:
    assert dict(list_nationalities(MALI))["المالية"].weak
    assert load_packs().nationalities["الماليه"].weak


def test_plurals() -> None:
    assert list_plurals(LIBYA) == ("الليبيون", "ليبيون", "الليبيين", "ليبيين")


@pytest.mark.parametrize(
    ("demonym", "people"),
    [("libyan", "libyans"), ("sudanese", "sudanese"), ("french", "french"), ("swiss", "swiss")],
)
def test_name_people(demonym: str, people: str) -> None:
    state = StateEntry("x", "XX", "X", demonym, "س", ("سي",))
    assert name_people(state) == people


def test_make_actors() -> None:
    bodies = [
        BodyEntry(
            "{demonym}-army",
            ActorType.INSTITUTION,
            "{Demonym} army",
            ("الجيش {m}", "جيش {state}"),
            ("الجيش",),
        ),
        BodyEntry("{demonym}-forces", ActorType.INSTITUTION, "{Demonym} forces", ("القوات {f}", "قوات {if}")),
        BodyEntry("{demonym}s", ActorType.POPULATION, "{Demonym} people", ("{people}",)),
        BodyEntry("{demonym}-refugees", ActorType.POPULATION, "{Demonym} refugees", ("اللاجئين {people}",)),
    ]
    state, army, forces, people, refugees = make_actors(KOREA, bodies)
    assert (state.id, state.type, state.forms) == ("north-korea", ActorType.STATE, ("كوريا الشمالية",))
    assert (army.id, army.en, army.short) == ("north-korean-army", "North Korean army", ("الجيش",))
    assert (army.ar, army.forms) == ("الجيش الكوري الشمالي", ("جيش كوريا الشمالية",))
    assert (forces.ar, forces.forms) == ("القوات الكورية الشمالية", ("قوات كورية شمالية",))
    assert people.part_of is None
    assert people.id == "north-koreans"
    assert refugees.forms == ("اللاجئين الكوريين الشماليين",)


def test_a_weak_name_is_short() -> None:
    (state,) = make_actors(MALI, [])
    assert (state.forms, state.short) == (("جمهورية مالي",), ("مالي",))


def test_make_places() -> None:
    country, capital = make_places(LIBYA)
    assert (country.id, country.kind, country.government) == ("libya", "country", "libya")
    assert (capital.id, capital.within, capital.government) == ("tripoli", "libya", "libya")
    assert [place.id for place in make_places(AFRICA)] == ["south-africa"]


def test_a_capital_called_as_its_state_has_its_own_id() -> None:
    state = StateEntry(
        "panama", "PA", "Panama", "panamanian", "بنما", ("بنمي",), (), (), ("بنما سيتي",), "Panama"
    )
    assert [place.id for place in make_places(state)] == ["panama", "panama-city"]


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("عبد الله الثني", {"عبد الله الثني", "عبدالله الثني"}),
        ("عبدالله الثني", {"عبد الله الثني", "عبدالله الثني"}),
        ("خليفة حفتر", {"خليفة حفتر"}),
        ("عبد", {"عبد"}),
    ],
)
def test_expand_names(name: str, spellings: set[str]) -> None:
    assert set(expand_names(name)) == spellings
