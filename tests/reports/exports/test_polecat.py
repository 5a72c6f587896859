from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from tests.reports.exports.reading import read_named
from tests.reports.exports.warehouse import ASKED, BASHAGHA, find_span, make_actor, read_asked, read_shelled

from mithaq.dates import Edtf
from mithaq.ledger.merkle import Head
from mithaq.model import Act, ActType, Reading, Status, Topic
from mithaq.reports.exports.pile import Pile, Tally
from mithaq.reports.exports.polecat import COLUMNS, write
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Holds, Origin, make_statement

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"


def make_pile(readings: Iterable[Reading]) -> Pile:
    holds = Holds("polecat", "", (), (), "proposed", "", "2021-01-01", "everything")
    statement = make_statement(holds, Origin(Head(0, bytes(32)), "2021-01-01T00:00:00Z"), "", private=False)
    return Pile(Selection(), statement, lambda: iter(()), lambda: iter(readings), Tally())


def read_written(*readings: Reading) -> tuple[list[dict[str, str]], Tally]:
    out, pile = BytesIO(), make_pile(readings)
    write(pile, out)
    return read_named(out.getvalue().decode(), "\t"), pile.tally


def read_act(**fields: object) -> dict[str, str]:
    reading = read_asked()
    (row,), _ = read_written(replace(reading, acts=(replace(reading.acts[0], **fields),)))  # type: ignore[arg-type]
    return row


def test_columns_are_those_of_polecat() -> None:
    rows, _ = read_written(read_asked())
    assert len(COLUMNS) == 40
    assert tuple(rows[0]) == COLUMNS
    page = DOCS.read_text(encoding="utf-8").split("\n## POLECAT")[1]
    assert [name for name in COLUMNS if f"| {name} |" not in page] == []


def test_row_of_an_act() -> None:
    row = read_act()
    expected = {
        "Event Date": "2020-11-20", "Event Type": "REQUEST", "Event Mode": "", "Intensity": "-5",
        "Quad Code": "VERBAL CONFLICT", "Contexts": "military", "Actor Name": "Government of National Accord",
        "Actor Country": "LBY", "Actor COW": "620", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "", "Actor Name Raw": "حكومة الوفاق الوطني", "Wikipedia Actor ID": "",
        "Recipient Name": "European Union", "Recipient Country": "", "Recipient Name Raw": "الاتحاد الأوروبي",
        "Placename": "Tripoli", "City": "Tripoli", "Country": "Libya", "Latitude": "32.8874", "GeoNames ID": "",
        "Raw Placename": "طرابلس", "Source": "وكالة الساحل", "Publication Date": "2020-11-21", "Story People": "",
        "Story Organizations": "Government of National Accord; European Union", "Story Locations": "Tripoli",
        "Language": "ar",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["Event ID"].endswith("-0-REQUEST")
    assert row["Version"].endswith("fast 1")


def test_acts_that_are_denied_or_of_nobody_are_counted() -> None:
    rows, tally = read_written(read_shelled())
    assert [(row["Event Type"], row["Event Mode"]) for row in rows] == [("ASSAULT", "heavy-weapons")]
    assert (tally.records, dict(tally.left_out)) == (1, {"denied": 1, "no-actor": 1})


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (Status.PLANNED, ActType.AID, ("AGREE", "military; future", "VERBAL COOPERATION")),
        (Status.HYPOTHETICAL, ActType.AID, ("AID", "military; hypothetical", "MATERIAL COOPERATION")),
        (Status.ACTUAL, ActType.AID, ("AID", "military", "MATERIAL COOPERATION")),
    ],
)
def test_status_is_a_context_and_departures_are_mapped_back(
    status: Status, kind: ActType, expected: tuple[str, str, str]
) -> None:
    row = read_act(status=status, type=kind)
    assert (row["Event Type"], row["Contexts"], row["Quad Code"]) == expected


@pytest.mark.parametrize(("when", "expected"), [("2020-11", ""), ("2020-11-20~", "2020-11-20"), (None, "")])
def test_only_single_days_are_dates(when: str | None, expected: str) -> None:
    assert read_act(date=Edtf.parse(when) if when else None)["Event Date"] == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Nowhere", ("Nowhere", "", "", "", "")),
        (None, ("", "", "", "", "")),
        ("Oil Crescent", ("Oil Crescent", "", "Oil Crescent", "Libya", "region")),
        ("Sidra", ("Sidra", "Sidra", "Oil Crescent", "Libya", "city")),
    ],
)
def test_places_as_far_as_the_gazetteer_knows_them(place: str | None, expected: tuple[str, ...]) -> None:
    row = read_act(place=place, place_evidence=None)
    assert (
        tuple(row[name] for name in ("Placename", "City", "Province", "Country", "Feature Type")) == expected
    )


def list_office_acts() -> Iterator[tuple[Act, str]]:
    act = replace(read_asked().acts[0], actors=(BASHAGHA.id,), topics=(Topic.OTHER,))
    yield replace(act, date=Edtf.parse("2019-06-01")), "Minister of Interior"
    yield replace(act, date=Edtf.parse("2000-06-01")), ""
    yield replace(act, date=None), ""


@pytest.mark.parametrize(("act", "title"), list(list_office_acts()))
def test_title_is_the_office_of_that_day(act: Act, title: str) -> None:
    reading = read_asked()
    person = make_actor(ASKED, BASHAGHA, "خليل منصور التاورغي")
    (row,), _ = read_written(replace(reading, actors=(*reading.actors, person), acts=(act,)))
    assert row["Actor Title"].startswith(title) if title else row["Actor Title"] == ""
    assert (row["Actor Name"], row["Contexts"]) == ("Fathi Bashagha", "")


def test_actor_that_no_pack_knows_goes_by_the_words_of_the_text() -> None:
    row = read_written(read_shelled())[0][0]
    assert (row["Actor Name"], row["Actor Country"], row["Primary Actor Sector"]) == (
        "الجيش الميداني",
        "",
        "MIL",
    )


def test_words_over_several_lines_stand_on_one() -> None:
    reading = read_asked()
    text = ASKED.replace("حكومة الوفاق", "حكومة\nالوفاق")
    document = replace(reading.document, text=text)
    actor = replace(reading.actors[0], mentions=(find_span(text, "حكومة\nالوفاق الوطني"),))
    (row,), _ = read_written(replace(reading, document=document, actors=(actor,)))
    assert row["Actor Name Raw"] == "حكومة الوفاق الوطني"


def test_no_readings_are_a_heading() -> None:
    assert read_written() == ([], Tally())
