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
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from mithaq.ledger.sight import Sight

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
    """Return values for what addresses capture and questions ask, by name: of what the people may see."""
    from mithaq.following.fold import Standing  # noqa: PLC0415 - only where the settings are
    from mithaq.ledger.models import CaseRow, DocumentRow, PartyRow, WordRow  # noqa: PLC0415
    from mithaq.ledger.sight import keep_visible, see_documents  # noqa: PLC0415
    from mithaq.packs.context import load_packs  # noqa: PLC0415
    from mithaq.web.store import find_record  # noqa: PLC0415

    alias, sight = find_record().alias, _find_sight()
    kinds = ("request", "agreement", "commitment", "incident", "milestone", "programme", "plan")
    cases = keep_visible(CaseRow.objects.using(alias).filter(standing__gt=Standing.REJECTED), sight, "id")
    documents = DocumentRow.objects.using(alias).filter(see_documents(sight, alias, "sha256"))
    by_kind = {kind: list(cases.filter(kind=kind).values_list("id", flat=True)[:_SAMPLES]) for kind in kinds}
    parties = list(PartyRow.objects.using(alias).values_list("party", flat=True).distinct()[:_SAMPLES])
    known = [actor for name in parties if (actor := load_packs().find_actor(name))]
    outlets = documents.exclude(outlet=None).values_list("outlet", flat=True).distinct()
    numbers = _find_entries()
    return {
        **by_kind,
        **_find_forms(),
        "kind": list(kinds),
        "number": numbers,
        "outlet": [outlet for outlet in outlets[:_SAMPLES] if outlet],
        "case": [case for found in by_kind.values() for case in found],
        "sha256": list(documents.values_list("sha256", flat=True)[:_SAMPLES]),
        "party": parties,
        "actor": [actor.id for actor in known] or ["unsmil"],
        "name": [actor.ar for actor in known] or ["الأمم المتحدة"],
        "entry": numbers,
        "word": list(WordRow.objects.using(alias).values_list("word", flat=True).distinct()[:_SAMPLES]),
    }


def _find_sight() -> Sight:
    """Return what the people see."""
    from mithaq.web.access import find_sight  # noqa: PLC0415 - only where the settings are
    from mithaq.web.accounts.models import Account  # noqa: PLC0415 - as above

    return find_sight(Account.objects.get(username="person-0"))


def _find_entries() -> list[str]:
    """Return the numbers of entries from everywhere in the record."""
    from mithaq.ledger.models import EntryRow  # noqa: PLC0415 - only where the settings are
    from mithaq.ledger.sight import see_entries  # noqa: PLC0415 - as above
    from mithaq.web.store import find_record  # noqa: PLC0415 - as above

    alias = find_record().alias
    size = EntryRow.objects.using(alias).count()
    chosen = random.Random(0).sample(range(size), min(size, 2 * _SAMPLES))
    seen = EntryRow.objects.using(alias).filter(see_entries(_find_sight(), alias), number__in=chosen)
    return [str(number) for number in seen.values_list("number", flat=True)[:_SAMPLES]]


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
    from mithaq.following.fold import Standing  # noqa: PLC0415 - as above
    from mithaq.ledger.models import CaseRow, EntryRow, ReviewRow  # noqa: PLC0415
    from mithaq.ledger.payload import read_payload  # noqa: PLC0415
    from mithaq.ledger.sight import keep_visible  # noqa: PLC0415
    from mithaq.web.store import find_record  # noqa: PLC0415

    alias, sight = find_record().alias, _find_sight()
    standing = CaseRow.objects.using(alias).filter(standing__gt=Standing.REJECTED)
    cases = keep_visible(standing, sight, "id").values_list("id", flat=True)[:_SAMPLES]
    rows = EntryRow.objects.using(alias).filter(step="propose", case__in=list(cases))[: 5 * _SAMPLES]
    steps = [
        entry
        for entry in (read_payload(bytes(row.payload)) for row in rows)
        if isinstance(entry.step, Propose) and not isinstance(entry.step.proposal.step, Open)
    ]
    waiting = keep_visible(ReviewRow.objects.using(alias).all(), sight).values_list("entry", flat=True)
    return {
        "cases-add": [f"cases/case/{case}/add/comment/" for case in cases],
        "cases-correct": [
            f"cases/case/{entry.step.case}/correct/{entry.number}/" for entry in steps[:_SAMPLES]
        ],
        "review-item": [f"review/{number}/" for number in waiting[:_SAMPLES]],
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
