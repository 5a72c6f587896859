"""Incidents that lie near one another, and many parties: what is counted together; `test_incidents` counts the rest."""

from __future__ import annotations

import pytest
from tests.web.ceasefire.conftest import BRIGADE, LNA, make_incident

from mithaq.following.case import Describe
from mithaq.ledger import incidentcounts
from mithaq.ledger.incidentcounts import (
    OTHERS,
    Step,
    add_counts,
    count_all,
    count_times,
    count_values,
    list_points,
)
from mithaq.ledger.incidents import Follow, IncidentFilter, Incidents, find_none, list_due, select_incidents
from mithaq.ledger.record import open_record

SPOTS = [("32.10, 20.10", 100), ("32.11, 20.11", 50), ("32.10, 20.10", 10), ("30.00, 15.00", 500)]


@pytest.fixture
def found(record_url: str) -> Incidents:
    record = open_record(record_url)
    parties = [LNA, LNA, BRIGADE, None]
    for number, ((position, metres), party) in enumerate(zip(SPOTS, parties, strict=True)):
        case = f"incident-{number}"
        record.append(
            [
                make_incident(case, f"2020-06-0{number + 1}", "Sirte" if number < 3 else "", party),
                Describe(case=case, field="coordinates", value=position),
                Describe(case=case, field="precision", value=metres),
            ],
            "anna",
        )
    return select_incidents(record)


def test_positions_that_fit_on_the_map_stand_by_themselves(found: Incidents) -> None:
    points = list_points(found)
    assert [(point.counts.incidents, point.place, point.metres) for point in points] == [
        (2, "Sirte", 100), (1, "", 500), (1, "Sirte", 50),
    ]  # fmt: skip
    assert all(point.measured for point in points)


def test_near_positions_are_drawn_together_where_there_are_many(
    found: Incidents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incidentcounts, "MOST_POINTS", 2)
    near, far = list_points(found)
    assert (near.counts.incidents, near.place, far.counts.incidents) == (3, "Sirte", 1)
    assert (round(near.latitude, 3), round(near.longitude, 3)) == (32.103, 20.103)
    assert 600 < near.metres < 1200
    monkeypatch.setattr(incidentcounts, "MOST_POINTS", 1)
    assert [(point.place, point.counts.incidents) for point in list_points(found)] == [("", 4)]


def test_the_smallest_groups_count_together(found: Incidents) -> None:
    counted = count_times(found, Step.YEAR, 1)
    assert {parties: counts.incidents for (_, parties), counts in counted.items()} == {
        ("lna",): 2,
        (OTHERS,): 2,
    }
    assert (
        add_counts(counted.values()) == add_counts(count_times(found, Step.DAY).values()) == count_all(found)
    )


def test_many_combinations_are_counted_one_by_one(found: Incidents, monkeypatch: pytest.MonkeyPatch) -> None:
    together = count_values(found, "place", "accused", "first")
    monkeypatch.setattr(incidentcounts, "_CUBE", 1)
    assert count_values(found, "place", "accused", "first") == together


def test_nothing_is_counted_of_nothing(record_url: str) -> None:
    record = open_record(record_url)
    nothing = find_none(record)
    assert count_times(nothing, Step.DAY) == {}
    assert count_values(nothing, "place", "category") == ({}, {})
    assert list_points(nothing) == ()
    assert list_due(select_incidents(record, IncidentFilter(follow=Follow.OVERDUE))) == []
