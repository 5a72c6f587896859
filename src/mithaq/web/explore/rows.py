"""What the pages show of hits, facets, actors and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mithaq.following.case import Kind
from mithaq.following.fold import Case
from mithaq.ledger.facets import Facet, What
from mithaq.ledger.hits import Counted, Hit
from mithaq.ledger.search import Found
from mithaq.model import ActorType, ActType, Span, Topic
from mithaq.reports.finds import Passage, show_hit
from mithaq.reports.highlight import Mark, cut_pieces
from mithaq.reports.wording import Lang
from mithaq.web.display import Display
from mithaq.web.explore.asking import FILTERED, Asking

_LEAST_MONTHS = 24  # of more months the last are shown


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text.

    Args:
        text: The words, letter for letter.
        look: Class of its highlight; empty for none.
        title: What the highlight means.
        anchor: Name by which a link leads here; empty for none.
    """

    text: str
    look: str = ""
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit as it is shown.

    Args:
        hit: What was found.
        title: Its title in pieces.
        words: The passage in pieces.
        address: Where in the document it leads: ``start=…&end=…``; empty for a case.
        tags: What kind of act it is, who takes part, where.
        kind: Kind of the case in words.
    """

    hit: Hit
    title: tuple[Stretch, ...]
    words: tuple[Stretch, ...]
    address: str
    tags: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of a facet as it is shown.

    Args:
        label: Its name.
        count: How many hits have it.
        chosen: Whether it is filtered by.
        address: The question with it turned on or off.
    """

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet with its values.

    Args:
        name: Of the facet.
        values: The chosen ones and the most frequent ones.
        chosen: Whether one of them is filtered by.
    """

    name: str
    values: tuple[ValueRow, ...]
    chosen: bool


def mark_text(text: str, marks: Iterable[Span], look: str = "found") -> tuple[Stretch, ...]:
    """Return a text in pieces, what was looked for highlighted.

    Args:
        text: The text.
        marks: Where it stands.
        look: Class of the highlight.
    """
    cut = cut_pieces(text, [Mark(number, span, look, "") for number, span in enumerate(marks)])
    return tuple(Stretch(piece.text, look if piece.marks else "") for piece in cut)


def make_hit_row(hit: Hit, display: Display) -> HitRow:
    """Return a hit as it is shown.

    Args:
        hit: What was found.
        display: For whom.
    """
    passage = show_hit(hit)
    words = mark_text(passage.text, passage.marks)
    if hit.case is not None:
        wording = display.word_cases()
        return HitRow(hit, words, (), "", kind=wording.name_kind(hit.case.kind))
    assert hit.document is not None  # what is no case has a document
    document = hit.document.document
    title = mark_text(document.title or document.name, hit.title_marks if document.title else ())
    tags = tuple(name_value(value, display) for value in hit.values if value.facet in _TAGGED)
    return HitRow(hit, title, words, _point_at(hit, passage), tags)


_TAGGED = frozenset((Facet.TYPE, Facet.ACTOR, Facet.PLACE))


def _point_at(hit: Hit, passage: Passage) -> str:
    if hit.what is What.ACT:
        return f"start={hit.span.start}&end={hit.span.end}"
    first = next(iter(hit.marks), None)
    return f"start={first.start}&end={first.end}" if first and passage.marks else ""


def name_value(value: Counted, display: Display) -> str:
    """Return the name of a value in the language of the page.

    Args:
        value: The value.
        display: For whom.
    """
    wording = display.wording
    if value.facet is Facet.MONTH:
        return display.write_date(value.value)
    if value.facet is Facet.TYPE:
        return wording.name_act(ActType(value.value))
    if value.facet is Facet.TOPIC:
        return wording.name_topic(Topic(value.value)) if value.value in set(Topic) else value.value
    if value.facet is Facet.KIND:
        return display.word_cases().name_kind(Kind(value.value))
    return name_both(value.ar, value.en, display.lang) or value.value


def name_both(ar: str, en: str, lang: Lang) -> str:
    """Return the name in the language of the page, or the other one.

    Args:
        ar: Arabic name.
        en: English name.
        lang: The language.
    """
    return (ar or en) if lang is Lang.AR else (en or ar)


def name_type(kind: str, display: Display) -> str:
    """Return the type of an actor in words; empty where none is known.

    Args:
        kind: The type.
        display: For whom.
    """
    return display.wording.name_actor_type(ActorType(kind)) if kind in set(ActorType) else ""


def make_boxes(found: Found, asking: Asking, display: Display) -> tuple[FacetBox, ...]:
    """Return the facets of what was found, chosen values first.

    Args:
        found: What was found.
        asking: What was asked.
        display: For whom.
    """
    boxes = []
    for facet in FILTERED:
        values = found.facets.get(facet, ())
        chosen = [value for value in values if asking.has(facet, value.value)]
        rest = [value for value in values if not asking.has(facet, value.value)]
        listed = (chosen + rest[-_LEAST_MONTHS:][::-1]) if facet is Facet.MONTH else chosen + rest
        rows = tuple(
            ValueRow(
                name_value(value, display),
                value.count,
                asking.has(facet, value.value),
                asking.turn(facet, value.value).address,
            )
            for value in listed
        )
        if rows:
            boxes.append(FacetBox(facet.value, rows, bool(chosen)))
    return tuple(boxes)


def list_chosen(asking: Asking, found: Found, display: Display) -> tuple[ValueRow, ...]:
    """Return what is filtered by, each with the question without it.

    Args:
        asking: What was asked.
        found: What was found: it has the names of values.
        display: For whom.
    """
    names = {(value.facet, value.value): value for values in found.facets.values() for value in values}
    rows = []
    for facet, value in asking.filters:
        counted = names.get((facet, value)) or Counted(facet, value, "", "", "", 0)
        rows.append(ValueRow(_name_safely(counted, display), 0, True, asking.turn(facet, value).address))  # noqa: FBT003 - a field
    return tuple(rows)


def _name_safely(value: Counted, display: Display) -> str:
    """Return a name also for a value that an address made up."""
    try:
        return name_value(value, display)
    except ValueError:
        return value.value


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a document or an actor lists it."""

    case: Case
    kind: str
    title: str


def make_case_rows(cases: Sequence[Case], display: Display) -> tuple[CaseRow, ...]:
    """Return cases as they are listed.

    Args:
        cases: Folded.
        display: For whom.
    """
    wording = display.word_cases()
    return tuple(CaseRow(case, wording.name_kind(case.kind), case.title) for case in cases)
