"""The brief: one HTML file without any outside resource, every line linked to its words in the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mithaq.model import Document, Reading, Status
from mithaq.reports import views
from mithaq.reports.headings import find_kind
from mithaq.reports.highlight import Mark, Piece, cut_pieces
from mithaq.reports.labels import name_country, name_milestone, name_unit
from mithaq.reports.rows import ActorRow, ActRow, FigureRow, MilestoneRow, RequestRow
from mithaq.reports.scene import first_day
from mithaq.reports.wording import Wording

_SHOWN_ACTORS = 20

Key = tuple[str, str, int]
"""``act``, ``milestone`` or ``figure``, the document, and the number in it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of a brief by section."""

    addressed: tuple[RequestRow, ...]
    appeals: tuple[RequestRow, ...]
    agreements: Sequence[ActRow]
    incidents: Sequence[ActRow]
    milestones: Sequence[MilestoneRow]
    statements: Sequence[ActRow]
    figures: Sequence[FigureRow]
    others: tuple[ActRow, ...]
    actors: Sequence[ActorRow]


@dataclass(frozen=True, slots=True)
class Headline:
    """A number at the top of the brief and the section that it counts."""

    value: int
    label: str
    section: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its evidence highlighted."""

    document: Document
    pieces: tuple[Piece, ...]


class Numbers:
    """The number of each line: the same number in the lines and in the documents.

    Args:
        keys: What has a line, in the order of the lines; a key that comes again keeps its number.
    """

    def __init__(self, keys: Iterable[Key]) -> None:
        self._numbers: dict[Key, int] = {}
        for key in keys:
            self._numbers.setdefault(key, len(self._numbers) + 1)
        self._placed: set[Key] = set()

    def find(self, kind: str, key: tuple[str, int]) -> int:
        """Return the number of a line."""
        return self._numbers[(kind, *key)]

    def place(self, kind: str, key: tuple[str, int]) -> int | None:
        """Return the number where the line stands for the first time, so that an anchor is set only once."""
        full = (kind, *key)
        if full in self._placed:
            return None
        self._placed.add(full)
        return self._numbers[full]


def write_brief(readings: Sequence[Reading], wording: Wording) -> str:
    """Return the brief as one HTML page.

    Args:
        readings: What was read.
        wording: The language of everything but the documents.
    """
    contents = gather_contents(readings)
    numbers = Numbers(_list_keys(contents))
    environment = Environment(
        loader=PackageLoader("mithaq.reports"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html").render(
        w=wording,
        lang=wording.lang.value,
        direction="rtl" if wording.lang.value == "ar" else "ltr",
        contents=contents,
        numbers=numbers,
        headlines=count_headlines(readings, contents, wording),
        pages=[_make_page(reading, numbers, wording) for reading in readings],
        period=find_period(readings, wording),
        reader=readings[0].reader if readings else "",
        shown_actors=_SHOWN_ACTORS,
        name_milestone=lambda row: name_milestone(row.what, row.en, wording.lang),
        name_country=lambda code: name_country(code, wording.lang),
        name_unit=lambda row: name_unit(row.unit, row.en, wording.lang),
    )


def gather_contents(readings: Sequence[Reading]) -> Contents:
    """Return the rows of every section.

    Args:
        readings: What was read.
    """
    requests = views.list_requests(readings)
    acts = views.list_acts(readings)
    return Contents(
        addressed=tuple(row for row in requests if row.request.to),
        appeals=tuple(row for row in requests if not row.request.to),
        agreements=views.list_agreements(readings),
        incidents=views.list_incidents(readings),
        milestones=views.list_milestones(readings),
        statements=views.list_statements(readings),
        figures=views.list_figures(readings),
        others=tuple(act for act in acts if not find_kind(act) and act.status is not Status.DENIED),
        actors=[row for row in views.list_actors(readings) if row.acts],
    )


def _list_keys(contents: Contents) -> Iterator[Key]:
    for row in (*contents.addressed, *contents.appeals):
        yield ("act", *row.request.key)
        for answer in row.answers:
            yield ("act", *answer.key)
    for act in (*contents.agreements, *contents.incidents):
        yield ("act", *act.key)
    for milestone in contents.milestones:
        for date in milestone.dates:
            yield ("milestone", *date.key)
    for act in contents.statements:
        yield ("act", *act.key)
    for figure in contents.figures:
        yield ("figure", *figure.key)
    for act in contents.others:
        yield ("act", *act.key)


def count_headlines(
    readings: Sequence[Reading], contents: Contents, wording: Wording
) -> tuple[Headline, ...]:
    """Return the numbers at the top of the brief.

    Args:
        readings: What was read.
        contents: The rows of every section.
        wording: The language.
    """
    denied = sum(act.status is Status.DENIED for act in contents.statements)
    moved = sum(milestone.distinct > 1 for milestone in contents.milestones)
    return (
        Headline(len(readings), wording.name_kind("documents"), "sources"),
        Headline(len(contents.addressed) + len(contents.appeals), wording.name_kind("requests"), "requests"),
        Headline(len(contents.agreements), wording.name_kind("agreements"), "agreements"),
        Headline(len(contents.incidents), wording.name_kind("incidents"), "incidents"),
        Headline(moved, wording.write("moved_milestones"), "milestones"),
        Headline(denied, wording.write("denials"), "statements"),
    )


def find_period(readings: Sequence[Reading], wording: Wording) -> str:
    """Return between which dates the documents were published; empty where none has a date.

    Args:
        readings: What was read.
        wording: The language.
    """
    days = [reading.document.published for reading in readings if reading.document.published]
    if not days:
        return ""
    days.sort(key=lambda day: first_day(str(day)))
    first, last = (wording.write_date(str(day)) for day in (days[0], days[-1]))
    return first if first == last else f"{first} – {last}"


def _make_page(reading: Reading, numbers: Numbers, wording: Wording) -> Page:
    name = reading.document.name
    marks = [
        Mark(numbers.find("act", (name, number)), act.evidence, act.type.value, wording.name_act(act.type))
        for number, act in enumerate(reading.acts)
    ]
    spans = [("milestone", number, step.evidence) for number, step in enumerate(reading.milestones)]
    spans += [("figure", number, figure.evidence) for number, figure in enumerate(reading.figures)]
    marks += [
        Mark(numbers.find(kind, (name, number)), span, kind, wording.write(kind))
        for kind, number, span in spans
    ]
    return Page(reading.document, cut_pieces(reading.document.text, marks))
