"""Who else looks at a case, and what was recorded since its page was opened."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse
from django.template.loader import render_to_string

from mithaq.following.judging import find_changes
from mithaq.web.access import Asked
from mithaq.web.cases.models import Presence
from mithaq.web.cases.reading import find_case, find_wording, list_entries
from mithaq.web.cases.recording import list_changes
from mithaq.web.refusal import fail_missing

_GONE = timedelta(seconds=45)  # three pulses
_TOLD = 5


def pulse(request: Asked, case: str) -> HttpResponse:
    """Keep that somebody looks at a case; tell them who else does, and what was recorded since.

    Answers 204 where there is nothing that they were not told at the last pulse.
    """
    text = request.GET.get("saw", "")
    if not (text.isascii() and text.isdigit()):
        raise fail_missing()
    found, saw = find_case(request, case), int(text)
    others = list_others(found.id, request.user.username)
    changes = find_changes(list_entries(request, found), found.id, saw) if found.version > saw else ()
    context = {
        "case": found,
        "others": others,
        "changes": list_changes(changes[-_TOLD:], find_wording(request, found)),
        "more": max(0, len(changes) - _TOLD),
    }
    notice = render_to_string("cases/pulse.html", context, request) if others or changes else ""
    told = note_presence(found.id, request.user.username, notice)
    return HttpResponse(notice) if told else HttpResponse(status=204)


def list_others(case: str, account: str) -> list[str]:
    """Return who else looks at a case now.

    Args:
        case: The case.
        account: Who asks.
    """
    others = Presence.objects.filter(case=case, at__gte=datetime.now(UTC) - _GONE).exclude(account=account)
    return list(others.order_by("account").values_list("account", flat=True))


def note_presence(case: str, account: str, notice: str) -> bool:
    """Keep that somebody looks at a case now, and tell whether the notice for them is another than the last one.

    Args:
        case: The case.
        account: Who looks.
        notice: What they are to be told; empty where there is nothing.
    """
    now = datetime.now(UTC)
    Presence.objects.filter(at__lt=now - _GONE).delete()
    digest = hashlib.sha256(notice.encode()).hexdigest() if notice else ""
    row, _ = Presence.objects.get_or_create(case=case, account=account, defaults={"at": now})
    new = row.told != digest
    Presence.objects.filter(pk=row.pk).update(at=now, told=digest)
    return new
