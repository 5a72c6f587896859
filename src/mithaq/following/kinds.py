"""The kinds of cases with their states, steps and fields, as `kinds.yaml` lists them."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from mithaq.following.case import Kind
from mithaq.knowledge import read_knowledge

_PATH = Path(__file__).parent / "kinds.yaml"


class ValueType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    PARTY = "party"
    COORDINATES = "coordinates"
    CHOICE = "choice"


class Label(Struct, frozen=True, forbid_unknown_fields=True):
    """What something is called in both languages."""

    ar: str
    en: str


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """One of a closed list, with what it is called."""

    name: str
    ar: str
    en: str


class State(Struct, frozen=True, forbid_unknown_fields=True):
    """A state of a case or of one of its threads.

    Args:
        name: Its name, as stored.
        ar: Arabic label.
        en: English label.
        open: Whether something is still expected.
        answered: Whether the addressee of a request has answered.
        code: Number of the state in an outside list (IATI activity status).
        next: States that may follow it.
    """

    name: str
    ar: str
    en: str
    open: bool = True
    answered: bool = False
    code: str = ""
    next: tuple[str, ...] = ()


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """What can be recorded of a case or of one of its threads.

    Args:
        name: Its name, as stored.
        ar: Arabic label.
        en: English label.
        type: What it holds.
        many: Whether values stand beside one another; else the last one counts.
        values: Values that a choice allows.
    """

    name: str
    ar: str
    en: str
    type: ValueType
    many: bool = False
    values: tuple[Named, ...] = ()


class Template(Struct, frozen=True, forbid_unknown_fields=True):
    """A list of threads that cases of the kind often begin with."""

    name: str
    ar: str
    en: str
    parts: tuple[Named, ...]


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of states of which each may follow the one before, and pairs that may not."""

    allowed: tuple[tuple[str, ...], ...]
    refused: tuple[tuple[str, str], ...]
    allowed_parts: tuple[tuple[str, ...], ...] = ()
    refused_parts: tuple[tuple[str, str], ...] = ()


class KindSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of case.

    Args:
        kind: Which.
        ar: Arabic label.
        en: English label.
        thread: What its threads are.
        steps: Names of the steps that its cases take beside their opening.
        roles: In which roles parties take part.
        states: States of the case (of each thread, where ``parts`` is empty), the first one at its opening.
        procedure: Steps of a committee that decides about it, beside its states.
        parts: States of its threads where these have others than the case.
        fields: What is recorded of it.
        templates: Lists of threads to begin with.
        examples: What may follow what.
    """

    kind: Kind
    ar: str
    en: str
    thread: Label
    steps: tuple[str, ...]
    roles: tuple[Named, ...]
    states: tuple[State, ...]
    fields: tuple[Field, ...]
    examples: Examples
    procedure: tuple[State, ...] = ()
    parts: tuple[State, ...] = ()
    templates: tuple[Template, ...] = ()

    def list_states(self, thread: str) -> tuple[State, ...]:
        """Return the states of a thread, the committee's steps left out."""
        return self.parts if thread and self.parts else self.states

    def find_state(self, name: str, thread: str = "") -> State | None:
        """Return a state or a committee's step by its name; None where the kind has none of that name."""
        # A state is asked for with every step of every case that is folded.
        for state in self.parts if thread and self.parts else self.states:
            if state.name == name:
                return state
        for state in self.procedure:
            if state.name == name:
                return state
        return None

    def is_procedure(self, name: str) -> bool:
        """Tell whether a state is a committee's step."""
        return bool(self.procedure) and any(state.name == name for state in self.procedure)

    def find_field(self, name: str) -> Field | None:
        """Return a field by its name; None where the kind has none of that name."""
        return next((field for field in (*self.fields, *EVERYWHERE) if field.name == name), None)

    def may_follow(self, new: str, old: str, thread: str = "") -> bool:
        """Tell whether the state ``new`` may follow ``old``; a state may always be told again."""
        known = self.find_state(old, thread)
        return known is not None and (new == old or new in known.next)


# Fields that a case of any kind has.
EVERYWHERE = (
    Field("title", "العنوان", "Title", ValueType.TEXT),
    Field("place", "المكان", "Place", ValueType.TEXT),
    Field("due", "تاريخ الاستحقاق", "Due", ValueType.DATE),
    Field("source", "المصدر", "Source", ValueType.TEXT, many=True),
)


@cache
def load_kinds() -> dict[Kind, KindSpec]:
    """Return every kind with what may be recorded of it."""
    return {spec.kind: spec for spec in read_knowledge(_PATH, tuple[KindSpec, ...])}


def find_kind(kind: Kind) -> KindSpec:
    """Return what may be recorded of one kind."""
    return load_kinds()[kind]
