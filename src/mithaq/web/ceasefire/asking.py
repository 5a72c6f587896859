"""What is asked of incidents: the form above them, and the filter that it stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import find_kind
from mithaq.ledger.incidents import NONE, Follow, IncidentFilter
from mithaq.ledger.spots import Box
from mithaq.reports.saying import find_party_id
from mithaq.web.access import Asked
from mithaq.web.ceasefire.tables import FURTHER, name_category
from mithaq.web.dates.inputs import DayField
from mithaq.web.gazetteer import find_place
from mithaq.web.speech import find_term

FINDINGS: Final = ("verification", "attribution", "ruling")
_FIRST: Final = ("words", "party", "category", "place", "since", "until")
_SIDES = 4


class IncidentForm(forms.Form):
    """What is asked of incidents; every field may stay empty."""

    words = forms.CharField(required=False)
    party = forms.CharField(required=False)
    category = forms.ChoiceField(required=False)
    place = forms.CharField(required=False)
    since = DayField()
    until = DayField(is_last=True)
    verification = forms.ChoiceField(required=False)
    attribution = forms.ChoiceField(required=False)
    ruling = forms.ChoiceField(required=False)
    follow = forms.ChoiceField(required=False)
    box = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, asked: Asked) -> None:
        super().__init__(data, auto_id="f-%s", label_suffix="")
        self._lang = asked.display.lang
        wording = asked.display.word_cases()
        listed = find_kind(Kind.INCIDENT).find_field("category")
        categories = [*(item.name for item in (listed.values if listed else ())), *FURTHER]
        chosen: dict[str, list[tuple[str, str]]] = {
            "category": [(name, name_category(name, wording)) for name in categories],
            "follow": [(item.value, find_term(f"ceasefire.follow-{item}", self._lang)) for item in Follow],
        }
        for name in FINDINGS:
            levels = [
                (item.name, wording.name_finding(name, item.name)) for item in getattr(load_findings(), name)
            ]
            chosen[name] = [(NONE, find_term("ceasefire.none-yet", self._lang)), *levels]
        for name, choices in chosen.items():
            self.fields[name] = forms.ChoiceField(
                required=False, choices=[("", find_term("all", self._lang)), *choices]
            )
        for name, field in self.fields.items():
            field.label = find_term(f"ceasefire.ask-{name}", self._lang)
            if isinstance(field, DayField):
                field.turn(asked.display.write_date, self._lang)
            if type(field.widget) is forms.TextInput:
                field.widget.attrs["dir"] = "auto"
        self.fields["party"].widget.attrs["list"] = "parties"
        self.fields["box"].error_messages["invalid"] = find_term("ceasefire.wrong-box", self._lang)

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are always before the eyes."""
        return [self[name] for name in _FIRST]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in self.fields if name not in {*_FIRST, "box"}]

    @property
    def is_narrow(self) -> bool:
        """Whether one of the other fields is filled in."""
        return any(self.data.get(field.name) for field in self.rest)

    def clean_box(self) -> Box | None:
        """Return the part of the map: west, south, east, north in degrees with commas between them."""
        text = self.cleaned_data["box"]
        if not text:
            return None
        try:
            sides = [float(part) for part in text.split(",")]
        except ValueError:
            sides = []
        if len(sides) != _SIDES or not all(abs(side) <= 360 for side in sides):  # noqa: PLR2004 - once around
            raise forms.ValidationError(find_term("ceasefire.wrong-box", self._lang))
        return Box(*sides)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        asked = super().clean() or self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error("until", find_term("ceasefire.wrong-period", self._lang))
        return asked


def make_filter(form: IncidentForm) -> IncidentFilter | None:
    """Return what is asked of incidents; None where it cannot be understood.

    Args:
        form: What was entered.
    """
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    place = find_place(asked["place"]) if asked["place"] else None
    return IncidentFilter(
        party=find_party_id(asked["party"].strip()),
        category=asked["category"],
        place=place.en if place else asked["place"].strip(),
        box=asked["box"],
        verification=asked["verification"],
        attribution=asked["attribution"],
        ruling=asked["ruling"],
        since=_write(asked["since"]),
        until=_write(asked["until"]),
        words=asked["words"],
        follow=Follow(asked["follow"]) if asked["follow"] else None,
        as_of=find_today(),
    )


def _write(day: date | None) -> str:
    return day.isoformat() if day else ""


def keep_follow(wanted: IncidentFilter) -> IncidentFilter:
    """Return a filter that asks for incidents whose follow-up is open, where it asks for no other.

    Args:
        wanted: What was asked.
    """
    return wanted if wanted.follow else replace(wanted, follow=Follow.OPEN)
