from __future__ import annotations

import re

import pytest
from tests.reports.exports.warehouse import withhold_speaker
from tests.reports.situation.desk import find_document, find_style, gather_all, list_cells

from mithaq.dates import Numerals
from mithaq.errors import LedgerError
from mithaq.following.case import Kind
from mithaq.following.entry import Restrict
from mithaq.following.state import Standing
from mithaq.ledger.masks import MASK
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import Sight
from mithaq.reports.situation.gather import Wish
from mithaq.reports.situation.situation import Picture
from mithaq.reports.wording import Lang

UNSHOWN = {"sources"}  # documents show themselves
SECTIONS = [
    "requests", "agreements", "incidents", "roadmap", "commitments", "programmes", "plans", "statements",
    "contradictions", "figures", "sources",
]  # fmt: skip


@pytest.mark.parametrize("lang", list(Lang))
def test_every_line_has_its_note(record: Record, lang: Lang) -> None:
    report = gather_all(record, lang)
    numbers = {note.number for note in report.notes}
    lines = list_cells(report)
    assert {section for section, _ in lines} >= {
        "requests",
        "incidents",
        "roadmap",
        "commitments",
        "programmes",
    }
    for section, cells in lines:
        called = [number for cell in cells for number in cell.notes]
        assert called or section in UNSHOWN, (section, cells)
        assert numbers.issuperset(called)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_quotation_stands_where_its_note_says(record: Record, lang: Lang) -> None:
    notes = [note for note in gather_all(record, lang, private=True).notes if note.words]
    assert len(notes) > 5
    for note in notes:
        assert find_document(note.document)[note.start : note.end] == note.words


@pytest.mark.parametrize("period", ["", "2020-11"])
def test_notes_are_numbered_as_they_are_read(record: Record, period: str) -> None:
    report = gather_all(record, period=period)
    called = [number for _, cells in list_cells(report) for cell in cells for number in cell.notes]
    assert list(dict.fromkeys(called)) == [note.number for note in report.notes]


def test_all_sections_stand_in_their_order(record: Record) -> None:
    report = gather_all(record)
    assert [section.name for section in report.sections] == SECTIONS
    assert all(section.blocks or section.empty for section in report.sections)
    names = [
        block.name for section in report.sections for block in section.blocks if isinstance(block, Picture)
    ]
    assert names == ["days", "map", "slips"]


def test_a_record_without_entries_makes_a_report(tmp_path: object) -> None:
    with_nothing = open_record(f"{tmp_path}/empty.db")
    report = gather_all(with_nothing)
    assert [section.blocks for section in report.sections] == [()] * len(SECTIONS)
    assert report.notes == ()
    assert report.masks == ""
    assert {head.value for head in report.headlines} == {"0"}
    with_nothing.close()


def test_names_that_are_not_shown_are_told(record: Record) -> None:
    withhold_speaker(record)
    report = gather_all(record)
    assert MASK in report.masks
    assert "خليل" not in repr(report)
    assert "الورفلي" not in repr(report)
    assert "الورفلي" in repr(gather_all(record, private=True))


def test_what_somebody_may_not_see_is_not_there(record: Record) -> None:
    record.append([Restrict(case="incident-1", groups=("desk",), reason="witnesses")], "salma")
    assert "incident" not in str(gather_all(record, sight=Sight(frozenset()), cases=()).notes)
    titles = repr(list_cells(gather_all(record, sight=Sight(frozenset()))))
    assert "قصف مدفعية قتل" not in titles
    assert "قصف مدفعية قتل" in repr(list_cells(gather_all(record, sight=Sight(frozenset({"desk"})))))
    with pytest.raises(LedgerError):
        gather_all(record, sight=Sight(frozenset()), cases=("incident-1",))


def test_only_what_was_asked_is_told(record: Record) -> None:
    lines = list_cells(gather_all(record, kinds=(Kind.INCIDENT,)))
    assert {section for section, _ in lines} <= {
        "incidents",
        "contradictions",
        "statements",
        "figures",
        "sources",
    }
    lines = list_cells(gather_all(record, cases=("programme-1",)))
    assert [cells[0].text for section, cells in lines if section == "programmes"] == ["تدريب الشرطة"]
    confirmed = gather_all(record, standing=Standing.CONFIRMED)
    assert {cells[-1].text for section, cells in list_cells(confirmed) if section == "requests"} == {
        "confirmed"
    }


def test_the_clock_stands_still_at_the_end_of_the_period(record: Record) -> None:
    facts = dict(gather_all(record, period="2020-11").facts)
    assert facts["States as of"] == "30 November 2020"
    assert facts["Made on"] == "1 March 2021"
    assert dict(gather_all(record, period="2021").facts)["States as of"] == "1 March 2021"


def test_what_moved_in_the_period_is_told(record: Record) -> None:
    report = gather_all(record, period="2020-11")
    moved = [
        cells[0].text for section, cells in list_cells(report) if section == "agreements" and len(cells) == 1
    ]
    assert len(moved) == 1
    assert "5 November 2020" in moved[0]
    assert gather_all(record, period="2020-11").period == "November 2020"


def test_digits_are_chosen(record: Record) -> None:
    report = gather_all(record, style=find_style("ar", Numerals.ARABIC))
    dates = " ".join(value for name, value in report.facts if name == "أُعد في")
    assert "٢٠٢١" in dates
    told = [
        cell.text for section, cells in list_cells(report) if section == "commitments" for cell in cells[2:]
    ]
    assert not re.search(r"[0-9]", " ".join(told))
    assert all("٢" not in note.words for note in report.notes)


def test_the_heading_is_chosen(record: Record) -> None:
    from mithaq.reports.exports.selection import Selection  # noqa: PLC0415
    from mithaq.reports.situation.gather import gather  # noqa: PLC0415

    assert gather(record, Wish(Selection(), title="Weekly")).title == "Weekly"
    assert gather(record, Wish(Selection())).title == "تقرير الموقف"


def test_places_have_the_name_of_the_language(record: Record) -> None:
    for lang, name in ((Lang.AR, "ترهونة"), (Lang.EN, "Tarhuna")):
        rows = [cells for section, cells in list_cells(gather_all(record, lang)) if section == "incidents"]
        assert {cells[2].text for cells in rows} == {name}
