"""Settings, tokens, accounts and groups, asked by programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import Group
from django.forms import ModelForm
from django.utils import translation
from ninja import Schema
from pydantic import Field

from mithaq.reports.wording import Lang
from mithaq.web.accounts.forms import AccountForm, DisplayForm, GroupForm
from mithaq.web.accounts.groups import list_memberships, remove_group
from mithaq.web.accounts.models import Account
from mithaq.web.accounts.views import call_otherwise, leaves_nobody
from mithaq.web.api.answers import AccountOf, GroupOf, SettingsOf, TokenOf
from mithaq.web.api.models import TokenRow
from mithaq.web.api.problems import AskError, check_form, find_lang
from mithaq.web.api.tokens import Called
from mithaq.web.refusal import fail_missing
from mithaq.web.roles import RIGHTS, Role
from mithaq.web.speech import find_term
from mithaq.web.store import find_record

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


class SettingsIn(Schema):
    """What is changed of the settings; what is left out stays."""

    lang: str | None = None
    numerals: str | None = None
    months: str | None = None
    hijri: bool | None = None
    email: str | None = None


class AccountIn(Schema):
    """An account as it is to be; a password is needed for a new one, and left out the old one stays."""

    name: str = ""
    role: str = "reader"
    groups: list[str] = Field(default_factory=list)
    email: str = ""
    active: bool = True
    password: str = ""


class GroupIn(Schema):
    """A group to which cases can be restricted."""

    name: str = ""


def show_settings(request: Called) -> SettingsOf:
    """Show how things are shown to whoever asks."""
    account = request.auth.account
    return SettingsOf(**{name: getattr(account, name) for name in SettingsOf.model_fields})


def change_settings(request: Called, body: SettingsIn) -> SettingsOf:
    """Change how things are shown to whoever asks."""
    account = request.auth.account
    wanted = show_settings(request).dict() | body.dict(exclude_none=True)
    lang = find_lang(request)
    _keep(DisplayForm(wanted, instance=account, lang=lang), lang)
    return show_settings(request)


def list_accounts(request: Called) -> list[AccountOf]:  # noqa: ARG001 - every operation takes it
    """List all accounts by name."""
    return [_tell_account(item) for item in Account.objects.prefetch_related("groups").order_by("username")]


def make_account(request: Called, body: AccountIn) -> AccountOf:
    """Make an account."""
    lang = find_lang(request)
    form = AccountForm(_fill_account(body), lang=lang)
    _keep(form, lang)
    return _tell_account(form.instance)


def change_account(request: Called, name: str, body: AccountIn) -> AccountOf:
    """Change an account; its name stays, and one administrator who can log in always remains."""
    account = Account.objects.filter(username=name).first()
    if account is None:
        raise fail_missing(f"there is no account {name}")
    lang = find_lang(request)
    form = AccountForm(_fill_account(body), instance=account, lang=lang)
    if form.is_valid() and leaves_nobody(form):
        raise AskError(_WRONG, "form", faults={"role": find_term("accounts.last-administrator", lang)})
    _keep(form, lang)
    return _tell_account(form.instance)


def list_groups(request: Called) -> list[GroupOf]:  # noqa: ARG001 - likewise
    """List the groups to which cases can be restricted, with their members and how many cases they hold."""
    return [
        GroupOf(name=item.group.name, members=list(item.members), cases=item.cases)
        for item in list_memberships(find_record())
    ]


def make_group(request: Called, body: GroupIn) -> list[GroupOf]:
    """Make a group; all groups are listed. Cases that are restricted to its name already are seen by its members."""
    lang = find_lang(request)
    _keep(GroupForm({"name": body.name}, lang=lang), lang)
    return list_groups(request)


def rename_group(request: Called, name: str, body: GroupIn) -> list[GroupOf]:
    """Give a group another name, and its cases with it: each gets an entry that restricts it to the new name."""
    group, lang = _find_group(name), find_lang(request)
    form = GroupForm({"name": body.name}, instance=group, lang=lang)
    with translation.override(lang.value):
        check_form(form)
    call_otherwise(group.pk, form.cleaned_data["name"], request.auth.account)
    return list_groups(request)


def drop_group(request: Called, name: str) -> list[GroupOf]:
    """Remove a group; refused (409) while cases are restricted to it, so that nobody sees more for it."""
    remove_group(find_record(), _find_group(name).pk)
    return list_groups(request)


def _find_group(name: str) -> Group:
    group = Group.objects.filter(name=name).first()
    if group is None:
        raise fail_missing(f"there is no group {name}")
    return group


def list_tokens(request: Called) -> list[TokenOf]:
    """List the tokens of who asks that allow no more than the one with which they ask; they are made on their page."""
    return [
        TokenOf(
            number=row.pk, name=row.name, role=row.role, made=row.made, expires=row.expires, used=row.used
        )
        for row in _find_tokens(request)
    ]


def end_token(request: Called, number: int) -> list[TokenOf]:
    """End a token of who asks, that with which they ask included; those that are left are listed."""
    row = next((row for row in _find_tokens(request) if row.pk == number), None)
    if row is None:
        raise fail_missing("there is no such token of yours")
    row.delete()
    return list_tokens(request)


def _find_tokens(request: Called) -> list[TokenRow]:
    bearer = request.auth
    rows = TokenRow.objects.filter(account=bearer.account).order_by("-made")
    return [row for row in rows if RIGHTS[Role(row.role)] <= RIGHTS[bearer.role]]


def _fill_account(body: AccountIn) -> dict[str, Any]:
    groups = Group.objects.filter(name__in=body.groups)
    if missing := set(body.groups) - {group.name for group in groups}:
        raise AskError(_WRONG, "form", faults={"groups": ", ".join(sorted(missing))})
    return {
        "username": body.name, "role": body.role, "email": body.email, "is_active": body.active,
        "password": body.password, "groups": [group.pk for group in groups],
    }  # fmt: skip


def _tell_account(account: Account) -> AccountOf:
    return AccountOf(
        name=account.username,
        role=account.role,
        groups=sorted(account.groups.values_list("name", flat=True)),
        email=account.email,
        active=account.is_active,
    )


def _keep(form: ModelForm[Any], lang: Lang) -> None:
    """Keep what a form of the pages keeps; where it is refused, say of which input and why."""
    with translation.override(lang.value):
        check_form(form)
        form.save()
