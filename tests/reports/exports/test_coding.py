from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.reports.exports.warehouse import SHELLED, make_act, read_asked, read_shelled

from mithaq.model import ActorType, ActType, Reading, Status, Topic
from mithaq.packs.context import load_packs
from mithaq.reports.exports.coding import (
    code_actor,
    find_mode,
    find_plover_type,
    find_sector,
    join_codes,
    load_events,
    load_modes,
    load_regret,
    load_sectors,
    read_acled,
    read_polecat,
)
from mithaq.reports.exports.cues import Cue, Cues


def list_rules() -> Iterator[tuple[str, Cue, Cues]]:
    book = read_polecat()
    for kind, cues in book.modes.items():
        yield from ((kind.value, cue, load_modes()[kind]) for cue in cues)
    yield from (("sector", cue, load_sectors()) for cue in book.sectors)
    yield "regret", book.regret, load_regret()
    yield from (("event", cue, load_events()) for cue in read_acled().cues)


RULES = list(list_rules())


@pytest.mark.parametrize(
    ("group", "cue", "cues"), RULES, ids=[f"{group}-{cue.name}" for group, cue, _ in RULES]
)
def test_examples_of_rules_hold(group: str, cue: Cue, cues: Cues) -> None:
    assert [text for text in cue.examples.match if cue.name not in cues.find_all(text)] == [], group
    assert [text for text in cue.examples.not_match if cue.name in cues.find_all(text)] == [], group


def test_every_type_has_a_quad_code_and_a_figure() -> None:
    book = read_polecat()
    assert set(book.quads) == set(book.intensity) == set(ActType)


def test_every_event_of_a_rule_is_listed_and_every_code_known() -> None:
    book = read_acled()
    assert {cue.name for cue in book.cues} == {event.name for event in book.events}
    assert {*book.known, *book.types.values()} <= set(book.actors)
    assert [
        actor for actors in book.known.values() for actor in actors if not load_packs().find_actor(actor)
    ] == []


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        (ActType.CONSULT, Status.PLANNED, ActType.AGREE),
        (ActType.SUPPORT, Status.PLANNED, ActType.AGREE),
        (ActType.COOPERATE, Status.PLANNED, ActType.AGREE),
        (ActType.AID, Status.PLANNED, ActType.AGREE),
        (ActType.RETREAT, Status.PLANNED, ActType.CONCEDE),
        (ActType.ASSAULT, Status.PLANNED, ActType.ASSAULT),
        (ActType.AID, Status.ACTUAL, ActType.AID),
        (ActType.AID, Status.CONDITIONAL, ActType.AID),
    ],
)
def test_departures_of_planned_acts_are_mapped_back(kind: ActType, status: Status, expected: ActType) -> None:
    reading = read_asked()
    assert find_plover_type(replace(reading.acts[0], type=kind, status=status), reading) is expected


def test_call_to_end_ones_own_conflict_is_a_promise() -> None:
    reading = read_shelled()
    call = replace(reading.acts[0], type=ActType.REQUEST, topics=(Topic.CEASEFIRE,))
    assert find_plover_type(call, reading) is ActType.AGREE
    assert find_plover_type(replace(call, actors=("gna",)), reading) is ActType.REQUEST
    assert find_plover_type(replace(call, topics=()), reading) is ActType.REQUEST


def test_regret_is_a_concession() -> None:
    text = "واعتذرت الحكومة عن التأخير"
    document = replace(read_asked().document, text=text)
    act = make_act(SHELLED, ActType.SUPPORT, "قصفت", "قصفت")
    regret = replace(act, trigger=act.trigger._replace(start=1, end=7))
    assert find_plover_type(regret, Reading(document, (), (), (), (), "")) is ActType.CONCEDE


@pytest.mark.parametrize(
    ("actor", "kind", "name", "expected"),
    [
        ("x", ActorType.INSTITUTION, "وزارة الدفاع", "GOV"),
        ("x", ActorType.INSTITUTION, "الجيش الوطني", "MIL"),
        ("x", ActorType.INSTITUTION, "لجنة", ""),
        ("houthis", ActorType.ARMED_GROUP, "", "REB"),
        ("libya-dawn", ActorType.ARMED_GROUP, "", ""),
        ("x", ActorType.PERSON, "سالم", ""),
        ("x", ActorType.MEDIA, "", "JRN"),
    ],
)
def test_sector_is_decided_or_empty(actor: str, kind: ActorType, name: str, expected: str) -> None:
    assert find_sector(actor, kind, name) == expected


@pytest.mark.parametrize(
    ("actor", "kind", "country", "expected"),
    [
        ("turkey", ActorType.STATE, "LY", "External/Other forces"),
        ("turkey", ActorType.STATE, "TR", "State forces"),
        ("turkey", ActorType.STATE, None, ""),
        ("houthis", ActorType.ARMED_GROUP, "YE", "Rebel group"),
        ("libya-dawn", ActorType.ARMED_GROUP, "LY", ""),
        ("nobody", ActorType.POPULATION, "LY", "Civilians"),
        ("nobody", ActorType.INSTITUTION, "LY", ""),
    ],
)
def test_code_of_an_actor(actor: str, kind: ActorType, country: str | None, expected: str) -> None:
    assert code_actor(actor, kind, "", country) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("State forces", "", "State forces only"),
        ("Civilians", "State forces", "State forces-Civilians"),
        ("External/Other forces", "Civilians", "External/Other forces-Civilians"),
        ("", "Civilians", ""),
    ],
)
def test_pairs_are_written_in_the_order_of_the_codes(first: str, second: str, expected: str) -> None:
    assert join_codes(first, second) == expected


def test_types_without_modes_have_none() -> None:
    assert find_mode(ActType.AGREE, ["وافق"]) == ""
    assert find_mode(ActType.COERCE, ["اعتقلت"]) == "arrest"
