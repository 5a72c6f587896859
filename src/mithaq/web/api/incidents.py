"""Counts of incidents, asked by programs."""

from __future__ import annotations

from dataclasses import asdict

from ninja import Query, Schema
from pydantic import Field

from mithaq.ledger.incidentcounts import Step as Interval
from mithaq.ledger.incidentcounts import count_all, count_times
from mithaq.ledger.incidents import Follow, IncidentFilter, select_incidents
from mithaq.reports.saying import read_date
from mithaq.web.api.shapes import CountsAnswer, CountsOf, TimeCounts
from mithaq.web.api.tokens import Called
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
