"""The command ``mithaq brief``: of a record the situation report, of texts the brief of one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.endings import choose_format
from mithaq.commands.options import (
    DEFAULT_RECORD,
    Cases,
    Jobs,
    Lang,
    Language,
    LeastStanding,
    Period,
    Published,
    Record,
    Refusals,
    find_wording,
)
from mithaq.commands.reading import ReadingsFile, find_readings, write_brief
from mithaq.commands.usage import refuse_use
from mithaq.dates import Months, Numerals
from mithaq.following.case import Kind

if TYPE_CHECKING:
    from mithaq.reports.situation.gather import Wish

FORMATS = (
    ("html", (".html", ".htm")),
    ("pdf", (".pdf",)),
    ("docx", (".docx",)),
    ("md", (".md", ".markdown")),
)
_USUAL = "html"
Templates = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of templates that are used instead of ours", show_default=False),
]


def brief(  # noqa: PLR0913 - each is an option that a person types
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file that is written")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files, folders and .zip archives, instead of a record", show_default=False),
    ] = None,
    *,
    readings: ReadingsFile = None,
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
    title: Annotated[str, typer.Option(metavar="TEXT", help="The heading, instead of the usual one")] = "",
    templates: Templates = None,
    numerals: Annotated[Numerals, typer.Option(help="Digits of an Arabic report")] = Numerals.LATIN,
    months: Annotated[Months, typer.Option(help="Whose Arabic month names")] = Months.EGYPT,
    published: Published = None,
    jobs: Jobs = 1,
    lang: Lang = Language.EN,
) -> None:
    """Write the situation report of a record, or a brief of one page of texts; every line shows its words."""
    chosen = choose_format(out, wanted, FORMATS, default=_USUAL)
    if paths or readings:
        _check_texts(context, chosen)
        wording, refusals = find_wording(lang), Refusals(lang)
        found = find_readings(paths or [], readings, published, jobs, wording, refusals)
        write_brief(found, out, wording)
        refusals.leave(wording)
        return
    if _find_source(context, "record") == "DEFAULT" and not Path(record).exists():
        refuse_use("source", "--record")
    wish = _read_wish(
        (period, tuple(case or ()), tuple(kind or ()), standing), (lang, numerals, months), title
    )
    _write_situation(record, wish, chosen, out, templates)


def _check_texts(context: typer.Context, wanted: str) -> None:
    """End the command where something is asked of texts that only a record gives."""
    if wanted != _USUAL:
        refuse_use("only-html", "--format", text=wanted)
    for name in ("record", "period", "case", "kind", "standing", "title", "templates", "numerals", "months"):
        if _find_source(context, name) == "COMMANDLINE":
            refuse_use("only-record", f"--{name}")


def _find_source(context: typer.Context, name: str) -> str:
    """Return where the value of an option comes from: ``COMMANDLINE``, ``ENVIRONMENT`` or ``DEFAULT``."""
    source = context.get_parameter_source(name)
    return source.name if source else ""


def _read_wish(
    asked: tuple[str, tuple[str, ...], tuple[Kind, ...], str],
    style: tuple[Language, Numerals, Months],
    title: str,
) -> Wish:
    """Return which report is wanted."""
    from mithaq.commands.export import read_period, read_standing  # noqa: PLC0415
    from mithaq.reports.exports.selection import Selection  # noqa: PLC0415
    from mithaq.reports.situation.gather import Wish  # noqa: PLC0415 - loads Django
    from mithaq.reports.situation.words import Style  # noqa: PLC0415
    from mithaq.reports.wording import Lang as Spoken  # noqa: PLC0415

    period, cases, kinds, standing = asked
    selection = Selection(
        period=read_period(period), cases=cases, kinds=kinds, standing=read_standing(standing)
    )
    lang, numerals, months = style
    return Wish(selection, Style(Spoken(lang.value), numerals, months), title)


def _write_situation(record: str, wish: Wish, wanted: str, out: Path, folder: Path | None) -> None:
    from mithaq.commands.recording import open_kept  # noqa: PLC0415
    from mithaq.ledger.keeping import open_draft  # noqa: PLC0415 - loads Django
    from mithaq.reports.situation.formats import BriefFormat, write_report  # noqa: PLC0415
    from mithaq.reports.situation.gather import gather  # noqa: PLC0415
    from mithaq.reports.situation.letters import has_arabic_letters  # noqa: PLC0415
    from mithaq.reports.situation.templates import Templates  # noqa: PLC0415

    wording = find_wording(Language(wish.style.lang.value))
    templates = Templates(folder)
    templates.check()
    report = gather(open_kept(record), wish)
    if wanted in {"pdf", "docx"} and not has_arabic_letters():
        typer.echo(wording.say("no_arabic_letters"), err=True)
    written = write_report(report, wish.style, BriefFormat(wanted), templates)
    with open_draft(out) as file:
        file.write(written)
    typer.echo(wording.say("brief_written", where=out), err=True)
