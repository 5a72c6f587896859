"""Cases, entries and the ledger, asked by programs."""

from __future__ import annotations

import secrets
from datetime import date
from http import HTTPStatus
from itertools import islice

from ninja import Query, Schema
from pydantic import Field

from mithaq.errors import LedgerError, Reason
from mithaq.following.case import Kind, Open
from mithaq.following.clock import read_clock
from mithaq.following.fold import Case, Standing
from mithaq.following.homes import name_cases
from mithaq.following.kinds import KindSpec, load_kinds
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.finding import CaseFilter, count_cases, find_cases
from mithaq.ledger.snapshot import hold_still
from mithaq.reports.saying import read_date
from mithaq.web.access import find_needed
from mithaq.web.api.problems import AskError
from mithaq.web.api.shapes import CaseAnswer, CaseList, CheckpointAnswer, EntryList, Me, Steps
from mithaq.web.api.tokens import Called
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record

_PAGE, _MOST = 50, 200


class Wanted(Schema):
    """What is asked of cases; what is left out is not asked."""

    kind: Kind | None = Field(None, description="Their kind")
    state: str = Field("", description="A state of one of their threads, or what the clock says")
    party: str = Field("", description="Id of one of their parties, or its name in Arabic or English")
    place: str = Field("", description="English name of their place")
    period: str = Field("", description="A time that they tell of, EDTF")
    verification: str = Field("", description="How well an incident is established")
    text: str = Field("", description="Words of their title, parties or place")
    assigned: str = Field("", description="Who follows them up")
    standing: str = Field(
        "proposed", description="The least standing: rejected, proposed, confirmed, verified"
    )
    as_of: date | None = Field(None, description="The day for what the clock says")
    limit: int = Field(_PAGE, ge=1, le=_MOST, description="How many at most")
    before: int | None = Field(None, description="Where the page before ended: its `more`")


class Opening(Schema):
    """A case to be opened by hand."""

    kind: Kind
    title: str = Field(min_length=1)
    place: str = ""
    what: str = ""
    due: str = ""
    on: str = ""


def tell_me(request: Called) -> Me:
    """Tell who asks, and what they may do."""
    bearer = request.auth
    groups = sorted(bearer.account.groups.values_list("name", flat=True))
    rights = sorted(right.value for right in bearer.rights)
    return Me(name=bearer.account.username, role=bearer.role.value, rights=rights, groups=groups)


def list_kinds(request: Called) -> list[KindSpec]:  # noqa: ARG001 - every operation takes it
    """List the kinds of cases with their states, fields and labels."""
    return list(load_kinds().values())


def list_cases(request: Called, wanted: Query[Wanted]) -> CaseList:
    """List cases, the last touched first."""
    record, sight = find_record(), request.sight
    values = wanted.dict(exclude={"limit", "before", "standing"})
    read_date(wanted.period, "period")
    try:
        standing = Standing[wanted.standing.upper()]
    except KeyError:
        known = ", ".join(standing.name.lower() for standing in Standing)
        code = HTTPStatus.UNPROCESSABLE_ENTITY
        raise AskError(code, "no-standing", text=wanted.standing, known=known) from None
    asked = CaseFilter(**values, standing=standing)
    page = find_cases(record, asked, limit=wanted.limit, before=wanted.before, sight=sight)
    return CaseList(cases=list(page.cases), total=count_cases(record, asked, sight=sight), more=page.more)


def show_case(request: Called, case: str) -> CaseAnswer:
    """Show a case with all that is proposed and confirmed, and what the clock says of it today."""
    return _answer(_find(request, case))


def list_case_entries(request: Called, case: str) -> EntryList:
    """List the entries of a case and of those that merges, splits and moves tie to it."""
    _find(request, case)
    entries = read_entries(find_record(), cases=[case], sight=request.sight)
    return EntryList(entries=list(entries), more=None)


def open_case(request: Called, opening: Opening) -> CaseAnswer:
    """Open a case by hand."""
    bearer = request.auth
    record, name = find_record(), f"{opening.kind}-{secrets.token_hex(6)}"
    step = Open(
        case=name,
        kind=opening.kind,
        title=opening.title,
        place=opening.place,
        what=opening.what,
        due=read_date(opening.due, "due"),
        on=read_date(opening.on, "on"),
    )
    record.append((step,), bearer.account.username)
    return _answer(_find(request, name))


def record_steps(request: Called, case: str, body: Steps) -> EntryList:
    """Record steps and judgements about a case, all or nothing.

    Where a case has moved on since the version that `saw` names, nothing is recorded and the answer (409) tells
    what changed and who did it.
    """
    bearer = request.auth
    _find(request, case)
    for step in body.steps:
        for named in name_cases(step):
            # Nobody reaches by another's steps what they may not see; a case that a split makes is not there yet.
            if named != case and named != getattr(step, "to", ""):
                _find(request, named)
        needed = find_needed(step)
        if needed not in bearer.rights:
            raise AskError(HTTPStatus.FORBIDDEN, "no-right", right=Reason(f"rights.{needed.value}"))
    entries = find_record().append(body.steps, bearer.account.username, saw=body.saw)
    return EntryList(entries=list(entries), more=None)


def list_entries(request: Called, first: int = 0, limit: int = _PAGE) -> EntryList:
    """List the entries of the ledger in their order, from `first` on."""
    limit = max(1, min(limit, _MOST))
    found = list(islice(read_entries(find_record(), first=first, sight=request.sight), limit))
    return EntryList(entries=found, more=found[-1].number + 1 if len(found) == limit else None)


def tell_checkpoint(request: Called) -> CheckpointAnswer:  # noqa: ARG001 - every operation takes it
    """Tell where the ledger stands: how many entries it has, and the root of their tree."""
    with hold_still(find_record()) as head:
        return CheckpointAnswer(size=head.size, root=head.root.hex())


def _find(request: Called, case: str) -> Case:
    try:
        return read_case(find_record(), case, sight=request.sight)
    except LedgerError as error:
        raise fail_missing(error.what) from error


def _answer(case: Case) -> CaseAnswer:
    today = date.today()  # noqa: DTZ011 - what the clock says depends on the day where the server is
    return CaseAnswer(case=case, signals=list(read_clock(case, today).signals))
