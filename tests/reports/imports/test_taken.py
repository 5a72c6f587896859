from __future__ import annotations

import pytest

from mithaq.following.case import Describe, Kind, Open, Party
from mithaq.model import ActorType
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Known, write_sheet
from mithaq.reports.imports.taken import make_arrival

SHEET = write_sheet("رأس", [("what", "قصف")], Known("a", "b"))
OPEN = Open(case="c", kind=Kind.INCIDENT, title="قصف", evidence=SHEET.quote("what"))
SOMEBODY = Party("x", ActorType.ORGANIZATION)


def test_steps_are_proposed_with_their_place() -> None:
    arrival = make_arrival(SHEET, [OPEN], "a.csv:2")
    assert [(item.step, item.reasons) for item in arrival.proposals] == [(OPEN, (("imported", "a.csv:2"),))]


@pytest.mark.parametrize(
    "steps",
    [
        [Open(case="c", kind=Kind.INCIDENT, sides=(("winner", SOMEBODY),))],
        [OPEN, Describe(case="c", field="none", value="x")],
        [OPEN, Describe(case="c", field="category", value="none")],
        [OPEN, Describe(case="c", field="start", value="2020-13-40")],
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(steps: list[Open | Describe]) -> None:
    with pytest.raises(NotTakenError) as caught:
        make_arrival(SHEET, steps, "a.csv:2")
    assert (caught.value.where, bool(caught.value.remedy)) == ("a.csv:2", True)


def test_steps_that_open_nothing_are_left_to_the_record() -> None:
    assert len(make_arrival(SHEET, [Describe(case="c", field="weapon", value="x")], "a").proposals) == 1
