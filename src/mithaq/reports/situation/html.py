"""The report as one HTML page without any outside resource, or as the part of a page."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from markupsafe import Markup, escape

from mithaq.dates import Numerals
from mithaq.reports.situation.pixels import draw_png
from mithaq.reports.situation.runs import Run, cut_runs
from mithaq.reports.situation.situation import Picture, Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.words import Words

_MANY: Final = 8  # columns from which on a table is set in small letters


class Page:
    """What templates put texts through.

    Args:
        report: The report.
        words: Its language and digits.
        is_printed: Whether PDF is made of it, whose maker joins no Arabic letters in SVG and knows no ``bdi``.
    """

    def __init__(self, report: Situation, words: Words, *, is_printed: bool = False) -> None:
        self._report = report
        self._is_printed = is_printed
        self._words = words
        self._placed: set[int] = set()

    def mark(self, text: str) -> Markup:
        """Return a line in which every stretch of another direction is isolated."""
        runs = cut_runs(text, self._report.lang)
        return Markup("").join(self._isolate(run) if run.is_apart else escape(run.text) for run in runs)

    def _isolate(self, run: Run) -> Markup:
        # What makes PDF knows no `bdi`, but signs of direction.
        sign = "\u2067" if run.lang == "ar" else "\u2066"
        words = f"{sign}{run.text}\u2069" if self._is_printed else run.text
        return Markup('<bdi lang="{0}" dir="{1}">{2}</bdi>').format(run.lang, run.direction, words)

    def refer(self, notes: tuple[int, ...]) -> Markup:
        """Return the numbers of notes as links; where a note is called for first, it links back to."""
        return Markup("").join(self._link(number) for number in notes)

    def _link(self, number: int) -> Markup:
        shown = self._words.write_number(number)
        anchor = "" if number in self._placed else Markup(' id="cite-{0}"').format(number)
        self._placed.add(number)
        told = self._words.say("note", number=shown)
        return Markup('<sup><a class="ref" href="#note-{0}"{1} title="{2}">{3}</a></sup>').format(
            number, anchor, told, shown
        )

    def is_placed(self, number: int) -> bool:
        """Tell whether a note was called for."""
        return number in self._placed

    def embed(self, picture: Picture) -> str:
        """Return the address of a picture that holds the picture itself."""
        if self._is_printed:
            return f"data:image/png;base64,{b64encode(draw_png(picture)).decode()}"
        return f"data:image/svg+xml;base64,{b64encode(picture.svg.encode()).decode()}"


def write_html(report: Situation, words: Words, templates: Templates) -> bytes:
    """Return the page, UTF-8.

    Args:
        report: The report.
        words: Its language and digits.
        templates: Where templates come from.

    Raises:
        BriefError: If a template cannot be used.
    """
    return render_page(report, words, templates).encode()


def render_page(report: Situation, words: Words, templates: Templates, *, is_printed: bool = False) -> str:
    """Return the page as a text.

    Args:
        report: The report.
        words: Its language and digits.
        templates: Where templates come from.
        is_printed: Whether PDF is made of it.

    Raises:
        BriefError: If a template cannot be used.
    """
    page = Page(report, words, is_printed=is_printed)
    is_indic = report.lang == "ar" and words.style.numerals is Numerals.ARABIC
    values: dict[str, object] = {
        **_find_values(report, words, page),
        "style": Markup(templates.read("brief.css")),  # noqa: S704 - a style sheet, not from the record
        "digits": "arabic-indic" if is_indic else "decimal",
        "body": Markup(_render_body(report, words, Page(report, words, is_printed=is_printed))),  # noqa: S704 - rendered with escaping
    }
    return templates.render("brief.html", values, {"mark": page.mark, "refer": page.refer})


def render_body(report: Situation, words: Words) -> str:
    """Return the report without the page around it: headline figures, sections and notes.

    Args:
        report: The report.
        words: Its language and digits.
    """
    return _render_body(report, words, Page(report, words))


def _render_body(report: Situation, words: Words, page: Page) -> str:
    values = _find_values(report, words, page)
    return Templates().render("body.html", values, {"mark": page.mark, "refer": page.refer})


def _find_values(report: Situation, words: Words, page: Page) -> dict[str, object]:
    return {
        "report": report,
        "say": words.say,
        "write_date": words.write_date,
        "write_number": words.write_number,
        "embed": page.embed,
        "is_placed": page.is_placed,
        "many": _MANY,
    }
