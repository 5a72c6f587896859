"""Rows of ACLED as incidents: each rests on its own cells. The way from column to step stands in docs/imports.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Final

from msgspec import Struct

from mithaq.dates import Edtf
from mithaq.errors import DateError, Reason
from mithaq.following.case import Amount, AnyRead, Describe, Evidence, Harm, Kind, Open, Party
from mithaq.knowledge import read_knowledge
from mithaq.model import ActorType
from mithaq.refusals import make_error
from mithaq.reports.imports.naming import name_case, name_party
from mithaq.reports.imports.refusal import NOTHING, NotTakenError
from mithaq.reports.imports.sheet import Known, Sheet, Source, split_cell, write_sheet
from mithaq.reports.imports.tables import NamedRow, read_rows
from mithaq.reports.imports.taken import Result
from mithaq.sources.stamp import read_stamp

_PATH = Path(__file__).parent / "acled.yaml"
NEEDED: Final = ("event_id_cnty", "event_date", "event_type", "location")
_LONGEST: Final = 300
_WRITTEN = ("%d %B %Y", "%d-%b-%Y", "%d-%b-%y")
_SECONDS = re.compile(r"\d{9,11}")


class EventRoles(Struct, frozen=True, forbid_unknown_fields=True):
    """In which roles the two actors of an event type take part."""

    event: str
    first: str
    second: str


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """What a row of an event and a sub-event becomes, or does not."""

    event: str
    sub: str
    first: str
    second: str
    category: str


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that become this, and rows that do not."""

    match: tuple[Example, ...]
    not_match: tuple[Example, ...]


class AcledRules(Struct, frozen=True, forbid_unknown_fields=True):
    """``acled.yaml``.

    Args:
        events: Roles by event type.
        categories: Category by sub-event.
        types: What kind of actor, by ACLED's name or number.
        civilians: Which of these are always the victim.
        examples: What becomes what.
    """

    events: tuple[EventRoles, ...]
    categories: dict[str, str]
    types: dict[str, ActorType]
    civilians: tuple[str, ...]
    examples: Examples

    def find_roles(self, event: str) -> EventRoles | None:
        """Return the roles of an event type; None where it is none of ACLED's."""
        return next((item for item in self.events if item.event == event.strip()), None)


@cache
def read_rules() -> AcledRules:
    """Return how rows become incidents."""
    return read_knowledge(_PATH, AcledRules)


def read_acled(text: str, source: Source) -> Result:
    """Return an incident for each row, and the rows that cannot be taken.

    Args:
        text: The file, decoded.
        source: The file.

    Raises:
        NotTakenError: If it has not the columns of ACLED.
    """
    return read_rows(text, source, NEEDED, partial(_read_row, source))


def _read_row(source: Source, row: NamedRow) -> tuple[Sheet, list[AnyRead]]:
    cells = row.cells
    key = cells["event_id_cnty"].strip()
    if not key:
        raise make_error(NotTakenError, "imports.no-acled-id")
    roles = _find_roles(cells["event_type"].strip())
    when = read_when(cells["event_date"], cells.get("time_precision", ""))
    sheet = write_sheet(
        f"ACLED {key}",
        cells.items(),
        Known(
            name=f"acled-{key}",
            origin=source.locate(str(row.line)),
            title=_write_title(cells),
            outlet="ACLED",
            published=_read_timestamp(cells.get("timestamp", "")),
        ),
    )
    case = name_case(Kind.INCIDENT, "acled", key)
    return sheet, list(_tell(_Row(cells, sheet, case, when), roles))


def _find_roles(event: str) -> EventRoles:
    """Return the roles of an event type; of one that is not told nobody is accused."""
    roles = read_rules().find_roles(event) if event else EventRoles("", "party", "party")
    if roles is None:
        known = ", ".join(item.event for item in read_rules().events)
        raise make_error(NotTakenError, "imports.no-event", text=event, system="ACLED", known=known)
    return roles


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Mapping[str, str]
    sheet: Sheet
    case: str
    when: str

    def find(self, name: str) -> str:
        return self.cells.get(name, "").strip()

    def quote(self, *names: str) -> tuple[Evidence, ...]:
        return self.sheet.quote(*names)


def _write_title(cells: Mapping[str, str]) -> str:
    notes = cells.get("notes", "").strip()
    named = cells.get("sub_event_type", "").strip() or cells["event_type"].strip()
    return (
        notes[:_LONGEST]
        or ", ".join(filter(None, (named, cells["location"].strip())))
        or cells["event_id_cnty"]
    )


def _tell(row: _Row, roles: EventRoles) -> Iterator[AnyRead]:
    rules = read_rules()
    category = rules.categories.get(row.find("sub_event_type"), "")
    yield Open(
        case=row.case,
        kind=Kind.INCIDENT,
        title=_write_title(row.cells),
        sides=tuple(_find_sides(row, roles)),
        place=row.find("location"),
        what=category,
        on=row.when,
        evidence=row.quote("notes", "event_type", "event_date", "location", "actor1", "actor2"),
    )
    if category:
        yield Describe(
            case=row.case, field="category", value=category, on=row.when, evidence=row.quote("sub_event_type")
        )
    if row.find("latitude") and row.find("longitude"):
        place = f"{row.find('latitude')}, {row.find('longitude')}"
        evidence = row.quote("latitude", "longitude")
        yield Describe(case=row.case, field="coordinates", value=place, on=row.when, evidence=evidence)
    for name in split_cell(row.find("source")):
        yield Describe(case=row.case, field="source", value=name, on=row.when, evidence=row.quote("source"))
    deaths = _read_count(row.find("fatalities"))
    if deaths:
        amount = Amount(deaths, deaths, deaths)
        yield Harm(case=row.case, what="killed", amount=amount, on=row.when, evidence=row.quote("fatalities"))


def _find_sides(row: _Row, roles: EventRoles) -> Iterator[tuple[str, Party]]:
    rules = read_rules()
    seen: set[str] = set()
    for number, role in (("1", roles.first), ("2", roles.second)):
        code = row.find(f"inter{number}")
        kind = rules.types.get(code, ActorType.ORGANIZATION)
        names = [row.find(f"actor{number}"), *split_cell(row.find(f"assoc_actor_{number}"))]
        for at, name in enumerate(filter(None, names)):
            party = name_party(name, kind)
            held = "victim" if code in rules.civilians else role
            if party.id not in seen:
                seen.add(party.id)
                # Who is named beside an actor took part; only the actor itself is held to be the doer.
                yield ("party" if at and held == "accused" else held), party


def read_when(text: str, precision: str) -> str:
    """Return a date of ACLED as EDTF: to the day, about the day (its precision 2), or to the month (3).

    Args:
        text: ISO 8601, or as ACLED's website writes it ("05 March 2021").
        precision: ``1``, ``2``, ``3``, or empty.

    Raises:
        NotTakenError: If it is no date.
    """
    day = read_day(text)
    if day is None:
        raise make_error(
            NotTakenError, "imports.no-date", text=text or NOTHING, how=Reason("imports.how-day")
        )
    if precision.strip() == "3":
        return day.text[:7]
    return f"{day.text}~" if precision.strip() == "2" else day.text


def read_day(text: str) -> Edtf | None:
    """Return the day that a cell names; None where it names none.

    Args:
        text: In any of the forms that event tables write.
    """
    found = read_stamp(text)
    if found is not None:
        return found
    for form in _WRITTEN:
        try:
            return Edtf.parse(datetime.strptime(text.strip(), form).replace(tzinfo=UTC).date().isoformat())
        except (ValueError, DateError):
            continue
    return None


def _read_timestamp(text: str) -> Edtf | None:
    return read_stamp(text.strip()) if _SECONDS.fullmatch(text.strip()) else read_day(text)


def _read_count(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal():
        raise make_error(NotTakenError, "imports.no-fatalities", text=text)
    return int(text)
