"""A report from the field goes into the record, once: from the form, a device or a program."""

from __future__ import annotations

from django.db import transaction

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
