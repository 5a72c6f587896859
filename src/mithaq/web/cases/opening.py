"""The form with which a case is opened."""

from __future__ import annotations

from typing import Any

import msgspec
from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mithaq.errors import DateError, InputError, LedgerError
from mithaq.following.case import Describe, Kind, Open, Party
from mithaq.following.entry import AnyStep
from mithaq.following.kinds import KindSpec, find_kind
from mithaq.model import ActorType
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.deciding import list_opening, make_case_id
from mithaq.reports.decision import Opening
from mithaq.reports.wording import find_wording as find_words
from mithaq.web.access import Asked
from mithaq.web.cases.details import list_templates
from mithaq.web.cases.entered import read_parties
from mithaq.web.cases.recording import RightError, record, say_wrong
from mithaq.web.dates.inputs import DateInput
from mithaq.web.gazetteer import read_place
from mithaq.web.refusal import refuse_access, write_refusal
from mithaq.web.speech import find_term

PARTIES = "role-"
"""What stands before the name of a role in the name of the field that asks for its parties."""
_NOTHING = ("", "—")
_WITH_WHAT = frozenset({Kind.MILESTONE})
_WITH_DUE = frozenset({Kind.COMMITMENT, Kind.REQUEST, Kind.PLAN, Kind.AGREEMENT, Kind.PROGRAMME})


class OpeningForm(forms.Form):
    """What is known of a case that nobody proposed."""

    title = forms.CharField(max_length=400, widget=forms.TextInput({"dir": "auto"}))
    place = forms.CharField(required=False, widget=forms.TextInput({"dir": "auto"}))
    what = forms.SlugField(required=False)
    on = forms.CharField(required=False)
    due = forms.CharField(required=False)
    template = forms.ChoiceField(required=False)
    new_type = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, spec: KindSpec, wording: CaseWording, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **{"label_suffix": "", **named})
        lang = wording.lang
        templates = list(list_templates(spec.kind, wording))
        types = [(kind.value, find_words(lang).name_actor_type(kind)) for kind in ActorType]
        self.fields["template"] = forms.ChoiceField(required=False, choices=[_NOTHING, *templates])
        self.fields["new_type"] = forms.ChoiceField(required=False, choices=[_NOTHING, *types])
        for name in ("on", "due"):
            self.fields[name].widget = DateInput(wording.write_date, lang)
        for role in spec.roles:
            asked = forms.CharField(required=False, widget=forms.TextInput({"dir": "auto"}))
            asked.label = getattr(role, lang.value)
            self.fields[f"{PARTIES}{role.name}"] = asked
        unused = {
            "template": not templates,
            "what": spec.kind not in _WITH_WHAT,
            "due": spec.kind not in _WITH_DUE,
        }
        for name, is_unused in unused.items():
            if is_unused:
                del self.fields[name]
        for name, field in self.fields.items():
            if not name.startswith(PARTIES):
                key = name.replace("_", "-")
                field.label = find_term(f"cases.open-{key}", lang)
                field.help_text = find_term(f"cases.open-help-{key}", lang)
        self.order_fields(["title", *(name for name in self.fields if name.startswith(PARTIES)), "new_type"])

    def read(self, name: str) -> str:
        """Return what was entered in a field; empty where the kind has none of that name."""
        return str(self.cleaned_data.get(name, "")).strip()


def open_case(request: Asked) -> HttpResponseBase:
    """Choose a kind, show its form, and open the case that was entered."""
    wording = request.display.word_cases()
    chosen = request.GET.get("kind", "")
    if chosen not in set(Kind):
        kinds = [(kind.value, wording.name_kind(kind)) for kind in Kind]
        plans = list_templates(Kind.PLAN, wording)
        return render(request, "cases/open.html", {"kinds": kinds, "templates": plans})
    spec = find_kind(Kind(chosen))
    if request.method != "POST":
        initial = {
            name: request.GET[name] for name in ("title", "template", "place", "on") if name in request.GET
        }
        return _show(request, OpeningForm(spec=spec, wording=wording, initial=initial), spec, wording)
    form = OpeningForm(request.POST, spec=spec, wording=wording)
    if form.is_valid():
        try:
            steps = list_opening_steps(form, spec, wording)
            record(request, steps, None)
            return redirect("cases-case", steps[0].case)
        except RightError:
            return refuse_access(request)
        except InputError as error:
            form.add_error(error.field if error.field in form.fields else None, say_wrong(request, error))
        except (LedgerError, DateError) as error:
            form.add_error(None, write_refusal(request, error))
    return _show(request, form, spec, wording)


def list_opening_steps(form: OpeningForm, spec: KindSpec, wording: CaseWording) -> tuple[AnyStep, ...]:
    """Return the steps that open what was entered.

    Args:
        form: What was entered, which is valid.
        spec: The kind.
        wording: The language of the parts of a template.

    Raises:
        InputError: If something cannot be understood.
    """
    opening = Opening(
        template=form.read("template"),
        what=form.read("what"),
        place=read_place(form.read("place")),
        due=form.read("due"),
        on=form.read("on"),
    )
    case = make_case_id(spec.kind)
    opened, *parts = list_opening(opening, case, spec.kind, form.read("title"), wording.lang.value)
    if not isinstance(opened, Open):
        raise TypeError("a case begins with what opens it")
    sides: tuple[tuple[str, Party], ...] = tuple(
        (role.name, party)
        for role in spec.roles
        for party in read_parties(
            form.read(f"{PARTIES}{role.name}"), f"{PARTIES}{role.name}", form.read("new_type"), None
        )
    )
    described = tuple(part for part in parts if isinstance(part, Describe))
    return (msgspec.structs.replace(opened, sides=sides), *described)


def _show(request: Asked, form: OpeningForm, spec: KindSpec, wording: CaseWording) -> HttpResponse:
    context = {"form": form, "kind": spec.kind.value, "name": wording.name_kind(spec.kind)}
    return render(request, "cases/open.html", context, status=422 if form.errors else 200)
