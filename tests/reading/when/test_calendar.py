from __future__ import annotations

import pytest

from mithaq.reading.when.calendar import load_calendar

CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("form", "cut"),
    [
        ("امس", 0),
        ("وامس", 1),
        ("بالامس", 1),
        ("لليوم", 0),
        ("ولليوم", 1),
        ("وبيوليو", 2),
        ("والاحد", 1),
        ("وسط", 0),
        ("بدايه", 0),
    ],
)
def test_particles_are_cut_off(form: str, cut: int) -> None:
    assert CALENDAR.cuts[form] == cut


def test_doubtful_months_take_no_particles() -> None:
    assert {"باب", "لمارس", "بماي"}.isdisjoint(CALENDAR.cuts)


@pytest.mark.parametrize("form", ["سيجتمع", "وستعقد", "سنرد", "سيصل", "فسيكون"])
def test_future_verbs(form: str) -> None:
    assert CALENDAR.future.fullmatch(form)


@pytest.mark.parametrize("form", ["سياسي", "وسيطرت", "سنوات", "سيناء", "ستين", "سلام", "يجتمع"])
def test_other_words(form: str) -> None:
    assert not CALENDAR.future.fullmatch(form)


def test_every_month_is_named_in_both_calendars() -> None:
    names = [
        *CALENDAR.months.values(),
        *(name for pair in CALENDAR.month_pairs.values() for name in pair.values()),
    ]
    assert {(name.number, name.hijri) for name in names} == {
        (n, h) for n in range(1, 13) for h in (False, True)
    }
