"""The forms of settings and accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password

from mithaq.dates import Months, Numerals
from mithaq.reports.wording import Lang
from mithaq.web.accounts.models import Account
from mithaq.web.roles import Role
from mithaq.web.speech import find_term

if TYPE_CHECKING:  # Django's forms are generic for the type checker only
    _AccountForm = forms.ModelForm[Account]
    _GroupForm = forms.ModelForm[Group]
else:
    _AccountForm = _GroupForm = forms.ModelForm


def list_choices(prefix: str, values: type[Any], lang: Lang) -> list[tuple[str, str]]:
    """Return the values of a closed list with their names.

    Args:
        prefix: What stands before the value in the key of its name.
        values: An enumeration.
        lang: The language.
    """
    return [(str(value), find_term(f"accounts.{prefix}-{value}", lang)) for value in values]


class DisplayForm(_AccountForm):
    """How things are shown to a person, and where notices go."""

    class Meta:
        model = Account
        fields: ClassVar = ["lang", "numerals", "months", "hijri", "email"]

    def __init__(self, *args: Any, lang: Lang, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **named)
        for name, values in (("lang", Lang), ("numerals", Numerals), ("months", Months)):
            self.fields[name] = forms.ChoiceField(choices=list_choices(name, values, lang))
        for name, field in self.fields.items():
            field.label = find_term(f"accounts.field-{name}", lang)


class AccountForm(_AccountForm):
    """An account as an administrator edits it."""

    password = forms.CharField(required=False, widget=forms.PasswordInput(render_value=False))

    class Meta:
        model = Account
        fields: ClassVar = ["username", "role", "groups", "email", "is_active"]
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, lang: Lang, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **named)
        self.fields["role"] = forms.ChoiceField(choices=list_choices("role", Role, lang))
        self.fields["password"].required = self.instance.pk is None
        if self.instance.pk is not None:
            # Entries carry the name: whoever changed it would seem to be somebody else.
            self.fields["username"].disabled = True
        for name, field in self.fields.items():
            field.label = find_term(f"accounts.field-{name}", lang)
            field.help_text = ""
        kept = "new" if self.instance.pk is None else "help"
        self.fields["password"].help_text = find_term(f"accounts.password-{kept}", lang)
        if not Group.objects.exists():
            self.fields["groups"].help_text = find_term("accounts.no-groups", lang)

    def clean_password(self) -> str:
        """Return the password where it is strong enough."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password

    def save(self, *, commit: bool = True) -> Account:  # type: ignore[override]  # Django gives it by name
        """Keep the account, with the new password where one is given."""
        account = super().save(commit=False)
        if self.cleaned_data["password"]:
            account.set_password(self.cleaned_data["password"])
        if commit:
            account.save()
            self.save_m2m()
        return account


class GroupForm(_GroupForm):
    """A group of accounts to which cases can be restricted."""

    class Meta:
        model = Group
        fields: ClassVar = ["name"]

    def __init__(self, *args: Any, lang: Lang, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **named)
        self._lang = lang
        self.fields["name"].label = find_term("accounts.field-group", lang)

    def clean_name(self) -> str:
        """Return the name where restrictions can name it: entries list groups with commas between them."""
        name: str = self.cleaned_data["name"]
        if "," in name:
            raise forms.ValidationError(find_term("accounts.group-comma", self._lang))
        return name
