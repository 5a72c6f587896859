"""The way out of a record, the same for the command, the workbench and its interface for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from typing import IO, Final, cast

from mithaq.following.case import Kind
from mithaq.ledger.keys import SigningKey
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.ledger.snapshot import hold_still, read_sparingly
from mithaq.refusals import make_error
from mithaq.reports.exports.pile import Pile, Tally, Writer
from mithaq.reports.exports.refusal import ExportError
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Holds, Origin, Statement, make_statement
from mithaq.reports.exports.stock import Stock
from mithaq.reports.wording import Term


class Format(StrEnum):
    """A format in which a record leaves."""

    FTM = "ftm"
    POLECAT = "polecat"
    ACLED = "acled"
    GEOJSON = "geojson"
    CSV = "csv"
    HXL = "hxl"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONLD = "jsonld"
    IATI = "iati"
    BENCHMARK = "benchmark"


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """What is known of a format.

    Args:
        format: Which.
        module: The module of this package whose ``write`` writes it.
        suffix: End of a file's name.
        media_type: As the web names it.
        kinds: The kinds of cases that it takes; empty where it holds acts and texts instead.
        name: What it is called.
    """

    format: Format
    module: str
    suffix: str
    media_type: str
    kinds: tuple[Kind, ...]
    name: Term


_ALL: Final = tuple(Kind)
_INCIDENTS: Final = (Kind.INCIDENT,)
_SUPPORT: Final = (Kind.PROGRAMME, Kind.REQUEST)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final[tuple[FormatSpec, ...]] = (
    FormatSpec(Format.FTM, "ftm", ".ftm.json", "application/json+ftm", _ALL,
               Term(ar="كيانات FollowTheMoney", en="FollowTheMoney entities")),
    FormatSpec(Format.POLECAT, "polecat", ".tsv", "text/tab-separated-values", (),
               Term(ar="جدول أحداث POLECAT", en="POLECAT event table")),
    FormatSpec(Format.ACLED, "acled", ".csv", "text/csv", _INCIDENTS,
               Term(ar="جدول أحداث ACLED", en="ACLED event table")),
    FormatSpec(Format.GEOJSON, "geojson", ".geojson", "application/geo+json", _INCIDENTS,
               Term(ar="خريطة GeoJSON", en="GeoJSON map")),
    FormatSpec(Format.CSV, "csv_table", ".csv", "text/csv", _ALL, Term(ar="جدول CSV", en="CSV table")),
    FormatSpec(Format.HXL, "hxl", ".csv", "text/csv", _ALL,
               Term(ar="جدول CSV بوسوم HXL", en="CSV table with HXL tags")),
    FormatSpec(Format.XLSX, "xlsx", ".xlsx", _XLSX, _ALL, Term(ar="مصنف Excel", en="Excel workbook")),
    FormatSpec(Format.PARQUET, "parquet", ".parquet", "application/vnd.apache.parquet", _ALL,
               Term(ar="جدول Parquet", en="Parquet table")),
    FormatSpec(Format.JSONLD, "jsonld", ".jsonld", "application/ld+json", _ALL,
               Term(ar="حواشي الويب والمصدرية JSON-LD", en="Web annotations and provenance, JSON-LD")),
    FormatSpec(Format.IATI, "iati", ".xml", "application/xml", _SUPPORT,
               Term(ar="أنشطة IATI", en="IATI activities")),
    FormatSpec(Format.BENCHMARK, "benchmark", ".tar.gz", "application/gzip", (),
               Term(ar="نصوص تدريب موسومة", en="Annotated texts for training")),
)  # fmt: skip


def find_format(name: Format) -> FormatSpec:
    """Return what is known of a format.

    Args:
        name: Which.
    """
    return next(spec for spec in FORMATS if spec.format is name)


def load_writer(spec: FormatSpec) -> Writer:
    """Return what writes a format; its library is loaded only now.

    Args:
        spec: The format.

    Raises:
        ExportError: If a library that it needs is not installed.
    """
    try:
        module = import_module(f"mithaq.reports.exports.{spec.module}")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        name = spec.format.value
        raise make_error(
            ExportError,
            "exports.no-library",
            format=name,
            library=missing,
            command=f"pip install 'mithaq[{name}]'",
        ) from error
    return cast("Writer", module.write)


def export(
    record: Record,
    selection: Selection,
    wanted: Format,
    out: IO[bytes],
    *,
    sight: Sight = EVERYTHING,
    key: SigningKey | None = None,
) -> Statement:
    """Write what a selection holds, as the ledger stands at this moment, and return what the export states of itself.

    Args:
        record: The record.
        selection: What is exported.
        wanted: In which format.
        out: Where to, binary; never sought in.
        sight: Who looks: what they may not see is not there.
        key: Who signs the checkpoint; None for nobody.

    Raises:
        ExportError: If the format does not hold what is asked for, or its library is not installed.
        LedgerError: If the record holds no such case, or the database refuses.
    """
    spec = find_format(wanted)
    kinds = find_kinds(spec, selection)
    write = load_writer(spec)
    with read_sparingly(record), hold_still(record) as head:
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        holds = _make_holds(spec, selection, sight)
        statement = make_statement(holds, Origin(head, at, key), selection.licence, private=selection.private)
        tally = Tally()
        stock = Stock(record, selection, kinds, sight, tally)
        pile = Pile(selection, statement, stock.read_dossiers, stock.read_readings, tally)
        write(pile, out)
    return pile.state()


def find_kinds(spec: FormatSpec, selection: Selection) -> tuple[Kind, ...]:
    """Return the kinds of cases that are exported.

    Args:
        spec: The format.
        selection: What is asked for.

    Raises:
        ExportError: If the format holds none of the kinds that are asked for.
    """
    takes = spec.kinds or tuple(Kind)
    kinds = tuple(kind for kind in takes if kind in (selection.kinds or takes))
    if not kinds:
        known = ", ".join(kind.value for kind in takes)
        asked = ", ".join(kind.value for kind in selection.kinds)
        name = spec.format.value
        raise make_error(ExportError, "exports.other-kinds", format=name, kinds=asked, others=known)
    return kinds


def _make_holds(spec: FormatSpec, selection: Selection, sight: Sight) -> Holds:
    seen = "published" if sight.published else "everything" if sight.is_whole else "groups"
    return Holds(
        format=spec.format.value,
        period=selection.period,
        cases=selection.cases,
        kinds=tuple(kind.value for kind in selection.kinds),
        standing=selection.standing.name.lower(),
        verification=selection.verification,
        as_of=selection.as_of.isoformat(),
        sight=seen,
    )
