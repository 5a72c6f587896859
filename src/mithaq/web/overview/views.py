"""The overview, the searches that somebody keeps, and their feeds."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.following.clock import Sign
from mithaq.following.disputes import find_disputes
from mithaq.following.fold import Case
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.glance import (
    Moved,
    count_incidents,
    count_news,
    count_open_requests,
    find_changed,
    find_contradicted,
    find_moved,
)
from mithaq.ledger.remembering import remember
from mithaq.ledger.reviews import MOST, count_queue
from mithaq.reports.case_wording import CaseWording
from mithaq.web.access import Asked, find_rights, find_sight, has_right
from mithaq.web.cases.lines import name_case
from mithaq.web.cases.reading import find_wording
from mithaq.web.display import Display
from mithaq.web.overview.feed import write_feed
from mithaq.web.overview.models import SavedSearch
from mithaq.web.overview.saved import find_news, keep_search, note_visit, read_saved
from mithaq.web.parts import keep
from mithaq.web.refusal import fail_missing
from mithaq.web.roles import Right
from mithaq.web.speech import say
from mithaq.web.store import find_record

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list of the overview.

    Args:
        case: The case.
        kind: Of what kind it is.
        title: What it is called.
        said: What is to be said of it.
        due: A date of it, EDTF.
        old: The date that it had before, EDTF.
    """

    case: Case
    kind: str
    title: str
    said: str = ""
    due: str = ""
    old: str = ""


def show_home(request: Asked) -> HttpResponse:
    """Show what is new since the last visit, what waits, what is overdue, what moved, what contradicts."""
    today, lang = find_today(), request.display.lang.value
    since, judges = note_visit(find_record(), request.user), has_right(request, Right.JUDGE)
    context = {
        "today": today.isoformat(),
        **keep(request, f"news behind {since} {lang}", lambda: _list_news(request, since)),
        **keep(request, f"overview {lang}", lambda: _list_glance(request)),
        "waiting": keep(request, "waiting", lambda: count_queue(find_record(), sight=request.sight))
        if judges
        else 0,
        "most": MOST,
        "searches": SavedSearch.objects.filter(account=request.user).order_by("-made")[:_SHOWN],
    }
    return render(request, "overview/home.html", context)


def _list_news(request: Asked, since: int) -> dict[str, object]:
    record, sight = find_record(), request.sight
    changed = find_changed(record, since, _SHOWN, sight=sight)
    wording = find_wording(request, *changed)
    news = count_news(record, since, sight=sight)
    return {"news": news, "changed": [_make_line(case, wording) for case in changed]}


def _list_glance(request: Asked) -> dict[str, object]:
    record, sight, today = find_record(), request.sight, find_today()
    overdue = CaseFilter(kind=Kind.COMMITMENT, state=Sign.MISSED, as_of=today)
    late = find_cases(record, overdue, limit=_SHOWN, sight=sight)
    contradicted = find_contradicted(record, _SHOWN, sight=sight)
    wording = find_wording(request, *late.cases, *contradicted)
    return {
        "ages": count_open_requests(record, today, sight=sight),
        "overdue": [_make_line(case, wording, due=case.due or "") for case in late.cases],
        "more_overdue": late.more is not None,
        "weeks": count_incidents(record, today, sight=sight),
        "moved": [_tell_moved(moved, request.display) for moved in find_moved(record, _SHOWN, sight=sight)],
        "contradicted": [
            _make_line(case, wording, said=_tell_disputes(case, request)) for case in contradicted
        ],
    }


def _tell_moved(moved: Moved, display: Display) -> Line:
    title = name_case(moved.case, display.lang)
    return Line(moved.case, "", title, due=moved.slip.new or "", old=moved.slip.old)


def _make_line(case: Case, wording: CaseWording, **more: str) -> Line:
    return Line(case, wording.name_kind(case.kind), name_case(case, wording.lang), **more)


def _tell_disputes(case: Case, request: Asked) -> str:
    kinds = dict.fromkeys(dispute.about for dispute in find_disputes(case))
    return " · ".join(say(request, f"overview.about-{about}") for about in kinds)


def list_searches(request: Asked) -> HttpResponse:
    """Show the searches that somebody keeps, with the addresses of their feeds."""
    kept = SavedSearch.objects.filter(account=request.user).order_by("-made")
    rows = [
        (
            item,
            read_saved(item),
            request.build_absolute_uri(reverse("overview-feed", args=[item.secret])),
        )
        for item in kept
    ]
    return render(request, "overview/searches.html", {"rows": rows, "mail": bool(request.user.email)})


def save(request: Asked) -> HttpResponse:
    """Keep a search."""
    asked = request.POST.get("asked", "")
    name = request.POST.get("name", "").strip()
    kept = keep_search(find_record(), request.user, asked, name or "")
    if not kept.name:
        kept.name = (read_saved(kept).text or say(request, "overview.unnamed"))[:200]
        kept.save()
    messages.success(request, say(request, "overview.kept"))
    return redirect("overview-searches")


def change(request: Asked, number: int) -> HttpResponse:
    """Turn the e-mails of a kept search on or off, name it, or forget it."""
    kept = get_object_or_404(SavedSearch, pk=number, account=request.user)
    if request.POST.get("do") == "forget":
        kept.delete()
        messages.success(request, say(request, "overview.forgotten"))
        return redirect("overview-searches")
    kept.mail = request.POST.get("mail") == "on"
    kept.name = request.POST.get("name", "").strip()[:200] or kept.name
    kept.save()
    messages.success(request, say(request, "saved"))
    return redirect("overview-searches")


def show_feed(request: Asked, secret: str) -> HttpResponse:
    """Answer with the newest hits of a kept search as an Atom feed; who has the address may read it."""
    kept = get_object_or_404(SavedSearch.objects.select_related("account"), secret=secret)
    if Right.SEARCH not in find_rights(kept.account):
        raise fail_missing()
    address = request.build_absolute_uri

    def make() -> str:
        told = find_news(find_record(), kept, None)
        return write_feed(told, address, address(request.path)) if told else ""

    key = f"feed {kept.name!r} {kept.asked!r} {kept.account.display.lang} {address()!r}"
    content = remember(find_record(), key, find_sight(kept.account), make)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
