"""The addresses of reports from the field."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.field import files, views
from mithaq.web.roles import Right

ROUTES: Final = (
    Route("field/", views.list_reports, "field-list", Right.REPORT),
    Route("field/new/", views.write_report, "field-new", Right.REPORT, ("GET", "POST")),
    Route("field/token/", views.give_token, "field-token", Right.REPORT),
    Route("field/near/", views.list_near, "field-near", Right.REPORT),
    Route("field/places.json", files.give_places, "field-places", Right.SEARCH),
    # Browsers look for newer versions of these two whether somebody has logged in or not.
    Route("field/worker.js", files.give_worker, "field-worker", Right.OPEN),
    Route("field/app.webmanifest", files.give_manifest, "field-manifest", Right.OPEN),
    Route(
        "field/attachments/<str:case>/<str:sha256>/", files.give_attachment, "field-attachment", Right.SEARCH,
        sample=f"field/attachments/none/{'0' * 64}/",
    ),
)  # fmt: skip
