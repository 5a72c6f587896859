"""Labels of the form in the language of the page; attachments of cases."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import QueryDict
from django.urls import reverse

from mithaq.following.fold import Case
from mithaq.following.kinds import Label
from mithaq.ledger.attachments import FIELD, read_attachment
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


@register.simple_tag
def attachments(case: Case) -> list[tuple[str, str]]:
    """Return the attachments of a case: name, and address under which each is handed out."""
    values = (item.step.value for item in case.fields if item.step.field == FIELD)
    named = (read_attachment(value) for value in values if isinstance(value, str))
    return [(item.name, reverse("field-attachment", args=(case.id, item.sha256))) for item in named if item]
