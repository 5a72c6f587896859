"""The measurement of the pages, in a short form: it visits every page that it can, and none of them fails."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from bench.cluster import Cluster
from bench.pages import Page, describe, measure, read_served
from bench.visits import fill

from mithaq.ledger.record import open_record
from mithaq.model import Document
from mithaq.reading.readers import ReaderName, open_named
from mithaq.sources import read_documents

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("people/<str:name>/", {"/people/ا/"}), ("settings/", {"/settings/"}), ("x/<slug:nobody>/", set())],
)
def test_addresses_are_filled_from_the_record(path: str, expected: set[str]) -> None:
    assert set(fill("accounts-x", path, {"name": ["ا"]})) == expected


def test_questions_are_asked() -> None:
    asked = set(fill("packs-list", "packs/", {"name": ["حفتر"]}))
    assert "/packs/" in asked
    assert "/packs/?q=%D8%AD%D9%81%D8%AA%D8%B1" in asked


def test_the_page_of_figures_names_what_was_left_out() -> None:
    facts = {"people": 2, "entries": 10, "cores": 1, "machine": "m", "seconds": 3, "left_out": ["a-b"]}
    text = describe([Page("all", 5, 0, 10, 20, 30), Page("x-y", 5, 0, 10, 20, 30, 3, 4)], facts)
    assert "| x-y | 5 | 0 | 3 | 4 | 10 | 20 | 30 |" in text
    assert "want of anything to visit: a-b" in text


def test_what_the_server_took_is_read_from_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    before = "a-b 9000000\n"
    log.write_text(before + "- 5000\na-b 1000\na-b 3000\nc-d 2000\n", encoding="utf-8")
    assert read_served(log, len(before)) == {"a-b": (3.0, 3.0), "all": (2.0, 3.0), "c-d": (2.0, 2.0)}


def test_people_click_through_every_page(cluster: Cluster) -> None:
    if importlib.util.find_spec("locust") is None or importlib.util.find_spec("gunicorn") is None:
        pytest.skip("locust and gunicorn are not installed here (pip install --group bench)")
    url = cluster.create_database("clicks")
    read = open_named(ReaderName.FAST)
    record = open_record(url)
    record.add_readings([read(item) for item in read_documents([SAMPLES]) if isinstance(item, Document)])
    record.close()
    pages, facts = measure(url, 3, 8, 200)
    assert [page for page in pages if page.failures] == []
    assert sum(page.visits for page in pages) > 10
    assert facts["left_out"] == []
