"""The forms of logging in and of passwords, in our words."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.utils import translation
from tests.web.persona import Site

from mithaq.web.accounts.entering import AgainForm, EntryForm, NewPasswordForm
from mithaq.web.roles import Role

LOST = {"ar": "من نسي كلمة المرور يطلب غيرها من مدير النظام.", "en": "Who has forgotten the password asks"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_who_has_forgotten_the_password_is_told_whom_to_ask(lang: str, site: Site) -> None:
    user = site.make("huda", Role.READER)
    with translation.override(lang):
        told = [
            EntryForm().fields["password"].help_text,
            NewPasswordForm(user=user).fields["oldpassword"].help_text,
            AgainForm(user=user).fields["password"].help_text,
        ]
    assert [text.startswith(LOST[lang]) for text in told] == [True] * 3


def test_fields_have_labels_and_nothing_grey_inside(site: Site) -> None:
    del site
    form = EntryForm()
    assert [name for name, field in form.fields.items() if "placeholder" in field.widget.attrs] == []


def test_where_mail_is_sent_nobody_is_sent_to_the_administrator(site: Site) -> None:
    del site
    with override_settings(EMAIL_HOST="mail.example.org"), translation.override("en"):
        assert not str(EntryForm().fields["password"].help_text).startswith(LOST["en"])
