"""Kept searches, asked by programs."""

from __future__ import annotations

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from mithaq.reports.wording import Lang
from mithaq.web.api.answers import SearchKept
from mithaq.web.api.tokens import Called
from mithaq.web.overview.models import SavedSearch
from mithaq.web.overview.saved import keep_search, read_saved
from mithaq.web.refusal import fail_missing
from mithaq.web.speech import find_term
from mithaq.web.store import find_record


class SearchIn(Schema):
    """A search to keep."""

    asked: str = Field(
        "", description="As behind the question mark of its address, such as `q=tripoli&what=act`"
    )
    name: str = ""


class SearchChange(Schema):
    """What is changed of a kept search; what is left out stays."""

    name: str | None = None
    mail: bool | None = None


def list_searches(request: Called) -> list[SearchKept]:
    """List the searches that one keeps, the newest first, with the addresses of their feeds."""
    kept = SavedSearch.objects.filter(account=request.auth.account).order_by("-made")
    return [_tell_search(request, item) for item in kept]


def save_search(request: Called, body: SearchIn) -> SearchKept:
    """Keep a search; one that is kept already stays as it is."""
    kept = keep_search(find_record(), request.auth.account, body.asked, body.name.strip())
    if not kept.name:
        kept.name = (read_saved(kept).text or find_term("overview.unnamed", Lang.EN))[:200]
        kept.save()
    return _tell_search(request, kept)


def change_search(request: Called, number: int, body: SearchChange) -> SearchKept:
    """Name a kept search anew, or turn its e-mails on or off."""
    kept = _find_search(request, number)
    kept.name = (body.name or "").strip()[:200] or kept.name
    kept.mail = kept.mail if body.mail is None else body.mail
    kept.save()
    return _tell_search(request, kept)


def forget_search(request: Called, number: int) -> list[SearchKept]:
    """Forget a kept search, whose feed ends with it; what is left is listed."""
    _find_search(request, number).delete()
    return list_searches(request)


def _find_search(request: Called, number: int) -> SavedSearch:
    kept = SavedSearch.objects.filter(pk=number, account=request.auth.account).first()
    if kept is None:
        raise fail_missing("there is no such search of yours")
    return kept


def _tell_search(request: Called, kept: SavedSearch) -> SearchKept:
    feed = request.build_absolute_uri(reverse("overview-feed", args=[kept.secret]))
    return SearchKept(number=kept.pk, name=kept.name, asked=kept.asked, mail=kept.mail, feed=feed)
