"""Counts of incidents and reports from the field, asked by programs."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from uuid import uuid4

from django.http import QueryDict
from ninja import Query, Schema
from pydantic import Field

from mithaq.ledger.incidentcounts import Step as Interval
from mithaq.ledger.incidentcounts import count_all, count_times
from mithaq.ledger.incidents import Follow, IncidentFilter, select_incidents
from mithaq.reports.saying import read_date
from mithaq.web.api.problems import AskError, find_lang
from mithaq.web.api.shapes import CountsAnswer, CountsOf, ReportAnswer, TimeCounts
from mithaq.web.api.tokens import Called
from mithaq.web.field.asking import list_faults
from mithaq.web.field.entering import read_report
from mithaq.web.field.sending import send_report
from mithaq.web.store import find_record


class Wanted(Schema):
    """What is asked of incidents; what is left out is not asked."""

    party: str = Field("", description="Id of a party, in any role")
    category: str = Field("", description="One of the categories of an incident")
    place: str = Field("", description="English name of the place")
    verification: str = Field("", description="A finding that has effect")
    attribution: str = Field("", description="Likewise")
    ruling: str = Field("", description="Likewise")
    since: str = Field("", description="First day, such as 2020-11-01")
    until: str = Field("", description="Last day")
    follow: Follow | None = Field(None, description="Where the follow-up stands")
    words: str = Field("", description="Words of title, parties or place, all of them")


class Report(Schema):
    """A report from the field: the inputs of the form by name, as they would be typed."""

    number: str = Field("", description="UUID made by who sends it: sent twice, it is recorded once")
    into: str = Field("", description="The incident that it joins")
    fields: dict[str, str] = Field(description="Inputs of the form by name, such as title, account, place")


def read_wanted(wanted: Wanted) -> IncidentFilter:
    """Return what is asked of incidents.

    Args:
        wanted: As it was asked.
    """
    return IncidentFilter(
        **wanted.dict(exclude={"since", "until"}),
        since=read_date(wanted.since, "since") or "",
        until=read_date(wanted.until, "until") or "",
    )


def count_incidents(request: Called, wanted: Query[Wanted], step: Interval = Interval.DAY) -> CountsAnswer:
    """Count incidents, in all and for each day, month or year and each set of accused parties."""
    found = select_incidents(find_record(), read_wanted(wanted), sight=request.sight)
    times = count_times(found, step).items()
    return CountsAnswer(
        all=CountsOf(**asdict(count_all(found))),
        times=[
            TimeCounts(time=time, accused=list(accused), counts=CountsOf(**asdict(counts)))
            for (time, accused), counts in times
        ],
    )


def record_field_report(request: Called, body: Report) -> ReportAnswer:
    """Record a report from the field; where something is wrong, nothing is recorded and each fault is named (422)."""
    typed = QueryDict(mutable=True)
    typed.update({**body.fields, "number": body.number or str(uuid4()), "into": body.into})
    report, faults = read_report(typed, ())
    if report is None:
        told = list_faults(find_lang(request), faults)
        raise AskError(HTTPStatus.UNPROCESSABLE_ENTITY, "report", faults=told)
    reported = send_report(report, request.auth.account.username, request.sight)
    return ReportAnswer(case=reported.case, document=reported.document, new=reported.new)
