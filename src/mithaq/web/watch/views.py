"""The shift that goes on, its log, hand-over and acceptance; past shifts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from mithaq.dates import find_today
from mithaq.errors import LedgerError
from mithaq.following.fold import Case
from mithaq.ledger.current import read_case, read_cases
from mithaq.ledger.matters import Sort, list_matters
from mithaq.web.access import Asked
from mithaq.web.downloads import send_file
from mithaq.web.parts import keep_part
from mithaq.web.refusal import fail_missing
from mithaq.web.speech import find_term, say
from mithaq.web.store import find_record
from mithaq.web.uploads import UploadError, keep_upload, tell_cleaning, wants_cleaning
from mithaq.web.watch import shifts
from mithaq.web.watch.models import Act, LineRow
from mithaq.web.watch.shifts import Line, Shift, WatchError

_PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is open, as it is listed.

    Args:
        sort: Why it is listed.
        label: The same in words.
        case: The case; None where it may not be seen.
        due: Until when, EDTF.
        late: Whether that has passed.
        who: Who follows it up.
    """

    sort: Sort
    label: str
    case: Case | None
    due: str | None
    late: bool = False
    who: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log with the case that it is about.

    Args:
        line: The line.
        case: The case; None where there is none, or it may not be seen.
    """

    line: Line
    case: Case | None


def show_shift(request: Asked) -> HttpResponse:
    """Show the shift that goes on: who is on, the log, what is open."""
    return _show_now(request, "", HTTPStatus.OK)


def _show_now(request: Asked, typed: str, status: HTTPStatus) -> HttpResponse:
    shift = shifts.find_last_shift()
    if shift is None:
        return render(request, "watch/none.html", status=status)
    before = shifts.find_shift(shift.number - 1)
    context = {
        **_describe(request, shift),
        "newest": True,
        "before": before,
        "open": _show_open(request),
        "carried": _list_handed(request, before),
        "corrects": _find_number(request.GET.get("corrects", "") or request.POST.get("corrects", "")),
        "case": request.GET.get("case", "") or request.POST.get("case", ""),
        "typed": typed,
        "may_accept": shift.handed_over is not None and shift.handed_over.author != request.user.username,
    }
    return render(request, "watch/now.html", context, status=status)


def _describe(request: Asked, shift: Shift) -> dict[str, object]:
    cases = _find_cases(request, (line.case for line in shift.lines))
    entries = [Entry(line, cases.get(line.case)) for line in shift.lines]
    return {
        "shift": shift,
        "entries": entries[::-1],
        "ordered": entries,
        "handed": _list_handed(request, shift),
    }


def _find_cases(request: Asked, ids: Iterable[str]) -> dict[str, Case]:
    wanted = list(dict.fromkeys(case for case in ids if case))
    return {case.id: case for case in read_cases(find_record(), wanted, sight=request.sight)}


def _list_open(request: Asked) -> list[Item]:
    matters = list_matters(find_record(), find_today(), sight=request.sight)
    return [
        Item(matter.sort, _name_sort(request, matter.sort), matter.case, matter.due, matter.late, matter.who)
        for matter in matters
    ]


def _show_open(request: Asked) -> SafeString:
    return keep_part(request, "watch/items.html", "open", lambda: {"items": _list_open(request)})


def _list_handed(request: Asked, shift: Shift | None) -> list[Item]:
    """Return what was open when a shift was handed over; cases that may not be seen are left out."""
    if shift is None or shift.handed_over is None:
        return []
    matters = shift.handed_over.matters
    cases = _find_cases(request, (case for _, case, _ in matters))
    return [
        Item(Sort(sort), _name_sort(request, Sort(sort)), cases[case], due)
        for sort, case, due in matters
        if case in cases
    ]


def _name_sort(request: Asked, sort: Sort) -> str:
    return find_term(f"watch.sort-{sort}", request.display.lang)


def _find_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _refuse(request: Asked, error: WatchError, typed: str = "") -> HttpResponse:
    messages.error(request, find_term(f"watch.wrong-{error.key}", request.display.lang))
    return _show_now(request, typed, error.code)


def start_shift(request: Asked) -> HttpResponse:
    """Start the first shift."""
    try:
        shifts.start_first(request.user.username)
    except WatchError as error:
        return _refuse(request, error)
    return redirect("watch-now")


def write_line(request: Asked) -> HttpResponse:
    """Add a line to the log, or a line that corrects another one."""
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    case = request.POST.get("case", "").strip()
    try:
        shift = shifts.find_running()
        if case:
            case = _find_case(request, case)
        line = LineRow(
            author=request.user.username, act=Act.NOTE, text=text, case=case,
            corrects=_find_number(request.POST.get("corrects", "")), attachment=_keep_file(request),
        )  # fmt: skip
        shifts.add_line(shift, line)
    except WatchError as error:
        return _refuse(request, error, text)
    messages.success(request, say(request, "watch.written"))
    return redirect("watch-now")


def _find_case(request: Asked, case: str) -> str:
    try:
        return read_case(find_record(), case, sight=request.sight).id
    except LedgerError as error:
        raise WatchError("case") from error


def _keep_file(request: Asked) -> str:
    upload = request.FILES.get("attachment")
    if not isinstance(upload, UploadedFile):
        return ""
    try:
        kept = keep_upload(upload, clean=wants_cleaning(request))
    except UploadError as error:
        raise WatchError(error.key) from error
    for words in tell_cleaning(request, kept):
        messages.info(request, words)
    return kept.attachment.write()


def change_people(request: Asked) -> HttpResponse:
    """Record who came on or went off."""
    act = Act.LEAVE if request.POST.get("act") == Act.LEAVE else Act.JOIN
    try:
        shifts.change_person(shifts.find_running(), request.POST.get("name", ""), act, request.user.username)
    except WatchError as error:
        return _refuse(request, error)
    return redirect("watch-now")


def hand_over(request: Asked) -> HttpResponse:
    """Show what would be handed over; hand it over."""
    note = request.POST.get("text", "")
    try:
        shift = shifts.find_running()
        if request.method == "GET":
            context = {**_describe(request, shift), "open": _show_open(request)}
            return render(request, "watch/hand_over.html", context)
        matters = list_matters(find_record(), find_today(), sight=request.sight)
        shifts.hand_over_shift(shift, note, matters, request.user.username)
    except WatchError as error:
        return _refuse(request, error, note)
    messages.success(request, say(request, "watch.handed-over"))
    return redirect("watch-now")


def accept_shift(request: Asked) -> HttpResponse:
    """Accept what was handed over, and begin the next shift."""
    try:
        shifts.accept_handed_over(shifts.find_running(), request.user.username)
    except WatchError as error:
        return _refuse(request, error)
    messages.success(request, say(request, "watch.accepted"))
    return redirect("watch-now")


def list_shifts(request: Asked) -> HttpResponse:
    """Show past shifts, the last first."""
    before = _find_number(request.GET.get("before", ""))
    past, older = shifts.list_last_shifts(before, _PAGE)
    return render(request, "watch/shifts.html", {"shifts": past, "older": older})


def show_past(request: Asked, number: int) -> HttpResponse:
    """Show one shift from its start to its acceptance, ready to be printed."""
    shift = shifts.find_shift(number)
    if shift is None:
        raise fail_missing()
    return render(request, "watch/shift.html", _describe(request, shift))


def give_file(request: Asked, line: int) -> HttpResponseBase:
    """Give the file of a line, to be saved and not to be shown."""
    del request
    attachment = shifts.read_file(line)
    if attachment is None:
        raise fail_missing()
    return send_file(attachment)
