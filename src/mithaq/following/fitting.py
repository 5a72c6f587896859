"""Whether a step fits the case that it names: its kind, its state, the closed lists; what does not fit is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from mithaq.dates import Edtf
from mithaq.errors import Reason
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
from mithaq.following.kinds import Field, KindSpec, ValueType, find_kind
from mithaq.following.refusal import refuse
from mithaq.following.state import Case

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)")
_NORTH, _EAST = 90, 180


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
        refuse("no-step", case.id, kind=spec.kind.value, step=name, steps=", ".join(spec.steps))
    for when in (step.on, getattr(step, "due", None), getattr(step, "when", None)):
        if when:
            Edtf.parse(when)
    if isinstance(step, Advance):
        _check_advance(step, case, spec)
        _check_order(step, settled, spec)
    check = _CHECKS.get(type(step))
    if check:
        check(step, case, spec)


def _list_names(values: Iterable[Any]) -> str:
    return ", ".join(value.name for value in values)


def _check_advance(step: Advance, case: Case, spec: KindSpec) -> None:
    asked = [thread.id for thread in case.threads if thread.party]
    if asked and step.thread and step.thread not in asked:
        refuse("not-asked", case.id, thread=step.thread, asked=", ".join(asked))
    if spec.find_state(step.state, step.thread) is None:
        states = (*spec.list_states(step.thread), *spec.procedure)
        refuse("no-state", case.id, kind=spec.kind.value, state=step.state, states=_list_names(states))


def _check_order(step: Advance, case: Case, spec: KindSpec) -> None:
    """Refuse a state that cannot follow the one in any thread that the step concerns."""
    threads = [thread for thread in case.threads if step.thread in {thread.id, ""}]
    olds = [thread.procedure if spec.is_procedure(step.state) else thread.state for thread in threads]
    if all(old and not spec.may_follow(step.state, old, step.thread) for old in olds) and olds:
        before = spec.find_state(olds[0], step.thread)
        allowed = ", ".join(before.next if before else ()) or Reason("judging.nothing")
        known = {"kind": spec.kind.value, "state": step.state, "before": olds[0]}
        refuse("not-after", case.id, **known, next=allowed)


def _check_bind(step: Bind, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("condition", step.state, case)
    if not step.condition.strip():
        refuse("condition-id", case.id)


def _check_join(step: Join, case: Case, spec: KindSpec) -> None:
    if all(role.name != step.role for role in spec.roles):
        refuse("no-role", case.id, kind=spec.kind.value, role=step.role, roles=_list_names(spec.roles))


def _check_announce(step: Announce, case: Case, spec: KindSpec) -> None:
    if step.when is None and spec.kind is not Kind.MILESTONE:
        refuse("undated", case.id)


def _check_describe(step: Describe, case: Case, spec: KindSpec) -> None:
    field = spec.find_field(step.field)
    if field is None:
        names = _list_names(spec.fields)
        refuse("no-field", case.id, kind=spec.kind.value, field=step.field, fields=names)
    fault = find_fault(field, step.value)
    if fault:
        refuse(
            "value", case.id, kind=spec.kind.value, field=step.field, fault=fault, how=explain_value(field)
        )


def find_fault(field: Field, value: str | float | Amount) -> Reason | None:
    """Return what is wrong with a value; None where nothing is.

    Args:
        field: The field that it is for.
        value: The value.

    Raises:
        DateError: If a date is not EDTF.
    """
    if isinstance(value, str) and not value.strip():
        return Reason("judging.empty-value")
    if field.type is ValueType.CHOICE:
        known = str(value) in {item.name for item in field.values}
        return None if known else Reason("judging.no-value", {"value": str(value)})
    if field.type in {ValueType.AMOUNT, ValueType.NUMBER}:
        numbers = (Amount, int, float) if field.type is ValueType.AMOUNT else (int, float)
        return None if isinstance(value, numbers) else Reason("judging.no-number", {"value": repr(value)})
    if isinstance(value, str):
        return _find_text_fault(field.type, value)
    return Reason("judging.no-text", {"value": repr(value)})


def _find_text_fault(kind: ValueType, value: str) -> Reason | None:
    if kind is ValueType.DATE:
        Edtf.parse(value)
    if kind is ValueType.TIME and not _TIME.fullmatch(value):
        return Reason("judging.no-time", {"value": value})
    if kind is ValueType.COORDINATES and not _lies_on_earth(value):
        return Reason("judging.no-coordinates", {"value": value})
    return None


def _lies_on_earth(value: str) -> bool:
    pair = _COORDINATES.fullmatch(value)
    return pair is not None and abs(float(pair[1])) <= _NORTH and abs(float(pair[2])) <= _EAST


def explain_value(field: Field) -> Reason:
    """Return how the values of a field are written, as a remedy."""
    if field.values:
        return Reason("judging.write-choice", {"values": _list_names(field.values)})
    return Reason(f"judging.write-{field.type.value if field.type in _WRITTEN else 'text'}")


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
        refuse("no-term", case.id)


def _check_remedy(step: Remedy, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("remedy", step.action, case)
    if step.action == "deadline" and not step.due:
        refuse("no-deadline", case.id)


def _check_relate(step: Relate, case: Case, spec: KindSpec) -> None:
    del spec
    _check_finding("relation", step.relation, case)
    if step.other == case.id:
        refuse("related-to-itself", case.id)


def _check_comment(step: Comment, case: Case, spec: KindSpec) -> None:
    del spec
    if not step.text.strip():
        refuse("empty-comment", case.id)


def _check_assign(step: Assign, case: Case, spec: KindSpec) -> None:
    del spec
    if not step.to.strip():
        refuse("nobody", case.id)


def _check_finding(
    matter: str, name: str, case: Case, *, reason: str = "", who: tuple[str, ...] | None = None
) -> None:
    finding = load_findings().find(matter, name)
    if finding is None:
        known = _list_names(getattr(load_findings(), matter))
        refuse("finding-unknown", case.id, matter=matter, finding=name, findings=known)
    if finding.reason and not reason.strip():
        refuse("finding-reason", case.id, matter=matter, finding=name)
    if finding.who and not who:
        refuse("finding-who", case.id, matter=matter, finding=name)


def _check_standard(standard: str, case: Case) -> None:
    if standard:
        _check_finding("standard", standard, case)


_WRITTEN: Final = frozenset(
    {ValueType.NUMBER, ValueType.AMOUNT, ValueType.DATE, ValueType.TIME, ValueType.COORDINATES}
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
