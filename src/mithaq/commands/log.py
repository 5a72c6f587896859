"""The command ``mithaq log``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mithaq.commands.options import DEFAULT_RECORD, AsJson, Lang, Language, Record
from mithaq.commands.recording import find_case_wording, open_kept


def log(
    *,
    record: Record = DEFAULT_RECORD,
    case: Annotated[
        list[str] | None, typer.Option(metavar="CASE", help="Only what concerns this case; may be repeated")
    ] = None,
    first: Annotated[int, typer.Option(min=0, metavar="N", help="Number of the first entry")] = 0,
    last: Annotated[int | None, typer.Option(metavar="N", help="Number of the last entry")] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Print one line for each entry of the ledger."""
    from mithaq.ledger.current import read_entries  # noqa: PLC0415

    end = None if last is None else last + 1
    entries = read_entries(open_kept(record), cases=case or None, first=first, last=end)
    if as_json:
        import msgspec  # noqa: PLC0415

        from mithaq.reports.entries import make_row  # noqa: PLC0415

        for entry in entries:
            sys.stdout.write(msgspec.json.encode(make_row(entry)).decode() + "\n")
        return
    from mithaq.reports.case_tables import print_log  # noqa: PLC0415

    wording = find_case_wording(lang, {})
    if not print_log(entries, wording):
        typer.echo(wording.say("words", "no_entries"), err=True)
