"""Settings of a person; accounts and groups, for administrators."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from mithaq.errors import MithaqError
from mithaq.ledger.restrictions import count_restricted
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked, find_account
from mithaq.web.accounts.forms import AccountForm, DisplayForm, GroupForm
from mithaq.web.accounts.groups import list_memberships, remove_group, rename_group
from mithaq.web.accounts.models import Account
from mithaq.web.refusal import fail_missing, write_refusal
from mithaq.web.roles import Role
from mithaq.web.speech import find_term, say
from mithaq.web.store import find_record

_YEAR = 365 * 86_400


def edit_settings(request: Asked) -> HttpResponse:
    """Show and keep how things are shown to who asks."""
    form = DisplayForm(request.POST or None, instance=request.user, lang=request.display.lang)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, say(request, "saved"))
        return redirect("accounts-settings")
    return render(request, "accounts/settings.html", {"form": form})


def choose_language(request: HttpRequest) -> HttpResponse:
    """Switch the language, and return to the page from which it was asked."""
    chosen = request.POST.get("lang", "")
    lang = Lang(chosen) if chosen in set(Lang) else Lang.AR
    account = find_account(request)
    if account is not None:
        Account.objects.filter(pk=account.pk).update(lang=lang)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, lang.value, max_age=_YEAR, samesite="Lax", httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def list_accounts(request: Asked) -> HttpResponse:
    """Show every account with role, groups and whether it is in use, and the groups."""
    context = {
        "accounts": Account.objects.prefetch_related("groups").order_by("username"),
        "groups": list_memberships(find_record()),
        "group_form": GroupForm(lang=request.display.lang),
    }
    return render(request, "accounts/people.html", context)


@sensitive_post_parameters("password")
def edit_account(request: Asked, name: str = "") -> HttpResponse:
    """Show and keep one account; without a name, a new one."""
    account = get_object_or_404(Account, username=name) if name else None
    form = AccountForm(request.POST or None, instance=account, lang=request.display.lang)
    if request.method == "POST" and form.is_valid():
        if leaves_nobody(form):
            form.add_error("role", say(request, "accounts.last-administrator"))
        else:
            kept = form.save()
            if kept == request.user:
                update_session_auth_hash(request, kept)
            messages.success(request, say(request, "saved"))
            return redirect("accounts-people")
    return render(request, "accounts/person.html", {"form": form, "person": account})


def leaves_nobody(form: AccountForm) -> bool:
    """Tell whether there would be no administrator any more who can log in.

    Args:
        form: What is to be kept; it is valid.
    """
    remains = form.cleaned_data["role"] == Role.ADMINISTRATOR and form.cleaned_data["is_active"]
    others = Account.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=form.instance.pk)
    return not remains and not others.exists()


def add_group(request: Asked) -> HttpResponse:
    """Make a group; where cases are restricted to its name already, say how many its members see."""
    form = GroupForm(request.POST, lang=request.display.lang)
    if form.is_valid():
        form.save()
        messages.success(request, say(request, "saved"))
        held = count_restricted(find_record()).get(form.instance.name, 0)
        if held:
            messages.warning(request, say(request, "accounts.group-held", count=held))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("accounts-people")


def edit_group(request: Asked, number: int) -> HttpResponse:
    """Show a group with its members and how many cases it holds, and give it another name."""
    found = next((item for item in list_memberships(find_record()) if item.group.pk == number), None)
    if found is None:
        raise fail_missing()
    form = GroupForm(request.POST or None, instance=found.group, lang=request.display.lang)
    if request.method == "POST" and form.is_valid():
        try:
            moved = call_otherwise(number, form.cleaned_data["name"], request.user)
        except MithaqError as error:
            form.add_error("name", write_refusal(request, error))
        else:
            messages.success(request, say(request, "accounts.group-renamed", count=moved))
            return redirect("accounts-people")
    name = Group.objects.get(pk=number).name
    context = {"form": form, "found": found, "name": name}
    return render(request, "accounts/group.html", context, status=422 if form.errors else 200)


def call_otherwise(number: int, name: str, account: Account) -> int:
    """Give a group another name, and return how many cases follow it.

    Args:
        number: Which group.
        name: The new name.
        account: Who does it; the entries of the cases say why in their language.
    """
    old = Group.objects.get(pk=number).name
    reason = find_term("accounts.group-reason", Lang(account.lang)).format(old=old, new=name)
    return rename_group(find_record(), number, name, account.username, reason)


def drop_group(request: Asked, number: int) -> HttpResponse:
    """Remove a group to which no case is restricted."""
    try:
        name = remove_group(find_record(), number)
    except Group.DoesNotExist as error:
        raise fail_missing() from error
    except MithaqError as error:
        messages.error(request, write_refusal(request, error))
        return redirect("accounts-rename", number)
    messages.success(request, say(request, "accounts.group-removed", name=name))
    return redirect("accounts-people")
