"""The addresses of situation reports."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.briefs import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("briefs/", views.show_new, "briefs-new", Right.EXPORT),
    Route("briefs/download/", views.give_download, "briefs-download", Right.EXPORT),
)
