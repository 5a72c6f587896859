"""The table by which incidents are counted and put on the map without folding them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, ClassVar, Final

from django.db import models

from mithaq.following.case import Kind
from mithaq.following.facts import (
    count_harm,
    find_attribution,
    find_ruling,
    find_value,
    find_verification,
    list_values,
)
from mithaq.following.fold import Case
from mithaq.ledger.periods import find_days

BETWEEN: Final = "|"
"""Stands before, between and behind the values of a list, so that each is found by itself."""
# What the reader calls otherwise than the list of an incident's fields.
_SAME: Final = MappingProxyType({"air": "air-activity", "obstruction": "obstruction-of-aid"})
_SURE: Final = frozenset({"corroborated", "verified", "investigated"})
_SURE_LEVELS: Final = frozenset({"1", "2", "3"})
_DOERS: Final = "accused"
_POSITION: Final = re.compile(r"(-?[\d.]+), ?(-?[\d.]+)")


class IncidentRow(models.Model):
    """An incident with what it is counted by.

    ``first`` and ``last`` are the days between which it happened; ``undated`` is 1 where nothing but the day of a
    report is known. ``state`` is that of the case as a whole, by what was proposed. Categories, the accused and
    those to whom a finding attributes it are lists (`BETWEEN`). A finding counts once it has effect; it is empty
    before. ``latitude`` and ``longitude`` are those that the record gives, in degrees, with their precision in
    ``metres``; places are looked up in the gazetteer when they are drawn. ``single``, ``sure`` and ``refuted`` are 1
    or 0, and so is ``killed_open`` where the greatest figure has no upper bound; of a refuted incident no harm
    counts. ``remedy`` is the last step of the follow-up, ``due`` the day on which
    it has to be answered or closed.
    """

    case = models.TextField(primary_key=True)
    standing = models.IntegerField()
    first = models.TextField()
    last = models.TextField()
    undated = models.IntegerField()
    place = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    metres = models.FloatField(null=True)
    category = models.TextField()
    categories = models.TextField()
    accused = models.TextField()
    attributed = models.TextField()
    state = models.TextField()
    verification = models.TextField()
    attribution = models.TextField()
    ruling = models.TextField()
    single = models.IntegerField()
    sure = models.IntegerField()
    refuted = models.IntegerField()
    killed_low = models.FloatField()
    killed_best = models.FloatField()
    killed_high = models.FloatField()
    killed_open = models.IntegerField()
    injured_low = models.FloatField()
    injured_best = models.FloatField()
    injured_high = models.FloatField()
    injured_open = models.IntegerField()
    remedy = models.TextField()
    due = models.TextField()

    class Meta:
        db_table = "ledger_incident"
        indexes: ClassVar = [
            models.Index(fields=["first", "case"], name="incident_first"),
            models.Index(fields=["place", "first"], name="incident_place"),
            models.Index(fields=["remedy", "due"], name="incident_remedy"),
        ]


def make_incident_rows(case: Case, begins: str, ends: str) -> Iterator[IncidentRow]:
    """Yield the row of a case that is an incident; nothing for others.

    Args:
        case: The case.
        begins: First day that it tells of (`periods.find_period`), ISO.
        ends: Last day.
    """
    if case.kind is Kind.INCIDENT:
        yield _make_row(case, begins, ends)


def _make_row(case: Case, begins: str, ends: str) -> IncidentRow:
    first, last, dated = _find_days(case, begins, ends)
    latitude, longitude, metres = _find_position(case)
    categories = list_categories(case)
    return IncidentRow(
        case=case.id,
        standing=int(case.standing),
        first=first,
        last=last,
        undated=int(not dated),
        place=case.place,
        latitude=latitude,
        longitude=longitude,
        metres=metres,
        category=categories[0],
        categories=join_values(categories),
        accused=join_values(_list_accused(case)),
        remedy=case.remedies[-1].step.action if case.remedies else "",
        due=_find_due(case),
        **_list_findings(case),
    )


def _list_findings(case: Case) -> dict[str, Any]:
    verified, attributed, ruled = find_verification(case), find_attribution(case), find_ruling(case)
    state = case.threads[0].state if case.threads else ""
    level = verified.step.level if verified else ""
    refuted = level == "refuted" or (not level and state == "refuted")
    return {
        "attributed": join_values(attributed.step.who if attributed else ()),
        "state": state,
        "verification": level,
        "attribution": attributed.step.level if attributed else "",
        "ruling": ruled.step.ruling if ruled else "",
        "single": int(level == "0" or (not level and state == "reported")),
        "sure": int(level in _SURE_LEVELS or (not level and state in _SURE)),
        "refuted": int(refuted),
        **_count(case, "killed", refuted=refuted),
        **_count(case, "injured", refuted=refuted),
    }


def _count(case: Case, what: str, *, refuted: bool) -> dict[str, float]:
    harm = None if refuted else count_harm(case, what)
    low = (harm.low or 0) if harm else 0
    best = harm.best if harm and harm.best is not None else low
    high = harm.high if harm and harm.high is not None else best
    unbounded = int(harm is not None and harm.high is None)
    return {f"{what}_low": low, f"{what}_best": best, f"{what}_high": high, f"{what}_open": unbounded}


def join_values(values: Iterable[str]) -> str:
    """Return values as a list in one text; empty for none.

    Args:
        values: In any order.
    """
    known = sorted({value for value in values if value})
    return f"{BETWEEN}{BETWEEN.join(known)}{BETWEEN}" if known else ""


def split_values(text: str) -> tuple[str, ...]:
    """Return the values of a list that `join_values` made.

    Args:
        text: The list.
    """
    return tuple(text.strip(BETWEEN).split(BETWEEN)) if text else ()


def _find_days(case: Case, begins: str, ends: str) -> tuple[str, str, bool]:
    start, end = find_value(case, "start"), find_value(case, "end")
    told = [case.opened.step.on, *(item.step.on for thread in case.threads for item in thread.history)]
    when = str(start) if start else next((on for on in told if on), "")
    if not when:
        # All that is known is when it was told, or when something else of it happened.
        return begins, begins or ends, False
    first, last = find_days(when)
    if end:
        last = find_days(str(end))[1] or last
    return first or last, last or first, bool(first or last)


def _find_position(case: Case) -> tuple[float | None, float | None, float | None]:
    position, metres = find_value(case, "coordinates"), find_value(case, "precision")
    pair = _POSITION.fullmatch(position) if isinstance(position, str) else None
    if pair is None:
        return None, None, None
    known = float(metres) if isinstance(metres, int | float) else None
    return float(pair[1]), float(pair[2]), known


def list_categories(case: Case) -> tuple[str, ...]:
    """Return what kinds of incident it is, the first one first; one empty where nothing says so.

    Args:
        case: An incident.
    """
    told = (str(value) for value in list_values(case, "category"))
    known = (_SAME.get(value, value) for value in (case.what, *told) if value)
    return tuple(dict.fromkeys(known)) or ("",)


def _list_accused(case: Case) -> Iterator[str]:
    yield from (party.id for role, party in case.sides if role == _DOERS)
    yield from (item.step.who for item in case.accusations)


def _find_due(case: Case) -> str:
    """Return the last day that was set for the party's answer; empty where none is, or all is closed."""
    if not case.remedies or case.remedies[-1].step.action == "closed":
        return ""
    dues = [item.step.due for item in case.remedies if item.step.due]
    return find_days(dues[-1])[1] if dues else ""
