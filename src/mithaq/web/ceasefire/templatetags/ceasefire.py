"""How templates write harm with its bounds, places, and the names of formats."""

from __future__ import annotations

from typing import Any

from django import template

from mithaq.ledger.incidentcounts import Toll
from mithaq.ledger.spots import name_place
from mithaq.reports.wording import Lang, Term
from mithaq.web.ceasefire.tables import write_toll

register = template.Library()


@register.simple_tag(takes_context=True)
def toll(context: dict[str, Any], value: Toll) -> str:
    """Return how many people were harmed, with bounds; a dash where nobody was."""
    return write_toll(context["request"], value) or "—"


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], name: str) -> str:
    """Return the name of a place in the language of the page."""
    return name_place(name)[0 if context["display"].lang is Lang.AR else 1]


@register.filter
def term(value: Term, lang: Lang) -> str:
    """Return what something is called in a language."""
    return value.in_lang(lang)
