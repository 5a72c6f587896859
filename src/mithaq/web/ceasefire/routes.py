"""The addresses of incidents."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.ceasefire import incident, views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("ceasefire/", views.show_incidents, "ceasefire-incidents", Right.SEARCH),
    Route("ceasefire/chart.svg", views.draw_chart, "ceasefire-chart", Right.SEARCH),
    Route("ceasefire/export/", views.export_incidents, "ceasefire-export", Right.EXPORT),
    Route("ceasefire/follow-up/", views.show_follow_up, "ceasefire-follow-up", Right.SEARCH),
    Route(
        "ceasefire/incident/<str:case>/", incident.show_incident, "ceasefire-incident", Right.SEARCH,
        sample="ceasefire/incident/none/",
    ),
)  # fmt: skip
