"""The documentation of the API, and the tokens of who asks."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from mithaq.web.access import Asked
from mithaq.web.api.forms import TokenForm
from mithaq.web.api.models import TokenRow
from mithaq.web.api.operations import API
from mithaq.web.api.tokens import make_token
from mithaq.web.roles import Role
from mithaq.web.speech import say

_BASE = "/api/"


def describe_api(request: Asked) -> HttpResponse:  # noqa: ARG001 - every page takes it
    """Return the documentation for programs: OpenAPI 3.1."""
    return JsonResponse(name_operations())


@cache
def name_operations() -> dict[str, Any]:
    """Return what programs may ask, as OpenAPI has it."""
    return dict(API.get_openapi_schema(path_prefix=_BASE))


def show_documentation(request: Asked) -> HttpResponse:
    """Show the documentation for people."""
    return render(request, "api/docs.html")


def list_tokens(request: Asked) -> HttpResponse:
    """Show the tokens of who asks; make one, and show it once."""
    form = TokenForm(request.POST or None, account=request.user, display=request.display)
    made = ""
    if request.method == "POST" and form.is_valid():
        ends = form.cleaned_data["expires"]
        moment = datetime.combine(ends, time.max, UTC) if ends else None
        made = make_token(request.user, form.cleaned_data["name"], Role(form.cleaned_data["role"]), moment)
        form = TokenForm(account=request.user, display=request.display)
    tokens = TokenRow.objects.filter(account=request.user).order_by("-made")
    return render(request, "api/tokens.html", {"form": form, "tokens": tokens, "made": made})


def remove_token(request: Asked, token: int) -> HttpResponse:
    """End a token of who asks."""
    get_object_or_404(TokenRow, pk=token, account=request.user).delete()
    messages.success(request, say(request, "api.removed"))
    return redirect("api-tokens")
