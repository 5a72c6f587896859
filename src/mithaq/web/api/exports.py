"""Exports, asked by programs."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http.response import HttpResponseBase
from ninja import Query

from mithaq.dates import Edtf
from mithaq.following.case import Kind
from mithaq.following.state import Standing
from mithaq.reports.exports.export import Format
from mithaq.reports.exports.selection import Selection
from mithaq.reports.wording import Lang
from mithaq.web.api.tokens import Called
from mithaq.web.exports.giving import give_export


def give(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    request: Called,
    format: Format,  # noqa: A002 - as the address names it
    period: str = "",
    case: Annotated[list[str], Query()] = [],  # noqa: B006 - never changed
    kind: Annotated[list[Kind], Query()] = [],  # noqa: B006 - likewise
    standing: Literal["proposed", "confirmed", "verified"] = "proposed",
    verification: str = "",
    licence: str = "",
    lang: Lang = Lang.EN,
) -> HttpResponseBase:
    """Give what the record holds as a file; its statement is in the header Mithaq-Statement."""
    selection = Selection(
        period=Edtf.parse(period).text if period else "",
        cases=tuple(case),
        kinds=tuple(kind),
        standing=Standing[standing.upper()],
        verification=verification,
        lang=lang,
        licence=licence,
    )
    return give_export(selection, format, request.sight)
