"""The addresses of the API's documentation and of tokens; operations have a table of their own."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.api import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("api/docs/", views.show_documentation, "api-docs", Right.ENTER),
    Route("api/openapi.json", views.describe_api, "api-openapi", Right.ENTER),
    Route("settings/tokens/", views.list_tokens, "api-tokens", Right.ENTER, ("GET", "POST")),
    Route(
        "settings/tokens/<int:token>/remove/", views.remove_token, "api-remove", Right.ENTER, ("POST",),
        "settings/tokens/0/remove/",
    ),
)  # fmt: skip
