"""The addresses of the shift log."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.roles import Right
from mithaq.web.watch import views

_POST = ("POST",)
ROUTES: Final = (
    Route("watch/", views.show_shift, "watch-now", Right.WATCH),
    Route("watch/start/", views.start_shift, "watch-start", Right.WATCH, _POST),
    Route("watch/line/", views.write_line, "watch-line", Right.WATCH, _POST),
    Route("watch/people/", views.change_people, "watch-people", Right.WATCH, _POST),
    Route("watch/hand-over/", views.hand_over, "watch-hand-over", Right.WATCH, ("GET", "POST")),
    Route("watch/accept/", views.accept_shift, "watch-accept", Right.WATCH, _POST),
    Route("watch/shifts/", views.list_shifts, "watch-shifts", Right.WATCH),
    Route("watch/shifts/<int:number>/", views.show_past, "watch-shift", Right.WATCH, sample="watch/shifts/1/"),
    Route(
        "watch/attachments/<int:line>/", views.give_file, "watch-attachment", Right.WATCH,
        sample="watch/attachments/1/",
    ),
)  # fmt: skip
