"""The form of a report, what was sent, and what a device has to know before it sends."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from mithaq.errors import LedgerError
from mithaq.following.fold import Case
from mithaq.ledger.attachments import Attachment
from mithaq.ledger.reporting import Reported
from mithaq.web.access import Asked
from mithaq.web.field.asking import ask_sections, list_faults
from mithaq.web.field.entering import WITHHELD_AT_FIRST, read_report
from mithaq.web.field.models import ReportRow
from mithaq.web.field.nearby import find_near
from mithaq.web.field.sending import find_cases, list_sent, send_report
from mithaq.web.refusal import write_refusal
from mithaq.web.speech import say
from mithaq.web.uploads import (
    MOST_FILES,
    UploadError,
    keep_upload,
    read_receipt,
    tell_cleaning,
    wants_cleaning,
    write_receipt,
)

_SHOWN = 100
_JSON = "application/json"
Faults = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was sent, as the list shows it.

    Args:
        row: When and as what it was sent.
        title: What it tells, as it may be shown; empty where the case may not be seen any more.
        case: Id of the case in which it counts now.
        joined: Whether that is another one than it opened.
        state: The case's state.
        standing: Who stands by the case.
    """

    row: ReportRow
    title: str
    case: str
    joined: bool
    state: str
    standing: str


def list_reports(request: Asked) -> HttpResponse:
    """Show what lies on the device, and what was sent with the state of its case."""
    rows = list_sent(request.user.username, 0, _SHOWN)
    found = find_cases(rows, request.sight)
    sent = [_tell_sent(request, row, found.get(row.case)) for row in rows]
    return render(request, "field/list.html", {"sent": sent, "shown": _SHOWN})


def _tell_sent(request: Asked, row: ReportRow, case: Case | None) -> Sent:
    if case is None:
        return Sent(row, "", "", joined=False, state="", standing="")
    wording = request.display.word_cases()
    state = next((wording.name_state(thread.state, case.kind) for thread in case.threads), "")
    standing = wording.name_standing(case.standing)
    return Sent(row, case.title, case.id, joined=case.id != row.case, state=state, standing=standing)


@sensitive_post_parameters()
def write_report(request: Asked) -> HttpResponse:
    """Show the form; record what was sent, or say what is wrong beside each field."""
    if request.method == "GET":
        typed = QueryDict(mutable=True)
        typed["number"] = str(uuid4())
        for name in WITHHELD_AT_FIRST:
            typed[name] = "1"
        typed["clean"] = "1"
        return _show_form(request, typed, {}, [])
    kept, faults, told = _keep_files(request)
    report, wrong = read_report(request.POST, kept)
    faults = {**wrong, **faults}
    if report is None or faults:
        return _refuse(request, faults, kept)
    try:
        reported = send_report(report, request.user.username, request.sight)
    except LedgerError as error:
        return _refuse(
            request, {"into" if report.into else "title": ("other", write_refusal(request, error))}, kept
        )
    return _accept(request, reported, told)


def _keep_files(request: Asked) -> tuple[list[Attachment], Faults, list[str]]:
    """Keep the files that came, beside those of an earlier try; say what is wrong with others, and what was removed."""
    kept = [found for signed in request.POST.getlist("kept") if (found := read_receipt(request.user, signed))]
    uploads = [item for item in request.FILES.getlist("attachment") if isinstance(item, UploadedFile)]
    if len(kept) + len(uploads) > MOST_FILES:
        return kept, {"attachment": ("files", str(MOST_FILES))}, []
    faults: Faults = {}
    told: list[str] = []
    for upload in uploads:
        try:
            new = keep_upload(upload, clean=wants_cleaning(request))
        except UploadError as error:
            faults["attachment"] = (error.key, error.where)
            continue
        told.extend(tell_cleaning(request, new))
        kept.append(new.attachment)
    return list(dict.fromkeys(kept)), faults, told


def _wants_json(request: Asked) -> bool:
    return request.headers.get("Accept", "") == _JSON


def _accept(request: Asked, reported: Reported, told: list[str]) -> HttpResponse:
    # What waited on the device is told of on the next page that is opened.
    for words in told:
        messages.info(request, words)
    if _wants_json(request):
        return JsonResponse({"case": reported.case, "new": reported.new}, status=201 if reported.new else 200)
    messages.success(request, say(request, "field.recorded" if reported.new else "field.known"))
    return redirect("field-list")


def _refuse(request: Asked, faults: Faults, kept: list[Attachment]) -> HttpResponse:
    if _wants_json(request):
        told = [
            {"name": name, "text": text} for name, text in list_faults(request.display.lang, faults).items()
        ]
        return JsonResponse({"faults": told}, status=422)
    return _show_form(request, request.POST, faults, kept)


def _show_form(request: Asked, typed: QueryDict, faults: Faults, kept: list[Attachment]) -> HttpResponse:
    context = {
        "sections": ask_sections(request, typed, list_faults(request.display.lang, faults)),
        "typed": typed,
        "faults": list_faults(request.display.lang, faults),
        "kept": [(attachment, write_receipt(request.user, attachment)) for attachment in kept],
        "near": find_near(request, typed),
    }
    return render(request, "field/form.html", context, status=422 if faults else 200)


def give_token(request: Asked) -> JsonResponse:
    """Give a device what it needs to send: who has logged in, and a fresh token."""
    response = JsonResponse({"account": request.user.username, "token": get_token(request)})
    response.headers["Cache-Control"] = "no-store"
    return response


def list_near(request: Asked) -> HttpResponse:
    """Show the incidents of the same place and days, one of which a report may be about."""
    return render(request, "field/near.html", {"near": find_near(request, request.GET)})
