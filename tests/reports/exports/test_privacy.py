from __future__ import annotations

import pytest
from tests.reports.exports.warehouse import (
    ASKED,
    BASHAGHA,
    DAY,
    SALEM,
    SHELLED,
    read_asked,
    read_shelled,
    run_export,
    show,
    withhold_speaker,
)

from mithaq.following.case import Kind, Open
from mithaq.ledger.masks import MASK
from mithaq.ledger.record import Record
from mithaq.model import ActorType
from mithaq.reports.exports.export import Format
from mithaq.reports.exports.privacy import find_names, hide_actors, is_private
from mithaq.reports.exports.selection import Selection

FORMATS = [item.value for item in Format]
PLAIN = [name for name in FORMATS if name not in {"xlsx", "parquet", "benchmark"}]


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        (("اللواء حماد عبود", "حماد عبود", "عبود"), {"حماد عبود", "عبود", "حماد"}),
        (("سالم عبد الكريم الورفلي", "المهندس الورفلي"), {"سالم عبد الكريم الورفلي", "الورفلي"}),
        (("شهود عيان",), set()),
        (("مصدر عسكري",), set()),
        ((), set()),
    ],
)
def test_names_without_titles(wordings: tuple[str, ...], expected: set[str]) -> None:
    assert set(find_names(wordings)) == expected


def test_persons_of_the_packs_are_public() -> None:
    assert not is_private(BASHAGHA.id, ActorType.PERSON)
    assert is_private(SALEM.id, ActorType.PERSON)
    assert not is_private("nobody", ActorType.ARMED_GROUP)


@pytest.mark.parametrize("name", PLAIN)
def test_no_format_names_a_private_person(warehouse: Record, name: str) -> None:
    exported = run_export(warehouse, name)
    assert "الورفلي" not in exported.text
    assert "Warfalli" not in exported.text


@pytest.mark.parametrize("name", ["csv", "geojson", "jsonld"])
def test_names_are_written_where_that_is_asked_for(warehouse: Record, name: str) -> None:
    exported = run_export(warehouse, name, Selection(private=True, as_of=DAY))
    assert SALEM.ar in exported.text
    assert exported.statement.masks.private is None


def test_person_whom_only_the_document_names_is_left_out(warehouse: Record) -> None:
    opened = Open(case="incident-9", kind=Kind.INCIDENT, title=SHELLED, evidence=show(SHELLED, SHELLED))
    warehouse.append([opened], "salma")
    exported = run_export(warehouse, "csv", Selection(cases=("incident-9",)))
    assert "الورفلي" not in exported.text
    assert MASK * len(SALEM.ar) in exported.text.replace(" ", MASK)
    assert exported.statement.masks.private == 1


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("private", [False, True], ids=["without", "with"])
def test_withheld_names_are_in_no_export(warehouse: Record, name: str, *, private: bool) -> None:
    warehouse.append(
        [Open(case="request-9", kind=Kind.REQUEST, title="خليل منصور التاورغي", evidence=show(ASKED, ASKED))],
        "nadia",
    )
    withhold_speaker(warehouse)
    exported = run_export(warehouse, name, Selection(private=private, as_of=DAY))
    assert "التاورغي" not in exported.text


def test_masking_is_declared(warehouse: Record) -> None:
    withhold_speaker(warehouse)
    masks = run_export(warehouse, "csv").statement.masks
    assert masks.sign == MASK
    assert masks.masked >= 2
    assert masks.private == 2


def test_private_persons_of_other_cases_are_named(warehouse: Record) -> None:
    speaker = "خليل منصور التاورغي"
    warehouse.append(
        [Open(case="request-9", kind=Kind.REQUEST, title=speaker, evidence=show(ASKED, speaker))], "n"
    )
    assert speaker in run_export(warehouse, "csv", Selection(cases=("request-9",))).text


def test_readings_of_incidents_have_no_private_names() -> None:
    hidden = hide_actors(read_shelled(), b"salt")
    assert len(hidden.document.text) == len(SHELLED)
    assert SALEM.ar not in hidden.document.text
    assert {actor.id for actor in hidden.actors}.isdisjoint({SALEM.id})
    assert hidden.acts[0].recipients[0].startswith("withheld-")


def test_readings_of_nothing_violent_are_as_they_were() -> None:
    reading = read_asked()
    assert hide_actors(reading, b"salt") is reading
