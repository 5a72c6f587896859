from __future__ import annotations

import pytest
from tests.ledger.handmade import make_document, open_incident, show

from mithaq.following.case import AnyRead, Describe, Evidence, Proposal
from mithaq.following.entry import Correct, Reject, Withhold
from mithaq.following.proposals import propose
from mithaq.ledger.arrivals import Arrival, Arrived, record_arrivals, withhold_arrived
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.record import Record, open_record, writing
from mithaq.ledger.verify import verify_record
from mithaq.model import Document

AUTHOR = "reader import-acled 1"
DOCUMENT = make_document()
OPEN = open_incident()
WEAPON = Describe(case=OPEN.case, field="weapon", value="هاون", evidence=show("الورفلي"))


def arrive(*steps: AnyRead, document: Document = DOCUMENT) -> Arrival:
    return Arrival(document, tuple(_propose(step, document) for step in steps))


def _propose(step: AnyRead, document: Document) -> Proposal:
    evidence = tuple(replace_document(piece, document) for piece in step.evidence)
    return propose(
        type(step)(
            **{**{name: getattr(step, name) for name in step.__struct_fields__}, "evidence": evidence}
        ),
        0.8,
    )


def replace_document(piece: Evidence, document: Document) -> Evidence:
    return Evidence(document.sha256, piece.start, piece.end)


@pytest.fixture
def record(record_url: str) -> Record:
    return open_record(record_url)


def count(record: Record) -> int:
    return len(list(read_entries(record)))


def test_what_arrives_is_proposed_once(record: Record) -> None:
    first = record_arrivals(record, [arrive(OPEN, WEAPON)], AUTHOR)
    assert first == Arrived(documents=1, cases=1, proposals=2)
    entries = count(record)
    assert record_arrivals(record, [arrive(OPEN, WEAPON)], AUTHOR) == Arrived(known=1)
    assert count(record) == entries
    assert verify_record(record).faults == ()
    assert read_case(record, OPEN.case).fields[0].step.value == "هاون"


def test_a_row_that_says_more_adds_only_that(record: Record) -> None:
    record_arrivals(record, [arrive(OPEN, WEAPON)], AUTHOR)
    newer = make_document(
        "نص آخر للصف نفسه يكفي طوله لكل ما تشير إليه الأدلة من كلمات في هذا الصف المستورد من جدول آخر."
    )
    other = Describe(case=OPEN.case, field="weapon", value="مدفع", evidence=show("الورفلي"))
    found = record_arrivals(record, [arrive(OPEN, WEAPON, other, document=newer)], AUTHOR)
    assert found == Arrived(documents=1, proposals=1)
    assert [item.step.value for item in read_case(record, OPEN.case).fields] == ["هاون", "مدفع"]
    same = make_document(
        "نص ثالث لا يقول شيئا جديدا عن الملف وإن كان طويلا بما يكفي لكل ما تشير إليه الأدلة من كلمات هنا."
    )
    assert record_arrivals(record, [arrive(OPEN, WEAPON, document=same)], AUTHOR) == Arrived(known=1)


def test_what_people_rejected_or_corrected_does_not_come_back(record: Record) -> None:
    record_arrivals(record, [arrive(OPEN, WEAPON)], AUTHOR)
    target = arrive(WEAPON).proposals[0].id
    instead = Describe(case=OPEN.case, field="weapon", value="رشاش", evidence=show("الورفلي"))
    record.append([Correct(case=OPEN.case, proposal=target, instead=instead)], "nadia")
    assert record_arrivals(record, [arrive(OPEN, WEAPON)], AUTHOR).proposals == 0
    record.append([Reject(case=OPEN.case, proposal=arrive(OPEN).proposals[0].id)], "nadia")
    other = Describe(case=OPEN.case, field="weapon", value="مدفع", evidence=show("الورفلي"))
    assert record_arrivals(record, [arrive(OPEN, other)], AUTHOR).proposals == 0


def test_a_case_that_comes_twice_in_one_file_is_opened_once(record: Record) -> None:
    assert record_arrivals(record, [arrive(OPEN), arrive(OPEN, WEAPON)], AUTHOR) == Arrived(1, 1, 2, 0)


def test_texts_alone_come_in(record: Record) -> None:
    alone = Arrival(make_document("نص وحده"), ())
    assert record_arrivals(record, [alone], AUTHOR) == Arrived(documents=1)
    assert record_arrivals(record, [alone], AUTHOR) == Arrived(known=1)
    assert Arrived(1, 2, 3, 4) + Arrived(1, 1, 1, 1) == Arrived(2, 3, 4, 5)


def test_names_are_withheld_once(record: Record) -> None:
    record_arrivals(record, [arrive(OPEN)], AUTHOR)
    step = Withhold(case="", evidence=show("سالم عبد الكريم الورفلي"))
    with writing(record):
        assert withhold_arrived(record, [step], "nadia") == 1
        assert withhold_arrived(record, [step], "nadia") == 0
