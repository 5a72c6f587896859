from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mithaq.following import case
from mithaq.following.case import Kind
from mithaq.following.kinds import EVERYWHERE, KindSpec, State, ValueType, find_kind, load_kinds

SPECS = list(load_kinds().values())
NAMES = [spec.kind.value for spec in SPECS]
FORMAT = {
    Kind.REQUEST: "made acknowledged accepted-in-principle conditional accepted declined agreed activated delivering "
    "completed withdrawn",
    Kind.AGREEMENT: "proposed reached signed ratified in-force suspended broken ended",
    Kind.COMMITMENT: "made partly-met met missed released",
    Kind.MILESTONE: "announced confirmed postponed date-unknown held missed cancelled",
    Kind.INCIDENT: "reported corroborated verified investigated refuted disputed",
    Kind.PROGRAMME: "pipeline implementation finalisation closed cancelled suspended",
}


def check_row(spec: KindSpec, row: tuple[str, ...], thread: str = "") -> bool:
    return all(spec.may_follow(new, old, thread) for old, new in pairwise(row))


def list_all(spec: KindSpec) -> list[State]:
    return [*spec.states, *spec.parts, *spec.procedure]


def test_every_kind_is_described_once() -> None:
    assert [spec.kind for spec in SPECS] == list(Kind)


@pytest.mark.parametrize(("kind", "states"), FORMAT.items(), ids=list(FORMAT))
def test_states_have_the_names_that_stories_give_them(kind: Kind, states: str) -> None:
    assert " ".join(state.name for state in find_kind(kind).states) == states


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_examples_hold(spec: KindSpec) -> None:
    examples = spec.examples
    assert [row for row in examples.allowed if not check_row(spec, row)] == []
    assert [row for row in examples.allowed_parts if not check_row(spec, row, "part")] == []
    assert [row for row in examples.refused if check_row(spec, row)] == []
    assert [row for row in examples.refused_parts if check_row(spec, row, "part")] == []
    assert examples.allowed
    assert examples.refused


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_states_lead_to_states_of_the_same_list(spec: KindSpec) -> None:
    for states in (spec.states, spec.parts, spec.procedure):
        names = {state.name for state in states}
        assert len(names) == len(states)
        assert [(state.name, after) for state in states for after in state.next if after not in names] == []


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_every_state_can_be_reached(spec: KindSpec) -> None:
    for states in filter(None, (spec.states, spec.parts, spec.procedure)):
        reached = {states[0].name} | {after for state in states for after in state.next}
        assert reached == {state.name for state in states}


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_steps_and_names_are_known_and_unique(spec: KindSpec) -> None:
    assert [name for name in spec.steps if not hasattr(case, name.title())] == []
    for named in (spec.fields, spec.roles, spec.templates):
        names = [item.name for item in named]
        assert len(set(names)) == len(names)
    assert not {field.name for field in spec.fields} & {field.name for field in EVERYWHERE}


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_a_choice_has_values_and_nothing_else_does(spec: KindSpec) -> None:
    wrong = [field.name for field in spec.fields if bool(field.values) != (field.type is ValueType.CHOICE)]
    assert wrong == []


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_everything_has_a_label_in_both_languages(spec: KindSpec) -> None:
    labelled = [spec, spec.thread, *list_all(spec), *spec.roles, *spec.fields, *spec.templates]
    labelled += [value for field in spec.fields for value in field.values]
    labelled += [part for template in spec.templates for part in template.parts]
    for item in labelled:
        assert item.en.isascii() or "°" in item.en
        assert any("\u0600" <= sign <= "\u06ff" for sign in item.ar)


def test_programmes_have_the_codes_of_iati() -> None:
    codes = {state.name: state.code for state in find_kind(Kind.PROGRAMME).states}
    assert codes == {
        "pipeline": "1", "implementation": "2", "finalisation": "3",
        "closed": "4", "cancelled": "5", "suspended": "6",
    }  # fmt: skip


def test_threads_of_a_plan_have_states_of_their_own() -> None:
    plan = find_kind(Kind.PLAN)
    assert plan.list_states("")[0].name == "drafted"
    assert plan.list_states("patrols")[0].name == "planned"
    assert find_kind(Kind.AGREEMENT).list_states("term 3")[0].name == "proposed"


def test_a_committees_steps_stand_beside_the_states() -> None:
    request = find_kind(Kind.REQUEST)
    assert request.is_procedure("circulated")
    assert not request.is_procedure("made")
    assert request.find_state("decision") is not None
    assert request.find_state("nonsense") is None
    assert not request.may_follow("made", "nonsense")


def test_a_field_is_found_by_its_name() -> None:
    incident = find_kind(Kind.INCIDENT)
    weapon = incident.find_field("weapon")
    place = incident.find_field("place")
    assert weapon is not None
    assert place is not None
    assert (weapon.many, place.en) == (True, "Place")
    assert incident.find_field("nonsense") is None


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_the_documentation_lists_states_fields_and_roles(spec: KindSpec) -> None:
    page = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
    section = page.split(f"`{spec.kind}`\n", 1)[1].split("\n## ")[0].split("\n### ")[0]
    named = [*list_all(spec), *spec.fields, *spec.roles, *spec.templates]
    assert [item.name for item in named if f"`{item.name}`" not in section or item.ar not in section] == []


def test_an_election_can_be_prepared_by_a_list() -> None:
    template = find_kind(Kind.PLAN).templates[0]
    assert template.name == "election-readiness"
    assert {"budget", "registration", "centres", "voter-identification", "fraud-safeguards"} <= {
        part.name for part in template.parts
    }
