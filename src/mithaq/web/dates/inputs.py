"""Fields for dates: a line of text, what was understood of it, and on a phone the calendar of the device."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mithaq.reports.days import read_day
from mithaq.web.speech import find_term

if TYPE_CHECKING:
    from mithaq.reports.wording import Lang

Write = Callable[[str], str]


def tell_understood(text: str, write: Write, lang: Lang) -> SafeString:
    """Return what was understood of a date, as it stands below its field; nothing for nothing.

    Args:
        text: What was typed.
        write: Writes an EDTF date as somebody wants to see it.
        lang: The language of the page.
    """
    if not text.strip():
        return SafeString()
    known = read_day(text)
    if known is None:
        return format_html('<span class="unread">{}</span>', find_term("dates.unread", lang))
    return format_html("{} <bdi>{}</bdi>", find_term("dates.read", lang), write(known.text))


def mark_field(name: str, place: str) -> dict[str, str]:
    """Return the attributes of a line that is read while it is typed.

    Args:
        name: Under which it is sent.
        place: Its id.
    """
    return {
        "dir": "auto",
        "autocomplete": "off",
        "aria-describedby": f"{place}-read",
        "hx-get": f"{reverse('dates-read')}?{urlencode({'of': name})}",
        "hx-trigger": "input changed delay:400ms, change",
        "hx-target": f"#{place}-read",
        # What a form around it says of its own requests does not hold for this one.
        "hx-select": "unset",
        "hx-swap": "innerHTML",
        "hx-push-url": "false",
        "hx-include": "this",
        "hx-params": name,
    }


class DateInput(forms.TextInput):
    """A line for a date, with what was understood of it.

    Args:
        write: Writes an EDTF date as somebody wants to see it.
        lang: The language of the page.
    """

    def __init__(self, write: Write, lang: Lang, attrs: Mapping[str, str] | None = None) -> None:
        super().__init__({**(attrs or {})})
        self._write = write
        self._lang = lang

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - whatever the form holds
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401 - Django's own
    ) -> SafeString:
        """Return the line and what belongs to it."""
        given = dict(attrs or {})
        place = str(given.get("id") or name)
        described = f"{given.get('aria-describedby', '')} {place}-read".strip()
        marked = {**given, **mark_field(name, place), "aria-describedby": described, "id": place}
        line = super().render(name, value, marked, renderer)
        shown = self.format_value(value) or ""
        return line + show_beside(place, str(shown), self._write, self._lang)


def show_beside(place: str, text: str, write: Write, lang: Lang) -> SafeString:
    """Return what stands beside a line for a date: the calendar of a phone, and what was understood.

    Args:
        place: The id of the line.
        text: What stands in it.
        write: Writes an EDTF date as somebody wants to see it.
        lang: The language of the page.
    """
    known = read_day(text)
    return format_html(
        '<input type="date" class="picker hidden" data-for="{}" value="{}" aria-label="{}">'
        '<output class="understood" id="{}-read" for="{}">{}</output>',
        place,
        known.text if known and known.precision == "day" and not known.qualifier else "",
        find_term("dates.pick", lang),
        place,
        place,
        tell_understood(text, write, lang),
    )


class DayField(forms.CharField):
    """A day of a filter: the first of what was typed, or its last.

    Args:
        is_last: Whether a month or year means its last day.
    """

    def __init__(self, *, is_last: bool = False) -> None:
        super().__init__(required=False)
        self._is_last = is_last

    def turn(self, write: Write, lang: Lang) -> None:
        """Show the field as somebody wants to see it.

        Args:
            write: Writes an EDTF date.
            lang: The language of the page.
        """
        self.widget = DateInput(write, lang)
        self.error_messages["invalid"] = find_term("dates.unread", lang)

    def clean(self, value: Any) -> date | None:  # noqa: ANN401 - whatever the form holds
        """Return the day; None for nothing.

        Raises:
            ValidationError: If it is no date.
        """
        text = str(super().clean(value) or "")
        if not text:
            return None
        known = read_day(text)
        day = None if known is None else known.latest if self._is_last else known.earliest
        if day is None:
            raise forms.ValidationError(self.error_messages.get("invalid", ""), code="invalid")
        return day
