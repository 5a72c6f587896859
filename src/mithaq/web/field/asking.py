"""The form as its page shows it: each item with its label, what to write, what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from mithaq.following.kinds import Named, ValueType
from mithaq.model import ActorType, Comparator
from mithaq.reports.fieldform import Form, Item, Section, read_form
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.field.entering import UNCOUNTABLE
from mithaq.web.speech import find_term, say

_QUALIFIERS: Final = (
    Comparator.EQUAL, Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS,
    Comparator.ABOUT,
)  # fmt: skip
_FIGURES: Final = frozenset({ValueType.NUMBER, ValueType.AMOUNT})
_TYPES: Final = (
    ActorType.PERSON, ActorType.POPULATION, ActorType.INSTITUTION, ActorType.ORGANIZATION,
    ActorType.ARMED_GROUP, ActorType.STATE, ActorType.COMPANY, ActorType.MEDIA,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen.

    Args:
        value: As it is sent.
        label: As it is shown.
        chosen: Whether it is chosen.
    """

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An item as the page asks it.

    Args:
        item: What is asked.
        shape: How: ``line``, ``area``, ``choices``, ``one``, ``amount``, ``side``, ``claim``, ``place``, ``date``,
            ``files``.
        label: What it is called.
        help: What to write; may be empty.
        fault: What is wrong with what was typed; may be empty.
        value: What was typed.
        parts: What was typed into its further inputs, by their names.
        choices: What can be chosen.
        mode: Which keyboard a phone shows.
    """

    item: Item
    shape: str
    label: str
    help: str
    fault: str
    value: str
    parts: Mapping[str, str]
    choices: tuple[Choice, ...]
    mode: str = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the page shows it.

    Args:
        section: Which.
        label: Its heading.
        questions: What it asks.
        open: Whether it stands open: what was filled in or is wrong is never hidden.
    """

    section: Section
    label: str
    questions: tuple[Question, ...]
    open: bool


def list_faults(lang: Lang, faults: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return what is wrong with each item, in words that say what to write.

    Args:
        lang: The language.
        faults: Key of the mistake with what was typed, by item.
    """
    return {
        name: find_term(f"field.wrong-{key}", lang).format(text=text) for name, (key, text) in faults.items()
    }


def ask_sections(request: Asked, typed: QueryDict, faults: Mapping[str, str]) -> list[Part]:
    """Return the form with what was typed.

    Args:
        request: The request.
        typed: Names of inputs with what was typed.
        faults: What is wrong, by item.
    """
    lang = request.display.lang
    parts = []
    for section in read_form().sections:
        questions = tuple(_ask(request, item, typed, faults.get(item.name, "")) for item in section.items)
        stands = section.open or any(question.fault or question.value for question in questions)
        label = section.ar if lang is Lang.AR else section.en
        parts.append(Part(section, label, questions, stands))
    return parts


def _ask(request: Asked, item: Item, typed: QueryDict, fault: str) -> Question:
    lang = request.display.lang
    shape, mode = _find_shape(item)
    told = (item.help.ar if lang is Lang.AR else item.help.en) if item.help else ""
    parts = {
        name.removeprefix(f"{item.name}-"): typed.get(name, "")
        for name in typed
        if name.startswith(f"{item.name}-") and name != item.name
    }
    value = typed.get(item.name, "") or parts.get("best", "")
    choices = _list_choices(request, item, typed, shape)
    return Question(item, shape, item.name_in(lang), told, fault, value, parts, choices, mode)


def _find_shape(item: Item) -> tuple[str, str]:
    spec = item.field
    if spec is None:
        return {
            Form.TITLE: "line",
            Form.ACCOUNT: "area",
            Form.PLACE: "place",
            Form.HARM: "amount",
            Form.SIDE: "side",
            Form.CLAIM: "claim",
        }.get(item.form, "files"), "text"
    if spec.type is ValueType.CHOICE:
        return ("choices" if spec.many else "one"), "text"
    if spec.type is ValueType.AMOUNT:
        return "amount", "decimal"
    if spec.many:
        return "area", "text"
    if spec.type is ValueType.DATE:
        return "date", "text"
    return "line", "decimal" if spec.type in _FIGURES else "text"


def _list_choices(request: Asked, item: Item, typed: QueryDict, shape: str) -> tuple[Choice, ...]:
    if shape in {"choices", "one"} and item.field:
        chosen = typed.getlist(item.name)
        return tuple(_choose(value, request.display.lang, chosen) for value in item.field.values)
    if shape == "amount":
        asked = typed.get(f"{item.name}-qualifier", Comparator.EQUAL.value)
        names = [*(sign.value for sign in _QUALIFIERS), UNCOUNTABLE]
        return tuple(
            Choice(name, say(request, f"field.qualifier-{_SIGNS.get(name, name)}"), name == asked)
            for name in names
        )
    if shape == "side":
        asked = typed.get(f"{item.name}-type", item.type.value)
        wording = request.display.wording
        return tuple(
            Choice(kind.value, wording.name_actor_type(kind), kind.value == asked) for kind in _TYPES
        )
    return ()


def _choose(value: Named, lang: Lang, chosen: list[str]) -> Choice:
    return Choice(value.name, value.ar if lang is Lang.AR else value.en, value.name in chosen)


_SIGNS: Final[Mapping[str, str]] = {
    "=": "equal",
    ">=": "at-least",
    ">": "more",
    "<=": "at-most",
    "<": "less",
    "~": "about",
}
