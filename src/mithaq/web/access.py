"""Who may do what: the one place that decides.

A role has rights (`roles`); a route needs one of them; which cases a person sees is the `Sight` that every
reader of the ledger takes. Nobody asks for a role anywhere else: pages ask `has_right`, templates
``{% may "judge" as allowed %}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from mithaq.errors import LedgerError
from mithaq.following.case import Attribute, Comment, Rule, Step, Verify
from mithaq.following.entry import AnyStep, Correct, Propose, Receive, Restrict, Withhold
from mithaq.ledger.sight import Sight
from mithaq.refusals import make_error
from mithaq.web.refusal import refuse_access
from mithaq.web.roles import RIGHTS, Right, Role

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from mithaq.web.accounts.models import Account
    from mithaq.web.display import Display


class Asked(HttpRequest):
    """A request of somebody who may make it, as `guard` hands it to a page."""

    user: Account
    htmx: HtmxDetails
    display: Display
    sight: Sight


View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Route:
    """A page, and what is needed to see it.

    Args:
        path: As Django writes it, relative to the root.
        view: Takes `Asked` and what the path captures.
        name: Under which templates name it: ``family-page``.
        needs: The right that it takes.
        methods: What can be asked of it.
        sample: A path that leads there, for the generated test of access, where it captures something.
    """

    path: str
    view: View
    name: str
    needs: Right
    methods: tuple[str, ...] = ("GET",)
    sample: str = ""


def find_rights(account: Account | None) -> frozenset[Right]:
    """Return what somebody may do.

    Args:
        account: Who; None for somebody who has not logged in.
    """
    return RIGHTS[Role(account.role) if account is not None and account.is_active else None]


def has_right(request: Asked, right: Right) -> bool:
    """Tell whether who asks has a right.

    Args:
        request: The request.
        right: The right.
    """
    return right in find_rights(request.user)


def find_sight(account: Account, role: Role | None = None) -> Sight:
    """Return which cases and documents somebody sees.

    Administrators see all; others do not see cases that are restricted to groups of which they are no member;
    monitors see what was published and what they reported themselves.

    Args:
        account: Who.
        role: With which role; None for that of the account.
    """
    role = role or Role(account.role)
    if role is Role.ADMINISTRATOR:
        return Sight()
    groups = frozenset(account.groups.values_list("name", flat=True))
    if role is Role.MONITOR:
        return Sight(groups, published=True, own=account.username)
    return Sight(groups)


# What it takes to record a step by hand, where judging is not enough or not needed.
_NEEDED: dict[type[Step], Right] = {
    Comment: Right.COMMENT,
    Verify: Right.VERIFY,
    Attribute: Right.VERIFY,
    Rule: Right.VERIFY,
    Restrict: Right.VERIFY,
    Withhold: Right.VERIFY,
}


def find_needed(step: AnyStep) -> Right:
    """Return the right that it takes to record a step; the words of a machine and its receipts are nobody's.

    Args:
        step: What somebody wants to record.

    Raises:
        LedgerError: If it is none that people record.
    """
    if isinstance(step, Propose | Receive):
        raise make_error(LedgerError, "judging.by-hand", step=type(step).__name__.lower())
    return _NEEDED.get(type(step.instead if isinstance(step, Correct) else step), Right.JUDGE)


def guard(route: Route) -> View:
    """Return the view of a route behind the check of its right and its methods.

    Args:
        route: The route.
    """

    @wraps(route.view)
    def answer(request: HttpRequest, *args: object, **captured: object) -> HttpResponseBase:
        account = find_account(request)
        if route.needs not in find_rights(account):
            return refuse_access(request) if account else _ask_to_log_in(request)
        if request.method not in {*route.methods, "HEAD", "OPTIONS"}:
            return HttpResponseNotAllowed(route.methods)
        asked = cast("Asked", request)
        if account is not None:
            asked.sight = find_sight(account)
        return route.view(asked, *args, **captured)

    return answer


def find_account(request: HttpRequest) -> Account | None:
    """Return the account that asks; None where nobody has logged in.

    Args:
        request: The request.
    """
    return request.user if request.user.is_authenticated else None


def _ask_to_log_in(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        # htmx would put the form for logging in into the middle of the page.
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")


def list_patterns(routes: Iterable[Route]) -> list[URLPattern]:
    """Return routes as Django's table of addresses takes them.

    Args:
        routes: All of them.
    """
    return [path(route.path, guard(route), name=route.name) for route in routes]
