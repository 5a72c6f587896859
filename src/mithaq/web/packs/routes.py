"""The addresses of the packs."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.packs import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("packs/", views.list_packs, "packs-list", Right.SEARCH),
    Route(
        "packs/actor/<slug:actor>/",
        views.show_actor,
        "packs-actor",
        Right.SEARCH,
        sample="packs/actor/unsmil/",
    ),
)
