"""The fields of a step as a form shows them: what they are called, what stands in them, what may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    AnyRead,
    Attribute,
    Bind,
    Deny,
    Describe,
    Harm,
    Join,
    Open,
    Party,
    Relate,
    Remedy,
    Rule,
    Tell,
    Verify,
)
from mithaq.following.fold import Case
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import ValueType, find_kind
from mithaq.reports.case_wording import CaseWording, find_field, read_case_messages


class Look(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    AMOUNT = "amount"
    VALUE = "value"
    PARTY = "party"
    WHO = "who"
    PARTIES = "parties"
    SIDES = "sides"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of step.

    Args:
        name: Name of the step's attribute.
        look: How it is filled in.
        choices: What may be chosen: a list of findings, or what `_CHOICES` makes.
        optional: Whether it may stay empty.
    """

    name: str
    look: Look
    choices: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A field as it is shown.

    Args:
        field: Which.
        rows: What stands in it: one text, or one for each party; for sides ``ROLE=PARTY``.
        options: What may be chosen: values with what they are called.
        wrong: Whether what was entered in it was refused.
    """

    field: Field
    rows: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    wrong: bool = False

    @property
    def value(self) -> str:
        """What stands in it, where that is one text."""
        return self.rows[0] if self.rows else ""

    @property
    def name(self) -> str:
        """Its name in the form."""
        return name_input(self.field)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Roles and parties, one empty row behind the last."""
        pairs = [(role, party) for role, _, party in (row.partition("=") for row in self.rows)]
        return (*pairs, ("", ""))

    @property
    def lines(self) -> tuple[str, ...]:
        """Parties, one empty row behind the last."""
        return (*self.rows, "")


def name_input(field: Field) -> str:
    """Return the name of a field in a form.

    Args:
        field: Which.
    """
    return f"step-{field.name}"


_T, _C = Look.TEXT, Look.CHOICE
FIELDS: Final[Mapping[type[AnyRead], tuple[Field, ...]]] = MappingProxyType(
    {
        Open: (
            Field("title", _T),
            Field("sides", Look.SIDES, "roles", optional=True),
            Field("place", _T, optional=True),
            Field("what", _T, optional=True),
            Field("due", Look.DATE, optional=True),
        ),
        Advance: (Field("state", _C, "states"),),
        Announce: (Field("when", Look.DATE, optional=True),),
        Bind: (Field("condition", _T), Field("state", _C, "condition")),
        Describe: (Field("field", _C, "fields"), Field("value", Look.VALUE, "values")),
        Join: (Field("role", _C, "roles"), Field("party", Look.PARTY)),
        Harm: (
            Field("what", _C, "harms"),
            Field("amount", Look.AMOUNT),
            Field("whom", _C, "victims", optional=True),
        ),
        Accuse: (Field("who", Look.WHO),),
        Deny: (Field("who", Look.WHO),),
        Verify: (
            Field("level", _C, "verification"),
            Field("standard", _C, "standard", optional=True),
            Field("reason", _T, optional=True),
        ),
        Attribute: (
            Field("level", _C, "attribution"),
            Field("who", Look.PARTIES, optional=True),
            Field("standard", _C, "standard", optional=True),
            Field("reason", _T, optional=True),
        ),
        Rule: (
            Field("ruling", _C, "ruling"),
            Field("agreement", _T, optional=True),
            Field("term", _T, optional=True),
            Field("reason", _T, optional=True),
        ),
        Remedy: (
            Field("action", _C, "remedy"),
            Field("text", _T, optional=True),
            Field("due", Look.DATE, optional=True),
        ),
        Relate: (Field("relation", _C, "relation"), Field("other", _T)),
        Tell: (),
    }
)
COMMON: Final = (
    Field("thread", Look.THREAD, "threads", optional=True),
    Field("on", Look.DATE, optional=True),
    Field("by", Look.PARTIES, optional=True),
)
KINDS: Final[Mapping[str, type[AnyRead]]] = MappingProxyType({kind.__name__.lower(): kind for kind in FIELDS})


def list_fields(kind: type[AnyRead]) -> tuple[Field, ...]:
    """Return the fields of a kind of step, those that all steps have behind its own.

    Args:
        kind: Which.
    """
    common = COMMON[1:] if kind is Open else COMMON
    return (*FIELDS.get(kind, ()), *common)


def list_kinds(case: Case, step: AnyRead) -> tuple[str, ...]:
    """Return the kinds of steps that may stand in the place of one; what opens a case stays what it is.

    Args:
        case: Its case.
        step: What was proposed.
    """
    if isinstance(step, Open):
        return ("open",)
    return tuple(name for name in find_kind(case.kind).steps if name in KINDS)


@dataclass(frozen=True, slots=True)
class Names:
    """Parties by the names under which a form shows them.

    Args:
        wording: The language.
        parties: Every party that the case names, by id.
    """

    wording: CaseWording
    parties: Mapping[str, Party]

    def write(self, party: str) -> str:
        """Return the name of a party; its id where the name is that of another one, too."""
        name = self.wording.name_party(self.parties.get(party, party))
        others = (other for other in self.parties.values() if other.id != party)
        return party if any(self.wording.name_party(other) == name for other in others) else name

    def find(self, name: str) -> Party | None:
        """Return the party that is shown under a name."""
        return next((party for party in self.parties.values() if self.write(party.id) == name), None)


def write_rows(field: Field, step: AnyRead, names: Names, case: Case) -> tuple[str, ...]:
    """Return what stands in a field of a step.

    Args:
        field: Which.
        step: The step.
        names: Names of parties.
        case: Its case.
    """
    value: Any = getattr(step, field.name)
    many = _MANY.get(field.look)
    if many:
        return many(value, names)
    if isinstance(value, Amount):
        return (write_amount(value),)
    if isinstance(step, Describe) and field.look is Look.VALUE:
        return (_write_value(step, names, case),)
    return (str(value),) if value not in {None, ""} else ()


_MANY: Final[Mapping[Look, Callable[[Any, Names], tuple[str, ...]]]] = MappingProxyType(
    {
        Look.PARTIES: lambda parties, names: tuple(names.write(party) for party in parties),
        Look.SIDES: lambda sides, names: tuple(f"{role}={names.write(party.id)}" for role, party in sides),
        Look.PARTY: lambda party, names: (names.write(party.id),),
        Look.WHO: lambda party, names: (names.write(party),) if party else (),
    }
)


def _write_value(step: Describe, names: Names, case: Case) -> str:
    known = find_field(step.field, case.kind)
    if known and known.type is ValueType.PARTY:
        return names.write(str(step.value))
    if known and known.type is ValueType.CHOICE:
        return names.wording.write_value(step.value, known)
    return str(step.value)


def write_amount(amount: Amount) -> str:
    """Return a number with its bounds as `saying.read_amount` reads it.

    Args:
        amount: The number.
    """
    if amount.best is None and amount.low is not None and amount.high is not None:
        return f"{_write_plain(amount.low)}..{_write_plain(amount.high)}"
    value = next((item for item in (amount.best, amount.low, amount.high) if item is not None), None)
    if value is None:
        return "uncountable"
    return f"{'' if amount.qualifier == '=' else amount.qualifier}{_write_plain(value)}"


def _write_plain(value: float) -> str:
    """Return a number without an exponent and needless decimals."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def list_options(
    field: Field, case: Case, step: AnyRead | None, wording: CaseWording
) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen in a field, with what it is called.

    Args:
        field: Which.
        case: The case.
        step: The step that stands there; None for a new one.
        wording: The language.
    """
    if not field.choices:
        return ()
    make = _CHOICES.get(field.choices)
    if make is None:
        found: Sequence[Any] = getattr(load_findings(), field.choices)
        return tuple((item.name, wording.name_finding(field.choices, item.name)) for item in found)
    return make(case, step, wording)


_Options = tuple[tuple[str, str], ...]


def _list_states(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    spec, thread = find_kind(case.kind), step.thread if step else ""
    states = (*spec.list_states(thread), *spec.procedure)
    return tuple((state.name, wording.name_state(state.name, case.kind, thread)) for state in states)


def _list_roles(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    del step
    return tuple((role.name, wording.name_role(role.name, case.kind)) for role in find_kind(case.kind).roles)


def _list_kind_fields(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    del step
    return tuple(
        (item.name, wording.name_field(item.name, case.kind)) for item in find_kind(case.kind).fields
    )


def _list_values(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    known = find_field(step.field, case.kind) if isinstance(step, Describe) else None
    return tuple((item.name, wording.write_value(item.name, known)) for item in known.values) if known else ()


def _list_harms(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    del case, step
    return tuple((name, wording.say("harms", name)) for name in read_case_messages().harms)


def _list_victims(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    del case, step
    return tuple((name, wording.say("victims", name)) for name in read_case_messages().victims)


def _list_threads(case: Case, step: AnyRead | None, wording: CaseWording) -> _Options:
    known = dict.fromkeys([*(thread.id for thread in case.threads if thread.id), step.thread if step else ""])
    return tuple((thread, wording.name_party(thread)) for thread in known if thread)


_CHOICES: Final[Mapping[str, Callable[[Case, AnyRead | None, CaseWording], _Options]]] = MappingProxyType(
    {
        "states": _list_states,
        "roles": _list_roles,
        "fields": _list_kind_fields,
        "values": _list_values,
        "harms": _list_harms,
        "victims": _list_victims,
        "threads": _list_threads,
    }
)
