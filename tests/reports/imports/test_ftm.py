from __future__ import annotations

import pytest
from tests.reports.imports.samples import ENTITIES, write_entities

from mithaq.following.case import Describe, Kind, Open
from mithaq.ledger.arrivals import Arrival
from mithaq.reports.imports.ftm import read_ftm
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.taken import Left

SOURCE = Source("x.ftm.json", "ef" * 32, "ftm", "nadia")


def read(text: str) -> list[Arrival | Left]:
    return list(read_ftm(text, SOURCE))


def list_opens(found: list[Arrival | Left]) -> list[Open]:
    return [
        item.proposals[0].step
        for item in found
        if isinstance(item, Arrival) and item.proposals and isinstance(item.proposals[0].step, Open)
    ]


def test_events_and_projects_are_cases_and_links_name_their_parties() -> None:
    found = read(write_entities(*ENTITIES))
    incident, request, programme = list_opens(found)
    assert (incident.kind, incident.place, incident.on, incident.topics) == (
        Kind.INCIDENT, "Tripoli", "2020-04-18", ("ceasefire",),
    )  # fmt: skip
    assert [(role, party.id if party.id == "gna" else party.en) for role, party in incident.sides][1] == (
        "party", "Example Relief Fund",
    )  # fmt: skip
    assert (request.kind, request.on, [role for role, _ in request.sides]) == (
        Kind.REQUEST,
        "2020-05",
        ["by", "to"],
    )
    assert (programme.kind, [(role, party.en) for role, party in programme.sides]) == (
        Kind.PROGRAMME, [("funder", "Example Relief Fund")],
    )  # fmt: skip
    steps = [item.step for one in found if isinstance(one, Arrival) for item in one.proposals]
    values = {step.field: step.value for step in steps if isinstance(step, Describe)}
    assert values == {"phase": "الأولى", "end": "2021-06-30"}
    assert all(step.evidence for step in steps)


def test_documents_with_their_text_come_in() -> None:
    found = read(write_entities(*ENTITIES))
    (document,) = [item.document for item in found if isinstance(item, Arrival) and not item.proposals]
    assert (document.text, document.name, document.outlet, str(document.published), document.url) == (
        "عقدت اللجنة المشتركة اجتماعها في سرت.", "a.txt", "المكتب", "2020-10-23", "https://example.org/a",
    )  # fmt: skip
    left = {item.why.what for item in found if isinstance(item, Left)}
    assert left == {
        "PublicBody: it takes part through the cases that name it",
        "Organization: it takes part through the cases that name it",
        "UnknownLink: a record has no place for it",
        "ProjectParticipant: a record has no place for it",
        "Article: it does not bring its text",
        "Position: a record has no place for it",
    }
    assert not any(item.refused for item in found if isinstance(item, Left))


def test_what_does_not_fit_its_case_is_named() -> None:
    event = {
        "id": "e",
        "schema": "Project",
        "properties": {"name": ["تدريب"], "endDate": ["2020"], "keywords": ["plan"]},
    }
    odd = {
        "id": "f",
        "schema": "Event",
        "properties": {"name": ["قصف"], "keywords": ["milestone"], "involved": ["p2"]},
    }
    found = read(write_entities(ENTITIES[1], event, odd))
    assert [(opened.kind, opened.sides) for opened in list_opens(found)] == [
        (Kind.PLAN, ()),
        (Kind.MILESTONE, ()),
    ]


def test_entities_that_come_again_are_merged() -> None:
    once = {"id": "e", "schema": "Event", "properties": {"name": ["قصف"]}}
    again = {"id": "e", "schema": "Event", "properties": {"location": ["Sirte"]}}
    (opened,) = list_opens(read(write_entities(once, again)))
    assert (opened.title, opened.place) == ("قصف", "Sirte")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("no json", "no FollowTheMoney"),
        ("[]", "no FollowTheMoney"),
        ('{"id": "a", "schema": "Nothing"}', "no FollowTheMoney"),
        ('{"id": "a"}', "no FollowTheMoney"),
        ('{"schema": "Person", "properties": {}}', "no id"),
        ('{"id": "p1", "schema": "Event", "properties": {"name": ["a"]}}', "two different things"),
    ],
)
def test_bad_lines_are_named(line: str, what: str) -> None:
    found = read(write_entities(*ENTITIES) + f"\n{line}\n")
    (refused,) = [item for item in found if isinstance(item, Left) and item.refused]
    assert (what in refused.why.what, refused.place) == (True, f"x.ftm.json:{len(ENTITIES) + 2}")


def test_accusations_name_who_complains_and_who_is_held_to_have_done_it() -> None:
    link = {"id": "l", "schema": "UnknownLink", "properties": {
        "subject": ["p1"], "object": ["p2"], "role": ["accusation"], "recordId": ["e9"]}}  # fmt: skip
    event = {
        "id": "e",
        "schema": "Event",
        "properties": {"summary": ["قصف"], "date": ["2020"], "recordId": ["e9"]},
    }
    (opened,) = list_opens(read(write_entities(*ENTITIES[:2], event, link)))
    assert [role for role, _ in opened.sides] == ["complainant", "accused"]
    assert (opened.title, opened.on) == ("قصف", "2020")


def test_our_own_ids_lead_to_the_actors_of_the_packs() -> None:
    party = {"id": "mithaq-actor-lna", "schema": "Organization", "properties": {"name": ["LNA"]}}
    event = {"id": "e", "schema": "Event", "properties": {"name": ["قصف"], "involved": ["mithaq-actor-lna"]}}
    (opened,) = list_opens(read(write_entities(party, event)))
    assert [party.id for _, party in opened.sides] == ["lna"]
