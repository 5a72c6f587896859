"""The shift log, read and written by programs."""

from __future__ import annotations

from typing import Literal, NoReturn
from uuid import UUID

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from mithaq.dates import find_today
from mithaq.errors import LedgerError
from mithaq.ledger.current import read_case, read_cases
from mithaq.ledger.matters import list_matters
from mithaq.web.api.answers import LineOf, MatterOf, ShiftAnswer, ShiftList, ShiftOf
from mithaq.web.api.attachments import find_kept, tell_file
from mithaq.web.api.problems import AskError, find_lang
from mithaq.web.api.tokens import Called
from mithaq.web.refusal import fail_missing
from mithaq.web.speech import find_term
from mithaq.web.store import find_record
from mithaq.web.watch import shifts
from mithaq.web.watch.models import Act, LineRow
from mithaq.web.watch.shifts import Line, Shift, WatchError

_PAGE, _MOST = 30, 200
# Which of the values that were sent a refusal is about.
_WHERE = {
    "empty": "text",
    "long": "text",
    "corrects": "corrects",
    "nobody": "name",
    "there": "name",
    "away": "name",
}


class LineIn(Schema):
    """A line for the shift log."""

    text: str = ""
    case: str = Field("", description="The case that it is about")
    corrects: int | None = Field(None, description="Number of the line that it corrects")
    attachment: str = Field("", description="Receipt of a file that POST /attachments gave")
    once: UUID | None = Field(
        None,
        description="UUID made by who sends it: sent twice, it is written once, and the first version counts",
    )


class PersonIn(Schema):
    """Who comes on or goes off."""

    name: str = ""
    act: Literal["join", "leave"] = "join"


class NoteIn(Schema):
    """What is handed on in words."""

    text: str = ""


def show_shift(request: Called, number: int = 0) -> ShiftAnswer:
    """Show a shift of the log; without a number the last one, with what is open now."""
    shift = shifts.find_shift(number) if number else shifts.find_last_shift()
    if shift is None:
        raise fail_missing("there is no such shift")
    return _tell_shift(request, shift)


def list_shifts(request: Called, limit: int = _PAGE, before: int | None = None) -> ShiftList:  # noqa: ARG001 - every operation takes it
    """List shifts, the last first; `before` is the number at which the page before ended: its `more`."""
    found, more = shifts.list_last_shifts(before, max(1, min(limit, _MOST)))
    return ShiftList(
        shifts=[
            ShiftOf(
                number=shift.number,
                started=shift.started.at,
                people=list(shift.people),
                lines=len(shift.lines),
                handed_over=shift.handed_over.at if shift.handed_over else None,
                accepted=shift.accepted.at if shift.accepted else None,
            )
            for shift in found
        ],
        more=more,
    )


def start_shift(request: Called) -> ShiftAnswer:
    """Start the first shift; every later one begins when the one before is accepted."""
    try:
        shifts.start_first(request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def write_line(request: Called, body: LineIn) -> ShiftAnswer:
    """Add a line to the log of the shift that goes on, or one that corrects another; the line's shift is shown."""
    author = request.auth.account.username
    known = shifts.find_line(author, body.once) if body.once else None
    if known is not None:
        return show_shift(request, known.shift)
    try:
        case = read_case(find_record(), body.case, sight=request.sight).id if body.case else ""
    except LedgerError as error:
        raise fail_missing(error.what) from error
    kept = find_kept(request, [body.attachment] if body.attachment else [], "attachment")
    line = LineRow(
        author=author, act=Act.NOTE, text=body.text.strip(), case=case, corrects=body.corrects,
        attachment="".join(item.write() for item in kept), once=body.once,
    )  # fmt: skip
    try:
        written = shifts.add_line(shifts.find_running(), line)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request, written.shift)


def change_people(request: Called, body: PersonIn) -> ShiftAnswer:
    """Record who came on or went off."""
    try:
        shifts.change_person(shifts.find_running(), body.name, Act(body.act), request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def hand_over(request: Called, body: NoteIn) -> ShiftAnswer:
    """Hand the shift over with notes and what is open now."""
    matters = list_matters(find_record(), find_today(), sight=request.sight)
    try:
        shifts.hand_over_shift(shifts.find_running(), body.text, matters, request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def accept(request: Called) -> ShiftAnswer:
    """Accept what somebody else handed over, and begin the next shift."""
    try:
        shifts.accept_handed_over(shifts.find_running(), request.auth.account.username)
    except WatchError as error:
        _refuse(request, error)
    return show_shift(request)


def _refuse(request: Called, error: WatchError) -> NoReturn:
    told = find_term(f"watch.wrong-{error.key}", find_lang(request))
    where = _WHERE.get(error.key)
    raise AskError(error.code, "other", faults={where: told} if where else {}, error=told) from error


def _tell_shift(request: Called, shift: Shift) -> ShiftAnswer:
    named = {line.case for line in shift.lines} | {
        case for line in shift.lines for _, case, _ in line.matters
    }
    seen = {case.id for case in read_cases(find_record(), sorted(named - {""}), sight=request.sight)}
    last = shifts.find_last_shift()
    matters = (
        list_matters(find_record(), find_today(), sight=request.sight)
        if last is not None and last.number == shift.number
        else ()
    )
    return ShiftAnswer(
        number=shift.number,
        people=list(shift.people),
        handed_over=shift.handed_over is not None,
        accepted=shift.accepted is not None,
        lines=[_tell_line(request, line, seen) for line in shift.lines],
        open=[MatterOf(sort=item.sort.value, case=item.case.id, due=item.due) for item in matters],
    )


def _tell_line(request: Called, line: Line, seen: set[str]) -> LineOf:
    path = reverse("api:give_line_file", args=[line.number])
    return LineOf(
        number=line.number,
        at=line.at,
        author=line.author,
        act=line.act.value,
        text=line.text,
        case=line.case if line.case in seen else "",
        corrects=line.corrects,
        corrected=line.corrected,
        attachment=tell_file(request, line.attachment, path) if line.attachment else None,
        once=line.once,
        matters=[MatterOf(sort=sort, case=case, due=due) for sort, case, due in line.matters if case in seen],
    )
