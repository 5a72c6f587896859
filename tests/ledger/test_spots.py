"""Where places lie, and what lies in a part of the map."""

from __future__ import annotations

import pytest

from mithaq.ledger.spots import Box, find_spot, name_place


def test_places_are_those_of_the_gazetteer() -> None:
    assert find_spot("no such place") is None
    assert name_place("Sirte") == ("سرت", "Sirte")
    assert name_place("no such place") == ("no such place", "no such place")
    spot = find_spot("Sirte")
    assert spot is not None
    assert (round(spot.latitude), round(spot.longitude), spot.is_narrow) == (31, 17, True)
    country = find_spot("Libya")
    assert country is None or not country.is_narrow


@pytest.mark.parametrize(
    ("box", "longitude", "inside"),
    [
        (Box(10, 20, 30, 40), 20, True),
        (Box(10, 20, 30, 40), 31, False),
        (Box(170, 20, -170, 40), 175, True),
        (Box(170, 20, -170, 40), -175, True),
        (Box(170, 20, -170, 40), 0, False),
    ],
)
def test_a_box_may_lie_across_the_date_line(box: Box, longitude: float, *, inside: bool) -> None:
    assert box.holds(30, longitude) is inside
    assert not box.holds(41, longitude)
