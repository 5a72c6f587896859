from __future__ import annotations

import json

from tests.reports.exports.reading import read_table
from tests.reports.exports.warehouse import SHELLED, run_export, show

from mithaq.following.case import Kind, Open
from mithaq.ledger.record import Record
from mithaq.reports.exports.selection import Selection


def test_incidents_are_points_with_their_columns(warehouse: Record) -> None:
    exported = run_export(warehouse, "geojson")
    read = json.loads(exported.data)
    features = {feature["id"]: feature for feature in read["features"]}
    plain = read_table(run_export(warehouse, "csv", Selection(kinds=(Kind.INCIDENT,))).text)
    assert set(features) == set(plain)
    feature = features["incident-1"]
    # Longitude comes first (RFC 7946, 3.1.1).
    assert feature["geometry"] == {"type": "Point", "coordinates": [13.6346, 32.435]}
    assert feature["properties"]["position_from"] == "record"
    assert feature["properties"]["killed"] == 6
    assert "url" not in feature["properties"]
    assert read["mithaq"]["holds"]["records"] == len(features)


def test_incident_without_a_position_is_counted(warehouse: Record) -> None:
    warehouse.append(
        [Open(case="incident-9", kind=Kind.INCIDENT, title="إطلاق نار", evidence=show(SHELLED, "قصفت"))],
        "salma",
    )
    exported = run_export(warehouse, "geojson", Selection(cases=("incident-9",)))
    assert json.loads(exported.data)["features"] == []
    assert exported.statement.holds.left_out == {"no-position": 1}
