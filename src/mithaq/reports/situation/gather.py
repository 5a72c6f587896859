"""From a record to a situation report: what a period and a choice of cases hold, as the ledger stands at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from typing import Final

from mithaq.following.case import Evidence, Kind
from mithaq.following.clock import Sign
from mithaq.following.disputes import find_disputes
from mithaq.following.facts import count_harm
from mithaq.ledger.masks import MASK
from mithaq.ledger.merkle import Head
from mithaq.ledger.periods import find_days
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.ledger.snapshot import hold_still
from mithaq.model import Reading
from mithaq.reports.cases import Library, list_parties
from mithaq.reports.exports.pile import Dossier
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.stock import Stock
from mithaq.reports.labels import name_unit
from mithaq.reports.rows import Party as Named
from mithaq.reports.situation import sections
from mithaq.reports.situation.notes import Notes
from mithaq.reports.situation.pictures import draw_incidents, draw_slips
from mithaq.reports.situation.sections import MOST, Scene, is_overdue
from mithaq.reports.situation.situation import Cell, Headline, Picture, Section, Situation, Table
from mithaq.reports.situation.words import Style, Words, find_words
from mithaq.reports.views import list_figures, list_statements
from mithaq.reports.wording import Lang, find_wording

_ROOT: Final = 16  # signs of the root hash that a reader compares
_TEXTS: Final = 2_000  # newest texts whose statements and figures are looked through


@dataclass(frozen=True, slots=True)
class Wish:
    """Which report is wanted.

    Args:
        selection: Of which cases and texts.
        style: How it is written.
        title: Its heading; empty for the usual one.
    """

    selection: Selection
    style: Style = field(default_factory=Style)
    title: str = ""


def gather(record: Record, wish: Wish, *, sight: Sight = EVERYTHING) -> Situation:
    """Return the situation report of a record.

    Args:
        record: The record.
        wish: Which report.
        sight: Who looks: what they may not see is not there.

    Raises:
        LedgerError: If the record holds no such case, or the database refuses.
    """
    selection = replace(wish.selection, lang=wish.style.lang, as_of=_find_end(wish.selection))
    with hold_still(record) as head:
        stock = Stock(record, selection, selection.kinds or tuple(Kind), sight)
        dossiers = list(stock.read_dossiers())
        readings = list(_take(stock.read_readings()))
    by_kind: dict[Kind, list[Dossier]] = {}
    for dossier in dossiers:
        by_kind.setdefault(dossier.case.kind, []).append(dossier)
    words = find_words(wish.style, list_parties(dossier.case for dossier in dossiers))
    scene = Scene(by_kind, words, Notes(), selection.period, selection.as_of)
    parts = _write_sections(scene, readings)
    return Situation(
        title=wish.title or words.say("title"),
        lang=wish.style.lang.value,
        period=_tell_period(selection, words),
        facts=tuple(_list_facts(selection, wish.selection.as_of, head, words)),
        headlines=tuple(_count(scene)),
        sections=parts,
        notes=scene.notes.list_notes(),
        masks=words.say("masks") if _is_masked(scene.notes, parts) else "",
    )


def _find_end(selection: Selection) -> date:
    """Return the day for what the clock says: the end of the period, today where that is still to come."""
    last = find_days(selection.period)[1] if selection.period else ""
    return min(date.fromisoformat(last), selection.as_of) if last else selection.as_of


def _take(readings: Iterable[Reading]) -> Sequence[Reading]:
    newest = sorted(readings, key=lambda reading: str(reading.document.published or ""), reverse=True)
    return list(reversed(newest[:_TEXTS]))


def _write_sections(scene: Scene, readings: Sequence[Reading]) -> tuple[Section, ...]:
    # Notes are numbered as sections are written: in the order in which they are read.
    return (
        sections.write_requests(scene),
        sections.write_agreements(scene),
        _put_first(draw_incidents(scene), sections.write_incidents(scene)),
        _put_first(draw_slips(scene), sections.write_roadmap(scene)),
        sections.write_commitments(scene),
        sections.write_programmes(scene),
        sections.write_plans(scene),
        _write_statements(scene, readings),
        sections.write_contradictions(scene),
        _write_figures(scene, readings),
        _write_sources(scene, readings),
    )


def _put_first(pictures: Iterable[Picture], section: Section) -> Section:
    return replace(section, blocks=(*pictures, *section.blocks))


def _shelve(readings: Iterable[Reading]) -> Library:
    return Library({reading.document.sha256: reading.document for reading in readings}, {})


def _write_statements(scene: Scene, readings: Sequence[Reading]) -> Section:
    """Return what was said, by whom: accusations, refusals, threats and the like."""
    words, by_name = scene.words, {reading.document.name: reading for reading in readings}
    library = _shelve(readings)
    rows = []
    for act in list_statements(readings)[:MOST]:
        document = by_name[act.key[0]].document
        place = Evidence(document.sha256, act.evidence.start, act.evidence.end)
        rows.append(
            (
                Cell(words.write_date(act.date or act.published)),
                Cell(_list_names(act.who or act.said_by, words)),
                Cell(find_wording(words.style.lang).name_act(act.type)),
                Cell(act.about or "", scene.notes.cite([place], library)),
            )
        )
    return _make_table(scene, "statements", ("day", "said-by", "category", "words"), rows)


def _write_figures(scene: Scene, readings: Sequence[Reading]) -> Section:
    """Return the numbers that texts state."""
    words, by_name = scene.words, {reading.document.name: reading for reading in readings}
    library, wording = _shelve(readings), find_wording(scene.words.style.lang)
    rows = []
    for figure in list_figures(readings)[:MOST]:
        document = by_name[figure.key[0]].document
        place = Evidence(document.sha256, figure.evidence.start, figure.evidence.end)
        value = words.use_digits(wording.write_amount(figure.value, figure.comparator))
        unit = name_unit(figure.unit, figure.en, words.style.lang)
        cells = (
            Cell(f"{value} {unit}", scene.notes.cite([place], library)),
            Cell(_list_names(figure.said_by, words)),
        )
        rows.append((*cells, Cell(words.write_date(figure.published))))
    return _make_table(scene, "figures", ("value", "said-by", "published"), rows)


def _write_sources(scene: Scene, readings: Sequence[Reading]) -> Section:
    """Return every document that the report rests on."""
    documents = {reading.document.sha256: reading.document for reading in readings}
    for dossiers in scene.dossiers.values():
        for dossier in dossiers:
            documents |= {item.sha256: item for item in dossier.list_documents()}
    ordered = sorted(documents.values(), key=lambda item: (str(item.published or ""), item.name))
    rows = [
        (
            Cell(item.outlet or item.origin),
            Cell(item.title or item.name, is_title=True),
            Cell(scene.words.write_date(str(item.published) if item.published else None)),
        )
        for item in ordered
    ]
    return _make_table(scene, "sources", ("source", "title", "published"), rows)


def _list_names(parties: Iterable[Named], words: Words) -> str:
    lang = words.style.lang
    names = ((party.ar or party.en) if lang is Lang.AR else (party.en or party.ar) for party in parties)
    return words.cases.comma.join(dict.fromkeys(names))


def _make_table(scene: Scene, name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Section:
    headings = tuple(scene.words.say(f"column-{column}") for column in columns)
    blocks = (Table("", headings, tuple(rows[:MOST])),) if rows else ()
    return Section(name, scene.words.say(name), blocks, scene.words.say("empty"))


def _count(scene: Scene) -> Iterator[Headline]:
    """Yield the numbers at the top: those that count something."""
    words, found = scene.words, scene.dossiers
    requests = [(item.case, scene.read_clock(item.case)) for item in found.get(Kind.REQUEST, ())]
    late = sum(signal.sign is Sign.UNANSWERED for _, clock in requests for signal in clock.signals)
    incidents = [item.case for item in found.get(Kind.INCIDENT, ())]
    killed = [count.best for case in incidents if (count := count_harm(case, "killed")) and count.best]
    moved = sum(bool(scene.read_clock(item.case).slips) for item in found.get(Kind.MILESTONE, ()))
    overdue = sum(is_overdue(scene.read_clock(item.case)) for item in found.get(Kind.COMMITMENT, ()))
    disputes = sum(len(find_disputes(item.case)) for items in found.values() for item in items)
    counted: tuple[tuple[str, float, str], ...] = (
        ("head-open", len(requests), "requests"),
        ("head-unanswered", late, "requests"),
        ("head-agreements", len(found.get(Kind.AGREEMENT, ())), "agreements"),
        ("head-incidents", len(incidents), "incidents"),
        ("head-killed", sum(killed), "incidents"),
        ("head-moved", moved, "roadmap"),
        ("head-overdue", overdue, "commitments"),
        ("head-contradictions", disputes, "contradictions"),
    )
    for key, value, section in counted:
        yield Headline(words.write_number(value), words.say(key), section)


def _tell_period(selection: Selection, words: Words) -> str:
    if selection.period:
        return words.write_date(selection.period)
    return words.say("period-all", day=words.write_date(selection.as_of.isoformat()))


def _list_facts(selection: Selection, made: date, head: Head, words: Words) -> Iterator[tuple[str, str]]:
    yield words.say("period"), _tell_period(selection, words)
    yield words.say("counts"), words.say(f"counts-{selection.standing.name.lower()}")
    size = words.write_number(head.size)
    yield (
        words.say("ledger"),
        words.say("ledger-value", size=size, root=f"\u2066{head.root.hex()[:_ROOT]}…\u2069"),
    )
    yield words.say("as-of"), words.write_date(selection.as_of.isoformat())
    yield words.say("made"), words.write_date(made.isoformat())
    yield words.say("program"), f"Mithaq {version('mithaq')}"


def _is_masked(notes: Notes, parts: Iterable[Section]) -> bool:
    if any(note.masked or MASK in note.words for note in notes.list_notes()):
        return True
    tables = (block for part in parts for block in part.blocks if isinstance(block, Table))
    return any(MASK in cell.text for table in tables for row in table.rows for cell in row)
