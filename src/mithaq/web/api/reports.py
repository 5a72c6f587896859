"""Reports from the field, sent and found again by programs."""

from __future__ import annotations

from http import HTTPStatus
from uuid import uuid4

from django.http import QueryDict
from ninja import Schema
from pydantic import Field

from mithaq.errors import LedgerError
from mithaq.ledger.current import read_case
from mithaq.web.api.answers import ReportList, ReportOf
from mithaq.web.api.attachments import find_kept, list_files
from mithaq.web.api.problems import AskError, find_lang
from mithaq.web.api.shapes import AttachmentOf, ReportAnswer
from mithaq.web.api.tokens import Called
from mithaq.web.field.asking import list_faults
from mithaq.web.field.entering import WITHHELD_AT_FIRST, read_report
from mithaq.web.field.sending import find_cases, list_sent, send_report
from mithaq.web.store import find_record
from mithaq.web.uploads import MOST_FILES

_PAGE, _MOST = 50, 200
_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


class Report(Schema):
    """A report from the field: the inputs of the form by name, as they would be typed."""

    number: str = Field("", description="UUID made by who sends it: sent twice, it is recorded once")
    into: str = Field("", description="The incident that it joins")
    written: str = Field("", description="When it was written, ISO 8601; now where it is left out")
    fields: dict[str, str | list[str]] = Field(
        description="Inputs of the form by name, such as title, account, place; a list where several are chosen. "
        "Names of victims are withheld unless `victim-withheld` is empty"
    )
    attachments: list[str] = Field(
        default_factory=list, description="Receipts of files that POST /attachments gave, eight at most"
    )


def record_field_report(request: Called, body: Report) -> ReportAnswer:
    """Record a report from the field; where something is wrong, nothing is recorded and each fault is named (422).

    One whose number was recorded before changes nothing, files included: the first version counts.
    """
    kept = find_kept(request, body.attachments, "attachments")
    if len(kept) > MOST_FILES:
        told = list_faults(find_lang(request), {"attachments": ("files", str(MOST_FILES))})
        raise AskError(_WRONG, "report", faults=told)
    report, faults = read_report(_type(body), kept)
    if report is None:
        raise AskError(_WRONG, "report", faults=list_faults(find_lang(request), faults))
    reported = send_report(report, request.auth.account.username, request.sight)
    return ReportAnswer(
        case=reported.case,
        document=reported.document,
        new=reported.new,
        attachments=_list_own(request, reported.case, reported.document),
    )


def _type(body: Report) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, value in (dict.fromkeys(WITHHELD_AT_FIRST, "1") | body.fields).items():
        typed.setlist(name, [value] if isinstance(value, str) else value)
    typed.update({"number": body.number or str(uuid4()), "into": body.into, "written": body.written})
    return typed


def _list_own(request: Called, case: str, document: str) -> list[AttachmentOf]:
    try:
        return list_files(request, read_case(find_record(), case, sight=request.sight), document)
    except LedgerError:
        # It was recorded before, and its incident may not be seen any more.
        return []


def list_reports(request: Called, limit: int = _PAGE, offset: int = 0) -> ReportList:
    """List the reports that one sent, the newest first; `case` is empty where it may not be seen any more."""
    first, size = max(0, offset), max(1, min(limit, _MOST))
    rows = list_sent(request.auth.account.username, first, size + 1)
    found = find_cases(rows[:size], request.sight)
    reports = []
    for row in rows[:size]:
        case = found.get(row.case)
        reports.append(
            ReportOf(
                number=row.number,
                at=row.at,
                document=row.document,
                case=case.id if case else "",
                joined=case is not None and case.id != row.case,
                title=case.title if case else "",
                standing=case.standing.name.lower() if case else "",
                attachments=list_files(request, case, row.document) if case else [],
            )
        )
    return ReportList(reports=reports, more=len(rows) > size)
