from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.exports.warehouse import make_document
from tests.reports.imports.samples import (
    CLASH,
    ENTITIES,
    PLEA,
    PROTEST,
    SHELLING,
    STRIKE,
    TALKS,
    write_acled,
    write_entities,
    write_polecat,
)

from mithaq.following.case import Kind
from mithaq.following.facts import find_value
from mithaq.following.fold import Case
from mithaq.ledger.arrivals import Arrived
from mithaq.ledger.current import read_document, read_entries
from mithaq.ledger.finding import find_cases
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.verify import verify_record
from mithaq.model import Document
from mithaq.reading.pipeline import read_document as read_text
from mithaq.reports.exports.export import Format as Out
from mithaq.reports.exports.export import export
from mithaq.reports.exports.selection import Selection
from mithaq.reports.imports import run
from mithaq.reports.imports.mapping import TableMapping, guess_target
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.run import Format, Report, Wanted, digest_file, import_file, read_head
from mithaq.reports.imports.sheet import Source
from mithaq.reports.imports.tables import NamedRow, find_rows

FILES = {
    Format.ACLED: write_acled(SHELLING, CLASH, PROTEST),
    Format.POLECAT: write_polecat(STRIKE, PLEA, TALKS),
    Format.FTM: write_entities(*ENTITIES),
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(str(tmp_path / "desk.db"))


def take(record: Record, path: Path, form: Format, mapping: TableMapping | None = None) -> Report:
    return import_file(record, Wanted(path, form, "nadia", mapping))


@pytest.mark.parametrize("form", FILES)
def test_a_file_is_taken_once(record: Record, tmp_path: Path, form: Format) -> None:
    path = tmp_path / "file"
    path.write_text(FILES[form], encoding="utf-8")
    report = take(record, path, form)
    assert report.refused == ()
    assert report.arrived.cases == {Format.ACLED: 3, Format.POLECAT: 2, Format.FTM: 3}[form]
    assert report.source.sha256 == digest_file(path)
    entries = list(read_entries(record))
    assert {entry.author.split()[1] for entry in entries} == {f"import-{form}"}
    assert verify_record(record).faults == ()
    again = take(record, path, form)
    assert (again.arrived.documents, again.arrived.proposals, again.arrived.cases) == (0, 0, 0)
    assert again.arrived.known > 0
    assert len(list(read_entries(record))) == len(entries)


def test_every_case_rests_on_cells_of_the_file(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(FILES[Format.ACLED], encoding="utf-8")
    take(record, path, Format.ACLED)
    for case in find_cases(record).cases:
        for held in (case.opened, *case.fields, *case.harms):
            assert held.step.evidence
            for piece in held.step.evidence:
                document = read_document(record, piece.document).document
                assert document.text[piece.start : piece.end] in FILES[Format.ACLED]
                assert document.origin.startswith("acled.csv:")


def test_what_is_wrong_and_what_is_left_out(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "polecat.tsv"
    path.write_text(write_polecat(STRIKE, TALKS, {**STRIKE, "Event ID": ""}), encoding="utf-8")
    report = take(record, path, Format.POLECAT)
    assert [item.place for item in report.refused] == ["polecat.tsv:4"]
    assert report.count_left_out() == {"no case is made of CONSULT alone": 1}
    assert report.arrived == Arrived(1, 1, 3, 0)


def test_large_files_come_in_batches(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_BATCH", 2)
    path = tmp_path / "acled.csv"
    path.write_text(
        write_acled(*({**SHELLING, "event_id_cnty": f"LBY{at}"} for at in range(5))), encoding="utf-8"
    )
    assert take(record, path, Format.ACLED).arrived.cases == 5


def test_files_that_cannot_be_taken(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(NotTakenError, match="cannot be read"):
        take(record, path, Format.ACLED)
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0")
    with pytest.raises(NotTakenError):
        take(record, path, Format.ACLED)
    with pytest.raises(NotTakenError):
        read_head(path)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(NotTakenError, match="what its columns hold"):
        take(record, path, Format.CSV)
    assert read_head(path) == ("a", "b")
    monkeypatch.setattr(run, "MAX_TABLE", 3)
    with pytest.raises(NotTakenError, match="larger"):
        take(record, path, Format.ACLED)
    assert list(read_entries(record)) == []


def write_out(record: Record, form: Out, path: Path, **more: object) -> Path:
    with path.open("wb") as out:
        export(record, Selection(**more), form, out)  # type: ignore[arg-type]
    return path


def read_cells(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    rows = find_rows(text, Source("x", "", "acled", ""), ())
    return sorted((dict(row.cells) for row in rows), key=lambda row: row["event_id_cnty"])  # type: ignore[union-attr]


def test_acled_there_and_back(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    path.write_text(FILES[Format.ACLED], encoding="utf-8")
    take(record, path, Format.ACLED)
    out = write_out(record, Out.ACLED, tmp_path / "out.csv")
    # What came out of a record is known when it comes back to it.
    back = take(record, out, Format.ACLED)
    assert (back.arrived.cases, len(read_cells(out))) == (0, 3)
    other = open_record(str(tmp_path / "other.db"))
    try:
        report = take(other, out, Format.ACLED)
        again = write_out(other, Out.ACLED, tmp_path / "again.csv")
        first, second = read_cells(out), read_cells(again)
        assert (report.arrived.cases, report.refused) == (3, ())
        columns = (
            "event_id_cnty",
            "event_date",
            "time_precision",
            "location",
            "latitude",
            "longitude",
            "fatalities",
            "notes",
        )
        for row, same in zip(first, second, strict=True):
            assert {name: row[name] for name in columns} == {name: same[name] for name in columns}
    finally:
        other.close()


PLEA_TEXT = "دعت حكومة الوفاق الوطني الاتحاد الأوروبي إلى مراقبة الحدود يوم 21 نوفمبر 2020."
STRIKE_TEXT = "قصفت قوات حفتر مدينة ترهونة بالمدفعية يوم 18 مايو 2020."


def read_events(path: Path) -> dict[str, dict[str, str]]:
    rows = find_rows(path.read_text(encoding="utf-8"), Source("x", "", "polecat", ""), ())
    return {row.cells["Event ID"]: dict(row.cells) for row in rows if isinstance(row, NamedRow)}


def test_polecat_there_and_back(record: Record, tmp_path: Path) -> None:
    texts = [
        make_document(PLEA_TEXT, "plea", "2020-11-22"),
        make_document(STRIKE_TEXT, "strike", "2020-05-19"),
    ]
    record.add_readings([read_text(text) for text in texts])
    out = write_out(record, Out.POLECAT, tmp_path / "out.tsv")
    events = read_events(out)
    assert {"REQUEST", "ASSAULT"} <= {row["Event Type"] for row in events.values()}
    # What came out of a record is known when it comes back to it.
    back = take(record, out, Format.POLECAT)
    assert (back.arrived, back.refused) == (Arrived(), ())
    assert back.count_left_out() == {"the record holds the text that the event was read in": len(events)}
    other = open_record(str(tmp_path / "other.db"))
    try:
        report = take(other, out, Format.POLECAT)
        assert (report.arrived.cases + sum(report.count_left_out().values()), report.refused) == (
            len(events),
            (),
        )
        cases = find_cases(other).cases
        assert {case.kind for case in cases} >= {Kind.REQUEST, Kind.INCIDENT}
        for case in cases:
            told = read_document_of(other, case)
            row = events[told.name.removeprefix("polecat-")]
            # Every cell stands in the document, on a line of its own, as it was exported.
            assert told.text.split("\n")[1:] == [f"{name}: {cell}" for name, cell in row.items() if cell]
            assert (case.opened.step.on, case.place) == (row["Event Date"], row["Placename"])
            names = {
                name for name in (*row["Actor Name"].split("; "), *row["Recipient Name"].split("; ")) if name
            }
            assert {party.en or party.ar for _, party in case.sides} == names
            assert not row["Latitude"] or case.kind is not Kind.INCIDENT or find_value(case, "coordinates")
        assert take(other, out, Format.POLECAT).arrived.cases == 0
    finally:
        other.close()


def read_document_of(record: Record, case: Case) -> Document:
    return read_document(record, case.documents[0]).document


def test_tables_and_entities_there_and_back(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(FILES[Format.FTM], encoding="utf-8")
    take(record, path, Format.FTM)
    cases = {case.id: case for case in find_cases(record).cases}
    table = write_out(record, Out.CSV, tmp_path / "cases.csv")
    head = read_head(table)
    wanted = {"id", "kind", "title", "on", "place", "party:by", "party:to", "url"}
    columns = {heading: guess_target(heading) for heading in head if guess_target(heading) in wanted}
    assert {"id", "kind", "title", "on", "place"} <= set(columns.values())
    other = open_record(str(tmp_path / "other.db"))
    try:
        report = take(other, table, Format.CSV, TableMapping(columns))
        assert report.refused == ()
        found = {case.id: case for case in find_cases(other).cases}
        assert set(found) == set(cases)
        for key, case in found.items():
            mine = cases[key]
            assert (case.title, case.place, case.opened.step.on) == (
                mine.title,
                mine.place,
                mine.opened.step.on,
            )
        entities = write_out(record, Out.FTM, tmp_path / "x.ftm.json")
        assert take(other, entities, Format.FTM).refused == ()
        assert {case.id for case in find_cases(other).cases} == set(cases)
    finally:
        other.close()
    assert {case.kind for case in cases.values()} == {Kind.INCIDENT, Kind.REQUEST, Kind.PROGRAMME}
