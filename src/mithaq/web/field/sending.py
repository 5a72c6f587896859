"""A report from the field goes into the record, once: from the form, a device or a program."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction

from mithaq.errors import LedgerError
from mithaq.following.fold import Case
from mithaq.ledger.current import read_case, read_cases
from mithaq.ledger.reporting import Reported, record_report
from mithaq.ledger.sight import Sight
from mithaq.reports.fieldreport import Report, compose_report
from mithaq.web.field.models import ReportRow
from mithaq.web.store import find_record


def send_report(report: Report, author: str, sight: Sight) -> Reported:
    """Record a report, and that it was sent; one that came before changes nothing.

    Args:
        report: The report.
        author: Name of the account.
        sight: Who reports: an incident that they may not see cannot be joined.

    Raises:
        LedgerError: If the incident that it joins is not there, or a step does not fit.
    """
    told = compose_report(report, author)
    with transaction.atomic():
        reported = record_report(find_record(), told, report.number, author, sight=sight)
        if reported.new:
            ReportRow.objects.create(
                number=report.number, author=author, case=reported.case, document=reported.document
            )
    return reported


def list_sent(author: str, offset: int, limit: int) -> list[ReportRow]:
    """Return reports that somebody sent, the newest first.

    Args:
        author: Name of the account.
        offset: How many are passed over.
        limit: How many at most.
    """
    return list(ReportRow.objects.filter(author=author).order_by("-at")[offset : offset + limit])


def find_cases(rows: Iterable[ReportRow], sight: Sight) -> dict[str, Case]:
    """Return the cases in which reports count now, by the case that each opened; hidden ones are not among them.

    Args:
        rows: The reports.
        sight: Who looks.
    """
    record, opened = find_record(), [row.case for row in rows]
    found = {case.id: case for case in read_cases(record, opened, sight=sight)}
    for name in opened:
        if name not in found:
            # It counts in another case by now, or may not be seen any more.
            with suppress(LedgerError):
                found[name] = read_case(record, name, sight=sight)
    return found
