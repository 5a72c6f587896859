"""Labels of the form in the language of the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import QueryDict

from mithaq.following.kinds import Label
from mithaq.reports.wording import Lang

register = template.Library()


@register.simple_tag(takes_context=True)
def label_in(context: dict[str, Any], label: Label | None) -> str:
    """Return a label in the language of the page; empty where there is none."""
    if label is None:
        return ""
    return label.ar if context["display"].lang is Lang.AR else label.en


@register.filter
def lookup(typed: QueryDict, name: str) -> str:
    """Return what was typed into an input whose name holds a hyphen."""
    return typed.get(name, "")
