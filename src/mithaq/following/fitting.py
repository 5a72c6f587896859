"""Whether a step fits the case that it names: its kind, its state, the closed lists; what does not fit is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NoReturn

from mithaq.dates import Edtf
from mithaq.errors import LedgerError
from mithaq.following.case import (
    Advance,
    Amount,
    Announce,
    AnyRead,
    Assign,
    Attribute,
    Bind,
    Comment,
    Describe,
    Join,
    Kind,
    Relate,
    Remedy,
    Rule,
    Verify,
)
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import Field, KindSpec, Named, State, ValueType, find_kind
from mithaq.following.state import Case

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)")
_NORTH, _EAST = 90, 180
_SAME_LINE = "Choose one of: "


def check_fit(step: AnyRead, case: Case, settled: Case) -> None:
    """Refuse a step that the case cannot take.

    Args:
        step: What a person wants to record.
        case: The case with all that is proposed.
        settled: The case as people made it: a state must follow the state there, whatever machines propose.

    Raises:
        LedgerError: If the kind has no such step, state, field or role, or the state may not follow.
        DateError: If a date of the step is not EDTF.
    """
    spec = find_kind(case.kind)
    name = type(step).__name__.lower()
    if name not in spec.steps:
        _refuse(f"the kind {spec.kind} has no step {name}", case, f"{_SAME_LINE}{', '.join(spec.steps)}")
    for when in (step.on, getattr(step, "due", None), getattr(step, "when", None)):
        if when:
            Edtf.parse(when)
    if isinstance(step, Advance):
        _check_advance(step, case, spec)
        _check_order(step, settled, spec)
    check = _CHECKS.get(type(step))
    if check:
        check(step, case, spec)


def _refuse(what: str, case: Case, remedy: str) -> NoReturn:
    raise LedgerError(what, where=f"case {case.id}", remedy=remedy)


def _list_names(values: tuple[Named, ...] | tuple[State, ...] | tuple[Any, ...]) -> str:
    return f"{_SAME_LINE}{', '.join(value.name for value in values)}"


def _check_advance(step: Advance, case: Case, spec: KindSpec) -> None:
    asked = [thread.id for thread in case.threads if thread.party]
    if asked and step.thread and step.thread not in asked:
        what = f"{step.thread} was not asked; asked were: {', '.join(asked)}"
        _refuse(what, case, "Let the party join as to first")
    if spec.find_state(step.state, step.thread) is None:
        states = (*spec.list_states(step.thread), *spec.procedure)
        _refuse(f"the kind {spec.kind} has no state {step.state}", case, _list_names(states))


def _check_order(step: Advance, case: Case, spec: KindSpec) -> None:
    """Refuse a state that cannot follow the one in any thread that the step concerns."""
    threads = [thread for thread in case.threads if step.thread in {thread.id, ""}]
    olds = [thread.procedure if spec.is_procedure(step.state) else thread.state for thread in threads]
    if all(old and not spec.may_follow(step.state, old, step.thread) for old in olds) and olds:
        before = spec.find_state(olds[0], step.thread)
        allowed = ", ".join(before.next if before else ()) or "nothing"
        _refuse(f"{step.state} cannot follow {olds[0]}", case, f"After {olds[0]} may come: {allowed}")


def _check_bind(step: Bind, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("condition", step.state, case)
    if not step.condition.strip():
        _refuse("the condition has no id", case, "Name the condition, for instance k1")


def _check_join(step: Join, case: Case, spec: KindSpec) -> None:
    if all(role.name != step.role for role in spec.roles):
        _refuse(f"the kind {spec.kind} has no role {step.role}", case, _list_names(spec.roles))


def _check_announce(step: Announce, case: Case, spec: KindSpec) -> None:
    if step.when is None and spec.kind is not Kind.MILESTONE:
        _refuse("only a milestone can be without a date", case, "Give the date that is valid now")


def _check_describe(step: Describe, case: Case, spec: KindSpec) -> None:
    field = spec.find_field(step.field)
    if field is None:
        names = ", ".join(item.name for item in spec.fields)
        _refuse(f"the kind {spec.kind} has no field {step.field}", case, f"{_SAME_LINE}{names}")
    fault = find_fault(field, step.value)
    if fault:
        _refuse(f"{step.field}: {fault}", case, explain_value(field))


def find_fault(field: Field, value: str | float | Amount) -> str:
    """Return what is wrong with a value; empty where nothing is.

    Args:
        field: The field that it is for.
        value: The value.

    Raises:
        DateError: If a date is not EDTF.
    """
    if isinstance(value, str) and not value.strip():
        return "the value is empty"
    if field.type is ValueType.CHOICE:
        known = str(value) in {item.name for item in field.values}
        return "" if known else f"{value!r} is none of the values"
    if field.type in {ValueType.AMOUNT, ValueType.NUMBER}:
        numbers = (Amount, int, float) if field.type is ValueType.AMOUNT else (int, float)
        return "" if isinstance(value, numbers) else f"{value!r} is no number"
    return _find_text_fault(field.type, value) if isinstance(value, str) else f"{value!r} is no text"


def _find_text_fault(kind: ValueType, value: str) -> str:
    if kind is ValueType.DATE:
        Edtf.parse(value)
    if kind is ValueType.TIME and not _TIME.fullmatch(value):
        return f"{value!r} is no time of day"
    if kind is ValueType.COORDINATES and not _lies_on_earth(value):
        return f"{value!r} is no pair of latitude and longitude"
    return ""


def _lies_on_earth(value: str) -> bool:
    pair = _COORDINATES.fullmatch(value)
    return pair is not None and abs(float(pair[1])) <= _NORTH and abs(float(pair[2])) <= _EAST


def explain_value(field: Field) -> str:
    """Return how the values of a field are written, as a remedy."""
    if field.values:
        return _list_names(field.values)
    return _REMEDIES.get(field.type, "Give a text")


def _check_verify(step: Verify, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("verification", step.level, case, reason=step.reason)
    _check_standard(step.standard, case)


def _check_attribute(step: Attribute, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("attribution", step.level, case, reason=step.reason, who=step.who)
    _check_standard(step.standard, case)


def _check_rule(step: Rule, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("ruling", step.ruling, case, reason=step.reason)
    if step.ruling == "violation" and not step.term:
        _refuse("a violation is of a term", case, "Name the term, and the agreement where there are several")


def _check_remedy(step: Remedy, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("remedy", step.action, case)
    if step.action == "deadline" and not step.due:
        _refuse("the deadline has no date", case, "Give the day until which the party must act")


def _check_relate(step: Relate, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("relation", step.relation, case)
    if step.other == case.id:
        _refuse("a case cannot stand to itself", case, "Name another case")


def _check_comment(step: Comment, case: Case, spec: KindSpec) -> None:
    del spec
    if not step.text.strip():
        _refuse("the comment is empty", case, "Write what you want to remark")


def _check_assign(step: Assign, case: Case, spec: KindSpec) -> None:
    del spec
    if not step.to.strip():
        _refuse("nobody is named", case, "Name the account that is to follow it up")


def _check_finding(
    matter: str, name: str, case: Case, *, reason: str = "", who: tuple[str, ...] | None = None
) -> None:
    finding = load_findings().find(matter, name)
    if finding is None:
        _refuse(f"{matter} {name} is unknown", case, _list_names(getattr(load_findings(), matter)))
    if finding.reason and not reason.strip():
        _refuse(f"{matter} {name} needs a reason", case, "Say why in one sentence")
    if finding.who and not who:
        _refuse(f"{matter} {name} concerns somebody", case, "Name the party")


def _check_standard(standard: str, case: Case) -> None:
    if standard:
        _check_finding("standard", standard, case)


_REMEDIES: Final[Mapping[ValueType, str]] = MappingProxyType(
    {
        ValueType.NUMBER: "Give a number such as 120 or 0.5",
        ValueType.AMOUNT: "Give a number, or bounds such as 10..20, >=10, ~15 or uncountable",
        ValueType.DATE: "Give a date such as 2018-12-24 or 2018-12",
        ValueType.TIME: "Give a time of day such as 18:30",
        ValueType.COORDINATES: "Give degrees such as 32.8872, 13.1913",
    }
)
_CHECKS: Final[Mapping[type, Callable[[Any, Case, KindSpec], None]]] = MappingProxyType(
    {
        Bind: _check_bind,
        Join: _check_join,
        Announce: _check_announce,
        Describe: _check_describe,
        Verify: _check_verify,
        Attribute: _check_attribute,
        Rule: _check_rule,
        Remedy: _check_remedy,
        Relate: _check_relate,
        Comment: _check_comment,
        Assign: _check_assign,
    }
)
