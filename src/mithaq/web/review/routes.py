"""The addresses of the review."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.review import views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("review/", views.show_queue, "review-queue", Right.JUDGE),
    Route("review/next/", views.go_next, "review-next", Right.JUDGE),
    Route("review/again/", views.bring_back, "review-again", Right.JUDGE, ("POST",)),
    Route("review/undo/", views.undo, "review-undo", Right.JUDGE, ("POST",)),
    Route("review/parties/", views.suggest_parties, "review-parties", Right.JUDGE),
    Route("review/date/", views.read_words_date, "review-date", Right.JUDGE),
    Route("review/<int:number>/", views.show_item, "review-item", Right.JUDGE, sample="review/60/"),
    Route(
        "review/<int:number>/decide/", views.decide, "review-decide", Right.JUDGE, ("POST",),
        "review/60/decide/",
    ),
)  # fmt: skip
