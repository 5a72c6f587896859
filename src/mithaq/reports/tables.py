"""Tables of rows for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from rich import box
from rich.table import Table

from mithaq.model import Status
from mithaq.reports.labels import name_country, name_milestone, name_unit
from mithaq.reports.rows import (
    ActorRow,
    ActRow,
    DocumentRow,
    FigureRow,
    MilestoneRow,
    Party,
    Quote,
    RequestRow,
)
from mithaq.reports.terminal import Cell, Line, isolate, make_cell
from mithaq.reports.wording import Lang, Wording

_QUIET = "dim"
_STRONG = "bold"
_COMMA = {Lang.AR: "، ", Lang.EN: ", "}


def make_table(kind: str, rows: Sequence[Any], wording: Wording, *, total: int) -> Table:
    """Return the table of one kind of rows.

    In Arabic the first column stands on the right.

    Args:
        kind: Name of the kind, as in ``views.VIEWS``.
        rows: Rows of that kind.
        wording: The language of headings and names.
        total: How many rows there are in all.
    """
    columns, make_cells = LAYOUTS[kind]
    order = -1 if wording.lang is Lang.AR else 1
    title = isolate(f"{wording.name_kind(kind)} ({total})")
    table = Table(title=title, title_justify="right" if order < 0 else "left", title_style=_STRONG,
                  box=box.HORIZONTALS, show_lines=True, expand=True, pad_edge=False)  # fmt: skip
    for name, ratio in list(columns.items())[::order]:
        table.add_column(make_cell(Line(wording.name_column(name), _STRONG)), ratio=ratio)
    for row in rows:
        for cells in make_cells(row, wording):
            table.add_row(*cells[::order])
    return table


def name_parties(parties: Sequence[Party], wording: Wording) -> str:
    """Return the names of parties in one language, the Arabic name where there is no English one.

    Args:
        parties: Whom to name.
        wording: The language.
    """
    arabic = wording.lang is Lang.AR
    return _COMMA[wording.lang].join(party.ar if arabic else party.en or party.ar for party in parties)


def locate(quote: Quote, wording: Wording) -> str:
    """Return where a quotation stands: document, line and code points.

    Args:
        quote: The quotation.
        wording: The language.
    """
    place = f"{wording.say('line')} {quote.line}"
    if wording.lang is Lang.AR:
        return f"{place}، {quote.start}-{quote.end}، {quote.document}"
    return f"{quote.document}, {place}, {quote.start}-{quote.end}"


def _show_parties(parties: Sequence[Party], wording: Wording) -> Iterator[Line]:
    for party in parties:
        yield Line(name_parties([party], wording))


def _point_at(line: Line, wording: Wording) -> Line:
    if wording.lang is Lang.AR:
        return Line(f"← {line.text}", line.style)
    return Line(line.text, line.style, lead="→ ")


def _show_quote(quote: Quote, wording: Wording) -> Cell:
    return make_cell(f"«{quote.text}»", Line(locate(quote, wording), _QUIET))


def _show_said(parties: Sequence[Party], wording: Wording) -> Iterator[Line]:
    if parties:
        yield Line(f"{wording.say('according_to')}:", _QUIET)
        yield from _show_parties(parties, wording)


def _show_act(act: ActRow, wording: Wording) -> list[Cell]:
    who = list(_show_parties(act.who, wording)) or [Line(wording.say("nobody"), _QUIET)]
    topics = _COMMA[wording.lang].join(wording.name_topic(topic) for topic in act.topics)
    place = act.place_words if wording.lang is Lang.AR else act.place
    style = "" if act.status is Status.ACTUAL else "yellow"
    return [
        make_cell(*who, *(_point_at(line, wording) for line in _show_parties(act.to, wording))),
        make_cell(
            Line(wording.name_act(act.type), _STRONG),
            f"«{act.about}»" if act.about else None,
            Line(f"{wording.say('condition')}:", "yellow") if act.condition else None,
            f"«{act.condition}»" if act.condition else None,
            Line(topics, _QUIET),
        ),
        make_cell(Line(wording.name_status(act.status), style), *_show_said(act.said_by, wording)),
        make_cell(wording.write_date(act.date) or Line(wording.say("no_date"), _QUIET), place),
        _show_quote(act.evidence, wording),
    ]


def _list_act(act: ActRow, wording: Wording) -> Iterator[list[Cell]]:
    yield _show_act(act, wording)


def _list_request(row: RequestRow, wording: Wording) -> Iterator[list[Cell]]:
    cells = _show_act(row.request, wording)
    if not row.request.to:
        nobody = Line(wording.say("nobody_in_particular"), _QUIET)
        cells[0] = make_cell(*cells[0].lines, _point_at(nobody, wording))
    yield cells
    for answer in row.answers:
        who, what, *rest = _show_act(answer, wording)
        yield [make_cell(Line(wording.say("answer"), "italic"), *who.lines), what, *rest]


def _list_milestone(row: MilestoneRow, wording: Wording) -> Iterator[list[Cell]]:
    country = Line(name_country(row.country, wording.lang), _QUIET)
    moved = Line(wording.say("moved", dates=row.distinct), "yellow") if row.distinct > 1 else None
    for number, date in enumerate(row.dates):
        yield [
            make_cell(Line(name_milestone(row.what, row.en, wording.lang), _STRONG), country, moved)
            if number == 0
            else make_cell(),
            make_cell(wording.write_date(date.when) or Line(wording.say("no_date"), _QUIET)),
            make_cell(wording.name_milestone_status(date.status), *_show_said(date.said_by, wording)),
            make_cell(wording.write_date(date.published) or Line(wording.say("undated"), _QUIET)),
            _show_quote(date.evidence, wording),
        ]


def _list_figure(row: FigureRow, wording: Wording) -> Iterator[list[Cell]]:
    yield [
        make_cell(Line(wording.write_amount(row.value, row.comparator), _STRONG)),
        make_cell(name_unit(row.unit, row.en, wording.lang)),
        make_cell(name_parties(row.said_by, wording)),
        _show_quote(row.evidence, wording),
    ]


def _list_actor(row: ActorRow, wording: Wording) -> Iterator[list[Cell]]:
    yield [
        make_cell(Line(name_parties([row.party], wording), _STRONG), Line(row.party.id, _QUIET)),
        make_cell(wording.name_actor_type(row.party.type)),
        make_cell("، ".join(row.forms)),
        make_cell(str(row.mentions)),
        make_cell(str(row.acts)),
        make_cell(Line(locate(row.first, wording), _QUIET)),
    ]


def _list_document(row: DocumentRow, wording: Wording) -> Iterator[list[Cell]]:
    yield [
        make_cell(Line(row.name, _STRONG)),
        make_cell(row.title),
        make_cell(row.outlet),
        make_cell(wording.write_date(row.published) or Line(wording.say("undated"), _QUIET)),
        make_cell(str(row.acts)),
    ]


_Columns = Mapping[str, int]
_Lister = Callable[[Any, Wording], Iterator[list[Cell]]]
_ACT_COLUMNS: Final = MappingProxyType({"who": 4, "what": 5, "status": 3, "when": 3, "evidence": 7})
LAYOUTS: Final[Mapping[str, tuple[_Columns, _Lister]]] = MappingProxyType(
    {
        "requests": (_ACT_COLUMNS, _list_request),
        "agreements": (_ACT_COLUMNS, _list_act),
        "incidents": (_ACT_COLUMNS, _list_act),
        "statements": (_ACT_COLUMNS, _list_act),
        "acts": (_ACT_COLUMNS, _list_act),
        "milestones": (
            {"milestone": 4, "date": 4, "status": 3, "published": 3, "evidence": 7},
            _list_milestone,
        ),
        "figures": ({"figure": 3, "counted": 3, "said_by": 3, "evidence": 7}, _list_figure),
        "actors": ({"actor": 5, "type": 3, "forms": 7, "mentions": 2, "acts": 2, "evidence": 5}, _list_actor),
        "documents": ({"document": 4, "title": 7, "outlet": 4, "published": 3, "acts": 1}, _list_document),
    }
)
