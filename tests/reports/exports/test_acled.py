from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.reports.exports.reading import read_named
from tests.reports.exports.warehouse import ARMY, GNA, SALEM, SHELLED, run_export, show, verify_all

from mithaq.following.case import Amount, Describe, Harm, Kind, Open, Party
from mithaq.ledger.record import Record
from mithaq.model import ActorType
from mithaq.reports.exports.acled import COLUMNS
from mithaq.reports.exports.selection import Selection

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"
HOUTHIS = Party("houthis", ActorType.ARMED_GROUP, "جماعة الحوثي", "Houthis")
YEMEN = Party("yemen", ActorType.STATE, "اليمن", "Yemen")
PEOPLE = Party("villagers-1", ActorType.POPULATION, "الأهالي")


def read_one(record: Record, **fields: Any) -> dict[str, str]:
    """Return the row of one new incident."""
    values = {"title": "حادث", "evidence": show(SHELLED, "حيا")} | fields
    record.append([Open(case="incident-9", kind=Kind.INCIDENT, **values)], "salma")
    return read_row(record)


def read_row(record: Record, case: str = "incident-9") -> dict[str, str]:
    (row,) = read_named(run_export(record, "acled", Selection(cases=(case,), private=True)).text)
    return row


def test_columns_are_those_of_acled(warehouse: Record) -> None:
    exported = run_export(warehouse, "acled")
    assert len(COLUMNS) == 31
    assert tuple(read_named(exported.text)[0]) == COLUMNS
    page = DOCS.read_text(encoding="utf-8").split("\n## ACLED")[1]
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []


def test_row_of_an_incident(warehouse: Record) -> None:
    verify_all(warehouse)
    row = read_row(warehouse, "incident-1")
    expected = {
        "event_id_cnty": "LBY-incident-1", "event_date": "2020-05-18", "year": "2020", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": ARMY.ar, "actor2": SALEM.en,
        "interaction": "", "civilian_targeting": "", "iso": "434", "region": "Northern Africa", "country": "Libya",
        "admin1": "", "location": "Tarhuna", "latitude": "32.435", "longitude": "13.6346", "geo_precision": "1",
        "source": "وكالة الساحل", "source_scale": "", "fatalities": "6",
        "tags": "standing=confirmed; verification=2; attribution=probable",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert int(row["timestamp"]) > 1_500_000_000


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2020-05-18", ("2020-05-18", "2020", "1")),
        ("2020-05-18~", ("2020-05-18", "2020", "2")),
        ("2020-05", ("2020-05-15", "2020", "3")),
        ("2020", ("", "2020", "")),
        ("2019-12/2020-01", ("", "", "")),
        (None, ("", "", "")),
    ],
)
def test_dates_with_their_precision(warehouse: Record, on: str | None, expected: tuple[str, ...]) -> None:
    row = read_one(warehouse, on=on)
    assert (row["event_date"], row["year"], row["time_precision"]) == expected


@pytest.mark.parametrize(
    ("title", "event", "sub_event", "targeting"),
    [
        ("غارة جوية على السوق", "Explosions/Remote violence", "Air/drone strike", ""),
        ("اشتباكات في الحي", "Battles", "Armed clash", ""),
        (
            "اختطاف مهندس",
            "Violence against civilians",
            "Abduction/forced disappearance",
            "Civilian targeting",
        ),
        ("أعمال شغب", "Riots", "Violent demonstration", ""),
        ("غارة واشتباكات", "", "", ""),
        ("حادث", "", "", ""),
    ],
)
def test_sub_event_is_decided_by_words_or_empty(
    warehouse: Record, title: str, event: str, sub_event: str, targeting: str
) -> None:
    row = read_one(warehouse, title=title)
    assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == (
        event,
        sub_event,
        targeting,
    )


def test_weapon_decides_before_the_title(warehouse: Record) -> None:
    read_one(warehouse, title="اشتباكات في الحي")
    warehouse.append([Describe(case="incident-9", field="weapon", value="قذيفة هاون")], "salma")
    assert read_row(warehouse)["sub_event_type"] == "Shelling/artillery/missile attack"


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ((("accused", HOUTHIS), ("victim", PEOPLE)),
         ("Houthis (Ansar Allah)", "", "Rebel group", "الأهالي", "", "Civilians", "Rebel group-Civilians")),
        ((("accused", HOUTHIS), ("accused", YEMEN)),
         ("Houthis (Ansar Allah)", "Yemen", "Rebel group", "", "", "", "Rebel group only")),
        ((("party", YEMEN), ("party", HOUTHIS)),
         ("Yemen", "", "State forces", "Houthis (Ansar Allah)", "", "Rebel group", "State forces-Rebel group")),
        ((("victim", PEOPLE),), ("", "", "", "الأهالي", "", "Civilians", "")),
        ((("accused", ARMY), ("victim", PEOPLE)), (ARMY.ar, "", "", "الأهالي", "", "Civilians", "")),
        ((), ("", "", "", "", "", "", "")),
    ],
)  # fmt: skip
def test_actors_and_their_codes(
    warehouse: Record, sides: tuple[tuple[str, Party], ...], expected: tuple[str, ...]
) -> None:
    row = read_one(warehouse, sides=sides, place="Sanaa")
    names = ("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction")
    assert tuple(row[name] for name in names) == expected


def test_fatalities_are_the_least_figure_or_empty(warehouse: Record) -> None:
    assert read_one(warehouse)["fatalities"] == ""
    warehouse.append([Harm(case="incident-9", what="killed", amount=Amount(3, 5, 9))], "salma")
    assert read_row(warehouse)["fatalities"] == "3"


@pytest.mark.parametrize(
    ("place", "expected"),
    [("Tripolitania", ("", "")), ("Oil Crescent", ("30.5", "3")), ("Tarhuna", ("32.435", "1"))],
)
def test_positions_have_their_precision(warehouse: Record, place: str, expected: tuple[str, str]) -> None:
    row = read_one(warehouse, place=place, sides=(("party", GNA),))
    assert (row["latitude"], row["geo_precision"]) == expected


def test_date_field_comes_before_the_opening(warehouse: Record) -> None:
    read_one(warehouse, on="2020-05-18")
    warehouse.append([Describe(case="incident-9", field="start", value="2020-05-17")], "salma")
    assert read_row(warehouse)["event_date"] == "2020-05-17"


def test_country_of_those_who_take_part_where_there_is_no_place(warehouse: Record) -> None:
    assert read_one(warehouse, sides=(("party", HOUTHIS),))["country"] == "Yemen"
