from __future__ import annotations

import pytest
from tests.reports.exports.warehouse import EU, GNA

from mithaq.packs.context import load_packs
from mithaq.reports.exports.places import (
    find_country,
    find_place,
    list_containing,
    list_countries,
    name_country,
)


def test_every_state_of_the_packs_has_codes() -> None:
    # The Soviet Union is no state of today's lists.
    missing = {state.iso for state in load_packs().states if find_country(state.iso) is None}
    assert missing <= {"SU"}


@pytest.mark.parametrize(
    ("iso", "alpha3", "number", "cow", "region"),
    [
        ("LY", "LBY", 434, 620, "Northern Africa"),
        ("YE", "YEM", 887, 679, "Middle East"),
        ("SD", "SDN", 729, 625, "Northern Africa"),
        ("US", "USA", 840, 2, "North America"),
        ("PS", "PSE", 275, 0, "Middle East"),
    ],
)
def test_codes(iso: str, alpha3: str, number: int, cow: int, region: str) -> None:
    country = find_country(iso)
    assert country is not None
    assert (country.alpha3, country.number, country.cow, country.region) == (alpha3, number, cow, region)


def test_unknown_country_has_neither_codes_nor_name() -> None:
    assert (find_country(None), find_country("ZZ"), name_country(None)) == (None, None, "")
    assert name_country("LY") == "Libya"


@pytest.mark.parametrize(
    ("name", "countries", "expected"),
    [
        ("Tarhuna", [], "LY"),
        ("Tripoli", ["LY"], "LY"),
        ("Tripoli", ["LB"], "LB"),
        ("Tripoli", [], None),
        ("Tripoli", ["LY", "LB"], None),
        ("Nowhere", ["LY"], None),
    ],
)
def test_place_that_several_countries_have_is_decided_by_who_takes_part(
    name: str, countries: list[str], expected: str | None
) -> None:
    place = find_place(name, countries)
    assert (place.country if place else None) == expected


def test_place_lies_in_others() -> None:
    place = find_place("Sidra", [])
    assert place is not None
    assert [outer.en for outer in list_containing(place)] == ["Oil Crescent", "Cyrenaica"]


def test_countries_of_those_whom_packs_know() -> None:
    assert list_countries([GNA.id, "turkey", GNA.id, EU.id, "nobody"]) == ("LY", "TR")
