"""Exports and situation reports, asked by programs."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query

from mithaq.dates import Edtf
from mithaq.following.case import Kind
from mithaq.following.state import Standing
from mithaq.reports.exports.export import Format
from mithaq.reports.exports.selection import Selection
from mithaq.reports.situation.formats import BriefFormat, find_format, write_report
from mithaq.reports.situation.gather import Wish, gather
from mithaq.reports.situation.words import Style
from mithaq.reports.wording import Lang
from mithaq.web.api.tokens import Called
from mithaq.web.exports.giving import give_export
from mithaq.web.store import find_record


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


def give_brief(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    request: Called,
    format: BriefFormat,  # noqa: A002 - as the address names it
    period: str = "",
    heading: str = "",
    case: Annotated[list[str], Query()] = [],  # noqa: B006 - never changed
    kind: Annotated[list[Kind], Query()] = [],  # noqa: B006 - likewise
    standing: Literal["proposed", "confirmed", "verified"] = "proposed",
    lang: Lang = Lang.EN,
) -> HttpResponseBase:
    """Give the situation report of a period and a choice of cases as a file."""
    display = request.auth.account.display
    style = Style(lang, display.numerals, display.months)
    selection = Selection(
        period=Edtf.parse(period).text if period else "",
        cases=tuple(case),
        kinds=tuple(kind),
        standing=Standing[standing.upper()],
        lang=lang,
    )
    report = gather(find_record(), Wish(selection, style, heading.strip()), sight=request.sight)
    return HttpResponse(write_report(report, style, format), content_type=find_format(format).media_type)
