"""Pages that say what happened, where, and what to do: errors never end in a blank page, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mithaq.errors import DateError, LedgerError, MithaqError, Reason
from mithaq.ledger.refusal import RecordError, StaleError
from mithaq.refusals import Told, write_reason
from mithaq.reports.refusals import tell_error
from mithaq.reports.wording import Lang
from mithaq.web.speech import say


class RefusedError(MithaqError):
    """What the workbench itself refuses, with the status of the answer.

    Args:
        code: The status.
        reason: Why, as ``refusals.yaml`` has it.
        where: The place.
    """

    def __init__(self, code: HTTPStatus, reason: Reason, *, where: str = "") -> None:
        told = write_reason(reason, Lang.EN.value)
        super().__init__(told.what, where=where, remedy=told.remedy, reason=reason)
        self.code = code


# What is answered to which error: the first that fits.
_CODES: tuple[tuple[type[MithaqError], HTTPStatus], ...] = (
    (StaleError, HTTPStatus.CONFLICT),
    (RecordError, HTTPStatus.SERVICE_UNAVAILABLE),
    (LedgerError, HTTPStatus.BAD_REQUEST),
    (DateError, HTTPStatus.BAD_REQUEST),
)


def find_code(error: MithaqError) -> HTTPStatus:
    """Return the status with which an error is answered.

    Args:
        error: What happened.
    """
    if isinstance(error, RefusedError):
        return error.code
    return next((code for kind, code in _CODES if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)


def show_refusal(request: HttpRequest, told: Told, code: HTTPStatus) -> HttpResponseBase:
    """Return the page that says it.

    Args:
        request: What was asked.
        told: What happened, where, what to do.
        code: The status of the answer.
    """
    return render(request, "refusal.html", {"told": told, "code": code.value}, status=code)


def tell_refusal(request: HttpRequest, error: MithaqError) -> Told:
    """Return what an error says, in the language of the person.

    Args:
        request: What was asked.
        error: What happened.
    """
    display = getattr(request, "display", None)
    return tell_error(error, display.lang if display else Lang.EN)


def write_refusal(request: HttpRequest, error: MithaqError) -> str:
    """Return what an error says and what to do about it, in one line for a form or a notice.

    Args:
        request: What was asked.
        error: What happened.
    """
    told = tell_refusal(request, error)
    return f"{told.what}. {told.remedy}".removesuffix(". ")


def tell_refusals(get_response: Callable[[HttpRequest], HttpResponseBase]) -> _Refusals:
    """Return the middleware that answers our own errors with a page.

    Args:
        get_response: What answers.
    """
    return _Refusals(get_response)


class _Refusals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if not isinstance(error, MithaqError):
            return None
        return show_refusal(request, tell_refusal(request, error), find_code(error))


def refuse_access(request: HttpRequest) -> HttpResponseBase:
    """Return the page for somebody who lacks the right.

    Args:
        request: What was asked.
    """
    told = Told(say(request, "refused.access"), remedy=say(request, "refused.access-remedy"))
    return show_refusal(request, told, HTTPStatus.FORBIDDEN)


def refuse_forgery(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001 - Django's own
    """Return the page for a form that did not come from a page of ours, or is too old.

    Args:
        request: What was asked.
        reason: Django's reason.
    """
    told = Told(say(request, "refused.forgery"), remedy=say(request, "refused.forgery-remedy"))
    return show_refusal(request, told, HTTPStatus.FORBIDDEN)


def refuse_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:  # noqa: ARG001
    """Return the page for an address that leads nowhere.

    Args:
        request: What was asked.
        exception: Django's reason.
    """
    told = Told(say(request, "refused.missing"), remedy=say(request, "refused.missing-remedy"))
    return show_refusal(request, told, HTTPStatus.NOT_FOUND)


def refuse_fault(request: HttpRequest) -> HttpResponseBase:
    """Return the page for a fault of the program.

    Args:
        request: What was asked.
    """
    told = Told(say(request, "refused.fault"), remedy=say(request, "refused.fault-remedy"))
    return show_refusal(request, told, HTTPStatus.INTERNAL_SERVER_ERROR)


def fail_missing(what: str = "") -> Http404:
    """Return the error of an address under which there is nothing, or nothing that may be seen: both are alike.

    Args:
        what: What is missing, for programs; pages do not tell it.
    """
    return Http404(what)
