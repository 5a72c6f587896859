from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from mithaq.following.case import Kind
from mithaq.following.judgements import Findings, load_findings
from mithaq.following.kinds import find_kind

MATTERS = [field.name for field in msgspec.structs.fields(Findings)]


@pytest.mark.parametrize("matter", MATTERS)
def test_every_finding_has_a_name_and_labels(matter: str) -> None:
    findings = getattr(load_findings(), matter)
    assert len({item.name for item in findings}) == len(findings)
    for item in findings:
        assert item.en.isascii()
        assert any("\u0600" <= sign <= "\u06ff" for sign in item.ar)


@pytest.mark.parametrize("matter", MATTERS)
def test_the_documentation_lists_every_finding(matter: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
    assert [
        item.name for item in getattr(load_findings(), matter) if f"`{item.name}` {item.ar}" not in page
    ] == []


@pytest.mark.parametrize(
    ("matter", "names"),
    [
        ("verification", "0 1 2 3 unverifiable refuted under-inquiry"),
        ("attribution", "none unattributable alleged probable attributed admitted joint"),
        ("ruling", "violation not-a-violation outside-scope pending"),
        ("remedy", "requested responded deadline closed"),
        ("condition", "met unmet waived disputed"),
        ("relation", "part-of follows answers violates delivers contradicts child"),
    ],
)
def test_the_lists_are_those_of_the_codebook(matter: str, names: str) -> None:
    assert " ".join(item.name for item in getattr(load_findings(), matter)) == names


def test_levels_bring_an_incident_to_states_that_it_has() -> None:
    states = {state.name for state in find_kind(Kind.INCIDENT).states}
    assert {item.state for item in load_findings().verification} - {""} <= states


def test_a_finding_is_found_by_its_name() -> None:
    found = load_findings().find("verification", "2")
    assert found is not None
    assert found.second
    assert load_findings().find("verification", "7") is None
