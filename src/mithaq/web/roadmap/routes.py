"""The addresses of milestones."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.roadmap import views
from mithaq.web.roles import Right

_SAMPLE = "roadmap/milestone/none/"
ROUTES: Final = (
    Route("roadmap/", views.show_milestones, "roadmap-milestones", Right.SEARCH),
    Route("roadmap/chart.svg", views.draw_milestones, "roadmap-chart", Right.SEARCH),
    Route("roadmap/milestone/<str:case>/", views.show_milestone, "roadmap-milestone", Right.SEARCH, sample=_SAMPLE),
    Route(
        "roadmap/milestone/<str:case>/chart.svg", views.draw_milestone, "roadmap-slippage", Right.SEARCH,
        sample=f"{_SAMPLE}chart.svg",
    ),
)  # fmt: skip
