from __future__ import annotations

import pytest

from mithaq.model import Actor, ActorType, Reading, Span
from mithaq.reports.scene import find_party, first_day, is_before, open_scene


@pytest.mark.parametrize(
    ("when", "day"),
    [("2018-12", "2018-12-01"), ("../2018-12-24", "2018-12-24"), ("2014/..", "2014-01-01"), (None, "9999")],
)
def test_first_day(when: str | None, day: str) -> None:
    assert first_day(when) == day


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2018-01", "2018-02", True),
        ("2018", "2018-02", False),
        (None, "2018", False),
        ("2018", None, False),
        ("2018/..", "2020", False),
        ("2018", "../2020", False),
    ],
)
def test_before(first: str | None, second: str | None, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_before(first, second) is expected


def test_a_known_actor_has_the_label_of_the_pack() -> None:
    party = find_party(Actor("united-nations", ActorType.ORGANIZATION, "", (Span(0, 7),)), "المنظمة الدولية")
    assert (party.ar, party.key) == ("الأمم المتحدة", "united-nations")
    assert party.en == "United Nations"


def test_another_one_has_the_longest_name_of_the_text() -> None:
    text = "سالم والعميد\nسالم علي"
    party = find_party(Actor("person-7", ActorType.PERSON, "", (Span(0, 4), Span(6, len(text)))), text)
    assert party.ar == "العميد سالم علي"
    assert party.key.startswith("person: ")


def test_what_is_not_there_is_none(readings: list[Reading]) -> None:
    first, second = map(open_scene, readings)
    assert first.select(None) is None
    assert (first.published, second.published) == ("2018-05-01", None)
