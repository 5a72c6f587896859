from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.ledger.handmade import make_document, make_reading

from mithaq.following.case import Open
from mithaq.following.entry import Confirm, Correct, Merge, Propose, Reject, Restrict, Undo
from mithaq.following.fold import Standing
from mithaq.ledger.current import read_entries
from mithaq.ledger.judged import read_judged
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import Sight

SHA256 = make_document().sha256


@pytest.fixture
def record(tmp_path: Path) -> Record:
    opened = open_record(str(tmp_path / "record.db"))
    opened.add_readings([make_reading()])
    return opened


def find_opening(record: Record) -> Propose:
    return next(
        entry.step
        for entry in read_entries(record)
        if isinstance(entry.step, Propose) and isinstance(entry.step.proposal.step, Open)
    )


def test_nothing_is_judged_at_first(record: Record) -> None:
    assert read_judged(record, [SHA256]) == {}
    assert read_judged(record, []) == {}


@pytest.mark.parametrize(
    ("judgement", "standing"), [(Confirm, Standing.CONFIRMED), (Reject, Standing.REJECTED)]
)
def test_what_people_judged(record: Record, judgement: type[Confirm | Reject], standing: Standing) -> None:
    step = find_opening(record)
    (entry,) = record.append([judgement(case=step.proposal.step.case, proposal=step.proposal.id)], "nadia")
    (item,) = read_judged(record, [SHA256])[SHA256]
    assert (item.proposal, item.held.standing) == (step.proposal, standing)
    assert read_judged(record, ["f" * 64]) == {}
    record.append([Undo(case=step.proposal.step.case, entry=entry.number)], "nadia")
    assert read_judged(record, [SHA256]) == {}


def test_corrected_step_stands_beside_what_was_proposed(record: Record) -> None:
    step = find_opening(record)
    instead = msgspec.structs.replace(step.proposal.step, on="2020-11-19")
    record.append(
        [Correct(case=step.proposal.step.case, proposal=step.proposal.id, instead=instead)], "nadia"
    )
    (item,) = read_judged(record, [SHA256])[SHA256]
    assert (item.proposal.step.on, item.held.step.on) == (step.proposal.step.on, "2020-11-19")


def test_judgements_of_hidden_cases_are_left_out(record: Record) -> None:
    step = find_opening(record)
    case = step.proposal.step.case
    record.append(
        [Confirm(case=case, proposal=step.proposal.id), Restrict(case=case, groups=("legal",))], "nadia"
    )
    assert SHA256 in read_judged(record, [SHA256], sight=Sight(frozenset({"legal"})))
    assert read_judged(record, [SHA256], sight=Sight(frozenset({"press"}))) == {}


def test_judgements_of_merged_cases_count(record: Record) -> None:
    step = find_opening(record)
    case = step.proposal.step.case
    other = msgspec.structs.replace(step.proposal.step, case="request-9", evidence=())
    record.append([other, Merge(case=case, into="request-9")], "nadia")
    record.append([Confirm(case="request-9", proposal=step.proposal.id)], "nadia")
    (item,) = read_judged(record, [SHA256])[SHA256]
    assert item.held.standing is Standing.CONFIRMED
