"""Rows of POLECAT as cases: what was done to whom, where its type makes a case; each rests on its own cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from msgspec import Struct

from mithaq.dates import Edtf
from mithaq.errors import Reason
from mithaq.following.case import AnyRead, Describe, Kind, Open, Party
from mithaq.knowledge import read_knowledge
from mithaq.model import ActorType, ActType
from mithaq.refusals import make_error
from mithaq.reports.imports.acled import read_day
from mithaq.reports.imports.naming import name_case, name_party
from mithaq.reports.imports.refusal import NOTHING, NotTakenError
from mithaq.reports.imports.sheet import Known, Sheet, Source, split_cell, write_sheet
from mithaq.reports.imports.tables import NamedRow, read_rows
from mithaq.reports.imports.taken import Result

_PATH = Path(__file__).parent / "polecat.yaml"
NEEDED: Final = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name", "Country")
_COLUMNS: Final = ("Event Type", "Event Mode", "Event Date", "Actor Name", "Recipient Name", "Placename")
_NOBODY: Final = "None"
_OURS: Final = re.compile(r"([0-9a-f]{16})-\d+-[A-Z]+")
"""Ids of the events that Mithaq exports: the first signs of the hash of the text, the place in it, the type."""
_ELSE: Final = "else"


class EventKind(Struct, frozen=True, forbid_unknown_fields=True):
    """What a type of event becomes, and in which roles its two sides take part."""

    event: ActType
    kind: Kind
    first: str
    second: str


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """What a row of a type and a mode becomes, or does not."""

    event: ActType
    mode: str
    kind: Kind
    category: str


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows that become this, and rows that do not."""

    match: tuple[Example, ...]
    not_match: tuple[Example, ...]


class PolecatRules(Struct, frozen=True, forbid_unknown_fields=True):
    """``polecat.yaml``.

    Args:
        events: Kind and roles by type.
        categories: Category of incidents by type and mode.
        sectors: What kind of actor, by its first sector.
        examples: What becomes what.
    """

    events: tuple[EventKind, ...]
    categories: dict[ActType, dict[str, str]]
    sectors: dict[str, ActorType]
    examples: Examples

    def find_category(self, event: ActType, mode: str) -> str:
        """Return the category of an incident; empty where neither type nor mode decides."""
        known = self.categories.get(event, {})
        return known.get(mode) or known.get(_ELSE, "")


@cache
def read_rules() -> PolecatRules:
    """Return how rows become cases."""
    return read_knowledge(_PATH, PolecatRules)


def read_polecat(text: str, source: Source, holds: Callable[[str], bool] = lambda _: False) -> Result:
    """Return a case for each row whose type makes one, and the rows that cannot be taken.

    Args:
        text: The file, decoded.
        source: The file.
        holds: Tells whether the record holds a text whose hash begins so: what was read in it is there already.

    Raises:
        NotTakenError: If it has not the columns of POLECAT.
    """
    return read_rows(text, source, NEEDED, partial(_read_row, source, holds))


_HOW = Reason("imports.how-polecat")


def _find_rule(cells: Mapping[str, str]) -> EventKind:
    name = cells["Event Type"].strip().upper()
    if name not in set(ActType):
        told, known = name or NOTHING, ", ".join(ActType)
        raise make_error(NotTakenError, "imports.no-event", text=told, system="PLOVER", known=known)
    rule = next((rule for rule in read_rules().events if rule.event == name), None)
    if rule is None:
        raise make_error(NotTakenError, "imports.no-case", text=name)
    return rule


def _read_row(source: Source, holds: Callable[[str], bool], row: NamedRow) -> tuple[Sheet, list[AnyRead]]:
    cells, rule = row.cells, _find_rule(row.cells)
    key = cells["Event ID"].strip()
    ours = _OURS.fullmatch(key)
    if ours and holds(ours[1]):
        raise make_error(NotTakenError, "imports.text-held")
    when = read_day(cells["Event Date"])
    if not key:
        raise make_error(NotTakenError, "imports.no-polecat-id", how=_HOW)
    if when is None:
        raise make_error(NotTakenError, "imports.no-date", text=cells["Event Date"] or NOTHING, how=_HOW)
    known = Known(
        name=f"polecat-{key}",
        origin=source.locate(str(row.line)),
        title=_write_title(cells),
        outlet=_find_cell(cells, "Source") or "POLECAT",
        published=_read_published(cells),
    )
    sheet = write_sheet(f"POLECAT {key}", cells.items(), known)
    case = name_case(rule.kind, "polecat", key)
    return sheet, list(_tell(cells, rule, sheet, (case, when.text)))


def _read_published(cells: Mapping[str, str]) -> Edtf | None:
    return read_day(cells.get("Publication Date", ""))


def _find_cell(cells: Mapping[str, str], name: str) -> str:
    value = cells.get(name, "").strip()
    return "" if value == _NOBODY else value


def _write_title(cells: Mapping[str, str]) -> str:
    what = " ".join(filter(None, (_find_cell(cells, "Event Type"), _find_cell(cells, "Event Mode"))))
    sides = " → ".join(filter(None, (_find_cell(cells, "Actor Name"), _find_cell(cells, "Recipient Name"))))
    return ", ".join(filter(None, (f"{what}: {sides}" if sides else what, _find_place(cells))))


def _find_place(cells: Mapping[str, str]) -> str:
    names = ("Placename", "City", "District", "Province", "Country")
    return next(filter(None, (_find_cell(cells, name) for name in names)), "")


def _tell(
    cells: Mapping[str, str], rule: EventKind, sheet: Sheet, named: tuple[str, str]
) -> Iterator[AnyRead]:
    case, when = named
    mode = _find_cell(cells, "Event Mode").lower()
    category = read_rules().find_category(rule.event, mode) if rule.kind is Kind.INCIDENT else ""
    yield Open(
        case=case,
        kind=rule.kind,
        title=_write_title(cells),
        sides=tuple(_find_sides(cells, rule)),
        place=_find_place(cells),
        what=category,
        on=when,
        evidence=sheet.quote(*_COLUMNS),
    )
    if category:
        evidence = sheet.quote("Event Type", "Event Mode")
        yield Describe(case=case, field="category", value=category, on=when, evidence=evidence)
    place = [_find_cell(cells, "Latitude"), _find_cell(cells, "Longitude")]
    if rule.kind is Kind.INCIDENT and all(place):
        evidence = sheet.quote("Latitude", "Longitude")
        yield Describe(case=case, field="coordinates", value=", ".join(place), on=when, evidence=evidence)


def _find_sides(cells: Mapping[str, str], rule: EventKind) -> Iterator[tuple[str, Party]]:
    seen: set[str] = set()
    for side, role in (("Actor", rule.first), ("Recipient", rule.second)):
        sectors = split_cell(_find_cell(cells, f"Primary {side} Sector"))
        kind = read_rules().sectors.get(sectors[0] if sectors else "", ActorType.ORGANIZATION)
        for name in split_cell(_find_cell(cells, f"{side} Name")):
            party = name_party(name, kind)
            if party.id not in seen:
                seen.add(party.id)
                yield role, party
