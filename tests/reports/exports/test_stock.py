"""What is selected: Amal is in the legal group, Badr is not; the public sees what people stand by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reports.exports.warehouse import (
    ASKED,
    DAY,
    SHELLED,
    open_warehouse,
    read_asked,
    run_export,
    verify_all,
)

from mithaq.dates import Edtf
from mithaq.errors import LedgerError
from mithaq.following.case import Kind, Open
from mithaq.following.entry import Confirm, Merge, Propose, Reject, Restrict
from mithaq.following.state import Standing
from mithaq.ledger.current import read_entries
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.model import Status
from mithaq.reports.exports import stock
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.stock import Stock

AMAL, BADR = Sight(frozenset({"legal"}), own="amal"), Sight(frozenset({"press"}), own="badr")
PUBLIC = Sight(frozenset(), published=True)
OWN = {"request-1", "incident-1", "programme-1", "milestone-1"}


def list_ids(record: Record, selection: Selection, sight: Sight = EVERYTHING) -> list[str]:
    kinds = selection.kinds or tuple(Kind)
    return [dossier.case.id for dossier in Stock(record, selection, kinds, sight).read_dossiers()]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(standing=Standing.CONFIRMED), OWN),
        (Selection(standing=Standing.VERIFIED), set()),
        (
            Selection(standing=Standing.CONFIRMED, kinds=(Kind.INCIDENT, Kind.MILESTONE)),
            {"incident-1", "milestone-1"},
        ),
        (Selection(standing=Standing.CONFIRMED, period="2020-11/2020-12"), {"request-1", "programme-1"}),
        (Selection(standing=Standing.CONFIRMED, period="1999"), set()),
        (Selection(cases=("request-1", "incident-1")), {"request-1", "incident-1"}),
        (Selection(cases=("request-1", "incident-1"), kinds=(Kind.INCIDENT,)), {"incident-1"}),
        (Selection(cases=("request-1", "incident-1"), period="2020-05"), {"incident-1"}),
        (Selection(cases=("request-1",), standing=Standing.CONFIRMED), {"request-1"}),
        (Selection(cases=("request-1",), standing=Standing.VERIFIED), set()),
    ],
)
def test_selection(warehouse: Record, selection: Selection, expected: set[str]) -> None:
    assert set(list_ids(warehouse, selection)) == expected


@pytest.mark.parametrize("named", [(), ("incident-1", "request-1")])
def test_incidents_by_how_well_they_are_established(warehouse: Record, named: tuple[str, ...]) -> None:
    verify_all(warehouse)
    assert list_ids(warehouse, Selection(verification="2", cases=named)) == ["incident-1"]
    assert list_ids(warehouse, Selection(verification="3", cases=named)) == []


def test_only_what_people_stand_by_is_in_a_confirmed_case(warehouse: Record) -> None:
    (proposed,) = [c for c in list_ids(warehouse, Selection(kinds=(Kind.INCIDENT,))) if c != "incident-1"]
    opening = next(entry for entry in read_entries(warehouse, cases=[proposed]))
    warehouse.append([Confirm(case=proposed, proposal=opening.step.proposal.id)], "salma")  # type: ignore[union-attr]
    selection = Selection(standing=Standing.CONFIRMED, kinds=(Kind.INCIDENT,))
    found = {d.case.id: d.case for d in Stock(warehouse, selection, (Kind.INCIDENT,)).read_dossiers()}
    assert found[proposed].harms == ()
    whole = {d.case.id: d.case for d in Stock(warehouse, Selection(), (Kind.INCIDENT,)).read_dossiers()}
    assert whole[proposed].harms != ()


def test_case_that_is_not_there_is_refused(warehouse: Record) -> None:
    with pytest.raises(LedgerError, match="no case nowhere"):
        list_ids(warehouse, Selection(cases=("nowhere",)))


def test_merged_case_is_exported_once(warehouse: Record) -> None:
    (other,) = [c for c in list_ids(warehouse, Selection(kinds=(Kind.INCIDENT,))) if c != "incident-1"]
    warehouse.append([Merge(case=other, into="incident-1")], "salma")
    assert list_ids(warehouse, Selection(cases=(other, "incident-1"))) == ["incident-1"]


def test_pages_hold_every_case_once(warehouse: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list_ids(warehouse, Selection())
    monkeypatch.setattr(stock, "_CHUNK", 1)
    assert list_ids(warehouse, Selection()) == whole
    assert len(set(whole)) == len(whole) == 8


@pytest.mark.parametrize(
    ("sight", "hidden"),
    [(EVERYTHING, set()), (AMAL, set()), (BADR, {"incident-1"}), (PUBLIC, {"incident-1"})],
)
@pytest.mark.parametrize("name", ["csv", "jsonld", "ftm"])
def test_what_somebody_may_not_see_is_not_there(
    warehouse: Record, name: str, sight: Sight, hidden: set[str]
) -> None:
    warehouse.append([Restrict(case="incident-1", groups=("legal",))], "nadia")
    selection = Selection(standing=Standing.CONFIRMED, as_of=DAY)
    text = run_export(warehouse, name, selection, sight=sight).text
    assert {case for case in OWN if case not in text} == hidden
    assert set(list_ids(warehouse, Selection(), sight)) & OWN == OWN - hidden


def test_public_sees_nothing_that_is_only_proposed(warehouse: Record) -> None:
    assert set(list_ids(warehouse, Selection(), PUBLIC)) == OWN
    assert run_export(warehouse, "csv", sight=PUBLIC).statement.holds.sight == "published"
    assert run_export(warehouse, "csv", sight=BADR).statement.holds.sight == "groups"


def test_texts_that_somebody_may_not_see_are_not_there(warehouse: Record) -> None:
    warehouse.append([Restrict(case="incident-1", groups=("legal",))], "nadia")
    (other,) = [c for c in list_ids(warehouse, Selection(kinds=(Kind.INCIDENT,))) if c != "incident-1"]
    warehouse.append([Restrict(case=other, groups=("legal",))], "nadia")
    texts = [reading.document.text for reading in Stock(warehouse, Selection(), (), BADR).read_readings()]
    assert ASKED in texts
    assert not [text for text in texts if text.startswith(SHELLED[:20])]


def read_acts(record: Record, **asked: object) -> list[str]:
    chosen = Stock(record, Selection(**asked), tuple(Kind))  # type: ignore[arg-type]
    return [act.type.value for reading in chosen.read_readings() for act in reading.acts]


@pytest.fixture
def read_warehouse(tmp_path: object) -> Record:
    record = open_warehouse(f"{tmp_path}/read.db")
    reading = read_asked()
    record.add_readings([replace(reading, reader="fast 2")])
    return record


def test_newest_readings_with_their_acts(read_warehouse: Record) -> None:
    assert read_acts(read_warehouse) == ["REQUEST"]
    assert read_acts(read_warehouse, period="2020-11-20") == ["REQUEST"]
    assert read_acts(read_warehouse, period="2019") == []
    assert read_acts(read_warehouse, kinds=(Kind.REQUEST,)) == ["REQUEST"]
    assert read_acts(read_warehouse, cases=("milestone-1",)) == []


def test_undated_act_counts_with_its_document(tmp_path: object) -> None:
    record = open_warehouse(f"{tmp_path}/undated.db")
    reading = read_asked()
    undated = replace(reading.acts[0], date=None, status=Status.PLANNED)
    record.add_readings([replace(reading, acts=(undated,), reader="fast 2")])
    assert read_acts(record, period=Edtf.parse("2020-11-21").text) == ["REQUEST"]
    assert read_acts(record, period="2020-12") == []


def test_judgements_are_applied(read_warehouse: Record) -> None:
    opened = [
        entry.step
        for entry in read_entries(read_warehouse)
        if isinstance(entry.step, Propose) and isinstance(entry.step.proposal.step, Open)
    ]
    requests = [step for step in opened if step.proposal.step.case.startswith("request")]
    assert requests
    for step in requests:
        read_warehouse.append([Reject(case=step.proposal.step.case, proposal=step.proposal.id)], "nadia")
    assert read_acts(read_warehouse) == []
