"""Programmes and delivered support as IATI activities, XML of version 2.03.

An activity is a programme, or what one addressee of a request delivers of it. Whoever exports is a secondary reporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, Final

from lxml import etree
from msgspec import Struct

from mithaq.following.case import Amount, Kind, Party
from mithaq.following.clock import find_state
from mithaq.following.facts import find_value
from mithaq.following.fold import Case
from mithaq.following.kinds import find_kind
from mithaq.knowledge import read_knowledge
from mithaq.model import ActorType, Topic
from mithaq.reports.exports.days import cut_dates
from mithaq.reports.exports.pile import Dossier, Pile
from mithaq.reports.exports.places import Location, list_countries, locate
from mithaq.reports.exports.reasons import Reason

NAMESPACE: Final = "urn:mithaq:export"
"""Namespace of the element that holds the statement."""
_PATH: Final = Path(__file__).parent / "iati.yaml"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY: Final = 10  # letters of a full date
_CONTROL: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CURRENCY: Final = re.compile("[A-Z]{3}")
_PIPELINE, _CLOSED = "1", "4"
_OTHER_PUBLISHER: Final = "90"


class IatiBook(Struct, frozen=True, forbid_unknown_fields=True):
    """`iati.yaml`.

    Args:
        sectors: DAC purpose codes by topic, in order of preference.
        delivered: Activity status by state of a request.
        organizations: Codes of kinds of organizations by type of actor.
        programme: Codes of roles of participants in a programme.
        request: Codes of roles of participants in a request.
    """

    sectors: dict[Topic, str]
    delivered: dict[str, str]
    organizations: dict[ActorType, str]
    programme: dict[str, str]
    request: dict[str, str]


@cache
def read_iati() -> IatiBook:
    """Return the mapping to IATI."""
    return read_knowledge(_PATH, IatiBook)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity.

    Args:
        id: Its identifier, without that of the reporting organization.
        dossier: The case.
        status: Code of its status.
        dates: Types of dates with days, ISO 8601.
        participants: Codes of roles with parties.
    """

    id: str
    dossier: Dossier
    status: str
    dates: tuple[tuple[str, str], ...]
    participants: tuple[tuple[str, Party], ...]


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the activities of a pile; the statement stands behind them, in a namespace of its own.

    Args:
        pile: What is exported.
        out: Where to.
    """
    attributes = {"version": "2.03", "generated-datetime": pile.statement.exported}
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", attributes):
            for dossier in pile.dossiers():
                for activity in _list_counted(dossier, pile):
                    pile.tally.records += 1
                    file.write(make_element(activity, pile), pretty_print=True)
            statement = etree.Element(f"{{{NAMESPACE}}}statement", nsmap={"mithaq": NAMESPACE})
            statement.text = pile.state().encode().decode()
            file.write(statement)


def _list_counted(dossier: Dossier, pile: Pile) -> Iterator[Activity]:
    activities = list(list_activities(dossier, pile))
    if not activities:
        pile.tally.left_out[Reason.NOT_DELIVERED] += 1
    for activity in activities:
        if activity.dates:
            yield activity
        else:
            pile.tally.left_out[Reason.NO_DAY] += 1


def list_activities(dossier: Dossier, pile: Pile) -> Iterator[Activity]:
    """Yield the activities that a case brings.

    Args:
        dossier: A programme or a request.
        pile: The day.
    """
    case, book = dossier.case, read_iati()
    spec, day = find_kind(case.kind), pile.selection.as_of
    if case.kind is Kind.PROGRAMME:
        state, since = find_state(spec, case.threads[0], day)
        known = spec.find_state(state)
        status = known.code if known else _PIPELINE
        roles = [(book.programme[role], party) for role, party in case.sides if role in book.programme]
        yield Activity(case.id, dossier, status, _list_dates(case, status, since), _show(dossier, roles))
        return
    for thread in case.threads:
        state, since = find_state(spec, thread, day)
        delivered = book.delivered.get(state)
        if delivered:
            roles = [(code, thread.party) for code in book.request.values() if thread.party]
            key = f"{case.id}-{thread.id}" if thread.id else case.id
            yield Activity(
                key, dossier, delivered, _list_dates(case, delivered, since), _show(dossier, roles)
            )


def _show(dossier: Dossier, roles: Iterable[tuple[str, Party]]) -> tuple[tuple[str, Party], ...]:
    return tuple((code, party) for code, party in roles if party.id not in dossier.hidden)


def _list_dates(case: Case, status: str, since: str | None) -> tuple[tuple[str, str], ...]:
    """Return planned (1, 3) and actual (2, 4) starts and ends, as far as their days are known."""
    start, end = find_value(case, "start"), find_value(case, "end")
    begins = start if isinstance(start, str) else case.opened.step.on
    ends = end if isinstance(end, str) else since if status == _CLOSED else None
    first, last = cut_dates(begins)[0], cut_dates(ends)[1]
    found = (
        ("1" if status == _PIPELINE else "2", first),
        ("4" if status == _CLOSED else "3", last),
    )
    return tuple((kind, day) for kind, day in found if day and len(day) == _DAY)


def make_element(activity: Activity, pile: Pile) -> Any:  # noqa: ANN401 - lxml has no types
    """Return an activity as XML, its parts in the order of the schema.

    Args:
        activity: The activity.
        pile: What is known of the export.
    """
    case = activity.dossier.case
    root = etree.Element("iati-activity", {"last-updated-datetime": pile.statement.exported})
    reporter = _name_reporter(pile)
    _add(root, "iati-identifier", f"{reporter}-{activity.id}")
    reporting = {"ref": reporter, "type": _OTHER_PUBLISHER, "secondary-reporter": "1"}
    _narrate(_add(root, "reporting-org", **reporting), "Mithaq", "en")
    _narrate(_add(root, "title"), case.title or case.id)
    _describe(root, activity)
    _add_participants(root, activity.participants)
    _add(root, "activity-status", code=activity.status)
    for kind, day in activity.dates:
        _add(root, "activity-date", **{"type": kind, "iso-date": day})
    _add_place(root, activity.dossier)
    sector = next((code for topic, code in read_iati().sectors.items() if topic.value in case.topics), "")
    if sector:
        _add(root, "sector", vocabulary="1", code=sector)
    _add_budget(root, activity)
    if any(thread.conditions for thread in case.threads):
        _add(root, "conditions", attached="1")
    return root


def _name_reporter(pile: Pile) -> str:
    """Return who reports: the name of the key that signs the checkpoint, where there is one."""
    signed = pile.statement.ledger.checkpoint
    return re.sub(r"[^\w.-]", "-", signed.split("\n")[0]) if signed else "MITHAQ"


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:  # noqa: ANN401 - lxml has no types
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = text if text.isprintable() else _CONTROL.sub("\ufffd", text)
    return element


def _narrate(parent: Any, text: str, lang: str = "ar") -> None:  # noqa: ANN401 - lxml has no types
    _add(parent, "narrative", text, **{_LANG: lang})


def _describe(root: Any, activity: Activity) -> None:  # noqa: ANN401 - lxml has no types
    case, dossier = activity.dossier.case, activity.dossier
    _narrate(_add(root, "description", type="1"), case.title or case.id)
    for citation in dossier.cite(case.opened):
        source = "، ".join(part for part in (citation.outlet, citation.published) if part)
        told = f"{citation.quote.text} ({source})" if source else citation.quote.text
        _narrate(_add(root, "description", type="4"), told)


def _add_participants(root: Any, participants: Iterable[tuple[str, Party]]) -> None:  # noqa: ANN401 - as above
    listed = list(participants)
    for code, party in listed:
        kind = read_iati().organizations.get(party.type)
        element = _add(root, "participating-org", role=code, **({"type": kind} if kind else {}))
        for lang, name in (("en", party.en), ("ar", party.ar)):
            if name:
                _narrate(element, name, lang)
    if not listed:
        # The schema wants one: nobody is known, and nobody is named.
        _narrate(_add(root, "participating-org", role="4"), "not known", "en")


def _add_place(root: Any, dossier: Dossier) -> None:  # noqa: ANN401 - lxml has no types
    parties = dossier.parties
    location = locate(dossier.case, list_countries(parties))
    receiving = [party.id for role, party in dossier.case.sides if role == "for"] or list(parties)
    countries = list_countries(receiving)
    if location and location.place and location.place.country:
        countries = (location.place.country,)
    if len(countries) == 1:
        _add(root, "recipient-country", code=countries[0])
    if location and location.is_known:
        _add_position(root, dossier.case, location)


def _add_position(root: Any, case: Case, location: Location) -> None:  # noqa: ANN401 - lxml has no types
    element = _add(root, "location")
    _narrate(_add(element, "name"), case.place or case.id, "en")
    point = _add(element, "point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
    _add(point, "pos", f"{location.latitude} {location.longitude}")
    _add(element, "exactness", code="1" if location.measured else "2")


def _add_budget(root: Any, activity: Activity) -> None:  # noqa: ANN401 - lxml has no types
    """Add a budget where amount, currency, start and end are known: the schema wants all of them."""
    case = activity.dossier.case
    budget, currency = find_value(case, "budget"), find_value(case, "currency")
    days = dict(activity.dates)
    first, last = days.get("1") or days.get("2"), days.get("3") or days.get("4")
    if not isinstance(budget, Amount) or budget.best is None or not first or not last:
        return
    if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
        return
    element = _add(root, "budget")
    _add(element, "period-start", **{"iso-date": first})
    _add(element, "period-end", **{"iso-date": last})
    _add(element, "value", f"{budget.best:.2f}", currency=currency, **{"value-date": first})
