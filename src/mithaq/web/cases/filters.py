"""What is asked of lists of cases: the form above them, and the filter that it stands for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.http import urlencode

from mithaq.errors import InputError
from mithaq.following.case import Kind
from mithaq.following.clock import Sign
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import find_kind, load_kinds
from mithaq.following.state import Standing
from mithaq.ledger.finding import CaseFilter
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.saying import find_party_id, read_date
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.cases.recording import say_wrong
from mithaq.web.dates.inputs import DateInput
from mithaq.web.gazetteer import read_place
from mithaq.web.speech import find_term

_FIRST = ("text", "kind", "state", "mine")
_Choices = list[tuple[str, Any]]


class FilterForm(forms.Form):
    """What is asked of cases; every field may stay empty."""

    text = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)
    party = forms.CharField(required=False)
    place = forms.CharField(required=False)
    period = forms.CharField(required=False)
    verification = forms.ChoiceField(required=False)
    standing = forms.ChoiceField(required=False)
    assigned = forms.CharField(required=False)
    mine = forms.BooleanField(required=False)

    def __init__(self, *args: Any, asked: Asked, kind: Kind | None, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **{"auto_id": "f-%s", "label_suffix": "", **named})
        self._asked = asked
        wording = asked.display.word_cases()
        levels = [
            (item.name, wording.name_finding("verification", item.name))
            for item in load_findings().verification
        ]
        standings = [(item.name.lower(), wording.name_standing(item)) for item in Standing]
        chosen = {
            "kind": [(item.value, wording.name_kind(item)) for item in Kind],
            "state": list_states(kind, wording),
            "verification": levels,
            "standing": standings,
        }
        for name, choices in chosen.items():
            self.fields[name] = forms.ChoiceField(
                required=False, choices=[("", find_term("all", asked.display.lang)), *choices]
            )
        if kind:
            del self.fields["kind"]
        if kind not in {None, Kind.INCIDENT}:
            del self.fields["verification"]
        for name, field in self.fields.items():
            field.label = find_term(f"cases.filter-{name}", asked.display.lang)
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["dir"] = "auto"
        display = asked.display
        self.fields["period"].widget = DateInput(
            display.write_date, display.lang, {"placeholder": "2020-10/2020-12"}
        )

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are always before the eyes."""
        return [self[name] for name in _FIRST if name in self.fields]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in self.fields if name not in _FIRST]

    @property
    def is_narrow(self) -> bool:
        """Whether one of the other fields is filled in."""
        return any(self.data.get(name) for name in self.fields if name not in _FIRST)

    def clean_period(self) -> str:
        """Return the period in its canonical form."""
        try:
            return read_date(self.cleaned_data["period"], "period") or ""
        except InputError as error:
            raise forms.ValidationError(say_wrong(self._asked, error)) from error


def list_states(kind: Kind | None, wording: CaseWording) -> _Choices:
    """Return the states of a kind, or of all, with what the clock says beside them.

    Args:
        kind: The kind; None for all.
        wording: The language.
    """
    specs = [find_kind(kind)] if kind else list(load_kinds().values())
    names: dict[str, str] = {}
    for spec in specs:
        for state in (*spec.states, *spec.parts, *spec.procedure):
            names.setdefault(state.name, wording.name_state(state.name, spec.kind))
    signs = [(sign.value, wording.say("signs", sign)) for sign in Sign]
    return [
        (_head("cases.states", wording.lang), list(names.items())),
        (_head("cases.clock", wording.lang), [item for item in signs if item[0] not in names]),
    ]


def _head(key: str, lang: Lang) -> str:
    return find_term(key, lang)


def make_filter(request: Asked, form: FilterForm, kind: Kind | None, day: date) -> CaseFilter | None:
    """Return what is asked of cases; None where it cannot be understood.

    Args:
        request: Who asks.
        form: What they entered.
        kind: The kind that the page is about; None for that of the form.
        day: The day for what the clock says.
    """
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    return CaseFilter(
        kind=kind or (Kind(asked["kind"]) if asked.get("kind") else None),
        state=asked["state"],
        party=find_party_id(asked["party"]),
        place=read_place(asked["place"]),
        period=asked["period"],
        verification=asked.get("verification", ""),
        text=asked["text"],
        assigned=request.user.username if asked["mine"] else asked["assigned"].strip(),
        standing=Standing[asked["standing"].upper()] if asked["standing"] else Standing.PROPOSED,
        as_of=day,
    )


def write_query(request: Asked, **changed: object) -> str:
    """Return the query of an address with some of its values changed; empty ones are left out.

    Args:
        request: The address as it was asked.
        changed: New values by name; None takes one away.
    """
    values = {name: str(value) for name, value in request.GET.items() if value and name not in changed}
    values.update({name: str(value) for name, value in changed.items() if value is not None})
    return f"?{urlencode(values)}"
