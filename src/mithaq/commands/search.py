"""The command ``mithaq search``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands.options import DEFAULT_RECORD, AsJson, Lang, Language, Record, find_wording
from mithaq.commands.recording import open_kept, print_json
from mithaq.commands.usage import refuse_use

if TYPE_CHECKING:
    from mithaq.ledger.search import Query

_LIMIT = 20
_FACETS = "outlet, month, type, actor, place, topic, kind"


def search(  # noqa: PLR0913 - options of a command
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words in Arabic or English", show_default=False)
    ],
    *,
    record: Record = DEFAULT_RECORD,
    what: Annotated[str, typer.Option(metavar="WHAT", help="document, act or case")] = "document",
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="FACET=VALUE", help=f"Only with this value; may be repeated. Facets: {_FACETS}"),
    ] = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many are shown")] = _LIMIT,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="How many are passed over")] = 0,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Search documents, acts and cases in Arabic or English; words in quotation marks letter by letter."""
    wording = find_wording(lang)
    from mithaq.ledger.search import search as find  # noqa: PLC0415 - loads Django

    wanted = _make_query(query, what, only or [], newest=newest, page=(limit, offset))
    found = find(open_kept(record), wanted)
    from mithaq.reports.finds import make_row, print_found  # noqa: PLC0415

    if as_json:
        facets = {facet.value: list(values) for facet, values in found.facets.items()}
        print_json(
            {
                "total": found.total,
                "about": found.about,
                "loose": found.loose,
                "words": list(found.words),
                "totals": {kind.value: count for kind, count in found.totals.items()},
                "hits": [make_row(hit) for hit in found.hits],
                "facets": facets,
                "more": found.more,
            }
        )
        return
    print_found(found, wording, more=f"--offset {offset + limit}")


def _make_query(text: str, what: str, only: list[str], *, newest: bool, page: tuple[int, int]) -> Query:
    from mithaq.ledger.facets import Facet, What  # noqa: PLC0415
    from mithaq.ledger.search import Order, Query  # noqa: PLC0415

    if what not in set(What):
        refuse_use("no-search", "--what", text=what, known=", ".join(What))
    filters = []
    for option in only:
        facet, _, value = option.partition("=")
        if facet not in set(Facet) or not value:
            refuse_use("no-filter", "--only", text=option, known=_FACETS)
        filters.append((Facet(facet), value))
    order = Order.NEWEST if newest else Order.RANK
    return Query(text, What(what), tuple(filters), order, *page)
