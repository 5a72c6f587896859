from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec
import pytest
from tests.ledger.handmade import (
    READER,
    answer,
    make_document,
    make_reading,
    name_steps,
    open_incident,
    open_request,
    propose,
    show,
)

from mithaq.dates import Edtf
from mithaq.following import follow as following
from mithaq.following.case import Proposal, Tell
from mithaq.following.entry import AnyStep, Merge, Propose, Receive, Reject, Reread
from mithaq.following.fold import Case
from mithaq.ledger import record as recording
from mithaq.ledger.current import count_reviews, read_case, read_entries
from mithaq.ledger.intake import Intake, draft, find_known, find_touchable, pick_new
from mithaq.ledger.models import DocumentRow, EntryRow, ReadingRow
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.verify import verify_record
from mithaq.model import Reading

Follow = Callable[..., tuple[Proposal, ...]]


class Machine:
    """Stands in for following: proposes what it is told to, and remembers which cases it was shown."""

    def __init__(self) -> None:
        self.steps: list[AnyStep] = [propose(open_request()), propose(answer())]
        self.shown: list[list[str]] = []

    def follow(self, readings: Sequence[Reading], cases: Sequence[Case] = ()) -> tuple[Proposal, ...]:
        assert readings
        self.shown.append([case.id for case in cases])
        return tuple(getattr(step, "proposal") for step in self.steps)  # noqa: B009 - of a union


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(following, "follow", made.follow)
    return made


@pytest.fixture
def record(record_url: str) -> Record:
    return open_record(record_url)


def test_documents_come_in_with_what_follows(record: Record, machine: Machine) -> None:
    brought = record.add_readings([make_reading()])
    assert brought == Intake(known=0, documents=1, readings=1, proposals=2)
    entries = list(read_entries(record))
    assert name_steps(entries) == ["Receive", "Propose", "Propose"]
    assert {entry.author for entry in entries} == {READER}
    received = entries[0].step
    assert isinstance(received, Receive)
    assert (received.document, received.published) == (make_document().sha256, "2020-11-21")
    assert machine.shown == [[]]
    assert verify_record(record).faults == ()
    assert list(find_differences(record.alias)) == []


def test_the_same_content_again_changes_nothing(record: Record, machine: Machine) -> None:
    record.add_readings([make_reading()])
    machine.steps = [propose(answer("accepted"))]
    assert record.add_readings([make_reading(), make_reading()]) == Intake(known=2)
    assert len(list(read_entries(record))) == 3
    assert record.add_readings([]) == Intake()


def test_a_newer_reader_proposes_differences_beside_what_people_decided(
    record: Record, machine: Machine
) -> None:
    record.add_readings([make_reading()])
    rejected = propose(answer()).proposal.id
    record.append([Reject(case="request-1", proposal=rejected)], "anna")
    before = list(read_entries(record))
    machine.steps = [propose(open_request()), propose(answer()), propose(answer("accepted"))]
    brought = record.add_readings([make_reading(reader="fast 2")])
    assert brought == Intake(readings=1, proposals=1)
    after = list(read_entries(record))
    assert after[: len(before)] == before
    assert [type(entry.step) for entry in after[len(before) :]] == [Reread, Propose]
    assert {entry.author for entry in after[len(before) :]} == {"reader fast 2"}
    assert [item.proposal for item in read_case(record, "request-1").threads[0].history] != [rejected]
    assert ReadingRow.objects.using(record.alias).count() == 2
    assert DocumentRow.objects.using(record.alias).count() == 1


def test_what_a_newer_reader_does_not_propose_any_more_is_counted_and_stays(
    record: Record, machine: Machine
) -> None:
    record.add_readings([make_reading()])
    machine.steps = [propose(open_request())]
    assert record.add_readings([make_reading(reader="fast 2")]) == Intake(readings=1, dropped=1)
    assert count_reviews(record) == 2
    assert record.add_readings([make_reading(reader="fast 3")]).dropped == 1


def test_nothing_comes_back_to_a_rejected_case(record: Record, machine: Machine) -> None:
    record.add_readings([make_reading()])
    opened = propose(open_request()).proposal.id
    record.append([Reject(case="request-1", proposal=opened)], "anna")
    machine.steps = [propose(open_request()), propose(answer("accepted"))]
    assert record.add_readings([make_reading(reader="fast 2")]) == Intake(readings=1)


def test_steps_follow_the_words_that_opened_their_case(record: Record, machine: Machine) -> None:
    record.add_readings([make_reading()])
    # The same words under another id of the case: what is new about it belongs to the case that they opened.
    again = replace_case(propose(open_request()), "request-77")
    machine.steps = [again, replace_case(propose(answer("accepted")), "request-77")]
    assert record.add_readings([make_reading(reader="fast 2")]).proposals == 1
    assert EntryRow.objects.using(record.alias).order_by("-number")[0].case == "request-1"


def replace_case(step: AnyStep, case: str) -> AnyStep:

    proposal = getattr(step, "proposal")  # noqa: B009 - of a union
    moved = msgspec.structs.replace(proposal.step, case=case)
    return msgspec.structs.replace(step, case=case, proposal=msgspec.structs.replace(proposal, step=moved))


def test_a_merged_case_still_takes_what_is_new(record: Record, machine: Machine) -> None:
    record.add_readings([make_reading()])
    record.append([open_request("request-2"), Merge(case="request-1", into="request-2")], "anna")
    machine.steps = [propose(open_request()), propose(answer("accepted"))]
    assert record.add_readings([make_reading(reader="fast 2")]).proposals == 1
    assert len(read_case(record, "request-2").threads[0].history) == 2


def test_steps_of_no_case_are_left_out(record: Record, machine: Machine) -> None:
    machine.steps = [propose(answer())]
    assert record.add_readings([make_reading()]) == Intake(documents=1, readings=1)


def test_a_proposal_that_comes_twice_counts_once(record: Record, machine: Machine) -> None:
    machine.steps = [propose(open_request()), propose(open_request())]
    assert record.add_readings([make_reading()]).proposals == 1


@pytest.mark.usefixtures("machine")
def test_somebody_who_writes_meanwhile_is_not_overlooked(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = []

    def write_meanwhile(alias: str, readings: Sequence[Reading]) -> object:
        drafted = draft(alias, readings)
        drafts.append(drafted)
        if len(drafts) == 1:
            record.append([open_incident()], "anna")
        return drafted

    monkeypatch.setattr(recording, "draft", write_meanwhile)
    assert record.add_readings([make_reading()]).proposals == 2
    assert [drafted.size for drafted in drafts] == [0, 1]


@pytest.mark.usefixtures("machine")
def test_somebody_who_reads_the_same_meanwhile(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = []

    def read_meanwhile(alias: str, readings: Sequence[Reading]) -> object:
        drafted = draft(alias, readings)
        drafts.append(drafted)
        if len(drafts) == 1:
            record.add_readings([make_reading()])
        return drafted

    monkeypatch.setattr(recording, "draft", read_meanwhile)
    assert record.add_readings([make_reading()]) == Intake(known=1)
    assert len(list(read_entries(record))) == 3


def test_the_machine_is_shown_the_cases_that_it_may_touch(record: Record) -> None:
    record.append([propose(open_request("request-1", on="2020-11-01"))], READER)
    record.append([propose(open_request("request-2", on="1999"))], READER)
    record.append([open_incident("incident-3", on="2020-11-18")], "anna")
    record.append([open_request("request-4", on="2020-10")], "anna")
    record.append([Reject(case="request-4", proposal="#3")], "anna")
    elsewhere = make_document("بيان الحكومة.", name="two")
    reading = replace(make_reading(), document=replace(make_document(), sha256=elsewhere.sha256))
    assert [case.id for case in find_touchable(record.alias, [reading])] == ["request-1"]
    undated = replace(reading, document=replace(reading.document, published=None))
    assert {case.id for case in find_touchable(record.alias, [undated])} == {"request-1", "request-2"}
    # What the same words opened before, they open again.
    assert find_touchable(record.alias, [make_reading()]) == ()


def test_places_and_steps_of_a_roadmap_lead_to_cases(record: Record) -> None:
    incident = replace_open(open_incident("incident-1"), place="Tripoli", sides=())
    milestone = replace_open(open_incident("milestone-1"), kind="milestone", what="elections", sides=())
    record.append([propose(incident), propose(milestone)], READER)
    reading = replace(make_reading(), actors=(), document=replace(make_document(), sha256="0" * 64))
    found = {case.id for case in find_touchable(record.alias, [reading])}
    assert found == {"incident-1", "milestone-1"}
    late = replace(reading, document=replace(reading.document, published=Edtf.parse("2022-01-01")))
    assert {case.id for case in find_touchable(record.alias, [late])} == {"milestone-1"}


def replace_open(step: AnyStep, **fields: object) -> object:

    return msgspec.convert({**msgspec.to_builtins(step), **fields}, type(step))


@pytest.mark.usefixtures("machine")
def test_a_document_told_of_before_leads_to_its_case(record: Record) -> None:
    other = make_document("بيان الحكومة.", name="two")
    record.append([propose(replace_open(open_request(), on="1999"))], READER)  # type: ignore[arg-type]
    record.append([propose(Tell(case="request-1", evidence=show("بيان", other)))], READER)
    assert [case.id for case in find_touchable(record.alias, [make_reading(other)])] == ["request-1"]


def test_days_at_the_end_of_time_are_no_error(record: Record) -> None:
    for when in ("0001-01-01", "9999-12-31"):
        reading = replace(make_reading(), document=replace(make_document(), published=Edtf.parse(when)))
        assert find_touchable(record.alias, [reading]) == ()


@pytest.mark.usefixtures("machine")
def test_known_readings_are_known_by_document_and_reader(record: Record) -> None:
    record.add_readings([make_reading()])
    other = make_document("نص آخر.", name="two")
    ids = [make_document().sha256, other.sha256]
    assert find_known(record.alias, ids, "fast 1") == {ids[0]}
    assert find_known(record.alias, ids, "fast 2") == frozenset()
    new = pick_new(record.alias, [make_reading(), make_reading(reader="fast 2"), make_reading(other)])
    assert {(item.document.name, item.reader) for item in new} == {("one", "fast 2"), ("two", "fast 1")}
