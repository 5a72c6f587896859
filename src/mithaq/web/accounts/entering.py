"""The forms of logging in and of passwords: allauth's, in our words, without ways that lead nowhere."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.utils.translation import get_language

from mithaq.reports.wording import Lang
from mithaq.web.speech import find_term


class EntryForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Name and password; what to do without the password is said as it is here."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **named)
        self.fields["login"].label = _say("field-username")
        _tidy(self, "password")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # likewise
    """The old password and the new one, twice."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **named)
        _tidy(self, "oldpassword")


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # likewise
    """The password once more, before something that has to be safe."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **named)
        _tidy(self, "password")


def _tidy(form: forms.Form, password: str) -> None:
    """Leave the words to the labels; allauth's link for a lost password leads somewhere only where mail is sent."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    if not settings.EMAIL_HOST:
        form.fields[password].help_text = _say("forgotten")


def _say(key: str) -> str:
    return find_term(f"accounts.{key}", Lang(get_language() or Lang.AR))
