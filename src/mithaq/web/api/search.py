"""Searching, asked by programs."""

from __future__ import annotations

from http import HTTPStatus

from ninja import Query as Asked
from ninja import Schema
from pydantic import Field

from mithaq.ledger.facets import Facet, What
from mithaq.ledger.hits import Hit
from mithaq.ledger.search import Order, Query, search
from mithaq.web.api.problems import AskError
from mithaq.web.api.shapes import FacetValue, HitAnswer, Range, SearchAnswer
from mithaq.web.api.tokens import Called
from mithaq.web.store import find_record

_PAGE, _MOST, _DEEP = 20, 100, 10_000


class Wanted(Schema):
    """What is looked for."""

    q: str = Field(
        "", description="Words in Arabic or English, all of them; in quotation marks letter by letter"
    )
    what: What = Field(What.DOCUMENT, description="Documents, acts or cases")
    order: Order = Field(Order.RANK, description="The best first, or the newest")
    facet: list[str] = Field(
        default_factory=list,
        description="Values that hits must have, such as `outlet:الوكالة`, `month:2020-11`",
    )
    limit: int = Field(_PAGE, ge=1, le=_MOST, description="How many at most")
    offset: int = Field(0, ge=0, le=_DEEP, description="How many to pass over")


def find_hits(request: Called, wanted: Asked[Wanted]) -> SearchAnswer:
    """Search documents, acts or cases in Arabic or English; every count leaves out what may not be seen."""
    query = Query(
        text=wanted.q,
        what=wanted.what,
        filters=tuple(_read_facet(text) for text in wanted.facet),
        order=wanted.order,
        limit=wanted.limit,
        offset=wanted.offset,
    )
    found = search(find_record(), query, sight=request.sight)
    facets = {
        facet.value: [
            FacetValue(value=item.value, ar=item.ar, en=item.en, count=item.count) for item in values
        ]
        for facet, values in found.facets.items()
    }
    hits = [_tell_hit(hit) for hit in found.hits]
    return SearchAnswer(
        hits=hits,
        total=found.total,
        about=found.about,
        more=found.more,
        loose=found.loose,
        facets=facets,
    )


def _read_facet(text: str) -> tuple[Facet, str]:
    name, sign, value = text.partition(":")
    if not sign or not value or name not in set(Facet):
        code = HTTPStatus.UNPROCESSABLE_ENTITY
        raise AskError(code, "no-facet", text=text, known=", ".join(Facet))
    return Facet(name), value


def _tell_hit(hit: Hit) -> HitAnswer:
    document = hit.document.document if hit.document else None
    return HitAnswer(
        what=hit.what.value,
        day=hit.day,
        document=document.sha256 if document else None,
        case=hit.case.id if hit.case else None,
        title=(hit.case.title if hit.case else document.title or document.name if document else ""),
        words=hit.span.select(document.text) if document else "",
        span=Range(start=hit.span.start, end=hit.span.end),
        marks=[Range(start=mark.start, end=mark.end) for mark in hit.marks],
    )
