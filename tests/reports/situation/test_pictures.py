from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from tests.reports.situation.desk import gather_all, make_report

from mithaq.following.case import Describe, Kind, Open
from mithaq.ledger.record import Record
from mithaq.reports.charts.look import Look
from mithaq.reports.situation.map import Spot, draw_map
from mithaq.reports.situation.pixels import draw_png
from mithaq.reports.situation.situation import Picture, Situation
from mithaq.reports.wording import Lang


def list_pictures(report: Situation) -> dict[str, Picture]:
    blocks = (block for section in report.sections for block in section.blocks)
    return {block.name: block for block in blocks if isinstance(block, Picture)}


@pytest.mark.parametrize("lang", list(Lang))
def test_pictures_are_whole_and_told(record: Record, lang: Lang) -> None:
    pictures = list_pictures(gather_all(record, lang))
    assert list(pictures) == ["days", "map", "slips"]
    for picture in pictures.values():
        root = ET.fromstring(picture.svg)
        assert root.tag.endswith("svg")
        assert picture.caption
        assert picture.told
        assert not re.search(r"(href|src)=\"http", picture.svg)


def test_an_accusation_is_said_to_be_one(record: Record) -> None:
    drawn = list_pictures(gather_all(record, Lang.EN))["days"].svg
    assert "(alleged)" in drawn


def test_what_cannot_be_drawn_is_counted(record: Record) -> None:
    record.append(
        [
            Open(case="incident-3", kind=Kind.INCIDENT, title="قصف", on="2020", sides=()),
            Describe(case="incident-3", field="category", value="fire"),
        ],
        "nadia",
    )
    pictures = list_pictures(gather_all(record, Lang.EN))
    assert re.search(r"no time is known so finely: \d", pictures["days"].told)
    assert "Without a known position: 1." in pictures["map"].told


def test_nothing_is_drawn_of_nothing(record: Record) -> None:
    assert list_pictures(gather_all(record, kinds=(Kind.PLAN,))) == {}


def test_a_single_date_is_no_slippage(record: Record) -> None:
    report = gather_all(record, cases=("programme-1",))
    assert list_pictures(report) == {}


@pytest.mark.parametrize("lang", list(Lang))
def test_a_map_shows_land_places_and_numbers(lang: Lang) -> None:
    spots = [Spot(13.19, 32.88, "طرابلس", 4), Spot(13.2, 32.9, "قريب", 1), Spot(20.07, 32.12, "بنغازي", 1)]
    drawn = draw_map(spots, Look(lang, width=600, height=400), "خريطة", "ثلاثة <أماكن>")
    root = ET.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}circle")) == 3
    names = ["".join(item.itertext()) for item in root.findall(f"{space}text")]
    assert any("طرابلس" in name and "4" in name for name in names)
    assert not any("قريب" in name for name in names), "names do not lie over one another"
    assert root.find(f"{space}polygon") is not None
    assert root.findtext(f"{space}desc") == "ثلاثة <أماكن>"
    for polygon in root.findall(f"{space}polygon"):
        for pair in polygon.attrib["points"].split():
            x, y = (float(part) for part in pair.split(","))
            assert -0.1 <= x <= 600.1
            assert -0.1 <= y <= 400.1


def test_a_name_at_the_edge_stands_on_the_other_side() -> None:
    spots = [Spot(10.0, 30.0, "a", 1), Spot(30.0, 30.0, "a very long name of a place at the edge", 1)]
    drawn = ET.fromstring(draw_map(spots, Look(Lang.EN, width=600, height=400), "map", ""))
    long = next(item for item in drawn if "very long" in "".join(item.itertext()))
    circles = [item for item in drawn if item.tag.endswith("circle")]
    assert float(long.attrib["x"]) < max(float(item.attrib["cx"]) for item in circles)


def test_pixels_are_drawn() -> None:
    picture = next(
        block for section in make_report().sections for block in section.blocks if isinstance(block, Picture)
    )
    assert draw_png(picture).startswith(b"\x89PNG")
