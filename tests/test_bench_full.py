from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from bench.full import Measured, describe, measure
from bench.texts import Sample

from mithaq.model import Act, ActType, Document, Reading, Span, Status, Sureness

TEXT = "دعت مصر ليبيا إلى الحوار"
WANTED = {"type": "REQUEST", "status": "planned", "actors": [], "recipients": [], "said_by": []}


class StubScorer:
    """Pairs acts of one type; stands for the benchmark's scorer."""

    class Reading:
        def __init__(self, text: str, data: dict[str, Any]) -> None:
            self.acts = data.get("acts", []) if text else []

    def identities(self, gold: Any, found: Any) -> dict[str, str]:
        return {"egypt": "g1"} if gold and found else {}

    def months(self, when: str | None) -> str | None:
        return when[:7] if when else None

    def same_quote(self, one: Any, other: Any) -> bool:
        return one == other

    def pair(self, gold: list[Any], found: list[Any], fits: Any) -> list[tuple[Any, Any]]:
        return [(g, f) for g in gold for f in found if fits(g, f)]

    def tally(self, text: str, reference: dict[str, Any], found: dict[str, Any]) -> Counter[str]:
        return Counter(gold=len(reference["acts"]), found=len(found["acts"]), letters=len(text))

    def figures(self, counts: Counter[str]) -> dict[str, dict[str, float]]:
        return {"act": {"f1": counts["gold"] / counts["found"]}, "date": {"share": 0.5}}


def read(document: Document) -> Reading:
    """Find the same act in every text."""
    act = Act(
        ActType.REQUEST, Status.ACTUAL, Span(0, 3), Span(0, 24), confidence=0.9, sure=Sureness(status=0.7)
    )
    return Reading(document, (), (act,), (), (), "fast 0")


@pytest.fixture
def measured() -> Measured:
    samples = [
        Sample(name, TEXT, Document("0" * 64, TEXT, name), None, {"acts": acts})
        for name, acts in (("one", [WANTED]), ("two", []))
    ]
    return measure(samples, read, StubScorer())  # type: ignore[arg-type]


def test_right_acts_are_counted_by_confidence_and_strays_by_text(measured: Measured) -> None:
    assert measured.texts == 2
    assert measured.figures["act"] == {"f1": 0.5}
    assert measured.stray == 1.0
    assert measured.reliability["act"][-1] == (2, 0.5)
    assert measured.reliability["act"][0] == (0, 0.0)
    assert measured.reliability["status"][3] == (1, 0.0)


def test_page_has_a_column_for_each_reader_and_a_row_for_its_speed(measured: Measured) -> None:
    readers = dict.fromkeys(("fast", "full", "sieved"), measured)
    speed = {"articles": 10.0, "articles_a_second": 17.3, "peak_mib": 466.0}
    page = describe({"gold": readers}, dict.fromkeys(readers, speed))
    assert "| | fast | full | sieved |\n| --- | ---: | ---: | ---: |\n| act | 0.500 | 0.500 | 0.500 |" in page
    assert "| acts in a text without any | 1.00 | 1.00 | 1.00 |" in page
    assert "| sieved | 10 | 17.3 | 466 |" in page
    assert "| sure | act | status | actors | recipients | said_by | about | date |" in page
    assert page.count("| 0.8 to 1.0 | 0.50 of 2 | 0.00 of 0 |") == 2
    assert page.count("| 0.6 to 0.8 | 0.00 of 0 | 0.00 of 1 |") == 2
