"""A case as one row of a table, and what the columns of the tables are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import astuple

from mithaq.following.case import Kind
from mithaq.following.clock import find_state
from mithaq.following.facts import (
    Count,
    count_harm,
    find_attribution,
    find_ruling,
    find_verification,
    list_values,
)
from mithaq.following.fold import Case, Thread
from mithaq.following.kinds import find_kind
from mithaq.knowledge import read_knowledge
from mithaq.ledger.masks import MASK
from mithaq.ledger.periods import find_period
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.exports.pile import Dossier, Pile
from mithaq.reports.exports.places import find_country, list_countries, locate
from mithaq.reports.wording import Lang

_PATH = Path(__file__).parent / "columns.yaml"
_OPEN: Final = frozenset({"unmet", "disputed"})
_BETWEEN: Final = "; "
_NOBODY: Final = Count(None, None, None)


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
    case, parties = dossier.case, dossier.parties
    words = CaseWording(pile.lang, parties)
    values = {
        **_describe(case, words),
        **_tell_sides(case, words),
        **_tell_position(case, parties),
        **_tell_state(case, words, pile),
        **_tell_findings(case, words),
        **_tell_sources(dossier),
    }
    told = "".join([value for value in values.values() if type(value) is str])
    return Line(**values, masked="yes" if MASK in told else "")


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


def _describe(case: Case, words: CaseWording) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind.value,
        "kind_label": _name_kind(words.lang, case.kind),
        "standing": case.standing.name.lower(),
        "version": case.version,
        "title": case.title,
        "what": case.what,
        "categories": _BETWEEN.join([str(value) for value in list_values(case, "category")]),
        "topics": _BETWEEN.join(case.topics),
        "place": case.place,
        "on": case.opened.step.on or "",
        "due": case.due or "",
    }


def _tell_sides(case: Case, words: CaseWording) -> dict[str, Any]:
    by, to, others = [], [], []
    for role, party in case.sides:
        name = words.name_party(party.id)
        if role == "by":
            by.append(name)
        elif role == "to":
            to.append(name)
        else:
            others.append(f"{_name_role(words.lang, case.kind, role)}: {name}")
    accused = dict.fromkeys([words.name_party(item.step.who) for item in case.accusations])
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


def _tell_state(case: Case, words: CaseWording, pile: Pile) -> dict[str, Any]:
    spec, day = find_kind(case.kind), pile.selection.as_of
    found = [(thread, *find_state(spec, thread, day)) for thread in case.threads]
    open_ = sum([item.state in _OPEN for thread in case.threads for item in thread.conditions])

    def tell(thread: Thread, state: str) -> str:
        if len(found) == 1 and not thread.id:
            return state
        return (
            f"{words.name_party(thread.id) if thread.party else thread.id}: {state}" if thread.id else state
        )

    labels = [
        tell(thread, _name_state(words.lang, case.kind, state, "part" if thread.id else ""))
        for thread, state, _ in found
    ]
    states = [f"{thread.id}: {state}" if thread.id else state for thread, state, _ in found]
    return {
        "state": _BETWEEN.join(states),
        "state_label": _BETWEEN.join(labels),
        "since": max([since for _, _, since in found if since], default=""),
        "conditions": open_,
    }


def _tell_findings(case: Case, words: CaseWording) -> dict[str, Any]:
    verification, attribution = find_verification(case), find_attribution(case)
    ruling = find_ruling(case)
    killed, injured = count_harm(case, "killed") or _NOBODY, count_harm(case, "injured") or _NOBODY
    who = attribution.step.who if attribution else ()
    return {
        "verification": verification.step.level if verification else "",
        "attribution": attribution.step.level if attribution else "",
        "attributed_to": _BETWEEN.join([words.name_party(party) for party in who]),
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
    citation = next(iter(dossier.cite(dossier.case.opened)), None)
    cited = dossier.library.documents[citation.sha256] if citation else None
    return {
        "outlets": _BETWEEN.join(dict.fromkeys([doc.outlet for doc in documents if doc.outlet])),
        "published": min(dates, default=""),
        "documents": len(dossier.case.documents),
        "quote": citation.quote.text if citation else "",
        "document": citation.sha256 if citation else "",
        "quote_start": citation.quote.start if citation else None,
        "quote_end": citation.quote.end if citation else None,
        "url": cited.url or "" if cited else "",
        "begins": begins,
        "ends": ends,
    }
