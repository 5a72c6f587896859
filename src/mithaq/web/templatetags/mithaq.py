"""What templates say and how they show numbers, dates, parties and evidence.

Every page has these without loading them (`settings.TEMPLATES`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mithaq.following.case import Party
from mithaq.following.fold import is_machine
from mithaq.reports.labels import name_party
from mithaq.web.access import find_account, find_rights
from mithaq.web.dates.inputs import DateInput
from mithaq.web.display import Display
from mithaq.web.gazetteer import name_place
from mithaq.web.roles import Right
from mithaq.web.speech import fill_in

register = template.Library()


def _find_display(context: dict[str, Any]) -> Display:
    display: Display = context["display"]
    return display


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], key: str, **values: object) -> str:
    """Return a message; its values are named: ``count=n``."""
    return fill_in(key, _find_display(context).lang, values)


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], right: str) -> bool:
    """Tell whether who asks has a right: ``{% may "judge" as allowed %}``."""
    return Right(right) in find_rights(find_account(context["request"]))


@register.simple_tag(takes_context=True)
def number(context: dict[str, Any], value: float | None) -> str:
    """Return a number as it is shown; empty for None."""
    return "" if value is None else _find_display(context).write_number(value)


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], value: str | date | None) -> SafeString:
    """Return an EDTF date or a day as it is shown, with the EDTF for machines."""
    text = value.isoformat() if isinstance(value, date) else value or ""
    if not text:
        return SafeString()
    return format_html('<time datetime="{}">{}</time>', text, _find_display(context).write_date(text))


@register.simple_tag(takes_context=True)
def moment(context: dict[str, Any], value: str | datetime | None) -> SafeString:
    """Return a moment (UTC) as it is shown."""
    if not value:
        return SafeString()
    text = value.isoformat() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', text, _find_display(context).write_time(value))


@register.simple_tag(takes_context=True)
def party(context: dict[str, Any], value: Party | None) -> SafeString:
    """Return the neutral label of a party in the language of the page, with the direction of its own letters."""
    if value is None:
        return SafeString()
    return format_html('<bdi class="party">{}</bdi>', name_party(value, _find_display(context).lang))


@register.simple_tag(takes_context=True)
def author(context: dict[str, Any], value: str) -> SafeString:
    """Return who recorded something: a person by name, a reader in words, with what it is exactly as a title."""
    if not is_machine(value):
        return format_html("<bdi>{}</bdi>", value)
    _, name, version, *_ = (*value.split(" "), "", "")
    lang = _find_display(context).lang
    key = f"reader-{name}" if name in {"fast", "full"} else "reader"
    return format_html('<span title="{}">{}</span>', value, fill_in(key, lang, {"version": version}))


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], name: str) -> SafeString:
    """Return the name of a place (English, as cases hold it) in the language of the page."""
    return (
        format_html("<bdi>{}</bdi>", name_place(name, _find_display(context).lang)) if name else SafeString()
    )


@register.simple_tag(takes_context=True)
def date_line(context: dict[str, Any], name: str, value: str, *, place: str = "", **marks: str) -> SafeString:
    """Return a line for a date with what was understood of it: ``{% date_line "due" typed place="f-due" %}``."""
    display = _find_display(context)
    given = {key.replace("_", "-"): text for key, text in marks.items() if text}
    return DateInput(display.write_date, display.lang).render(name, value, {"id": place or name, **given})
