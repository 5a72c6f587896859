"""The command ``mithaq export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.endings import choose_format
from mithaq.commands.options import (
    DEFAULT_RECORD,
    AsJson,
    Cases,
    Lang,
    Language,
    LeastStanding,
    Period,
    Record,
    find_wording,
)
from mithaq.commands.proof import Key, place_key
from mithaq.commands.recording import open_kept
from mithaq.commands.usage import refuse_use
from mithaq.following.case import Kind

if TYPE_CHECKING:
    from mithaq.following.state import Standing
    from mithaq.ledger.keys import SigningKey
    from mithaq.ledger.record import Record as OpenRecord
    from mithaq.reports.exports.export import Format
    from mithaq.reports.exports.selection import Selection as Chosen
    from mithaq.reports.exports.statement import Statement

FORMATS = (
    ("ftm", (".ftm.json",)),
    ("polecat", (".tsv",)),
    ("acled", (".csv",)),
    ("geojson", (".geojson",)),
    ("csv", (".csv",)),
    ("hxl", (".csv",)),
    ("xlsx", (".xlsx",)),
    ("parquet", (".parquet",)),
    ("jsonld", (".jsonld",)),
    ("iati", (".xml",)),
    ("benchmark", (".tar.gz", ".tgz")),
)
STANDINGS = ("proposed", "confirmed", "verified")
_BESIDE = ".statement.json"


def export(  # noqa: PLR0913 - each is an option that a person types
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file that is written", show_default=False)],
    *,
    wanted: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{', '.join(name for name, _ in FORMATS)}; without it, as the file's name ends",
            show_default=False,
        ),
    ] = "",
    record: Record = DEFAULT_RECORD,
    period: Period = "",
    case: Cases = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only cases of this kind; may be repeated")] = None,
    standing: LeastStanding = "proposed",
    verification: Annotated[
        str, typer.Option(metavar="LEVEL", help="How well an incident is established")
    ] = "",
    private_names: Annotated[
        bool, typer.Option("--private-names", help="With the names of private persons in incidents")
    ] = False,
    licence: Annotated[
        str, typer.Option(envvar="MITHAQ_LICENCE", metavar="TEXT", help="Under which licence it is passed on")
    ] = "",
    key: Key = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Write what a record holds in a format of others, and beside it what the export states of itself."""
    from mithaq.reports.exports.export import Format  # noqa: PLC0415 - loads Django
    from mithaq.reports.exports.selection import Selection  # noqa: PLC0415 - likewise
    from mithaq.reports.wording import Lang as Spoken  # noqa: PLC0415

    chosen = choose_format(out, wanted, FORMATS)
    selection = Selection(
        period=read_period(period),
        cases=tuple(case or ()),
        kinds=tuple(kind or ()),
        standing=read_standing(standing),
        verification=verification,
        private=private_names,
        lang=Spoken(lang.value),
        licence=licence,
    )
    statement = _write(open_kept(record), selection, Format(chosen), out, _find_key(key))
    _tell(statement, out, lang, as_json=as_json)


def _write(
    record: OpenRecord, selection: Chosen, wanted: Format, out: Path, key: SigningKey | None
) -> Statement:
    """Write an export and, beside it, what it states of itself."""
    from mithaq.ledger.keeping import open_draft  # noqa: PLC0415 - loads Django
    from mithaq.reports.exports.export import export as write  # noqa: PLC0415

    with open_draft(out) as file:
        statement = write(record, selection, wanted, file, key=key)
    with open_draft(out.with_name(out.name + _BESIDE)) as file:
        file.write(statement.encode())
    return statement


def read_period(text: str) -> str:
    """Return the period that an option gives; end the command where it is none.

    Args:
        text: EDTF, empty for all times.
    """
    from mithaq.commands.reading import parse_date  # noqa: PLC0415

    when = parse_date(text or None, "--period")
    return when.text if when else ""


def read_standing(text: str) -> Standing:
    """Return the standing that an option names; end the command where there is none of that name.

    Args:
        text: Its name.
    """
    from mithaq.following.state import Standing  # noqa: PLC0415

    if text not in STANDINGS:
        refuse_use("choice", "--standing", text=repr(text), known=", ".join(STANDINGS))
    return Standing[text.upper()]


def _find_key(key: Path | None) -> SigningKey | None:
    """Return the key that signs the checkpoint; None where there is none and none was named."""
    from mithaq.ledger.keys import read_signing_key  # noqa: PLC0415

    place = place_key(key)
    return read_signing_key(place) if key is not None or place.exists() else None


def _tell(statement: Statement, out: Path, lang: Language, *, as_json: bool) -> None:
    if as_json:
        typer.echo(statement.encode().decode(), nl=False)
        return
    from mithaq.reports.exports.reasons import name_reason  # noqa: PLC0415

    wording = find_wording(lang)
    count = wording.write_number(statement.holds.records or 0)
    typer.echo(wording.say("exported", count=count, where=out), err=True)
    for reason, number in statement.holds.left_out.items():
        told = name_reason(reason, wording.lang)
        typer.echo(wording.say("not_exported", reason=told, count=wording.write_number(number)), err=True)
    if statement.masks.private:
        hidden = wording.write_number(statement.masks.private)
        typer.echo(wording.say("private_left_out", count=hidden), err=True)
