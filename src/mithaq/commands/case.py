"""The commands about cases: list, appeals, show, open, judge, merge, split, move."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mithaq.commands.decision import DECISION, OPENING, add_options
from mithaq.commands.options import DEFAULT_RECORD, AsJson, Lang, Language, Record
from mithaq.commands.recording import (
    AsOf,
    Name,
    Saw,
    find_case_wording,
    open_kept,
    print_json,
    read_day,
    record_steps,
)
from mithaq.commands.usage import refusing_input
from mithaq.commands.wanted import Wanted, make_filter, read_kind
from mithaq.reports.decision import Decision, Opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mithaq.ledger.record import Record as OpenRecord
    from mithaq.reports.cases import Library

CaseId = Annotated[str, typer.Argument(metavar="CASE", help="Id of a case", show_default=False)]
_LIMIT = 50


@add_options(Wanted)
def list_cases(
    *,
    record: Record = DEFAULT_RECORD,
    as_of: AsOf = "",
    limit: Annotated[int, typer.Option(min=1, help="How many are shown")] = _LIMIT,
    before: Annotated[int | None, typer.Option(metavar="VERSION", help="Go on where a list ended")] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
    **options: Any,  # noqa: ANN401 - the fields of Wanted
) -> None:
    """List cases, the last changed first."""
    wanted, day = Wanted(**options), read_day(as_of)
    from mithaq.ledger.finding import find_cases  # noqa: PLC0415
    from mithaq.reports.cases import list_parties, make_line  # noqa: PLC0415

    opened = open_kept(record)
    page = find_cases(opened, make_filter(wanted, day), limit=limit, before=before)
    lines = [make_line(case, day) for case in page.cases]
    if as_json:
        print_json({"as_of": day, "cases": lines, "before": page.more})
        return
    from mithaq.reports.case_tables import print_cases  # noqa: PLC0415

    more = f"--before {page.more}" if page.more is not None else ""
    print_cases(lines, find_case_wording(lang, list_parties(page.cases)), more=more)


def list_appeals(
    *,
    record: Record = DEFAULT_RECORD,
    limit: Annotated[int, typer.Option(min=1, help="How many are shown")] = _LIMIT,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """List appeals to nobody in particular, in the order in which their documents came; they open no case."""
    from mithaq.ledger.current import read_readings  # noqa: PLC0415
    from mithaq.reports.appeals import list_appeals as find_all  # noqa: PLC0415
    from mithaq.reports.appeals import make_rows  # noqa: PLC0415

    opened = open_kept(record)
    found = list(islice(find_all(read_readings(opened)), limit + 1))
    rows = make_rows(found[:limit], _open_library(opened, (item.evidence.document for item in found)))
    if as_json:
        print_json({"appeals": rows, "more": len(found) > limit})
        return
    from mithaq.reports.case_tables import print_appeals  # noqa: PLC0415

    more = f"--limit {2 * limit}" if len(found) > limit else ""
    print_appeals(rows, find_case_wording(lang, {}), more=more)


def show_case(
    case: CaseId,
    *,
    record: Record = DEFAULT_RECORD,
    as_of: AsOf = "",
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Only what a person stands by")] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Show everything about a case, with the words that it rests on."""
    day = read_day(as_of)
    from mithaq.following.fold import Standing  # noqa: PLC0415
    from mithaq.ledger.current import read_case  # noqa: PLC0415
    from mithaq.reports.cases import list_parties, make_page  # noqa: PLC0415

    opened = open_kept(record)
    found = read_case(opened, case, Standing.CONFIRMED if confirmed else Standing.PROPOSED)
    page = make_page(found, _open_library(opened, found.documents), day)
    if as_json:
        print_json(page)
        return
    from mithaq.reports.case_tables import print_page  # noqa: PLC0415

    print_page(page, find_case_wording(lang, list_parties((found,))))


@add_options(Decision, DECISION)
def judge(
    case: CaseId,
    *,
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    saw: Saw = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
    **options: Any,  # noqa: ANN401 - the fields of Decision
) -> None:
    """Decide about a case: confirm, correct or reject what was proposed, or record what you know."""
    decision = Decision(**options)
    from mithaq.ledger.current import read_case, read_documents, read_entries  # noqa: PLC0415
    from mithaq.reports.deciding import list_steps  # noqa: PLC0415
    from mithaq.reports.saying import Matter  # noqa: PLC0415

    opened = open_kept(record)
    found = read_case(opened, case)
    entries = {entry.number: entry for entry in read_entries(opened, cases=[case])}
    named = {item.document.name: item.document.sha256 for item in read_documents(opened, found.documents)}
    with refusing_input():
        steps = list_steps(decision, Matter(found, entries, named))
    seen = {case: found.version if saw is None else saw}
    record_steps(opened, steps, name, seen, lang, as_json=as_json)


@add_options(Opening, OPENING)
def open_case(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="request, agreement, plan …", show_default=False)
    ],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What names the case", show_default=False)],
    *,
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    lang: Lang = Language.EN,
    **options: Any,  # noqa: ANN401 - the fields of Opening
) -> None:
    """Open a case that nobody proposed, such as an appeal that is to be followed up."""
    from mithaq.reports.deciding import list_opening, make_case_id  # noqa: PLC0415

    chosen = read_kind(kind)
    case = make_case_id(chosen)
    with refusing_input():
        steps = list_opening(Opening(**options), case, chosen, title, lang.value)
    opened = open_kept(record, create=True)
    typer.echo(case)
    record_steps(opened, steps, name, None, lang, as_json=False)


def merge(
    case: CaseId,
    into: Annotated[
        str, typer.Argument(metavar="INTO", help="The case that it is part of", show_default=False)
    ],
    *,
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    saw: Saw = None,
    lang: Lang = Language.EN,
) -> None:
    """Make a case part of another: everything of it counts there from now on."""
    from mithaq.following.entry import Merge  # noqa: PLC0415

    opened = open_kept(record)
    seen = _find_seen(opened, case, into, saw)
    record_steps(opened, [Merge(case=case, into=into)], name, seen, lang, as_json=False)


def split(
    case: CaseId,
    entries: Annotated[
        list[int], typer.Argument(metavar="ENTRY...", help="Entries that leave it", show_default=False)
    ],
    *,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What names the new case")] = "",
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    saw: Saw = None,
    lang: Lang = Language.EN,
) -> None:
    """Make another case of some entries of a case."""
    from mithaq.ledger.current import read_case  # noqa: PLC0415
    from mithaq.reports.deciding import list_split, make_case_id  # noqa: PLC0415

    opened = open_kept(record)
    found = read_case(opened, case)
    new = make_case_id(found.kind)
    steps = list_split(found, entries, title, new)
    typer.echo(new)
    seen = {case: found.version if saw is None else saw}
    record_steps(opened, steps, name, seen, lang, as_json=False)


def move(
    case: CaseId,
    entries: Annotated[
        list[int],
        typer.Argument(metavar="ENTRY...", help="Entries that belong elsewhere", show_default=False),
    ],
    *,
    to: Annotated[str, typer.Option(metavar="CASE", help="The case that they belong to", show_default=False)],
    record: Record = DEFAULT_RECORD,
    name: Name = "",
    saw: Saw = None,
    lang: Lang = Language.EN,
) -> None:
    """Move entries from one case to another."""
    from mithaq.following.entry import Move  # noqa: PLC0415

    opened = open_kept(record)
    seen = _find_seen(opened, case, to, saw)
    steps = [Move(case=case, entry=number, to=to) for number in entries]
    record_steps(opened, steps, name, seen, lang, as_json=False)


def _open_library(opened: OpenRecord, documents: Iterable[str]) -> Library:
    from mithaq.ledger.current import read_documents  # noqa: PLC0415
    from mithaq.reports.cases import Library  # noqa: PLC0415

    shown = read_documents(opened, documents)
    return Library(
        {item.document.sha256: item.document for item in shown},
        {item.document.sha256: item.masked for item in shown},
    )


def _find_seen(opened: OpenRecord, case: str, other: str, saw: int | None) -> dict[str, int]:
    from mithaq.ledger.current import read_case  # noqa: PLC0415

    seen = {name: read_case(opened, name).version for name in (case, other)}
    return seen if saw is None else {**seen, case: saw}
