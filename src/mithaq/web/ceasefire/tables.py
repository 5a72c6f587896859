"""Incidents as rows, points and bars: what the page shows of those that were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from mithaq.following.case import Kind, Party
from mithaq.following.clock import read_clock
from mithaq.following.facts import Count, count_harm, find_attribution, find_ruling, find_verification
from mithaq.following.fold import Case
from mithaq.following.kinds import find_kind
from mithaq.ledger.current import read_cases
from mithaq.ledger.incidentcounts import (
    OTHERS,
    Counts,
    Point,
    Step,
    Toll,
    count_periods,
    count_times,
    find_span,
)
from mithaq.ledger.incidentrows import list_categories
from mithaq.ledger.incidents import Incidents, find_accusing, select_incidents
from mithaq.ledger.models import PartyRow
from mithaq.ledger.sight import keep_visible, simplify
from mithaq.ledger.spots import name_place
from mithaq.packs.context import load_packs
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import list_parties
from mithaq.reports.charts.days import Measure, Tally
from mithaq.reports.charts.look import MOST_GROUPS, Look
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.cases.filters import write_query
from mithaq.web.cases.lines import Tag, name_case, tag_signal
from mithaq.web.display import Display
from mithaq.web.parts import keep
from mithaq.web.speech import find_term, say
from mithaq.web.store import find_record

_DAYS, _MONTHS = 92, 3_700  # days up to which is counted by day, and by month
FURTHER: Final = ("clash", "deaths")
"""Categories that only the reader finds."""
_NAMED = 40  # parties whose names are looked up in cases
_TONES: Final = {"refuted": "bad", "2": "good", "3": "good", "1": "good", "violation": "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """An incident in the table.

    Args:
        id: Of its case.
        title: What names it.
        when: When it happened, EDTF.
        place: Its name.
        categories: What kind of incident, in words.
        accused: Those who are held to have done it, in words.
        killed: How many people were killed, in words; empty where nothing is said.
        injured: Likewise.
        findings: What was found, as tags: verification, attribution, ruling; what is open.
    """

    id: str
    title: str
    when: str
    place: str
    categories: str
    accused: str
    killed: str
    injured: str
    findings: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents that have something in common.

    Args:
        name: What; in words.
        address: Query of the page that shows only these; empty where there is none.
        counts: What they come to.
        proved: Incidents that a finding gives to the party; None for other groups.
        when: The day, month or year, ISO; empty for other groups.
    """

    name: str
    address: str
    counts: Counts
    proved: int | None = None
    when: str = ""


def find_step(incidents: Incidents) -> Step:
    """Return of what length the times are by which incidents are counted, so that a page holds them.

    Args:
        incidents: Those that were found.
    """
    first, last = find_span(incidents)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days if first else 0
    return Step.DAY if days <= _DAYS else Step.MONTH if days <= _MONTHS else Step.YEAR


def make_look(display: Display, width: int = 640, height: int = 240) -> Look:
    """Return for whom a chart is drawn.

    Args:
        display: What they want to see.
        width: Of the plot, pixels.
        height: Likewise.
    """
    return Look(display.lang, display.numerals, display.months, width, height)


def name_parties(request: Asked, ids: Iterable[str]) -> dict[str, str]:
    """Return names of parties; those that the packs do not know are named as a case that may be seen names them.

    Args:
        request: Who asks.
        ids: Ids as the record has them; one whose name is withheld is not among what is returned.
    """
    packs = load_packs()
    wanted = list(dict.fromkeys(ids))
    strange = tuple(party for party in wanted if packs.find_actor(party) is None)[:_NAMED]
    known = keep(request, f"parties {strange!r}", lambda: _find_parties(request, strange))
    wording = request.display.word_cases(known)
    return {party: wording.name_party(party) for party in wanted if party in known or packs.find_actor(party)}


def _find_parties(request: Asked, ids: Iterable[str]) -> Mapping[str, Party]:
    record = find_record()
    rows = keep_visible(PartyRow.objects.using(record.alias), simplify(record.alias, request.sight))
    named = rows.order_by("-version").values_list("case", flat=True)
    # One case each by the index: some of these parties have thousands.
    cases = {party: case for party in ids if (case := named.filter(party=party).first())}
    everywhere = select_incidents(record, sight=request.sight)
    cases |= find_accusing(everywhere, (party for party in ids if party not in cases))
    return list_parties(read_cases(record, list(dict.fromkeys(cases.values())), sight=request.sight))


def list_tallies(request: Asked, incidents: Incidents, measure: Measure, look: Look) -> list[Tally]:
    """Return what a chart over time draws.

    Args:
        request: Who asks.
        incidents: Those that were found.
        measure: What is counted.
        look: For whom it is drawn: what has no colour of its own counts under one name.
    """
    step = find_step(incidents)
    if measure is Measure.KILLED:
        tolls = ((when, counts.killed) for when, counts in count_periods(incidents, step).items())
        return [Tally(when, "", toll.low, toll.best, toll.high) for when, toll in tolls if toll.high]
    counted = count_times(incidents, step, MOST_GROUPS - 1)
    accused = sorted({party for _, parties in counted for party in parties})
    names = name_parties(request, accused)
    names[OTHERS] = look.say("others")
    return [
        Tally(when, name_group(request, parties, names), counts.sure, counts.incidents, counts.incidents)
        for (when, parties), counts in counted.items()
    ]


def name_group(request: Asked, parties: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the name of the parties that are accused together.

    Args:
        request: Who asks.
        parties: Their ids.
        names: Their names.
    """
    withheld = say(request, "ceasefire.withheld")
    found = [names.get(party, withheld) for party in parties]
    comma = "، " if request.display.lang is Lang.AR else ", "
    return comma.join(found) or say(request, "ceasefire.nobody")


def list_times(request: Asked, incidents: Incidents, step: Step) -> list[Group]:
    """Return what was counted at each time, the latest first.

    Args:
        request: Who asks.
        incidents: Those that were found.
        step: Of what length the times are.
    """
    periods = count_periods(incidents, step)
    return [
        Group("", write_query(request, **_span(when), page=None), periods[when], when=when)
        for when in sorted(periods, reverse=True)
    ]


def _span(when: str) -> dict[str, str]:
    """Return the first and last day of a day, month or year."""
    if len(when) == 10:  # noqa: PLR2004 - a day
        return {"since": when, "until": when}
    if len(when) == 4:  # noqa: PLR2004 - a year
        return {"since": f"{when}-01-01", "until": f"{when}-12-31"}
    year, month = int(when[:4]), int(when[5:])
    following = date(year + month // 12, month % 12 + 1, 1)
    return {"since": f"{when}-01", "until": date.fromordinal(following.toordinal() - 1).isoformat()}


def list_places(request: Asked, counts: Mapping[str, Counts]) -> list[Group]:
    """Return what was counted at each place, the most numerous first.

    Args:
        request: Who asks.
        counts: By English name of the place.
    """
    lang = request.display.lang
    return [
        Group(
            name_place(name)[0 if lang is Lang.AR else 1] if name else say(request, "ceasefire.nowhere"),
            write_query(request, place=name, page=None) if name else "",
            counts[name],
        )
        for name in sorted(counts, key=lambda name: (-counts[name].incidents, name))
    ]


def make_markers(request: Asked, points: Iterable[Point]) -> list[dict[str, Any]]:
    """Return points as the map takes them.

    Args:
        request: Who asks.
        points: Where incidents lie.
    """
    display, page = request.display, reverse("ceasefire-incidents")
    found = []
    for point in points:
        name = name_place(point.place)[0 if display.lang is Lang.AR else 1] if point.place else ""
        killed = write_toll(request, point.counts.killed)
        texts = [say(request, "ceasefire.on-map", count=display.write_number(point.counts.incidents))]
        texts += [f"{say(request, 'ceasefire.killed')}: {killed}"] if killed else []
        if not point.measured:
            texts.append(say(request, "ceasefire.around", metres=display.write_number(point.metres / 1000)))
        found.append(
            {
                "lat": point.latitude, "lon": point.longitude, "metres": point.metres, "measured": point.measured,
                "count": point.counts.incidents, "name": name, "texts": texts,
                "address": page + write_query(request, place=point.place, page=None) if point.place else "",
            }
        )  # fmt: skip
    return found


def write_toll(request: Asked, toll: Toll) -> str:
    """Return how many people were harmed, with bounds; empty where nobody was.

    Args:
        request: Who asks.
        toll: The figures.
    """
    if not toll.high and not toll.unbounded:
        return ""
    low, best, high = (request.display.write_number(value) for value in (toll.low, toll.best, toll.high))
    if toll.unbounded:
        key = "ceasefire.at-least" if low == best else "ceasefire.at-least-best"
        return say(request, key, best=best, low=low)
    return best if low == high else say(request, "ceasefire.bounds", best=best, low=low, high=high)


def make_lines(request: Asked, ids: Sequence[str], day: date) -> list[Line]:
    """Return incidents for the table, in the order of their ids.

    Args:
        request: Who asks.
        ids: Of cases that they may see.
        day: The day for what is overdue.
    """
    cases = read_cases(find_record(), ids, sight=request.sight)
    wording = request.display.word_cases(list_parties(cases))
    return [_make_line(request, case, wording, day) for case in cases]


def _make_line(request: Asked, case: Case, wording: CaseWording, day: date) -> Line:
    accused = [party.id for role, party in case.sides if role == "accused"]
    accused += [item.step.who for item in case.accusations]
    place = name_place(case.place)[0 if wording.lang is Lang.AR else 1] if case.place else ""
    return Line(
        id=case.id,
        title=name_case(case, wording.lang),
        when=find_when(case),
        place=place,
        categories=wording.comma.join(name_categories(case, wording)),
        accused=wording.list_parties(tuple(dict.fromkeys(accused))),
        killed=_write_count(request, count_harm(case, "killed")),
        injured=_write_count(request, count_harm(case, "injured")),
        findings=(
            *_tag_findings(case, wording),
            *(tag_signal(item, wording) for item in read_clock(case, day).signals),
        ),
    )


def find_when(case: Case) -> str:
    """Return when an incident happened, EDTF; empty where nothing says so.

    Args:
        case: The incident.
    """
    starts = [str(item.step.value) for item in case.fields if item.step.field == "start"]
    told = [case.opened.step.on, *(item.step.on for thread in case.threads for item in thread.history)]
    return starts[-1] if starts else next((on for on in told if on), "")


def name_categories(case: Case, wording: CaseWording) -> list[str]:
    """Return what kind of incident it is, in words.

    Args:
        case: The incident.
        wording: The language.
    """
    return [name_category(value, wording) for value in list_categories(case) if value]


def name_category(value: str, wording: CaseWording) -> str:
    """Return what a category is called: one of the list of fields, or one that only the reader finds.

    Args:
        value: The category.
        wording: The language.
    """
    if value in FURTHER:
        return find_term(f"ceasefire.category-{value}", wording.lang)
    return wording.write_value(value, find_kind(Kind.INCIDENT).find_field("category"))


def _write_count(request: Asked, count: Count | None) -> str:
    if count is None:
        return ""
    low, best = count.low or 0, count.best if count.best is not None else count.low or 0
    high = count.high if count.high is not None else best
    return write_toll(request, Toll(low, best, high, 0 if count.high is not None else 1))


def _tag_findings(case: Case, wording: CaseWording) -> list[Tag]:
    found = []
    if verified := find_verification(case):
        level = verified.step.level
        found.append(Tag(wording.name_finding("verification", level), _TONES.get(level, "")))
    else:
        state = case.threads[0].state if case.threads else ""
        found.append(Tag(wording.name_state(state, case.kind), _TONES.get(state, "warn")))
    if attributed := find_attribution(case):
        name = wording.name_finding("attribution", attributed.step.level)
        who = wording.list_parties(attributed.step.who)
        found.append(Tag(f"{name}: {who}" if who else name))
    if ruled := find_ruling(case):
        found.append(
            Tag(wording.name_finding("ruling", ruled.step.ruling), _TONES.get(ruled.step.ruling, ""))
        )
    return found
