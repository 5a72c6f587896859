"""The report as PDF, made from the same page by WeasyPrint, which sets Arabic by Pango."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, cast

from mithaq.refusals import make_error
from mithaq.reports.situation.html import render_page
from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.situation import Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.words import Words

PACKAGES: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What the library needs of the system, as Debian names it."""
_MAC: Final = "brew install pango"


def write_pdf(report: Situation, words: Words, templates: Templates) -> bytes:
    """Return the report as PDF with marks for those who have it read to them.

    Args:
        report: The report.
        words: Its language and digits.
        templates: Where templates come from.

    Raises:
        BriefError: If a template cannot be used, or a library of the system is missing.
    """
    weasyprint, urls = load_weasyprint(), import_module("weasyprint.urls")
    # What a page names lies in the page itself; nothing is loaded from anywhere else.
    fetcher = urls.URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    page = weasyprint.HTML(string=render_page(report, words, templates, is_printed=True), url_fetcher=fetcher)
    try:
        return cast("bytes", page.write_pdf(pdf_tags=True))
    except urls.FatalURLFetchingError as error:
        raise make_error(BriefError, "briefs.fetches", where="brief.html", error=str(error)) from error


def load_weasyprint() -> Any:  # noqa: ANN401 - a module without types
    """Return the library.

    Raises:
        BriefError: If a library of the system that it needs is missing; with what to install.
    """
    try:
        import weasyprint  # noqa: PLC0415 - loads libraries of the system
    except OSError as error:
        raise make_error(
            BriefError, "briefs.no-pango", where="Pango", debian=f"apt install {PACKAGES}", mac=_MAC
        ) from error
    return weasyprint
