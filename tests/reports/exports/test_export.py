from __future__ import annotations

import sys

import pytest
from tests.reports.exports.warehouse import open_warehouse, run_export

from mithaq.commands.export import FORMATS as OFFERED
from mithaq.following.case import Kind
from mithaq.ledger.record import Record
from mithaq.reports.exports.export import FORMATS, Format, find_format, find_kinds, load_writer
from mithaq.reports.exports.refusal import ExportError
from mithaq.reports.exports.selection import Selection


@pytest.mark.parametrize("name", list(Format))
def test_every_format_has_a_writer_and_a_name_in_both_languages(name: Format) -> None:
    spec = find_format(name)
    assert callable(load_writer(spec))
    assert spec.suffix.startswith(".")
    assert spec.name.ar != spec.name.en


def test_command_offers_every_format_in_the_order_of_the_contract() -> None:
    assert (
        tuple(name for name, _ in OFFERED)
        == tuple(item.value for item in Format)
        == tuple(spec.format.value for spec in FORMATS)
    )


@pytest.mark.parametrize(
    ("name", "asked", "expected"),
    [
        (Format.CSV, (), tuple(Kind)),
        (Format.CSV, (Kind.PLAN,), (Kind.PLAN,)),
        (Format.ACLED, (), (Kind.INCIDENT,)),
        (Format.ACLED, (Kind.PLAN, Kind.INCIDENT), (Kind.INCIDENT,)),
        (Format.POLECAT, (Kind.PLAN,), (Kind.PLAN,)),
    ],
)
def test_kinds_that_a_format_takes(name: Format, asked: tuple[Kind, ...], expected: tuple[Kind, ...]) -> None:
    assert find_kinds(find_format(name), Selection(kinds=asked)) == expected


@pytest.mark.parametrize("name", ["acled", "geojson", "iati"])
def test_format_that_does_not_hold_the_kind_is_refused(warehouse: Record, name: str) -> None:
    with pytest.raises(ExportError, match=f"the format {name} does not hold cases of the kind milestone"):
        run_export(warehouse, name, Selection(kinds=(Kind.MILESTONE,)))


def test_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "mithaq.reports.exports.parquet", raising=False)
    with pytest.raises(ExportError, match=r"needs the library pyarrow.*pip install 'mithaq\[parquet\]'"):
        load_writer(find_format(Format.PARQUET))


@pytest.mark.parametrize("name", list(Format))
def test_empty_record_gives_an_empty_export(tmp_path: object, name: Format) -> None:
    from mithaq.ledger.record import open_record  # noqa: PLC0415

    exported = run_export(open_record(f"{tmp_path}/empty.db"), name.value)
    assert exported.statement.holds.records == 0
    assert exported.statement.ledger.size == 0


@pytest.mark.parametrize("name", ["csv", "polecat", "benchmark"])
def test_same_export_on_both_databases(postgresql_url: str, warehouse: Record, name: str) -> None:
    other = open_warehouse(postgresql_url)
    first, second = run_export(warehouse, name), run_export(other, name)
    other.close()
    assert first.statement.holds == second.statement.holds
    if name != "benchmark":  # its statement tells the time
        assert sorted(first.text.splitlines()) == sorted(second.text.splitlines())
