"""The fields of the forms with which steps are recorded: one table of fields, one of steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django import forms
from django.contrib.auth.models import Group

from mithaq.following.case import Kind
from mithaq.following.fold import Case
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import Field, ValueType, find_kind
from mithaq.model import ActorType, Document
from mithaq.reports.case_wording import CaseWording, read_case_messages
from mithaq.reports.wording import find_wording
from mithaq.web.accounts.models import Account
from mithaq.web.cases.lines import name_thread
from mithaq.web.dates.inputs import DateInput
from mithaq.web.speech import find_term

Choices = list[tuple[str, str]]
_NOTHING: Final = ("", "—")

# What each form asks, in order. The words that show it, and who said it when, are asked of all but a few.
STEPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "advance": ("thread", "state"),
        "announce": ("thread", "when"),
        "bind": ("thread", "condition", "condition_state"),
        "describe": ("thread", "value"),
        "join": ("role", "party", "new_type"),
        "harm": ("what", "amount", "whom"),
        "accuse": ("party", "new_type"),
        "deny": ("party", "new_type"),
        "verify": ("verification", "standard", "reason"),
        "attribute": ("attribution", "parties", "new_type", "standard", "reason"),
        "rule": ("ruling", "agreement", "term", "reason"),
        "remedy": ("thread", "action", "text", "due"),
        "relate": ("relation", "other"),
        "tell": (),
        "assign": ("to", "due"),
        "comment": ("text",),
        "restrict": ("groups", "reason"),
        "withhold": ("name", "reason"),
    }
)
COMMON: Final = ("on", "by", "document", "words")
PLAIN: Final = frozenset({"assign", "comment", "restrict", "withhold", "relate"})
"""Steps that rest on nobody but the person who records them."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a form is about.

    Args:
        case: The case.
        wording: The language.
        documents: What it rests on, as it may be shown.
        field: The field of the kind that gets a value; None where the form is about something else.
    """

    case: Case
    wording: CaseWording
    documents: tuple[Document, ...] = ()
    field: Field | None = None

    def say(self, key: str) -> str:
        """Return what the pages of cases say under a key."""
        return find_term(f"cases.{key}", self.wording.lang)


def _text(*, required: bool = False, **attributes: str) -> forms.CharField:
    return forms.CharField(required=required, widget=forms.TextInput({"dir": "auto", **attributes}))


def _lines(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        required=required, widget=forms.Textarea({"dir": "auto", "rows": "3"}), strip=False
    )


def _choice(choices: Choices, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(required=required, choices=[_NOTHING, *choices])


def _find(ground: Ground, matter: str) -> Choices:
    listed = getattr(load_findings(), matter)
    return [(item.name, ground.wording.name_finding(matter, item.name)) for item in listed]


def _make_thread(ground: Ground) -> forms.Field:
    case = ground.case
    threads = [(item.id, name_thread(item.id, case.kind, ground.wording)) for item in case.threads if item.id]
    if case.kind is Kind.REQUEST:
        return forms.ChoiceField(required=False, choices=[("", ground.say("whole")), *threads])
    return _text(list="threads")


def _make_state(ground: Ground) -> forms.Field:
    spec, wording = find_kind(ground.case.kind), ground.wording
    states: Any = [(item.name, wording.name_state(item.name, spec.kind)) for item in spec.states]
    grouped: list[Any] = [_NOTHING, *states]
    for key, items in (("parts", spec.parts), ("procedure", spec.procedure)):
        named = [(item.name, wording.name_state(item.name, spec.kind, "part")) for item in items]
        grouped += [(ground.say(key), named)] if named else []
    return forms.ChoiceField(choices=grouped)


def _make_value(ground: Ground) -> forms.Field:
    field = ground.field
    if field is not None and field.type is ValueType.CHOICE:
        return _choice([(item.name, getattr(item, ground.wording.lang.value)) for item in field.values])
    if field is not None and field.type is ValueType.PARTY:
        return _text(required=True, list="parties")
    if field is not None and field.type is ValueType.DATE:
        return _make_date(ground, required=True)
    return _text(required=True)


def _make_date(ground: Ground, *, required: bool = False) -> forms.Field:
    widget = DateInput(ground.wording.write_date, ground.wording.lang)
    return forms.CharField(required=required, widget=widget)


def _make_document(ground: Ground) -> forms.Field:
    named = [(item.sha256, f"{item.name} {item.title or ''}".strip()[:90]) for item in ground.documents]
    return _choice(named, required=False)


def _make_groups(ground: Ground) -> forms.Field:
    del ground
    names = Group.objects.order_by("name").values_list("name", flat=True)
    return forms.MultipleChoiceField(
        required=False, choices=[(name, name) for name in names], widget=forms.CheckboxSelectMultiple
    )


def _make_person(ground: Ground) -> forms.Field:
    del ground
    names = Account.objects.filter(is_active=True).order_by("username").values_list("username", flat=True)
    return _choice([(name, name) for name in names])


def _make_role(ground: Ground) -> forms.Field:
    roles = find_kind(ground.case.kind).roles
    return _choice([(item.name, getattr(item, ground.wording.lang.value)) for item in roles])


def list_types(ground: Ground) -> Choices:
    """Return the types of actors with their names.

    Args:
        ground: What the form is about.
    """
    wording = find_wording(ground.wording.lang)
    return [(kind.value, wording.name_actor_type(kind)) for kind in ActorType]


def _list_terms(ground: Ground, group: str) -> Choices:
    terms = getattr(read_case_messages(), group)
    return [(name, term.in_lang(ground.wording.lang)) for name, term in terms.items()]


FIELDS: Final[Mapping[str, Callable[[Ground], forms.Field]]] = MappingProxyType(
    {
        "thread": _make_thread,
        "state": _make_state,
        "when": _make_date,
        "condition": lambda _: _text(required=True, list="conditions"),
        "condition_state": lambda ground: _choice(_find(ground, "condition")),
        "value": _make_value,
        "role": _make_role,
        "party": lambda _: _text(required=True, list="parties"),
        "parties": lambda _: _text(list="parties"),
        "new_type": lambda ground: _choice(list_types(ground), required=False),
        "what": lambda ground: _choice(_list_terms(ground, "harms")),
        "amount": lambda _: _text(required=True, placeholder="3..5"),
        "whom": lambda ground: _choice(_list_terms(ground, "victims"), required=False),
        "verification": lambda ground: _choice(_find(ground, "verification")),
        "attribution": lambda ground: _choice(_find(ground, "attribution")),
        "ruling": lambda ground: _choice(_find(ground, "ruling")),
        "standard": lambda ground: _choice(_find(ground, "standard"), required=False),
        "action": lambda ground: _choice(_find(ground, "remedy")),
        "relation": lambda ground: _choice(_find(ground, "relation")),
        "agreement": lambda _: _text(),
        "term": lambda _: _text(),
        "other": lambda _: _text(required=True),
        "text": lambda _: _lines(),
        "reason": lambda _: _lines(),
        "due": _make_date,
        "to": _make_person,
        "groups": _make_groups,
        "name": lambda _: _text(required=True),
        "on": _make_date,
        "by": lambda _: _text(list="parties"),
        "document": _make_document,
        "words": lambda _: _lines(),
    }
)
_HELPED: Final = frozenset(
    {"thread", "when", "condition", "party", "parties", "new_type", "amount", "agreement", "other", "on", "by", "words",
     "groups", "name", "due"}
)  # fmt: skip


def list_names(step: str) -> tuple[str, ...]:
    """Return the fields of the form of a step.

    Args:
        step: Its name.
    """
    return STEPS[step] if step in PLAIN else (*STEPS[step], *COMMON)


class StepForm(forms.Form):
    """What somebody records of a case."""

    def __init__(self, *args: Any, names: Sequence[str], ground: Ground, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **{"label_suffix": "", **named})
        for name in names:
            field = FIELDS[name](ground)
            key = name.replace("_", "-")
            field.label = ground.say(f"field-{key}")
            if name == "value" and ground.field is not None:
                field.label = ground.wording.name_field(ground.field.name, ground.case.kind)
                field.help_text = ground.say(f"type-{ground.field.type}")
            elif name in _HELPED:
                field.help_text = ground.say(f"help-{key}")
            if name == "groups" and not getattr(field, "choices", ()):
                field.help_text = ground.say("no-groups")
            self.fields[name] = field
        if tuple(names) == STEPS["comment"]:
            self.fields["text"].required = True
