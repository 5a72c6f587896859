"""Which cases are wanted: the options of ``mithaq case list``, each of them a field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.usage import refuse_use, refusing_input

if TYPE_CHECKING:
    from mithaq.following.case import Kind
    from mithaq.ledger.finding import CaseFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of ``mithaq case list`` that say which cases are wanted; each field is an option."""

    kind: Annotated[str, typer.Option(metavar="KIND", help="request, agreement, incident …")] = ""
    state: Annotated[
        str, typer.Option(metavar="STATE", help="A state, or unanswered, overdue, due-soon …")
    ] = ""
    party: Annotated[str, typer.Option(metavar="PARTY", help="One of its parties, by id or name")] = ""
    place: Annotated[str, typer.Option(metavar="PLACE", help="English name of its place")] = ""
    period: Annotated[
        str, typer.Option(metavar="EDTF", help="A time that it tells of, such as 2019-04/2019-06")
    ] = ""
    verification: Annotated[
        str, typer.Option(metavar="LEVEL", help="How well an incident is established")
    ] = ""
    text: Annotated[str, typer.Option(metavar="WORDS", help="Words of title, parties or place")] = ""
    assigned: Annotated[str, typer.Option(metavar="NAME", help="Who follows it up")] = ""
    standing: Annotated[
        str,
        typer.Option(metavar="STANDING", help="At least proposed, confirmed or verified; or rejected, too"),
    ] = "proposed"


def read_kind(name: str) -> Kind:
    """Return the kind that a word names.

    Args:
        name: As it was given.
    """
    from mithaq.following.case import Kind  # noqa: PLC0415

    if name not in set(Kind):
        refuse_use("no-kind", "KIND", text=name, known=", ".join(Kind))
    return Kind(name)


def make_filter(wanted: Wanted, day: date) -> CaseFilter:
    """Return what is asked of cases.

    Args:
        wanted: What was chosen.
        day: The day for what the clock says.
    """
    from mithaq.following.fold import Standing  # noqa: PLC0415
    from mithaq.ledger.finding import CaseFilter  # noqa: PLC0415
    from mithaq.reports.saying import find_party_id, read_date  # noqa: PLC0415

    names = {standing.name.lower(): standing for standing in Standing}
    if wanted.standing not in names:
        refuse_use("unknown", "--standing", text=wanted.standing, known=", ".join(names))
    with refusing_input():
        period = read_date(wanted.period, "period") or ""
    return CaseFilter(
        kind=read_kind(wanted.kind) if wanted.kind else None,
        state=wanted.state,
        party=find_party_id(wanted.party),
        place=wanted.place,
        period=period,
        verification=wanted.verification,
        text=wanted.text,
        assigned=wanted.assigned,
        standing=names[wanted.standing],
        as_of=day,
    )
