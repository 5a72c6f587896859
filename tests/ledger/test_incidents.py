"""Incidents counted, on both databases; the pages test what somebody may see of them."""

from __future__ import annotations

import pytest
from tests.web.ceasefire.conftest import BRIGADE, count, make_incident

from mithaq.following.case import Amount, Describe, Harm, Verify
from mithaq.following.entry import Confirm, Reject
from mithaq.ledger.incidentcounts import (
    Counts,
    Step,
    Toll,
    add_counts,
    count_all,
    count_parties,
    count_periods,
    count_times,
    count_values,
    find_span,
    list_points,
)
from mithaq.ledger.incidents import Box, IncidentFilter, find_accusing, list_ids, select_incidents
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record, open_record


@pytest.fixture
def record(record_url: str) -> Record:
    """Four incidents: one with harm, one refuted, one in a region, one without anything."""
    opened = open_record(record_url)
    opened.append(
        [
            make_incident("incident-a", "2020-06-01", "Sirte"),
            Harm(case="incident-a", what="killed", amount=count(2, 3, 5)),
            Harm(case="incident-a", what="wounded", amount=Amount(4, None, None, ">=")),
            make_incident("incident-b", "2020-06", "Sirte", BRIGADE, what="air"),
            Harm(case="incident-b", what="killed", amount=count(9, 9, 9)),
            Verify(case="incident-b", level="refuted", reason="لم يقع"),
            make_incident("incident-c", "2020-07-02", "Fezzan", None),
            Describe(case="incident-c", field="end", value="2020-07-05"),
            make_incident("incident-d", "", "", None, what=""),
        ],
        "anna",
    )
    opened.append([Confirm(case="incident-b", proposal="#5")], "omar")
    return opened


def test_what_was_derived_is_what_the_fold_says(record: Record) -> None:
    assert list(find_differences(record.alias)) == []
    record.append([Reject(case="incident-a", proposal="#0")], "omar")
    assert list(find_differences(record.alias)) == []
    assert count_all(select_incidents(record)).incidents == 3


def test_counts_leave_out_the_harm_of_what_was_refuted(record: Record) -> None:
    total = count_all(select_incidents(record))
    assert total == Counts(4, 3, 0, 1, 1, Toll(2, 3, 5, 0), Toll(4, 4, 4, 1))
    _, levels = count_values(select_incidents(record), "category", "verification")
    assert add_counts(levels.values()) == total
    assert {value: counts.incidents for value, counts in levels.items()} == {"": 3, "refuted": 1}


def test_times_and_parties(record: Record) -> None:
    rows = select_incidents(record)
    assert find_span(rows) == ("2020-06-01", "2020-07-02")
    assert {when: counts.incidents for when, counts in count_periods(rows, Step.MONTH).items()} == {
        "2020-06": 2,
        "2020-07": 1,
    }
    assert set(count_times(rows, Step.YEAR)) == {("2020", ()), ("2020", ("lna",)), ("2020", ("brigade-x",))}
    parties = count_parties(rows)
    assert {party: said.incidents for party, (said, _) in parties.items()} == {"lna": 1, "brigade-x": 1}
    assert list_ids(rows, 0, 2) == ["incident-c", "incident-a"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (IncidentFilter(since="2020-06-15", until="2020-07-01"), ["incident-b"]),
        (IncidentFilter(since="2020-07-04"), ["incident-c"]),
        (IncidentFilter(box=Box(16, 31, 17, 32)), ["incident-a", "incident-b"]),
        (IncidentFilter(box=Box(-180, -90, 180, 90)), ["incident-a", "incident-b"]),
        (IncidentFilter(box=Box(170, -90, 17, 90)), ["incident-a", "incident-b"]),
        (IncidentFilter(category="air-activity"), ["incident-b"]),
    ],
)
def test_incidents_are_found_by_days_and_places(
    record: Record, wanted: IncidentFilter, found: list[str]
) -> None:
    assert sorted(list_ids(select_incidents(record, wanted), 0, 9)) == found


def test_points_are_those_of_the_gazetteer(record: Record) -> None:
    points = list_points(select_incidents(record))
    assert points[0].place == "Sirte"
    assert points[0].counts.incidents == 2
    assert not points[0].measured


def test_who_is_only_accused_is_found_and_named(record: Record) -> None:
    found = select_incidents(record)
    accused = {item for (_, parties), _ in count_times(found, Step.YEAR).items() for item in parties}
    cases = find_accusing(found, [*sorted(accused), "nobody"])
    assert set(cases) == accused
    for party, case in cases.items():
        assert case in list_ids(select_incidents(record, IncidentFilter(party=party)), 0, 99)
