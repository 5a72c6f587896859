from __future__ import annotations

from dataclasses import replace

import pytest

from mithaq.model import ActType, Reading
from mithaq.reports.headings import find_kind, is_recurring, is_signing, read_kinds
from mithaq.reports.views import list_acts

SIGNING = read_kinds().signing


@pytest.mark.parametrize("word", SIGNING.match)
def test_signing(word: str) -> None:
    assert is_signing(word)


@pytest.mark.parametrize("word", SIGNING.miss)
def test_not_signing(word: str) -> None:
    assert not is_signing(word)


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (ActType.REQUEST, "requests"),
        (ActType.COOPERATE, "agreements"),
        (ActType.PROTEST, "incidents"),
        (ActType.THREATEN, "statements"),
        (ActType.SUPPORT, "statements"),
        (ActType.CONSULT, ""),
    ],
)
def test_heading_of_an_act(readings: list[Reading], kind: ActType, heading: str) -> None:
    assert find_kind(replace(list_acts(readings)[0], type=kind)) == heading


@pytest.mark.parametrize(
    ("what", "again"),
    [("meeting", True), ("peace-agreement", True), ("election", False), ("disagreement", False)],
)
def test_steps_that_happen_again_and_again(what: str, again: bool) -> None:  # noqa: FBT001 - a table
    assert is_recurring(what) is again
