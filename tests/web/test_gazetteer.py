"""Places by their names."""

from __future__ import annotations

import pytest

from mithaq.reports.wording import Lang
from mithaq.web.gazetteer import find_place, list_places, name_countries, name_place


@pytest.mark.parametrize(
    ("name", "chosen", "expected"),
    [
        ("ترهونة", "", "tarhuna"),
        ("ترهونه", "", "tarhuna"),
        ("tarhuna", "", "tarhuna"),
        ("ترهونة — ليبيا", "tarhuna", "tarhuna"),
        ("ترهونة", "sirte", "tarhuna"),
        ("مزرعة الحاج", "tarhuna", None),
        ("", "tarhuna", None),
    ],
)
def test_a_name_means_the_place_that_was_chosen_or_the_largest(
    name: str, chosen: str, expected: str | None
) -> None:
    found = find_place(name, chosen)
    assert (found.id if found else None) == expected


def test_places_are_called_by_their_names_in_the_language() -> None:
    assert name_place("Tarhuna", Lang.AR) == "ترهونة"
    assert name_place("Tarhuna", Lang.EN) == "Tarhuna"
    assert name_place("مزرعة الحاج", Lang.AR) == "مزرعة الحاج"


def test_places_and_countries_are_listed() -> None:
    assert ("tarhuna", "ترهونة", "Tarhuna", "LY") in {place[:4] for place in list_places()}
    assert name_countries()["LY"] == ("ليبيا", "Libya")
