"""The formats of a report: one table, the same for the command and the workbench."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mithaq.reports.situation.html import write_html
from mithaq.reports.situation.markdown import write_markdown
from mithaq.reports.situation.pdf import write_pdf
from mithaq.reports.situation.situation import Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.word import write_word
from mithaq.reports.situation.words import Style, Words, find_words
from mithaq.reports.wording import Term


class BriefFormat(StrEnum):
    """File formats of a report."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MD = "md"


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """What is known of a format.

    Args:
        format: Which; also the end of a file's name.
        write: Writes it.
        media_type: As the web names it.
        name: What it is called.
    """

    format: BriefFormat
    write: Callable[[Situation, Words, Templates], bytes]
    media_type: str
    name: Term


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Final = (
    FormatSpec(BriefFormat.HTML, write_html, "text/html; charset=utf-8", Term(ar="صفحة HTML", en="HTML page")),
    FormatSpec(BriefFormat.PDF, write_pdf, "application/pdf", Term(ar="ملف PDF", en="PDF")),
    FormatSpec(BriefFormat.DOCX, write_word, _WORD, Term(ar="مستند Word", en="Word document")),
    FormatSpec(BriefFormat.MD, write_markdown, "text/markdown; charset=utf-8", Term(ar="نص Markdown", en="Markdown")),
)  # fmt: skip


def find_format(name: BriefFormat) -> FormatSpec:
    """Return what is known of a format.

    Args:
        name: Which.
    """
    return next(spec for spec in FORMATS if spec.format is name)


def write_report(
    report: Situation, style: Style, wanted: BriefFormat, templates: Templates | None = None
) -> bytes:
    """Return a report as a file.

    Args:
        report: The report.
        style: How it is written: as it was gathered.
        wanted: The format.
        templates: Where templates come from; None for ours.

    Raises:
        BriefError: If a template cannot be used, or a library of the system is missing.
    """
    used = templates or Templates()
    used.check()
    return find_format(wanted).write(report, find_words(style, {}), used)
