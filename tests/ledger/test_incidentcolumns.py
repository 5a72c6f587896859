"""What is kept in memory of a record is what its table holds, whatever is recorded in between."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.web.ceasefire.conftest import BRIGADE, LNA, count, make_incident

from mithaq.following.case import Describe, Harm, Kind, Open
from mithaq.following.entry import Merge, Reject, Undo
from mithaq.ledger import incidentcolumns
from mithaq.ledger.incidentcolumns import AMOUNTS, CODED, FLAGS, Columns, load_columns
from mithaq.ledger.record import Record, open_record


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    days = ["2020-06-01", "2020-06-09", "", "2020-06-01", "2020-07-02"]
    opened.append([make_incident(f"incident-{n}", day, "Sirte") for n, day in enumerate(days)], "anna")
    return opened


def spell(columns: Columns) -> list[tuple[object, ...]]:
    return [
        (
            case,
            *(columns.texts[name].values[columns.texts[name].codes[row]] for name in CODED),
            *(str(columns.numbers[name][row]) for name in (*FLAGS, *AMOUNTS)),
        )
        for row, case in enumerate(columns.cases)
    ]


def check(record: Record) -> Columns:
    columns = load_columns(record.alias)
    assert spell(columns) == spell(incidentcolumns._read_all(record.alias))  # noqa: SLF001 - the same, read anew
    assert load_columns(record.alias) is columns
    return columns


def test_the_latest_stand_first_and_what_has_no_day_last(record: Record) -> None:
    assert [case[-1] for case in check(record).cases] == ["4", "1", "0", "3", "2"]


def test_what_is_recorded_in_between_is_renewed(record: Record) -> None:
    before = check(record)
    record.append([Harm(case="incident-3", what="killed", amount=count(2, 3, 5))], "anna")
    after = check(record)
    assert after.numbers["killed_best"][after.places["incident-3"]] == 3
    assert before.numbers["killed_best"].sum() == 0
    record.append([make_incident("incident-9", "2020-06-05", "Sabha", BRIGADE)], "anna")
    record.append([Describe(case="incident-2", field="start", value="2021-01-01")], "anna")
    assert check(record).cases[0] == "incident-2"
    record.append([Reject(case="incident-9", proposal="#6")], "omar")
    assert "incident-9" not in check(record).places


def test_what_is_no_incident_changes_nothing(record: Record) -> None:
    before = check(record)
    record.append([Open(case="request-1", kind=Kind.REQUEST, title="طلب", sides=(("by", LNA),))], "anna")
    after = check(record)
    assert after.size > before.size
    assert after.cases is before.cases


def test_merges_and_their_undoing_are_followed(record: Record) -> None:
    check(record)
    record.append([Merge(case="incident-0", into="incident-3")], "anna")
    assert "incident-0" not in check(record).places
    record.append([Undo(case="incident-3", entry=5)], "anna")
    assert "incident-0" in check(record).places


def test_many_changes_are_read_anew(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    check(record)
    monkeypatch.setattr(incidentcolumns, "_MOST", 1)
    record.append([make_incident(f"incident-{n}", "2020-01-01", "") for n in range(10, 14)], "anna")
    assert len(check(record).cases) == 9


def test_any_order_of_changes_leads_to_the_same(record: Record) -> None:
    chance = random.Random(3)
    for turn in range(12):
        day = f"2020-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        case = f"incident-{chance.randrange(5)}"
        steps = [
            make_incident(f"incident-new-{turn}", day, chance.choice(["", "Sirte", "Sabha"])),
            Describe(case=case, field="start", value=day),
            Describe(case=case, field="coordinates", value=f"3{turn % 3}.5, 1{turn % 7}.25"),
        ]
        record.append(chance.sample(steps, chance.randrange(1, 4)), "anna")
        check(record)


def test_another_record_at_the_same_place_is_read_anew(record: Record) -> None:
    known = check(record)
    keeper = incidentcolumns._find_keeper("", "", "elsewhere")  # noqa: SLF001 - as if the file had been replaced
    keeper._kept = Columns(known.size, b"another", (), known.texts, known.numbers)  # noqa: SLF001
    assert keeper.load(record.alias).cases == known.cases


def test_a_record_without_incidents(record_url: str) -> None:
    columns = load_columns(open_record(record_url).alias)
    assert columns.cases == ()
    assert columns.find_rows(["incident-0"]).dtype == np.intp
