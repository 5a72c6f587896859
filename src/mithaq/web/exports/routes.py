"""The addresses of exports."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.exports import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("exports/", views.show_new, "exports-new", Right.EXPORT),
    Route("exports/download/", views.give_download, "exports-download", Right.EXPORT),
)
