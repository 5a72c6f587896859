"""A case as one row of a table, and what the columns of the tables are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import astuple, replace

from mithaq.following.case import Kind, Party
from mithaq.following.clock import find_state
from mithaq.following.facts import (
    Count,
    count_harm,
    find_attribution,
    find_ruling,
    find_verification,
    list_values,
)
from mithaq.following.fold import Case
from mithaq.following.kinds import find_kind
from mithaq.following.state import Standing
from mithaq.knowledge import read_knowledge
from mithaq.ledger.masks import MASK
from mithaq.ledger.periods import find_period
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.exports.pile import Dossier, Pile
from mithaq.reports.exports.places import find_country, list_countries, locate
from mithaq.reports.labels import name_party
from mithaq.reports.wording import Lang

_PATH = Path(__file__).parent / "columns.yaml"
_OPEN: Final = frozenset({"unmet", "disputed"})
_BETWEEN: Final = "; "
_NOBODY: Final = Count(None, None, None)
_STANDINGS: Final = {standing: standing.name.lower() for standing in Standing}
_MASK: Final = MASK.encode()
_ENCODER: Final = msgspec.json.Encoder()


class ColumnType(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    EDTF = "edtf"
    DAY = "day"


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """One column.

    Args:
        name: Name of the attribute of `Line`.
        ar: Arabic heading.
        en: English heading.
        hxl: HXL tag.
        type: What it holds.
        what: For the data dictionary.
    """

    name: str
    ar: str
    en: str
    hxl: str
    type: ColumnType
    what: str

    def head(self, lang: Lang) -> str:
        """Return its heading in one language."""
        return self.ar if lang is Lang.AR else self.en


class Line(Struct, frozen=True, gc=False):
    """A case as one row; `columns.yaml` tells what each value is, None where nothing is known."""

    id: str
    kind: str
    kind_label: str
    standing: str
    version: int
    title: str
    what: str
    categories: str
    topics: str
    place: str
    latitude: float | None
    longitude: float | None
    position_from: str
    precision: float | None
    country: str
    begins: str
    ends: str
    on: str
    due: str
    state: str
    state_label: str
    since: str
    conditions: int
    by: str
    to: str
    others: str
    accused: str
    verification: str
    attribution: str
    attributed_to: str
    ruling: str
    killed_low: float | None
    killed: float | None
    killed_high: float | None
    injured_low: float | None
    injured: float | None
    injured_high: float | None
    outlets: str
    published: str
    documents: int
    quote: str
    document: str
    quote_start: int | None
    quote_end: int | None
    url: str
    masked: str

    def list_values(self) -> list[Any]:
        """Return the values in the order of the columns."""
        return list(astuple(self))


@cache
def load_columns() -> tuple[Column, ...]:
    """Return the columns in their order."""
    return read_knowledge(_PATH, tuple[Column, ...])


def read_lines(pile: Pile) -> Iterator[Line]:
    """Yield the cases of a pile as rows, and count them.

    Args:
        pile: What is exported.
    """
    for dossier in pile.dossiers():
        line = make_line(dossier, pile)
        pile.tally.records += 1
        yield line


def make_line(dossier: Dossier, pile: Pile) -> Line:
    """Return a case as a row.

    Args:
        dossier: The case with its documents.
        pile: Language and day.
    """
    case, names = dossier.case, Names(pile.lang, dossier.parties)
    line = Line(
        masked="",
        **_describe(case, pile.lang),
        **_tell_sides(case, names),
        **_tell_position(case, names.parties),
        **_tell_state(case, names, pile),
        **_tell_findings(case, names),
        **_tell_sources(dossier),
    )
    # Encoded at once and searched at once: quicker than to look at every value by itself.
    return replace(line, masked="yes") if _MASK in _ENCODER.encode(line) else line


class Names(NamedTuple):
    """What the parties of a case are called in one language.

    Args:
        lang: The language.
        parties: By id.
    """

    lang: Lang
    parties: Mapping[str, Party]

    def tell(self, party: str) -> str:
        """Return the name of a party, or its id where nobody knows it."""
        return _name_party(self.parties.get(party, party), self.lang)


_name_party = lru_cache(maxsize=4096)(name_party)


# What labels are made of is the same for every case of a kind.
@lru_cache(maxsize=4096)
def _name_kind(lang: Lang, kind: Kind) -> str:
    return CaseWording(lang, {}).name_kind(kind)


@lru_cache(maxsize=4096)
def _name_role(lang: Lang, kind: Kind, role: str) -> str:
    return CaseWording(lang, {}).name_role(role, kind)


@lru_cache(maxsize=4096)
def _name_state(lang: Lang, kind: Kind, state: str, thread: str) -> str:
    return CaseWording(lang, {}).name_state(state, kind, thread)


def _describe(case: Case, lang: Lang) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind.value,
        "kind_label": _name_kind(lang, case.kind),
        "standing": _STANDINGS[case.standing],
        "version": case.version,
        "title": case.title,
        "what": case.what,
        "categories": _BETWEEN.join([str(value) for value in list_values(case, "category")]),
        "topics": _BETWEEN.join(case.topics),
        "place": case.place,
        "on": case.opened.step.on or "",
        "due": case.due or "",
    }


def _tell_sides(case: Case, names: Names) -> dict[str, Any]:
    by, to, others = [], [], []
    for role, party in case.sides:
        name = names.tell(party.id)
        if role == "by":
            by.append(name)
        elif role == "to":
            to.append(name)
        else:
            others.append(f"{_name_role(names.lang, case.kind, role)}: {name}")
    accused = dict.fromkeys([names.tell(item.step.who) for item in case.accusations])
    return {
        "by": _BETWEEN.join(by),
        "to": _BETWEEN.join(to),
        "others": _BETWEEN.join(others),
        "accused": _BETWEEN.join(accused),
    }


def _tell_position(case: Case, parties: Iterable[str]) -> dict[str, Any]:
    countries = list_countries(parties)
    location = locate(case, countries)
    iso = location.place.country if location and location.place else None
    # Without a place the country is that of those who take part, where they are all of one.
    country = find_country(iso or (countries[0] if len(countries) == 1 else None))
    known = location is not None and location.is_known
    return {
        "latitude": location.latitude if location else None,
        "longitude": location.longitude if location else None,
        "position_from": ("record" if location and location.measured else "gazetteer") if known else "",
        "precision": location.metres if location else None,
        "country": country.alpha3 if country else "",
    }


def _tell_state(case: Case, names: Names, pile: Pile) -> dict[str, Any]:
    spec, day = find_kind(case.kind), pile.selection.as_of
    states, labels, since = [], [], ""
    for thread in case.threads:
        state, reached = find_state(spec, thread, day)
        label = _name_state(names.lang, case.kind, state, "part" if thread.id else "")
        if thread.id:
            named = names.tell(thread.id) if thread.party else thread.id
            state, label = f"{thread.id}: {state}", f"{named}: {label}"
        states.append(state)
        labels.append(label)
        since = max(since, reached or "")
    return {
        "state": _BETWEEN.join(states),
        "state_label": _BETWEEN.join(labels),
        "since": since,
        "conditions": sum([item.state in _OPEN for thread in case.threads for item in thread.conditions]),
    }


def _tell_findings(case: Case, names: Names) -> dict[str, Any]:
    verification, attribution = find_verification(case), find_attribution(case)
    ruling = find_ruling(case)
    killed, injured = count_harm(case, "killed") or _NOBODY, count_harm(case, "injured") or _NOBODY
    who = attribution.step.who if attribution else ()
    return {
        "verification": verification.step.level if verification else "",
        "attribution": attribution.step.level if attribution else "",
        "attributed_to": _BETWEEN.join([names.tell(party) for party in who]),
        "ruling": ruling.step.ruling if ruling else "",
        "killed_low": killed.low,
        "killed": killed.best,
        "killed_high": killed.high,
        "injured_low": injured.low,
        "injured": injured.best,
        "injured_high": injured.high,
    }


def _tell_sources(dossier: Dossier) -> dict[str, Any]:
    documents = dossier.list_documents()
    dates = [document.published.text for document in documents if document.published]
    begins, ends = find_period(dossier.case, dates)
    at_hand, evidence = dossier.library.documents, dossier.case.opened.step.evidence
    quoted = next((piece for piece in evidence if piece.document in at_hand), None)
    cited = at_hand[quoted.document] if quoted else None
    return {
        "outlets": _BETWEEN.join(dict.fromkeys([doc.outlet for doc in documents if doc.outlet])),
        "published": min(dates, default=""),
        "documents": len(dossier.case.documents),
        "quote": cited.text[quoted.start : quoted.end] if quoted and cited else "",
        "document": quoted.document if quoted else "",
        "quote_start": quoted.start if quoted else None,
        "quote_end": quoted.end if quoted else None,
        "url": (cited.url if cited else None) or "",
        "begins": begins,
        "ends": ends,
    }
