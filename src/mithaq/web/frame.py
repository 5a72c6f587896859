"""What every page has around it: where one can go, language and direction, the version that is running."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from mithaq.web.access import find_account, find_rights
from mithaq.web.roles import Right


@dataclass(frozen=True, slots=True)
class Entrance:
    """A link of the navigation.

    Args:
        name: Name of the route.
        key: What it is called (`speech`).
        needs: The right without which it is not shown.
    """

    name: str
    key: str
    needs: Right = Right.SEARCH


# In the order in which they stand.
ENTRANCES: tuple[Entrance, ...] = (
    Entrance("overview-home", "nav.overview"),
    Entrance("review-queue", "nav.review", Right.JUDGE),
    Entrance("field-list", "nav.field", Right.REPORT),
    Entrance("watch-now", "nav.watch", Right.WATCH),
    Entrance("cases-list", "nav.cases"),
    Entrance("ceasefire-incidents", "nav.ceasefire"),
    Entrance("roadmap-milestones", "nav.roadmap"),
    Entrance("explore-search", "nav.explore"),
    Entrance("briefs-new", "nav.briefs", Right.EXPORT),
    Entrance("exports-new", "nav.exports", Right.EXPORT),
    Entrance("packs-list", "nav.packs"),
    Entrance("accounts-settings", "nav.settings", Right.ENTER),
)  # fmt: skip


def describe_frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page shows.

    Args:
        request: What was asked.
    """
    account = find_account(request)
    rights = find_rights(account)
    entrances = [item for item in ENTRANCES if account and item.needs in rights]
    return {
        "display": request.display,  # type: ignore[attr-defined]
        "account": account,
        "entrances": [(item.key, reverse(item.name), item.name.partition("-")[0]) for item in entrances],
        "here": request.resolver_match.url_name.partition("-")[0]
        if request.resolver_match and request.resolver_match.url_name
        else "",
        "version": settings.VERSION,
    }
