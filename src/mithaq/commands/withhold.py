"""The commands that keep words from view: withhold, erase."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.options import DEFAULT_RECORD, Lang, Language, Record
from mithaq.commands.recording import Name, find_case_wording, open_kept
from mithaq.commands.usage import refuse_use

if TYPE_CHECKING:
    from mithaq.following.case import Evidence
    from mithaq.ledger.record import Record as OpenRecord


def withhold(
    words: Annotated[
        str, typer.Argument(metavar="NAME", help="The name as it stands", show_default=False)
    ] = "",
    *,
    case: Annotated[str, typer.Option(metavar="CASE", help="The case in whose documents it stands")] = "",
    release: Annotated[
        int | None, typer.Option(metavar="ENTRY", help="Show again what this entry withheld")
    ] = None,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why; never the name itself")] = "",
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    lang: Lang = Language.EN,
) -> None:
    """Withhold a name from every output, or show it again."""
    if (release is None) == (not words) or bool(words) != bool(case):
        refuse_use("withhold", "NAME")
    from mithaq.following.entry import Withhold  # noqa: PLC0415

    opened = open_kept(record)
    if release is None:
        evidence, shown = _find_words(opened, words, case), "withheld"
    else:
        evidence, shown = _find_withheld(opened, release), "released"
    step = Withhold(case="", evidence=evidence, shown=shown, reason=because)
    (entry,) = opened.append([step], name or getpass.getuser())
    wording = find_case_wording(lang, {})
    typer.echo(wording.say("words", shown, count=len(evidence), entries=entry.number))


def erase(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Id or name of a personal text", show_default=False)
    ],
    *,
    because: Annotated[
        str, typer.Option(metavar="TEXT", help="Why; never the words themselves", show_default=False)
    ],
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    lang: Lang = Language.EN,
) -> None:
    """Erase the words of a personal text for good; what was decided, and its hash, stay."""
    from mithaq.ledger.erasure import erase as erase_words  # noqa: PLC0415

    if not because.strip():
        refuse_use("because", "--because")
    entry = erase_words(open_kept(record), document, because, name or getpass.getuser())
    wording = find_case_wording(lang, {})
    typer.echo(wording.say("words", "erased", entries=entry.number))


def _find_words(opened: OpenRecord, words: str, case: str) -> tuple[Evidence, ...]:
    from mithaq.errors import LedgerError  # noqa: PLC0415
    from mithaq.ledger.current import read_case, read_documents  # noqa: PLC0415
    from mithaq.reports.saying import find_places  # noqa: PLC0415

    documents = (shown.document for shown in read_documents(opened, read_case(opened, case).documents))
    found = find_places(documents, words)
    if not found:
        from mithaq.refusals import make_error  # noqa: PLC0415

        raise make_error(LedgerError, "erasing.no-name", where=f"case {case}", case=case)
    return found


def _find_withheld(opened: OpenRecord, number: int) -> tuple[Evidence, ...]:
    from mithaq.following.entry import Withhold  # noqa: PLC0415
    from mithaq.ledger.current import read_entries  # noqa: PLC0415

    steps = (entry.step for entry in read_entries(opened, first=number, last=number + 1))
    step = next((step for step in steps if isinstance(step, Withhold)), None)
    if step is None:
        refuse_use("no-withholding", "--release", entry=number)
    return step.evidence
