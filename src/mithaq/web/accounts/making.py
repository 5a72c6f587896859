"""Accounts that are made outside the pages: the first one of an installation, and those of the terminal."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from mithaq.errors import MithaqError, Words
from mithaq.refusals import make_error
from mithaq.reports.wording import Lang
from mithaq.web.accounts.models import Account
from mithaq.web.roles import Role

FIRST = "admin"
_LENGTH = 12


def make_account(name: str, role: Role, password: str) -> Account:
    """Make an account and return it.

    Args:
        name: The name with which the person logs in, and under which entries are recorded.
        role: What the account is for.
        password: Plain.

    Raises:
        MithaqError: If the name is taken or cannot be one, or the password is too weak.
    """
    account = Account(username=name, role=role)
    try:
        account.full_clean(exclude=["password"])
        validate_password(password, account)
    except ValidationError as error:
        told = _write_messages(error)
        raise make_error(MithaqError, "serving.bad-account", where=name, error=told) from error
    account.set_password(password)
    account.save()
    return account


def _write_messages(error: ValidationError) -> Words:
    told = {}
    for lang in Lang:
        with translation.override(lang.value):
            told[lang] = " ".join(error.messages)
    return Words(told[Lang.AR], told[Lang.EN])


def make_first_account() -> tuple[str, str] | None:
    """Make the administrator of a new installation; return name and password, None where accounts exist."""
    with transaction.atomic():
        if Account.objects.exists():
            return None
        password = secrets.token_urlsafe(_LENGTH)
        make_account(FIRST, Role.ADMINISTRATOR, password)
    return FIRST, password
