"""The page of one entry: what it says, what people made of it, and the proof that it is in the record."""

from __future__ import annotations

import base64

from django.http import HttpResponse
from django.shortcuts import render

from mithaq.following.entry import Confirm, Correct, Entry, Reject
from mithaq.following.fold import Case
from mithaq.following.homes import find_homes, name_cases
from mithaq.ledger.audit import Proof, prove_entry
from mithaq.ledger.current import read_entries
from mithaq.ledger.payload import read_payload
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.steps import tell_step
from mithaq.web.access import Asked
from mithaq.web.cases.history import Past, Row, list_cited, make_rows, read_past
from mithaq.web.cases.lines import name_case
from mithaq.web.cases.reading import find_case, find_wording, list_entries, open_library
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record


def show_entry(request: Asked, number: int) -> HttpResponse:
    """Show one entry with its proof."""
    found = list(read_entries(find_record(), first=number, last=number + 1, sight=request.sight))
    if not found:
        raise fail_missing()
    (entry,) = found
    case = _find_case(request, entry)
    wording = find_wording(request, *([case] if case else []))
    row = _find_row(request, entry, case, wording)
    proof = prove_entry(find_record(), number)
    masked = read_payload(proof.payload) != entry
    context = {
        "entry": entry,
        "case": case,
        "title": name_case(case, wording.lang) if case else "",
        "row": row,
        "text": tell_step(entry.step, wording, case.kind if case else None),
        "rejected": row is not None and row.line is not None and row.line.row.standing == "rejected",
        "opens": case is not None and number == case.opened.number,
        **_show_proof(proof, masked=masked),
    }
    return render(request, "cases/entry.html", context)


def _find_case(request: Asked, entry: Entry) -> Case | None:
    named = name_cases(entry.step)
    if not named:
        return None
    case = find_case(request, named[0])
    entries = list_entries(request, case)
    homes = find_homes(entries)
    subjects = homes.subjects.get(entry.number, ())
    target = subjects[0] if subjects and isinstance(entry.step, Confirm | Correct | Reject) else entry.number
    home = homes.find_entry_home(target) if target in homes.addresses else case.id
    return case if home == case.id else find_case(request, home)


def _find_row(request: Asked, entry: Entry, case: Case | None, wording: CaseWording) -> Row | None:
    if case is None:
        return None
    past: Past = read_past(request, case)
    if entry.number not in past.numbers:
        return None
    library = open_library(request, list_cited(past, [entry.number]))
    return make_rows(request, past, [entry.number], library, wording)[0]


def _show_proof(proof: Proof, *, masked: bool) -> dict[str, object]:
    return {
        "right": proof.is_right(),
        "payload": "" if masked else proof.payload.decode(),
        "masked": masked,
        "leaf": base64.b64encode(proof.leaf).decode(),
        "path": [base64.b64encode(step).decode() for step in proof.path],
        "root": base64.b64encode(proof.head.root).decode(),
        "size": proof.head.size,
    }
