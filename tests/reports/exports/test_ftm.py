from __future__ import annotations

from typing import Any

import msgspec
import pytest
from followthemoney import model
from tests.reports.exports.warehouse import BASHAGHA, DAY, DOCUMENTS, SHELLED, Exported, run_export

from mithaq.following.case import Accuse, Kind
from mithaq.ledger.record import Record
from mithaq.reports.exports import ftm
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Statement


def read_entities(exported: Exported) -> dict[str, Any]:
    """Return the entities by id, checked by the library of the format."""
    entities = {}
    for line in exported.data.splitlines():
        entity = model.get_proxy(msgspec.json.decode(line), cleaned=False)
        entity.schema.validate(entity.to_dict())
        assert entity.to_dict() == msgspec.json.decode(line), "cleaning by the library changes nothing"
        entities[str(entity.id)] = entity
    return entities


def test_library_reads_what_was_written(warehouse: Record) -> None:
    exported = run_export(warehouse, "ftm")
    entities = read_entities(exported)
    assert len(entities) == len(exported.data.splitlines()) == (exported.statement.holds.records or 0) + 1
    assert {entity.schema.name for entity in entities.values()} >= {
        "Person", "PublicBody", "Organization", "Position", "Occupancy", "Article", "Event", "Project",
        "ProjectParticipant", "UnknownLink", "Note",
    }  # fmt: skip


def test_every_link_leads_to_an_entity(warehouse: Record) -> None:
    entities = read_entities(run_export(warehouse, "ftm"))
    linked = {
        value
        for entity in entities.values()
        for prop, value in entity.itervalues()
        if prop.type.name == "entity"
    }
    assert linked
    assert sorted(linked - set(entities)) == []


def test_cases_are_events_and_projects_proved_by_documents(warehouse: Record) -> None:
    entities = read_entities(run_export(warehouse, "ftm"))
    event, project = entities["mithaq-case-incident-1"], entities["mithaq-case-programme-1"]
    assert (event.schema.name, project.schema.name) == ("Event", "Project")
    assert event.get("proof") == [f"mithaq-document-{DOCUMENTS[SHELLED].sha256}"]
    assert event.get("startDate") == ["2020-05-18"]
    assert event.get("location") == ["Tarhuna"]
    assert (project.get("status"), project.get("phase")) == (["implementation"], ["first"])


def test_offices_have_their_dates(warehouse: Record) -> None:
    entities = read_entities(run_export(warehouse, "ftm", Selection(kinds=(Kind.MILESTONE,), as_of=DAY)))
    held = [entity for entity in entities.values() if entity.schema.name == "Occupancy"]
    assert {value for entity in held for value in entity.get("holder")} == {f"mithaq-actor-{BASHAGHA.id}"}
    assert "2018-10-07" in {value for entity in held for value in entity.get("startDate")}
    posts = {entities[entity.first("post")].first("name") for entity in held}
    assert any("Interior" in post for post in posts)


def test_who_asks_and_who_accuses_whom(warehouse: Record) -> None:
    entities = read_entities(run_export(warehouse, "ftm"))
    links = {
        (entity.first("subject"), entity.first("object"), entity.first("role"))
        for entity in entities.values()
        if entity.schema.name == "UnknownLink"
    }
    assert ("mithaq-actor-gna", "mithaq-actor-european-union", "request") in links
    assert ("mithaq-actor-gna", "mithaq-actor-army-1", "accusation") in links


def test_accusation_that_is_made_again_is_one_link(warehouse: Record) -> None:
    again = Accuse(case="incident-1", who="army-1", by=("gna",))
    warehouse.append([again, again], "nadia")
    ids = [msgspec.json.decode(line)["id"] for line in run_export(warehouse, "ftm").data.splitlines()]
    assert len(ids) == len(set(ids))


def test_what_was_told_lately_is_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ftm, "_RECENT", 2)
    recent = ftm.Recent()
    assert [recent.is_new(key) for key in ("a", "b", "a", "c", "d", "a")] == [
        True,
        True,
        False,
        True,
        True,
        True,
    ]
    assert list(recent.ids) == ["d", "a"]


def test_private_person_is_no_entity(warehouse: Record) -> None:
    asked = Selection(cases=("incident-1",), as_of=DAY)
    text = run_export(warehouse, "ftm", asked).text
    assert "Warfalli" not in text
    assert "الورفلي" not in text
    entities = read_entities(run_export(warehouse, "ftm", asked))
    assert "Person" not in {entity.schema.name for entity in entities.values()}
    shown = run_export(warehouse, "ftm", Selection(cases=("incident-1",), private=True)).text
    assert "Salem al-Warfalli" in shown


def test_statement_is_the_last_line(warehouse: Record) -> None:
    exported = run_export(warehouse, "ftm")
    note = msgspec.json.decode(exported.data.splitlines()[-1])
    assert msgspec.json.decode(note["properties"]["notes"][0], type=Statement) == exported.statement


def test_entities_come_again_once_they_are_forgotten(
    warehouse: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run_export(warehouse, "ftm")
    monkeypatch.setattr(ftm, "_RECENT", 1)
    repeated = run_export(warehouse, "ftm")
    assert len(repeated.data.splitlines()) > len(whole.data.splitlines())
    first, second = (set(exported.data.splitlines()[:-1]) for exported in (whole, repeated))
    assert first == second
