"""Refusals in the language of the person: names of kinds, states, roles, fields and findings as elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from mithaq.errors import MithaqError, Reason
from mithaq.following.case import Kind
from mithaq.refusals import Told, isolate, write_reason
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang

_CASE: Final = "places.case"


def tell_error(error: MithaqError, lang: Lang) -> Told:
    """Return what an error says; in English where it is said in English alone.

    Args:
        error: What happened.
        lang: The language.
    """
    if error.reason is None or lang is Lang.EN:
        return Told(error.what, error.where, error.remedy)
    told = write_reason(error.reason, lang.value, _name)
    case = error.reason.values.get("case")
    where = write_reason(Reason(_CASE, {"case": case}), lang.value).what if case else isolate(error.where)
    return Told(told.what, where, told.remedy)


def _name(reason: Reason, name: str) -> str:
    """Return what a value is called, with the value itself behind it: it is what one types."""
    value = str(reason.values[name])
    namer = _NAMERS.get(name)
    if namer is None:
        return value
    wording = CaseWording(Lang.AR, {})
    return wording.comma.join(_show(one, namer(one, reason, wording)) for one in value.split(", "))


def _show(value: str, name: str) -> str:
    return value if name == value else f"{name} ({value})"


def _find_kind(reason: Reason) -> Kind | None:
    kind = reason.values.get("kind")
    return Kind(str(kind)) if kind else None


def _name_kind(value: str, reason: Reason, wording: CaseWording) -> str:
    del reason
    return wording.name_kind(Kind(value))


def _name_state(value: str, reason: Reason, wording: CaseWording) -> str:
    return wording.name_state(value, _find_kind(reason))


def _name_role(value: str, reason: Reason, wording: CaseWording) -> str:
    return wording.name_role(value, _find_kind(reason))


def _name_field(value: str, reason: Reason, wording: CaseWording) -> str:
    return wording.name_field(value, _find_kind(reason))


def _name_finding(value: str, reason: Reason, wording: CaseWording) -> str:
    name = wording.name_finding(str(reason.values["matter"]), value)
    return name.removeprefix(f"{value} ")


def _name_matter(value: str, reason: Reason, wording: CaseWording) -> str:
    del reason
    return wording.say("matters", value)


def _name_party(value: str, reason: Reason, wording: CaseWording) -> str:
    del reason
    return wording.name_party(value)


_NAMERS: Final[Mapping[str, Callable[[str, Reason, CaseWording], str]]] = MappingProxyType(
    {
        "kind": _name_kind,
        "other_kind": _name_kind,
        "state": _name_state,
        "states": _name_state,
        "before": _name_state,
        "next": _name_state,
        "role": _name_role,
        "roles": _name_role,
        "field": _name_field,
        "fields": _name_field,
        "finding": _name_finding,
        "findings": _name_finding,
        "matter": _name_matter,
        "thread": _name_party,
        "asked": _name_party,
    }
)
