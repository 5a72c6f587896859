"""A situation report: chosen in a form, looked at in the page, downloaded in any format."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from mithaq.reports.situation.formats import FORMATS, BriefFormat, find_format, write_report
from mithaq.reports.situation.gather import Wish, gather
from mithaq.reports.situation.html import render_body
from mithaq.reports.situation.letters import has_arabic_letters
from mithaq.reports.situation.situation import Situation
from mithaq.reports.situation.words import Style, find_words
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.briefs.asking import SelectionForm
from mithaq.web.speech import find_term
from mithaq.web.store import find_record


class BriefForm(SelectionForm):
    """Which report is wanted."""

    heading = forms.CharField(required=False, max_length=200)
    lang = forms.ChoiceField(required=False)
    format = forms.ChoiceField(required=False)
    field_order = ("period", "heading", "standing", "lang", "format", "kind", "case")

    def choose(self) -> None:
        """Set what can be chosen."""
        super().choose()
        lang = self._asked.display.lang
        ordered = sorted(Lang, key=lambda item: item is not lang)
        self.offer("lang", [(item.value, find_term(f"briefs.lang-{item.value}", lang)) for item in ordered])
        self.offer("format", [(spec.format.value, spec.name.in_lang(lang)) for spec in FORMATS])

    def read_style(self) -> Style:
        """Return how it is written: with the digits and month names of who asks."""
        display = self._asked.display
        lang = Lang(self.cleaned_data["lang"] or display.lang.value)
        return Style(lang, display.numerals, display.months)

    def gather(self) -> Situation:
        """Return the report as far as who asks may see it; the form is valid."""
        style = self.read_style()
        wish = Wish(self.read_selection(style.lang), style, self.cleaned_data["heading"].strip())
        return gather(find_record(), wish, sight=self._asked.sight)


def show_new(request: Asked) -> HttpResponse:
    """Show the form and, once something was chosen, the report below it."""
    form = BriefForm(request.GET, asked=request, family="briefs")
    is_valid = form.is_valid()
    shown = {"form": form, "address": request.GET.urlencode(), "letters": has_arabic_letters()}
    if is_valid and request.GET:
        report = form.gather()
        body = render_body(report, find_words(form.read_style(), {}))
        shown |= {"report": report, "body": mark_safe(body)}  # noqa: S308 - rendered with escaping
    return render(request, "briefs/new.html", shown, status=200 if is_valid else 400)


def give_download(request: Asked) -> HttpResponse:
    """Give the report as a file."""
    form = BriefForm(request.GET, asked=request, family="briefs")
    if not form.is_valid():
        return render(request, "briefs/new.html", {"form": form, "letters": True}, status=400)
    wanted = BriefFormat(form.cleaned_data["format"] or "html")
    report = form.gather()
    written = write_report(report, form.read_style(), wanted)
    when = form.cleaned_data["period"].replace("/", "_") or "all"
    name = f"mithaq-brief-{when}-{report.lang}.{wanted.value}"
    answer = HttpResponse(written, content_type=find_format(wanted).media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
