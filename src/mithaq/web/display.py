"""How numbers and dates are shown to whoever asks: language, digits, month names, Hijri."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from mithaq.dates import Edtf, Months, Numerals, write_date
from mithaq.digits import write_arabic_number
from mithaq.errors import DateError
from mithaq.following.case import Party
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang, Wording, find_wording

_LRI, _PDI = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Display:
    """What somebody wants to see.

    Args:
        lang: Language of the interface.
        numerals: Which digits, in Arabic.
        months: Whose Arabic month names.
        hijri: Whether the Hijri day stands beside the Gregorian one.
    """

    lang: Lang = Lang.AR
    numerals: Numerals = Numerals.LATIN
    months: Months = Months.EGYPT
    hijri: bool = False

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.lang is Lang.AR else "ltr"

    @property
    def other(self) -> Lang:
        """The other language."""
        return Lang.EN if self.lang is Lang.AR else Lang.AR

    @property
    def wording(self) -> Wording:
        """What the program calls things in this language."""
        return find_wording(self.lang)

    def word_cases(self, parties: Mapping[str, Party] = MappingProxyType({})) -> CaseWording:
        """Return what is said of cases as it is to be shown; parties by id, for those that no pack knows."""
        return CaseWording(self.lang, parties, self.numerals, self.months, self.hijri)

    def write_number(self, value: float) -> str:
        """Return a number with its thousands separated, in the chosen digits."""
        return self.use_digits(self.wording.write_number(value))

    def use_digits(self, text: str) -> str:
        """Return a text of digits in the chosen ones; dates and numbers only, never evidence."""
        arabic = self.lang is Lang.AR and self.numerals is Numerals.ARABIC
        return write_arabic_number(text) if arabic else text

    def write_date(self, when: str | None) -> str:
        """Return an EDTF date as it is written; as it stands where it is none, empty for None."""
        if not when:
            return ""
        try:
            known = Edtf.parse(when)
        except DateError:
            return when
        return write_date(
            known, self.lang.value, months=self.months, numerals=self.numerals, hijri=self.hijri
        )

    def write_day(self, day: date) -> str:
        """Return a day as it is written."""
        return self.write_date(day.isoformat())

    def write_time(self, at: str | datetime) -> str:
        """Return a moment (UTC) as a day with the time in minutes, which reads from left to right."""
        text = at.isoformat() if isinstance(at, datetime) else at
        clock = self.use_digits(text[11:16])
        return f"{self.write_date(text[:10])} {_LRI}{clock}{_PDI}" if clock else self.write_date(text[:10])


def choose_display(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Return the middleware that sets ``request.display``: the account's choice, else the cookie's language.

    Args:
        get_response: What answers.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        display = find_display(request)
        request.display = display  # type: ignore[attr-defined]
        with translation.override(display.lang.value):
            response = get_response(request)
            response.headers.setdefault("Content-Language", display.lang.value)
            return response

    return answer


def find_display(request: HttpRequest) -> Display:
    """Return what is to be shown to whoever asks.

    Args:
        request: The request.
    """
    if request.user.is_authenticated:
        return request.user.display
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return Display(lang=Lang(chosen) if chosen in set(Lang) else Lang.AR)
