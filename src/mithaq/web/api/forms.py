"""The form with which a token is made."""

from __future__ import annotations

from typing import Any

from django import forms

from mithaq.web.accounts.forms import list_choices
from mithaq.web.accounts.models import Account
from mithaq.web.dates.inputs import DayField
from mithaq.web.display import Display
from mithaq.web.roles import RIGHTS, Role
from mithaq.web.speech import find_term


class TokenForm(forms.Form):
    """What a token is for, the most that it allows, and when it ends."""

    name = forms.CharField(max_length=80)
    role = forms.ChoiceField()
    expires = DayField(is_last=True)

    def __init__(self, *args: Any, account: Account, display: Display, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **named)
        lang = display.lang
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.turn(display.write_date, lang)
        own = RIGHTS[Role(account.role)]
        allowed = {role.value for role in Role if RIGHTS[role] <= own}
        choices = [choice for choice in list_choices("role", Role, lang) if choice[0] in allowed]
        self.fields["role"] = forms.ChoiceField(choices=choices)
        for name, field in self.fields.items():
            field.label = find_term(f"api.field-{name}", lang)
