"""The addresses of the overview, of kept searches and of their feeds."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.overview import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("", views.show_home, "overview-home", Right.SEARCH),
    Route("searches/", views.list_searches, "overview-searches", Right.SEARCH),
    Route("searches/save/", views.save, "overview-save", Right.SEARCH, ("POST",)),
    Route(
        "searches/<int:number>/", views.change, "overview-change", Right.SEARCH, ("POST",), "searches/1/"
    ),
    # The address is the secret: programs that read feeds do not log in.
    Route("feeds/<str:secret>/", views.show_feed, "overview-feed", Right.OPEN, sample="feeds/nothing/"),
)  # fmt: skip
