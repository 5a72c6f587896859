"""Cases, entries and the ledger, asked by programs."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from itertools import islice

import msgspec
from django.utils import translation
from ninja import Query, Schema
from pydantic import Field

from mithaq.dates import find_today
from mithaq.errors import LedgerError, Reason
from mithaq.following.case import Kind
from mithaq.following.clock import read_clock
from mithaq.following.fold import Case, Standing
from mithaq.following.homes import name_cases
from mithaq.following.kinds import KindSpec, find_kind, load_kinds
from mithaq.ledger.audit import prove_entry
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.finding import CaseFilter, count_cases, find_cases
from mithaq.ledger.payload import read_payload
from mithaq.ledger.snapshot import hold_still
from mithaq.refusals import write_reason
from mithaq.reports.saying import read_date
from mithaq.web.access import find_needed
from mithaq.web.api.attachments import list_files
from mithaq.web.api.problems import AskError, check_form, find_lang
from mithaq.web.api.shapes import (
    CaseAnswer,
    CaseList,
    CheckpointAnswer,
    EntryAnswer,
    EntryList,
    Me,
    ProofAnswer,
    Steps,
)
from mithaq.web.api.tokens import Called
from mithaq.web.cases.opening import PARTIES, OpeningForm, list_opening_steps
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record

_PAGE, _MOST = 50, 200
_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


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
    place: str = Field("", description="In Arabic or English")
    what: str = Field("", description="What it is about, such as elections for a milestone")
    due: str = Field("", description="EDTF")
    on: str = Field("", description="EDTF")
    template: str = Field("", description="A checklist that the kind has")
    parties: dict[str, list[str]] = Field(
        default_factory=dict, description="Names or ids of parties, by the roles that the kind has"
    )
    new_type: str = Field("", description="What parties are that nobody knows yet, such as organization")


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
        raise AskError(_WRONG, "no-standing", text=wanted.standing, known=known) from None
    asked = CaseFilter(**values, standing=standing)
    page = find_cases(record, asked, limit=wanted.limit, before=wanted.before, sight=sight)
    return CaseList(cases=list(page.cases), total=count_cases(record, asked, sight=sight), more=page.more)


def show_case(request: Called, case: str) -> CaseAnswer:
    """Show a case with all that is proposed and confirmed, and what the clock says of it today."""
    return _answer(request, _find(request, case))


def list_case_entries(request: Called, case: str) -> EntryList:
    """List the entries of a case and of those that merges, splits and moves tie to it."""
    _find(request, case)
    entries = read_entries(find_record(), cases=[case], sight=request.sight)
    return EntryList(entries=list(entries), more=None)


def open_case(request: Called, opening: Opening) -> CaseAnswer:
    """Open a case by hand."""
    spec, lang = find_kind(opening.kind), find_lang(request)
    wording = request.auth.account.display.word_cases()
    typed = opening.dict(include={"title", "place", "on", "what", "due", "template", "new_type"})
    typed |= {f"{PARTIES}{role}": ", ".join(names) for role, names in opening.parties.items()}
    form = OpeningForm(typed, spec=spec, wording=wording)
    # Programs may say of every kind what it is about and when it falls due; pages ask only where it is usual.
    unknown = {name for name, value in typed.items() if value} - set(form.fields) - {"what", "due"}
    if unknown:
        told = write_reason(Reason("api.no-such-field"), lang.value).what
        raise AskError(_WRONG, "form", faults=dict.fromkeys(sorted(unknown), told))
    with translation.override(lang.value):
        check_form(form)
    opened, *parts = list_opening_steps(form, spec, wording)
    opened = msgspec.structs.replace(opened, what=opening.what, due=read_date(opening.due, "due"))
    find_record().append((opened, *parts), request.auth.account.username)
    return _answer(request, _find(request, opened.case))


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


def show_entry(request: Called, number: int) -> EntryAnswer:
    """Show an entry with the proof that it is in the record as it is now."""
    record = find_record()
    entry = next(iter(read_entries(record, first=number, last=number + 1, sight=request.sight)), None)
    if entry is None:
        raise fail_missing(f"there is no entry {number}")
    proof = prove_entry(record, number)
    return EntryAnswer(
        entry=entry,
        proof=ProofAnswer(
            number=number,
            size=proof.head.size,
            payload=proof.payload.decode() if read_payload(proof.payload) == entry else None,
            leaf=proof.leaf.hex(),
            path=[step.hex() for step in proof.path],
            root=proof.head.root.hex(),
        ),
    )


def tell_checkpoint(request: Called) -> CheckpointAnswer:  # noqa: ARG001 - every operation takes it
    """Tell where the ledger stands: how many entries it has, and the root of their tree."""
    with hold_still(find_record()) as head:
        return CheckpointAnswer(size=head.size, root=head.root.hex())


def _find(request: Called, case: str) -> Case:
    try:
        return read_case(find_record(), case, sight=request.sight)
    except LedgerError as error:
        raise fail_missing(error.what) from error


def _answer(request: Called, case: Case) -> CaseAnswer:
    signals = list(read_clock(case, find_today()).signals)
    return CaseAnswer(case=case, signals=signals, attachments=list_files(request, case))
