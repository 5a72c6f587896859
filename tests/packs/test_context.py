from __future__ import annotations

import pytest

from mithaq.errors import KnowledgeError
from mithaq.packs.context import key_words, list_packs, load_packs


@pytest.mark.parametrize(
    ("title", "country", "when", "holder"),
    [
        ("وزير الداخلية", "LY", "2018-12", "fathi-bashagha"),
        ("وزير الداخلية", "LY", "2013", None),
        ("الرئيس", "US", "2015-07-20", "barack-obama"),
        ("الرئيس", "US", "2018", "donald-trump"),
        ("الرئيس", "EG", "2013-01", "mohamed-morsi"),
        ("وزير الخارجية", "SA", "2015-08-01", "adel-al-jubeir"),
        ("المبعوث الأممي", "LY", "2019-01", "ghassan-salame"),
        ("المبعوث الأممي", "YE", "2015-07", "ismail-ould-cheikh-ahmed"),
        ("المبعوث الأممي", "IQ", "2016", "jan-kubis"),
        ("الأمين العام للأمم المتحدة", "", "2015-07", "ban-ki-moon"),
        ("الأمين العام للأمم المتحدة", "", None, "antonio-guterres"),
        ("الرئيس", "RU", "2030", "vladimir-putin"),
        ("عامل المصعد", "LY", None, None),
    ],
)
def test_find_holder(title: str, country: str, when: str | None, holder: str | None) -> None:
    found = load_packs().find_holder(title, country, when)
    assert (found.id if found else None) == holder


def test_lookups() -> None:
    context = load_packs()
    assert context.find_actor("houthis").en == "Houthis (Ansar Allah)"
    assert context.find_actor("nobody") is None
    assert context.find_place("aden").en == "Aden"
    assert context.find_place("nowhere") is None
    phrase = context.find_phrase("الأمم المتحدة")
    assert [context.actors[index].id for index in phrase.actors] == ["united-nations"]
    assert context.find_phrase("ما ليس اسما") is None


def test_indices_agree_with_the_values() -> None:
    context = load_packs()
    assert all(context.actors[index].id == name for name, index in context.actor_of.items())
    assert all(context.places[index].id == name for name, index in context.place_of.items())
    assert all(context.phrases[key] for key in context.phrases)
    assert {key.partition(" ")[0] for key in context.phrases} == context.heads


def test_a_capital_stands_for_its_government() -> None:
    context = load_packs()
    tripoli = [context.places[index] for index in context.find_phrase("طرابلس").places]
    assert [(place.country, place.government) for place in tripoli] == [("LY", "libya"), ("LB", None)]


def test_towns_gain_coordinates_from_the_gazetteer() -> None:
    place = load_packs().find_place("khobar")
    assert (place.kind, round(place.latitude), place.population > 100_000) == ("city", 26, True)


def test_one_pack_brings_the_world_with_it() -> None:
    context = load_packs(["libya"])
    assert context.packs == ("libya", "world")
    assert context.find_actor("fathi-bashagha")
    assert context.find_actor("united-nations")
    assert context.find_actor("houthis") is None


def test_an_unknown_pack_is_named() -> None:
    with pytest.raises(KnowledgeError, match="atlantis"):
        load_packs(["atlantis"])


def test_hand_written_and_generated_entries_of_one_actor_are_merged() -> None:
    actor = load_packs().find_actor("libyan-army")
    assert {"قيادة الجيش الليبي", "جيش ليبيا"} <= set(actor.forms)


def test_key_words() -> None:
    assert key_words("  إيران،  «الأمم»_ ") == "ايران الامم"


def test_packs_are_listed_with_the_world_last() -> None:
    assert list_packs()[-1] == "world"
