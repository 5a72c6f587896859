"""Every address of the workbench."""

from __future__ import annotations

from typing import Final

from django.urls import include, path

from mithaq.web.access import Route, list_patterns
from mithaq.web.accounts.routes import ROUTES as ACCOUNTS
from mithaq.web.api.operations import API as PROGRAMS
from mithaq.web.api.routes import ROUTES as API
from mithaq.web.briefs.routes import ROUTES as BRIEFS
from mithaq.web.cases.routes import ROUTES as CASES
from mithaq.web.ceasefire.routes import ROUTES as CEASEFIRE
from mithaq.web.dates.routes import ROUTES as DATES
from mithaq.web.explore.routes import ROUTES as EXPLORE
from mithaq.web.exports.routes import ROUTES as EXPORTS
from mithaq.web.field.routes import ROUTES as FIELD
from mithaq.web.overview.routes import ROUTES as OVERVIEW
from mithaq.web.packs.routes import ROUTES as PACKS
from mithaq.web.review.routes import ROUTES as REVIEW
from mithaq.web.roadmap.routes import ROUTES as ROADMAP
from mithaq.web.watch.routes import ROUTES as WATCH

# Every page, family by family. What is not listed here is not reachable, but for allauth's own pages.
ROUTES: Final[tuple[Route, ...]] = (
    *ACCOUNTS,
    *API,
    *EXPLORE,
    *CASES,
    *FIELD,
    *WATCH,
    *CEASEFIRE,
    *ROADMAP,
    *OVERVIEW,
    *PACKS,
    *REVIEW,
    *BRIEFS,
    *EXPORTS,
    *DATES,
)  # fmt: skip

urlpatterns = [
    *list_patterns(ROUTES),
    path("api/", PROGRAMS.urls),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/mfa/", include("allauth.mfa.urls")),
]
handler404 = "mithaq.web.refusal.refuse_missing"
handler500 = "mithaq.web.refusal.refuse_fault"
