"""Programmes and delivered support as IATI activities, XML of version 2.03.

An activity is a programme, or what one addressee of a request delivers of it. Whoever exports is a secondary reporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Final

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
_NONE: Final[Mapping[str, str]] = {}
_DAY: Final = 10  # letters of a full date
_CONTROL: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS: Final = re.compile("[&<>]")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_QUOTES: Final = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
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
    out.write(f"<?xml version='1.0' encoding='utf-8'?>\n{_open('iati-activities', attributes)}>".encode())
    for dossier in pile.dossiers():
        for activity in _list_counted(dossier, pile):
            pile.tally.records += 1
            out.write("\n".join([*tell_activity(activity, pile), ""]).encode())
    statement = _tell("mithaq:statement", pile.state().encode().decode(), {"xmlns:mithaq": NAMESPACE})
    out.write(f"{statement}</iati-activities>".encode())


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


def tell_activity(activity: Activity, pile: Pile) -> list[str]:
    """Return an activity as lines of XML, its parts in the order of the schema.

    Args:
        activity: The activity.
        pile: What is known of the export.
    """
    case = activity.dossier.case
    title = _narrate(case.title or case.id)
    sector = next((code for topic, code in read_iati().sectors.items() if topic.value in case.topics), "")
    parts = [
        *_tell_reporter(activity, pile),
        *_wrap("title", title),
        *_wrap("description", title, {"type": "1"}),
        *_quote(activity.dossier),
        *_tell_participants(activity.participants),
        _tell("activity-status", attributes={"code": activity.status}),
        *[_tell("activity-date", attributes={"type": kind, "iso-date": day}) for kind, day in activity.dates],
        *_tell_place(activity.dossier),
        *([_tell("sector", attributes={"vocabulary": "1", "code": sector})] if sector else ()),
        *_tell_budget(activity),
    ]
    if any(thread.conditions for thread in case.threads):
        parts.append(_tell("conditions", attributes={"attached": "1"}))
    return _wrap("iati-activity", parts, {"last-updated-datetime": pile.statement.exported})


def _tell_reporter(activity: Activity, pile: Pile) -> list[str]:
    """Return the identifier, and who reports: named by the key that signs the checkpoint, where there is one."""
    signed = pile.statement.ledger.checkpoint
    name = re.sub(r"[^\w.-]", "-", signed.split("\n")[0]) if signed else "MITHAQ"
    reporting = {"ref": name, "type": _OTHER_PUBLISHER, "secondary-reporter": "1"}
    identifier = _tell("iati-identifier", f"{name}-{activity.id}")
    return [identifier, *_wrap("reporting-org", _narrate("Mithaq", "en"), reporting)]


def _open(name: str, attributes: Mapping[str, str]) -> str:
    told = [f' {key}="{_escape(value).translate(_QUOTES)}"' for key, value in attributes.items()]
    return f"<{name}{''.join(told)}"


def _tell(name: str, text: str = "", attributes: Mapping[str, str] = _NONE) -> str:
    """Return an element that holds nothing but text, or nothing."""
    opened = _open(name, attributes)
    return f"{opened}>{_escape(text)}</{name}>" if text else f"{opened}/>"


def _wrap(name: str, parts: Iterable[str], attributes: Mapping[str, str] = _NONE) -> list[str]:
    """Return an element that holds others, line by line."""
    return [f"{_open(name, attributes)}>", *[f"  {part}" for part in parts], f"</{name}>"]


def _narrate(text: str, lang: str = "ar") -> list[str]:
    return [_tell("narrative", text, {"xml:lang": lang})]


def _escape(text: str) -> str:
    """Return a text as XML holds it, whatever is in it; most hold nothing that is to be escaped."""
    if text.isprintable() and not _SIGNS.search(text):
        return text
    return _CONTROL.sub("\ufffd", text).translate(_ESCAPES)


def _quote(dossier: Dossier) -> Iterator[str]:
    for citation in dossier.cite(dossier.case.opened):
        source = "، ".join([part for part in (citation.outlet, citation.published) if part])
        told = f"{citation.quote.text} ({source})" if source else citation.quote.text
        yield from _wrap("description", _narrate(told), {"type": "4"})


def _tell_participants(participants: Iterable[tuple[str, Party]]) -> Iterator[str]:
    listed = list(participants)
    for code, party in listed:
        kind = read_iati().organizations.get(party.type)
        names = [
            line
            for lang, name in (("en", party.en), ("ar", party.ar))
            if name
            for line in _narrate(name, lang)
        ]
        attributes = {"role": code, "type": kind} if kind else {"role": code}
        if names:
            yield from _wrap("participating-org", names, attributes)
        else:
            yield _tell("participating-org", attributes=attributes)
    if not listed:
        # The schema wants one: nobody is known, and nobody is named.
        yield from _wrap("participating-org", _narrate("not known", "en"), {"role": "4"})


def _tell_place(dossier: Dossier) -> Iterator[str]:
    parties = dossier.parties
    countries = list_countries(parties)
    location = locate(dossier.case, countries)
    receiving = [party.id for role, party in dossier.case.sides if role == "for"]
    if receiving:
        countries = list_countries(receiving)
    if location and location.place and location.place.country:
        countries = (location.place.country,)
    if len(countries) == 1:
        yield _tell("recipient-country", attributes={"code": countries[0]})
    if location and location.is_known:
        yield from _tell_position(dossier.case, location)


def _tell_position(case: Case, location: Location) -> list[str]:
    position = _tell("pos", f"{location.latitude} {location.longitude}")
    parts = [
        *_wrap("name", _narrate(case.place or case.id, "en")),
        *_wrap("point", [position], {"srsName": "http://www.opengis.net/def/crs/EPSG/0/4326"}),
        _tell("exactness", attributes={"code": "1" if location.measured else "2"}),
    ]
    return _wrap("location", parts)


def _tell_budget(activity: Activity) -> list[str]:
    """Return a budget where amount, currency, start and end are known: the schema wants all of them."""
    case = activity.dossier.case
    budget, currency = find_value(case, "budget"), find_value(case, "currency")
    days = dict(activity.dates)
    first, last = days.get("1") or days.get("2"), days.get("3") or days.get("4")
    if not isinstance(budget, Amount) or budget.best is None or not first or not last:
        return []
    if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
        return []
    parts = [
        _tell("period-start", attributes={"iso-date": first}),
        _tell("period-end", attributes={"iso-date": last}),
        _tell("value", f"{budget.best:.2f}", {"currency": currency, "value-date": first}),
    ]
    return _wrap("budget", parts)
