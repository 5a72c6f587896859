from __future__ import annotations

import pytest

from mithaq.following.case import Amount, Describe, Harm, Kind, Open
from mithaq.ledger.arrivals import Arrival
from mithaq.reports.imports.mapping import TableMapping
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.table import read_table
from mithaq.reports.imports.taken import Left

SOURCE = Source("a.csv", "00", "csv", "nadia")
HEAD = "الرقم,التاريخ,الحادث,المكان,المتهم,القتلى,السلاح,العدد,المدى"
COLUMNS = {
    "الرقم": "id", "التاريخ": "on", "الحادث": "title", "المكان": "place", "المتهم": "party:accused",
    "القتلى": "harm:killed", "السلاح": "field:weapon", "العدد": "field:quantity", "المدى": "field:precision",
}  # fmt: skip
INCIDENTS = TableMapping(COLUMNS, Kind.INCIDENT)


def read(*rows: str, mapping: TableMapping = INCIDENTS, head: str = HEAD) -> list[Arrival | Left]:
    return list(read_table("\n".join((head, *rows)), SOURCE, mapping))


def take(row: str, mapping: TableMapping = INCIDENTS, head: str = HEAD) -> list[object]:
    (found,) = read(row, mapping=mapping, head=head)
    assert isinstance(found, Arrival), found
    return [proposal.step for proposal in found.proposals]


def test_a_row_is_a_case_that_rests_on_its_cells() -> None:
    (found,) = read(
        "7,18/4/2020,سقوط قذائف,Tripoli,لواء المثال الأول؛ لواء المثال الثاني,٢,هاون؛ مدفع,10..20,25"
    )
    assert isinstance(found, Arrival)
    opened, *rest = (proposal.step for proposal in found.proposals)
    assert isinstance(opened, Open)
    assert (opened.kind, opened.on, opened.title, opened.place) == (
        Kind.INCIDENT, "2020-04-18", "سقوط قذائف", "Tripoli",
    )  # fmt: skip
    assert [(role, party.ar) for role, party in opened.sides] == [
        ("accused", "لواء المثال الأول"), ("accused", "لواء المثال الثاني"),
    ]  # fmt: skip
    values = [(step.field, step.value) for step in rest if isinstance(step, Describe)]
    assert values == [
        ("weapon", "هاون"),
        ("weapon", "مدفع"),
        ("quantity", Amount(10, None, 20)),
        ("precision", 25),
    ]
    assert [step.amount for step in rest if isinstance(step, Harm)] == [Amount(2, 2, 2)]
    text = found.document.text
    assert [text[piece.start : piece.end] for piece in rest[-1].evidence] == ["٢"]


def test_the_kind_may_stand_in_a_column() -> None:
    columns = {
        "kind": "kind", "text": "text", "by": "party:by", "killed": "harm:killed", "due": "due", "topics": "topics",
        "on": "on", "out": "outlet", "pub": "published", "url": "url",
    }  # fmt: skip
    mapping = TableMapping(columns)
    head = "kind,text,by,killed,due,topics,on,out,pub,url"
    (opened,) = take(
        "request,دعم تدريب الشرطة,GNA,5,2020-06,training;arms,2020~,المكتب,2020-04-19,https://example.org",
        mapping,
        head,
    )
    assert isinstance(opened, Open)
    assert (opened.kind, opened.due, opened.topics, opened.on) == (
        Kind.REQUEST,
        "2020-06",
        ("training", "arms"),
        "2020~",
    )
    assert [role for role, _ in opened.sides] == ["by"]
    steps = take("incident,قصف,GNA,5,,,,,,", mapping, head)
    assert isinstance(steps[0], Open)
    assert (steps[0].sides, len(steps)) == ((), 2)


def test_rows_without_an_id_go_by_what_they_say() -> None:
    one, same, other = read(",2020,قصف,,,,,,", ",2020,قصف,,,,,,", ",2021,قصف,,,,,,")
    cases = [item.proposals[0].step.case for item in (one, same, other) if isinstance(item, Arrival)]
    assert cases[0] == cases[1] != cases[2]


@pytest.mark.parametrize("count", ["", "0", "٠"])
def test_nobody_killed_is_no_harm(count: str) -> None:
    assert len(take(f"1,2020,قصف,,,{count},,,")) == 1


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1,2020,,,,,,,", "neither title nor text"),
        ("1,soon,قصف,,,,,,", "no date"),
        ("1,2020,قصف,,,many,,,", "no amount"),
        ("1,2020,قصف,,,,,,wide", "no number"),
        ("1,2020,قصف,,,,,,nan", "no number"),
        ("1,2020,قصف,,,,,,,,x", "cells"),
    ],
)
def test_bad_rows_are_named(row: str, what: str) -> None:
    (found,) = read(row)
    assert isinstance(found, Left)
    assert (what in found.why.what, found.place) == (True, "a.csv:2"), found.why.what


@pytest.mark.parametrize(
    ("kind", "topics", "what"),
    [("x", "", "no kind"), ("", "", "nothing is no kind"), ("plan", "x", "no topic")],
)
def test_kinds_and_topics_are_of_closed_lists(kind: str, topics: str, what: str) -> None:
    mapping = TableMapping({"a": "kind", "b": "title", "c": "topics"})
    (found,) = read(f"{kind},عنوان,{topics}", mapping=mapping, head="a,b,c")
    assert isinstance(found, Left)
    assert what in found.why.what


def test_dates_in_fields() -> None:
    mapping = TableMapping({"a": "title", "b": "field:start"}, Kind.PROGRAMME)
    steps = take("تدريب,1/2/2020", mapping, "a,b")
    assert [step.value for step in steps if isinstance(step, Describe)] == ["2020-02-01"]
    assert len(take("تدريب,", mapping, "a,b")) == 1
