"""What is chosen of a record in a form: period, kinds, cases, standing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from mithaq.errors import InputError, LedgerError
from mithaq.following.case import Kind
from mithaq.following.judgements import load_findings
from mithaq.following.state import Standing
from mithaq.ledger.current import read_case
from mithaq.ledger.sight import Sight
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.exports.selection import Selection
from mithaq.reports.saying import read_date
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.dates.inputs import DateInput
from mithaq.web.speech import find_term
from mithaq.web.store import find_record

_STANDINGS = tuple(item for item in Standing if item >= Standing.PROPOSED)


class SelectionForm(forms.Form):
    """What of a record; every field may stay empty."""

    period = forms.CharField(required=False)
    kind = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    case = forms.CharField(required=False)
    standing = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, asked: Asked, family: str, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data, **{"auto_id": "f-%s", "label_suffix": "", **named})
        self._asked = asked
        self._family = family
        self.choose()
        display = asked.display
        self.fields["period"].widget = DateInput(display.write_date, display.lang)
        for name, field in self.fields.items():
            field.label = find_term(f"{family}.{name}", asked.display.lang)

    def choose(self) -> None:
        """Set what can be chosen, in the language of who asks."""
        wording = self.wording
        self.offer("kind", [(item.value, wording.name_kind(item)) for item in Kind])
        self.offer("standing", [(item.name.lower(), wording.name_standing(item)) for item in _STANDINGS])

    @property
    def wording(self) -> CaseWording:
        """What cases are called in the language of who asks."""
        return self._asked.display.word_cases()

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Set what a field can be.

        Args:
            name: The field.
            choices: Values with what they are called.
        """
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_period(self) -> str:
        """Return the period as EDTF."""
        text: str = self.cleaned_data["period"].strip()
        try:
            return read_date(text, "period") or ""
        except InputError as error:
            raise forms.ValidationError(self._say("wrong-period")) from error

    def clean_case(self) -> tuple[str, ...]:
        """Return the ids of cases that there are and that may be seen."""
        names = tuple(dict.fromkeys(self.cleaned_data["case"].replace(",", " ").split()))
        missing = [name for name in names if not _is_there(name, self._asked.sight)]
        if missing:
            raise forms.ValidationError(f"{self._say('wrong-case')} {' '.join(missing)}")
        return names

    def _say(self, key: str) -> str:
        return find_term(f"{self._family}.{key}", self._asked.display.lang)

    def read_selection(self, lang: Lang, **more: Any) -> Selection:  # noqa: ANN401 - further parts of a selection
        """Return what was chosen; the form is valid.

        Args:
            lang: Language of headings.
            more: Further parts.
        """
        chosen = self.cleaned_data
        return Selection(
            period=chosen["period"],
            cases=chosen["case"],
            kinds=tuple(Kind(kind) for kind in chosen["kind"]),
            standing=Standing[(chosen["standing"] or "proposed").upper()],
            lang=lang,
            **more,
        )


def _is_there(case: str, sight: Sight) -> bool:
    try:
        read_case(find_record(), case, Standing.PROPOSED, sight=sight)
    except LedgerError:
        return False
    return True


def list_levels(wording: CaseWording) -> list[tuple[str, str]]:
    """Return how well an incident can be established, with what it is called.

    Args:
        wording: The language.
    """
    findings = load_findings().verification
    return [(item.name, wording.name_finding("verification", item.name)) for item in findings]
