"""An export: chosen in a form, downloaded."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mithaq.reports.exports.export import FORMATS, Format
from mithaq.reports.exports.refusal import ExportError
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.briefs.asking import SelectionForm, list_levels
from mithaq.web.exports.giving import give_export
from mithaq.web.refusal import write_refusal
from mithaq.web.speech import find_term


class ExportForm(SelectionForm):
    """Which export is wanted."""

    format = forms.ChoiceField(required=True)
    verification = forms.ChoiceField(required=False)
    licence = forms.CharField(required=False, max_length=200)
    field_order = ("format", "period", "standing", "verification", "licence", "kind", "case")

    def choose(self) -> None:
        """Set what can be chosen."""
        super().choose()
        lang = self._asked.display.lang
        self.offer("format", [(spec.format.value, spec.name.in_lang(lang)) for spec in FORMATS])
        every = find_term("exports.every", lang)
        self.offer("verification", [("", every), *list_levels(self.wording)])


def show_new(request: Asked) -> HttpResponse:
    """Show what can be exported."""
    form = ExportForm(request.GET, asked=request, family="exports")
    return render(request, "exports/new.html", {"form": form, "is_new": not request.GET})


def give_download(request: Asked) -> HttpResponseBase:
    """Give the export as a file."""
    form = ExportForm(request.GET, asked=request, family="exports")
    if form.is_valid():
        chosen = form.cleaned_data
        selection = form.read_selection(
            Lang(request.display.lang), verification=chosen["verification"], licence=chosen["licence"].strip()
        )
        try:
            return give_export(selection, Format(chosen["format"]), request.sight)
        except ExportError as error:
            form.add_error("format", write_refusal(request, error))
    return render(request, "exports/new.html", {"form": form, "is_new": False}, status=400)
