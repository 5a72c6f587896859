"""The addresses of settings and accounts."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.accounts import views
from mithaq.web.roles import Right

_FORM = ("GET", "POST")
ROUTES: Final = (
    Route("settings/", views.edit_settings, "accounts-settings", Right.ENTER, _FORM),
    Route("language/", views.choose_language, "accounts-language", Right.OPEN, ("POST",)),
    Route("people/", views.list_accounts, "accounts-people", Right.ADMINISTER),
    Route("people/new/", views.edit_account, "accounts-new", Right.ADMINISTER, _FORM),
    Route("people/groups/", views.add_group, "accounts-group", Right.ADMINISTER, ("POST",)),
    Route(
        "people/groups/<int:number>/", views.edit_group, "accounts-rename", Right.ADMINISTER, _FORM,
        "people/groups/0/",
    ),
    Route(
        "people/groups/<int:number>/remove/", views.drop_group, "accounts-remove", Right.ADMINISTER, ("POST",),
        "people/groups/0/remove/",
    ),
    Route(
        "people/<str:name>/", views.edit_account, "accounts-person", Right.ADMINISTER, _FORM, "people/admin/"
    ),
)  # fmt: skip
