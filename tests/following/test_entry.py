from __future__ import annotations

import typing

import msgspec
import pytest

from mithaq.following.case import Advance, Comment, Evidence, Proposal, Step
from mithaq.following.entry import (
    AnyJudgement,
    AnyStep,
    Confirm,
    Correct,
    Entry,
    Erase,
    Merge,
    Move,
    Propose,
    Receive,
    Reject,
    Reread,
    Restrict,
    Split,
    Undo,
    Withhold,
)

ADVANCE = Advance(case="r1", thread="nato", state="accepted")
STEPS: list[AnyStep] = [
    ADVANCE,
    Comment(case="r1", text="ننتظر"),
    Propose(case="r1", proposal=Proposal(id="p1", step=ADVANCE, score=0.4)),
    Confirm(case="r1", proposal="p1"),
    Correct(case="r1", proposal="p1", instead=ADVANCE),
    Reject(case="r1", proposal="p1", reason="لا"),
    Merge(case="r1", into="r2"),
    Split(case="r1", entries=(3, 4), to="r3"),
    Move(case="r1", entry=3, to="r2"),
    Undo(case="r1", entry=7),
    Withhold(case="r1", evidence=(Evidence("d1", 0, 4),)),
    Restrict(case="r1", groups=("ops",), reason="شهود"),
    Receive(document="d1", name="one", published="2020-11-21", reading="ab"),
    Reread(document="d1", reading="cd"),
    Erase(document="d1", reason="لا"),
]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: type(step).__name__)
def test_an_entry_is_read_as_it_was_written(step: AnyStep) -> None:
    entry = Entry(number=4, at="2020-11-21T10:00:00.000Z", author="nadia", step=step)
    assert msgspec.json.decode(msgspec.json.encode(entry), type=Entry) == entry


def test_every_step_has_its_own_tag() -> None:
    tags = [kind.__struct_config__.tag for kind in typing.get_args(AnyStep)]
    assert sorted(tags) == sorted({kind.__name__.lower() for kind in typing.get_args(AnyStep)})


def test_judgements_are_tried_here_and_are_steps() -> None:
    judgements = set(typing.get_args(AnyJudgement))
    assert judgements <= {type(step) for step in STEPS}
    assert all(issubclass(kind, Step) for kind in judgements)


def test_a_document_that_comes_in_belongs_to_no_case() -> None:
    assert Receive(document="d1").case == ""


@pytest.mark.parametrize(
    "text", ['{"step":"boast","case":"r1"}', '{"step":"confirm","case":"r1"}', '{"case":"r1"}']
)
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=AnyStep)  # type: ignore[arg-type]
