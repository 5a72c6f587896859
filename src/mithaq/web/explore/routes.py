"""The addresses of search, actors, documents and sources."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.explore import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("explore/", views.show_search, "explore-search", Right.SEARCH),
    Route("explore/actors/", views.list_actors, "explore-actors", Right.SEARCH),
    Route(
        "explore/actors/<path:actor>/", views.show_actor, "explore-actor", Right.SEARCH,
        sample="explore/actors/gna/",
    ),
    Route("explore/documents/", views.list_documents, "explore-documents", Right.SEARCH),
    Route(
        "explore/documents/<str:sha256>/", views.show_document, "explore-document", Right.SEARCH,
        sample=f"explore/documents/{'0' * 64}/",
    ),
    Route("explore/sources/", views.list_sources, "explore-sources", Right.SEARCH),
    Route(
        "explore/sources/<path:outlet>/", views.show_source, "explore-source", Right.SEARCH,
        sample="explore/sources/nobody/",
    ),
)  # fmt: skip
