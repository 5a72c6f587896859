"""The pages of the review."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from mithaq.dates import Edtf
from mithaq.errors import InputError, LedgerError, MithaqError, Reason
from mithaq.following.case import Kind
from mithaq.following.entry import Undo
from mithaq.ledger.current import read_documents, read_entries
from mithaq.ledger.refusal import RecordError, StaleError
from mithaq.ledger.reviews import MOST, count_queue, find_queue
from mithaq.reports.steps import tell_step
from mithaq.web.access import Asked, has_right
from mithaq.web.refusal import fail_missing, refuse_access, tell_refusal
from mithaq.web.review.correction import make_ground
from mithaq.web.review.decision import REASONS, REJECT, SKIP, Verdict, list_judgements, read_verdict
from mithaq.web.review.desk import Last, find_last, forget_skipped, keep_last, list_skipped, skip
from mithaq.web.review.filters import Filters, read_filters
from mithaq.web.review.item import Copy, Item, find_copies, read_item
from mithaq.web.review.page import describe_item, find_wording, list_changes, list_queue_rows
from mithaq.web.review.parties import complete_party
from mithaq.web.review.words import read_moment
from mithaq.web.roles import Right
from mithaq.web.speech import say
from mithaq.web.store import find_record

_PAGE = 25


def show_queue(request: Asked) -> HttpResponse:
    """Show what waits, the first first, with what it can be filtered by."""
    record, filters = find_record(), read_filters(request.GET)
    wanted = filters.make_filter(request)
    skipped = list_skipped(request)
    queue = find_queue(record, wanted, limit=_PAGE, without=skipped, sight=request.sight)
    context = {
        "rows": list_queue_rows(record, queue.items, request),
        "more": queue.more,
        "count": count_queue(record, wanted, sight=request.sight),
        "most": MOST,
        "filters": filters,
        "kinds": [(kind.value, find_wording(request).name_kind(kind)) for kind in Kind],
        "skipped": len(skipped),
        "seconds": has_right(request, Right.VERIFY),
        "last": find_last(request),
    }
    return render(request, "review/queue.html", context)


def go_next(request: Asked) -> HttpResponse:
    """Lead on to what should be judged next; to the queue where nothing is left."""
    return _lead_on(request, read_filters(request.GET))


def _lead_on(request: Asked, filters: Filters) -> HttpResponse:
    wanted = filters.make_filter(request)
    queue = find_queue(find_record(), wanted, limit=1, without=list_skipped(request), sight=request.sight)
    where = (
        reverse("review-item", args=[queue.items[0].entry.number]) if queue.items else reverse("review-queue")
    )
    return redirect(f"{where}?{filters.query}" if filters.query else where)


def bring_back(request: Asked) -> HttpResponse:
    """Bring back what was passed over."""
    forget_skipped(request)
    return _lead_on(request, read_filters(QueryDict(request.POST.get("query", ""))))


def show_item(request: Asked, number: int) -> HttpResponse:
    """Show one proposal beside its document."""
    item = read_item(find_record(), number, request.sight)
    return _show(request, item, read_filters(request.GET), kind=request.GET.get("as", ""))


def _show(
    request: Asked,
    item: Item,
    filters: Filters,
    *,
    kind: str = "",
    verdict: Verdict | None = None,
    error: MithaqError | None = None,
) -> HttpResponse:
    copies = find_copies(find_record(), item, request.user.username, request.sight)
    stale = isinstance(error, StaleError)
    context = {
        **describe_item(
            request, item, verdict.typed if verdict and verdict.name else None, kind=kind, error=error
        ),
        "copies": copies,
        "filters": filters,
        "verdict": verdict,
        "together": verdict.together if verdict else True,
        "told": replace(tell_refusal(request, error), where="") if error and not stale else None,
        "stale": stale,
        "changes": list_changes(request, item, verdict.saw) if stale and verdict else (),
        "reasons": REASONS,
        "may_judge": not item.second or (has_right(request, Right.VERIFY) and not _is_own(request, item)),
        "is_own": _is_own(request, item),
        "last": find_last(request),
    }
    code = 200 if error is None else 409 if stale else 422
    return render(request, "review/item.html", context, status=code)


def _is_own(request: Asked, item: Item) -> bool:
    return item.second and request.user.username in item.held.people


def decide(request: Asked, number: int) -> HttpResponseBase:
    """Record a decision about a proposal, and lead on to the next."""
    record, verdict = find_record(), read_verdict(request.POST)
    filters = read_filters(QueryDict(request.POST.get("query", "")))
    item = read_item(record, number, request.sight)
    if verdict.name == SKIP:
        skip(request, number)
        return _lead_on(request, filters)
    if item.second and not has_right(request, Right.VERIFY):
        return refuse_access(request)
    try:
        last = _record(request, item, verdict)
    except RecordError as error:
        if not isinstance(error, StaleError):
            raise
        return _show(request, read_item(record, number, request.sight), filters, verdict=verdict, error=error)
    except (InputError, LedgerError) as error:
        return _show(request, item, filters, verdict=verdict, error=error)
    keep_last(request, last)
    return _lead_on(request, filters)


def _record(request: Asked, item: Item, verdict: Verdict) -> Last:
    """Record a decision; refuse it where the case has changed since it was shown."""
    record = find_record()
    if verdict.saw < item.case.version:
        # What was typed was typed beside another state: it is not even read.
        moved = Reason("records.moved", {"cases": item.case.id})
        raise StaleError(moved, where=record.where, changes=())
    copies: tuple[Copy, ...] = ()
    if verdict.together and verdict.copies:
        found = find_copies(record, item, request.user.username, request.sight)
        copies = tuple(copy for copy in found if copy.waiting.entry.number in verdict.copies)
    wording = find_wording(request, item.case)
    reason = verdict.because
    if verdict.name == REJECT and verdict.ready:
        reason = say(request, f"review.reason-{verdict.ready}")
    steps = list_judgements(verdict, make_ground(item, wording), copies, reason)
    entries = record.append(steps, request.user.username, saw={item.case.id: verdict.saw})
    numbers = [entry.number for entry in entries]
    said = tell_step(item.held.step, wording, item.case.kind)
    return Last(item.number, item.case.id, verdict.name, said, numbers, numbers[-1])


def undo(request: Asked) -> HttpResponse:
    """Take back one's own last decision, and show again what it was about."""
    record, last = find_record(), find_last(request)
    filters = read_filters(QueryDict(request.POST.get("query", "")))
    if last is None:
        return _lead_on(request, filters)
    item = read_item(record, last.number, request.sight)
    author = request.user.username
    own = {entry.number for entry in read_entries(record, numbers=last.entries) if entry.author == author}
    if own != set(last.entries):
        raise fail_missing()
    steps = [Undo(case=item.case.id, entry=number) for number in reversed(last.entries)]
    try:
        record.append(steps, author, saw={item.case.id: last.version})
    except StaleError as error:
        verdict = read_verdict(QueryDict(f"saw={last.version}"))
        return _show(request, item, filters, verdict=verdict, error=error)
    keep_last(request, None)
    messages.success(request, say(request, "review.undone"))
    where = reverse("review-item", args=[last.number])
    return redirect(f"{where}?{filters.query}" if filters.query else where)


def suggest_parties(request: Asked) -> JsonResponse:
    """Answer names of parties that go on from what was typed."""
    return JsonResponse({"parties": complete_party(request.GET.get("q", ""), request.display.lang)})


def read_words_date(request: Asked) -> JsonResponse:
    """Answer the date that words of a document say."""
    found = read_documents(find_record(), [request.GET.get("document", "")], sight=request.sight)
    published: Edtf | None = found[0].document.published if found else None
    try:
        when = read_moment(request.GET.get("words", ""), "date", published)
    except InputError:
        when = None
    return JsonResponse({"date": when or "", "said": request.display.write_date(when)})
