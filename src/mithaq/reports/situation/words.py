"""What the situation report says, in the language and with the digits that were chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mithaq.dates import Edtf, Months, Numerals, write_date
from mithaq.digits import write_arabic_digits
from mithaq.following.case import Party
from mithaq.knowledge import read_knowledge
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang, Term, find_wording

_PATH = Path(__file__).with_name("situation.yaml")


@cache
def read_terms() -> dict[str, Term]:
    """Return everything that the report says."""
    return read_knowledge(_PATH, dict[str, Term])


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written.

    Args:
        lang: Its language.
        numerals: Its digits; Arabic-Indic only in Arabic.
        months: Whose Arabic month names.
    """

    lang: Lang = Lang.AR
    numerals: Numerals = Numerals.LATIN
    months: Months = Months.EGYPT


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one report.

    Args:
        style: How it is written.
        cases: What is said of cases, with the parties of the report by id.
    """

    style: Style
    cases: CaseWording

    def say(self, key: str, **values: object) -> str:
        """Return what stands under a key of `situation.yaml`."""
        text = read_terms()[key].in_lang(self.style.lang)
        return text.format(**values) if values else text

    def write_date(self, when: str | None) -> str:
        """Return an EDTF date as it is written, "undated" for None."""
        if not when:
            return self.say("undated")
        style = self.style
        return write_date(Edtf.parse(when), style.lang.value, months=style.months, numerals=style.numerals)

    def write_number(self, value: float) -> str:
        """Return a number as it is written."""
        return self.use_digits(find_wording(self.style.lang).write_number(value))

    def use_digits(self, text: str) -> str:
        """Return a text of ours with the digits that were chosen; never used for quotations."""
        arabic = self.style.lang is Lang.AR and self.style.numerals is Numerals.ARABIC
        return write_arabic_digits(text) if arabic else text


def find_words(style: Style, parties: Mapping[str, Party]) -> Words:
    """Return the words of a report.

    Args:
        style: How it is written.
        parties: Everybody who is named in it, by id.
    """
    return Words(style, CaseWording(style.lang, dict(parties), style.numerals, style.months))
