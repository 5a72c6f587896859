"""What there is to visit in a workbench, for `bench.pages`: addresses by page, filled from the record.

Runs in a process with the settings of the workbench: ``python -m bench.visits FILE PEOPLE``.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

_SAMPLES: Final = 200  # addresses of each page
# What is asked of pages that take questions; braces are filled from the record.
_QUESTIONS: Final[dict[str, tuple[dict[str, str], ...]]] = {
    "cases-list": (
        {}, {"kind": "request", "state": "made"}, {"party": "{party}"}, {"kind": "incident"}, {"text": "{word}"},
    ),
    "cases-board": ({}, {"party": "{party}"}),
    "explore-search": ({"q": "{word}"}, {"q": "{name}"}, {"q": "ceasefire"}, {"q": "request for support"}),
    "ceasefire-incidents": ({}, {"party": "{party}"}, {"period": "2014"}),
    "roadmap-milestones": ({}, {"period": "2014"}),
    "packs-list": ({}, {"q": "{name}"}),
    "cases-pulse": ({"saw": "0"},),
    "briefs-download": ({"format": "html"}, {"format": "md"}),
    "exports-download": ({"format": "csv", "kind": "agreement"},),
    "review-queue": ({}, {"second": "1"}),
}  # fmt: skip
# What gives out files that people attached to a record, where they did.
# Files, not pages: attachments of which a seed has none, reports and exports that are made to be kept.
_NO_PAGES: Final = frozenset(
    {"field-attachment", "watch-attachment", "briefs-download", "exports-download", "ceasefire-export"}
)
_CAPTURE = re.compile(r"<(?:\w+:)?(\w+)>")


def write_plan(path: Path, people: int) -> None:
    """Write addresses by page and one cookie for each person; runs in a process with the workbench's settings.

    Args:
        path: The file.
        people: How many log in.
    """
    import django  # noqa: PLC0415 - only this process has the settings

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from mithaq.web.accounts.models import Account  # noqa: PLC0415
    from mithaq.web.roles import RIGHTS, Role  # noqa: PLC0415
    from mithaq.web.store import prepare_tables  # noqa: PLC0415
    from mithaq.web.urls import ROUTES  # noqa: PLC0415

    prepare_tables()
    sessions = []
    for number in range(people):
        account, _ = Account.objects.get_or_create(
            username=f"person-{number}", defaults={"role": Role.ANALYST, "lang": ("ar", "en")[number % 2]}
        )
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        sessions.append(session.session_key)
    samples = {**find_samples(), **_leave_samples()}
    pages: dict[str, list[str]] = {}
    for route in ROUTES:
        if "GET" in route.methods and route.needs in RIGHTS[Role.ANALYST] and route.name not in _NO_PAGES:
            pages[route.name] = list(fill(route.name, route.path, samples))
    left_out = sorted(name for name, addresses in pages.items() if not addresses)
    kept = {name: addresses for name, addresses in pages.items() if addresses}
    plan = {"sessions": sessions, "pages": kept, "left_out": left_out}
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def find_samples() -> dict[str, list[str]]:
    """Return values for what addresses capture and questions ask, by name; taken from the record."""
    from mithaq.ledger.models import CaseRow, DocumentRow, EntryRow, PartyRow, WordRow  # noqa: PLC0415
    from mithaq.packs.context import load_packs  # noqa: PLC0415
    from mithaq.web.store import find_record  # noqa: PLC0415

    alias = find_record().alias
    size = EntryRow.objects.using(alias).count()
    chance = random.Random(0)
    kinds = ("request", "agreement", "commitment", "incident", "milestone", "programme", "plan")
    by_kind = {
        kind: list(CaseRow.objects.using(alias).filter(kind=kind).values_list("id", flat=True)[:_SAMPLES])
        for kind in kinds
    }
    parties = list(PartyRow.objects.using(alias).values_list("party", flat=True).distinct()[:_SAMPLES])
    known = [actor for name in parties if (actor := load_packs().find_actor(name))]
    outlets = (
        DocumentRow.objects.using(alias).exclude(outlet=None).values_list("outlet", flat=True).distinct()
    )
    return {
        **by_kind,
        **_find_forms(),
        "kind": list(kinds),
        "number": [str(chance.randrange(size)) for _ in range(_SAMPLES)],
        "outlet": [outlet for outlet in outlets[:_SAMPLES] if outlet],
        "case": [case for cases in by_kind.values() for case in cases],
        "sha256": list(DocumentRow.objects.using(alias).values_list("sha256", flat=True)[:_SAMPLES]),
        "party": parties,
        "actor": [actor.id for actor in known] or ["unsmil"],
        "name": [actor.ar for actor in known] or ["الأمم المتحدة"],
        "entry": [str(chance.randrange(size)) for _ in range(_SAMPLES)],
        "word": list(WordRow.objects.using(alias).values_list("word", flat=True).distinct()[:_SAMPLES]),
    }


def _leave_samples() -> dict[str, list[str]]:
    """Keep a search and start a shift, as people do whose pages are then visited; return what names them."""
    from mithaq.web.accounts.models import Account  # noqa: PLC0415 - only this process has the settings
    from mithaq.web.overview.models import SavedSearch  # noqa: PLC0415
    from mithaq.web.watch.shifts import find_last_shift, start_first  # noqa: PLC0415

    owner = Account.objects.get(username="person-0")
    kept, _ = SavedSearch.objects.get_or_create(
        account=owner, asked="q=ceasefire", defaults={"name": "ceasefire", "secret": "s" * 43, "seen": 0}
    )
    if find_last_shift() is None:
        start_first(owner.username)
    return {"overview-feed": [f"feeds/{kept.secret}/"], "watch-shift": ["watch/shifts/1/"]}


def _find_forms() -> dict[str, list[str]]:
    """Return whole addresses, by name of the page, of pages whose address captures what belongs together."""
    from mithaq.following.case import Open  # noqa: PLC0415 - only where the settings are
    from mithaq.following.entry import Propose  # noqa: PLC0415 - as above
    from mithaq.ledger.models import CaseRow, EntryRow, ReviewRow  # noqa: PLC0415
    from mithaq.ledger.payload import read_payload  # noqa: PLC0415
    from mithaq.web.store import find_record  # noqa: PLC0415

    alias = find_record().alias
    cases = CaseRow.objects.using(alias).values_list("id", flat=True)[:_SAMPLES]
    rows = EntryRow.objects.using(alias).filter(step="propose", case__in=list(cases))[: 5 * _SAMPLES]
    steps = [
        entry
        for entry in (read_payload(bytes(row.payload)) for row in rows)
        if isinstance(entry.step, Propose) and not isinstance(entry.step.proposal.step, Open)
    ]
    return {
        "cases-add": [f"cases/case/{case}/add/comment/" for case in cases],
        "cases-correct": [
            f"cases/case/{entry.step.case}/correct/{entry.number}/" for entry in steps[:_SAMPLES]
        ],
        "review-item": [
            f"review/{number}/"
            for number in ReviewRow.objects.using(alias).values_list("entry", flat=True)[:_SAMPLES]
        ],
    }


def fill(name: str, path: str, samples: dict[str, list[str]]) -> Iterator[str]:
    """Yield addresses of a page; none where nothing is known for what it captures.

    Args:
        name: Of the route.
        path: As Django writes it.
        samples: Values by what captures them, or whole addresses by the page's name.
    """
    chance = random.Random(name)
    for number in range(_SAMPLES):
        filled = chance.choice(samples[name]) if samples.get(name) else path
        for captured in _CAPTURE.findall(filled):
            special = (
                "incident"
                if name.startswith("ceasefire")
                else "milestone"
                if name.startswith("roadmap")
                else captured
            )
            values = samples.get(special if captured == "case" else captured)
            if not values:
                return
            filled = _CAPTURE.sub(chance.choice(values), filled, count=1)
        questions = _QUESTIONS.get(name, ({},))
        asked = {
            key: re.sub(r"\{(\w+)\}", lambda found: chance.choice(samples[found[1]] or [""]), value)
            for key, value in questions[number % len(questions)].items()
        }
        yield f"/{filled}{'?' + urlencode(asked) if asked else ''}"
        if filled == path and name not in _QUESTIONS:
            return


if __name__ == "__main__":
    write_plan(Path(sys.argv[1]), int(sys.argv[2]))
