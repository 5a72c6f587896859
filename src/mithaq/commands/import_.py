"""The command that takes over what other systems hold: import."""

from __future__ import annotations

import base64
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.options import (
    DEFAULT_RECORD,
    PARTLY,
    AsJson,
    Lang,
    Language,
    Record,
    find_wording,
    write_error,
)
from mithaq.commands.proof import Key, read_head
from mithaq.commands.recording import Name, print_json
from mithaq.commands.usage import refuse_use

if TYPE_CHECKING:
    from mithaq.following.case import Kind
    from mithaq.reports.imports.mapping import TableMapping
    from mithaq.reports.imports.run import Report
    from mithaq.reports.imports.taken import Left
    from mithaq.reports.wording import Lang as Spoken
    from mithaq.reports.wording import Wording

FORMATS = ("acled", "polecat", "ftm", "csv", "mithaq")
_TOLD = 20


def import_file(  # noqa: PLR0913 - each is an option that a person types
    file: Annotated[
        str, typer.Argument(help="What is imported; a record also by its address", show_default=False)
    ],
    *,
    wanted: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=", ".join(FORMATS), show_default=False)
    ],
    record: Record = DEFAULT_RECORD,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What the columns of a table hold; asked for without it"),
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A checkpoint that a record has to extend")
    ] = None,
    key: Key = None,
    name: Name = "",
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Take over what another system holds as proposals; the same file twice changes nothing."""
    wording = find_wording(lang)
    if wanted not in FORMATS:
        refuse_use("choice", "--format", text=repr(wanted), known=", ".join(FORMATS))
    path = _find_place(file, wanted)
    from mithaq.ledger.record import open_record  # noqa: PLC0415 - loads Django
    from mithaq.reports.imports.run import Format, Wanted, import_file  # noqa: PLC0415 - likewise

    told = _find_mapping(Path(path), mapping, record, wording) if wanted == Format.CSV else None
    head = read_head(checkpoint, key, lang) if checkpoint else None
    opened = open_record(record)
    try:
        report = import_file(opened, Wanted(path, Format(wanted), name or getpass.getuser(), told, head))
    finally:
        opened.close()
    _tell(report, opened.where, wording, as_json=as_json)
    if report.refused:
        raise typer.Exit(PARTLY)


def _find_place(file: str, wanted: str) -> Path | str:
    """Return the file that is named, or the address of a record; end the command where there is none."""
    from mithaq.ledger.database import is_file  # noqa: PLC0415 - loads Django

    if wanted == "mithaq" and not is_file(file):
        return file
    if not Path(file).is_file():
        refuse_use("no-file", "FILE", text=file)
    return Path(file)


def find_folder(record: str, file: Path) -> Path:
    """Return the folder in which mappings are kept: beside the record, or beside the file where that is none.

    Args:
        record: Address of the record.
        file: The table.
    """
    from mithaq.ledger.database import is_file  # noqa: PLC0415 - loads Django

    return Path(f"{record}.mappings") if is_file(record) else file.parent / "mappings"


def _find_mapping(file: Path, given: Path | None, record: str, wording: Wording) -> TableMapping:
    """Return the mapping that was given, else the one that was kept, else what a person answers."""
    from mithaq.reports.imports.mapping import (  # noqa: PLC0415 - loads all knowledge
        name_mapping,
        read_mapping,
        write_mapping,
    )
    from mithaq.reports.imports.run import read_head as read_headings  # noqa: PLC0415

    head = read_headings(file)
    kept = name_mapping(find_folder(record, file), head)
    if given is not None:
        mapping = read_mapping(given)
    elif kept.exists():
        return read_mapping(kept)
    elif is_asked():
        mapping = ask_mapping(head, wording)
    else:
        from mithaq.refusals import make_error  # noqa: PLC0415
        from mithaq.reports.imports.refusal import NotTakenError  # noqa: PLC0415

        raise make_error(NotTakenError, "imports.no-mapping", where=file.name)
    write_mapping(mapping, kept)
    typer.echo(wording.say("import_kept", where=kept), err=True)
    return mapping


def is_asked() -> bool:
    """Tell whether somebody is there who can answer."""
    return sys.stdin.isatty()


def ask_mapping(head: tuple[str, ...], wording: Wording) -> TableMapping:
    """Return what a person says of the columns of a table; what the headings suggest is offered.

    Args:
        head: Headings.
        wording: The language that is asked in.
    """
    from mithaq.following.case import Kind  # noqa: PLC0415 - help is answered without it
    from mithaq.reports.imports.mapping import IGNORE, TableMapping, guess_target, list_targets  # noqa: PLC0415

    kind = Kind(told) if (told := _ask(wording.say("import_kind"), "", ("", *Kind), wording)) else None
    choices = list_targets(kind)
    typer.echo(wording.say("import_choices", choices=", ".join(choices)), err=True)
    columns = {}
    for heading in filter(None, head):
        guess = guess_target(heading)
        offered = guess if guess in choices else IGNORE
        question = wording.say("import_column", heading=heading, sample=offered)
        held = _ask(question, offered, choices, wording)
        if held != IGNORE:
            columns[heading] = held
    return TableMapping(columns, kind)


def _ask(question: str, offered: str, choices: tuple[str | Kind, ...], wording: Wording) -> str:
    while True:
        told = str(typer.prompt(question, default=offered, show_default=bool(offered), err=True)).strip()
        if told in choices:
            return told
        typer.echo(wording.say("import_wrong", text=told), err=True)


def _list_parts(item: Left, lang: Spoken) -> list[str]:
    from mithaq.reports.refusals import tell_error  # noqa: PLC0415 - help is answered without it

    told = tell_error(item.why, lang)
    return [item.place, told.what, told.remedy]


def _tell(report: Report, where: str, wording: Wording, *, as_json: bool) -> None:
    for item in report.refused:
        typer.echo(write_error(item.error, Language(wording.lang.value)), err=True)
    arrived = report.arrived
    counts = {
        "cases": arrived.cases,
        "documents": arrived.documents,
        "proposals": arrived.proposals,
        "known": arrived.known,
        "refused": len(report.refused),
    }
    if as_json:
        print_json(
            {
                "record": where,
                "file": report.source.name,
                "sha256": report.source.sha256,
                "format": report.source.format,
                "person": report.source.person,
                **counts,
                "left_out": report.count_left_out(wording.lang),
                "refusals": [_list_parts(item, wording.lang) for item in report.refused],
                "root": base64.b64encode(report.head.root).decode() if report.head else None,
            }
        )
        return
    source = report.source
    typer.echo(wording.say("import_file", file=source.name, sha256=source.sha256, person=source.person))
    if report.head:
        root = base64.b64encode(report.head.root).decode()
        typer.echo(wording.say("import_proved", count=wording.write_number(report.head.size), root=root))
    for what, count in list(report.count_left_out(wording.lang).items())[:_TOLD]:
        typer.echo(wording.say("import_left_out", count=wording.write_number(count), what=what))
    written = {key: wording.write_number(value) for key, value in counts.items()}
    typer.echo(wording.say("imported", where=where, **written))
