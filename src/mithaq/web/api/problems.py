"""What the API answers where something is refused: what happened, where and what to do, in the language of who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from mithaq.errors import MithaqError, Reason, Value
from mithaq.ledger.refusal import StaleError
from mithaq.refusals import Told, make_error, write_reason
from mithaq.reports.refusals import tell_error
from mithaq.reports.wording import Lang
from mithaq.web.api.shapes import Fault, Problem
from mithaq.web.refusal import RefusedError, find_code

_NEVER: Final = "api.nothing-here"
# What pydantic finds wrong, and which refusal says it; what stands in its context is filled in.
_FAULTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing": "api.missing",
        "int_parsing": "api.no-integer",
        "int_type": "api.no-integer",
        "int_from_float": "api.no-integer",
        "float_parsing": "api.no-number",
        "float_type": "api.no-number",
        "string_type": "api.no-text",
        "list_type": "api.no-list",
        "dict_type": "api.no-object",
        "model_type": "api.no-object",
        "model_attributes_type": "api.no-object",
        "bool_parsing": "api.no-truth",
        "bool_type": "api.no-truth",
        "date_parsing": "api.no-day",
        "date_from_datetime_parsing": "api.no-day",
        "date_type": "api.no-day",
        "greater_than_equal": "api.at-least",
        "less_than_equal": "api.at-most",
        "string_too_short": "api.short",
        "enum": "api.choice",
        "literal_error": "api.choice",
    }
)
_VALUES: Final[Mapping[str, str]] = MappingProxyType(
    {"ge": "least", "le": "most", "min_length": "least", "expected": "known"}
)
# The same for steps, which msgspec reads: pydantic knows only that they are wrong.
_STEP: Final = "value_error"
_STEPS: Final[tuple[tuple[str, str], ...]] = (
    (r"Object missing required field `(?P<field>.+)`", "api.missing-field"),
    (r"Invalid (?:enum )?value '(?P<text>.+)'", "api.no-value"),
    (r"Expected `(?P<wanted>.+)`, got `(?P<given>.+)`", "api.other-type"),
)
_HTTP: Final[Mapping[int, str]] = MappingProxyType(
    {
        HTTPStatus.BAD_REQUEST: "api.no-json",
        HTTPStatus.UNAUTHORIZED: "api.unknown",
        HTTPStatus.FORBIDDEN: "api.forgery",
    }
)


class AskError(RefusedError):
    """What the API refuses by itself.

    Args:
        code: The status of the answer.
        key: Why, as ``refusals.yaml`` has it under ``api``.
        faults: What is wrong, by field, in the language of who asks.
        values: What is filled in.
    """

    def __init__(
        self, code: HTTPStatus, key: str, /, faults: Mapping[str, str] | None = None, **values: Value
    ) -> None:
        super().__init__(code, Reason(f"api.{key}", values))
        self.faults = dict(faults or {})


def check_form(form: BaseForm) -> None:
    """Refuse what a form of the pages refuses, and say of which input and why.

    Args:
        form: What was sent, in the language that Django speaks.

    Raises:
        AskError: If something is wrong (422).
    """
    if not form.is_valid():
        faults = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
        raise AskError(HTTPStatus.UNPROCESSABLE_ENTITY, "form", faults=faults)


def find_lang(request: HttpRequest) -> Lang:
    """Return the language in which who asks is answered.

    A program is answered in that of its header Accept-Language, else in that of its account; a page in its own.

    Args:
        request: What is asked.
    """
    if "Authorization" in request.headers:
        for name, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
            chosen = name.partition("-")[0]
            if chosen in set(Lang):
                return Lang(chosen)
    display = getattr(request, "display", None)
    return display.lang if display else Lang.AR


def add_handlers(api: NinjaAPI) -> None:
    """Let an API answer everything that is refused with a problem.

    Args:
        api: The API.
    """

    def answer(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - ninja hands on an error or its type
        lang = find_lang(request)
        code, problem = tell_problem(error, lang)
        response = api.create_response(request, problem.model_dump(), status=code)
        response.headers["Content-Language"] = lang.value
        return response

    for kind in (MithaqError, Http404, HttpError, ValidationError, UnreadablePostError):
        api.add_exception_handler(kind, answer)


def tell_problem(error: Exception, lang: Lang) -> tuple[HTTPStatus, Problem]:
    """Return with which status something is refused, and what is said.

    Args:
        error: What happened.
        lang: The language of who asks.
    """
    if isinstance(error, AskError):
        return error.code, _make(tell_error(error, lang), faults=error.faults.items())
    if isinstance(error, MithaqError):
        changes = list(error.changes) if isinstance(error, StaleError) else []
        return find_code(error), _make(tell_error(error, lang), changes=changes)
    if isinstance(error, Http404):
        cause = error.__cause__ if isinstance(error.__cause__, MithaqError) else None
        return HTTPStatus.NOT_FOUND, _make(tell_error(cause or make_error(MithaqError, _NEVER), lang))
    if isinstance(error, HttpError):
        code = HTTPStatus(error.status_code)
        key = _HTTP.get(code)
        reason = Reason(key) if key else Reason("api.other", {"error": str(error)})
        return code, _make(write_reason(reason, lang.value))
    if isinstance(error, UnreadablePostError):
        return HTTPStatus.BAD_REQUEST, _make(write_reason(Reason("api.cut-off"), lang.value))
    return HTTPStatus.UNPROCESSABLE_ENTITY, _tell_misfit(getattr(error, "errors", ()), lang)


def _make(told: Told, *, changes: Iterable[Any] = (), faults: Iterable[tuple[str, str]] = ()) -> Problem:
    return Problem(
        what=told.what,
        where=told.where,
        remedy=told.remedy,
        changes=list(changes),
        faults=[Fault(where=where, what=what) for where, what in faults],
    )


def _tell_misfit(errors: Iterable[Mapping[str, Any]], lang: Lang) -> Problem:
    found = [_explain_value(item) for item in errors]
    placed = tuple(Reason("api.at", {"place": place, "fault": why}) for place, why in found)
    told = write_reason(Reason("api.misfit", {"faults": placed}), lang.value)
    return _make(told, faults=[(place, write_reason(why, lang.value).what) for place, why in found])


def _explain_value(item: Mapping[str, Any]) -> tuple[str, Reason]:
    place, context = ".".join(map(str, item["loc"])), item.get("ctx", {})
    if item["type"] == _STEP:
        what, _, within = str(item["msg"]).removeprefix("Value error, ").partition(" - at ")
        return f"{place}{within.strip('`').removeprefix('$')}", _explain_step(what)
    key = _FAULTS.get(item["type"])
    if key is None:
        return place, Reason("api.as-told", {"error": str(item["msg"])})
    return place, Reason(
        key, {_VALUES[name]: str(value) for name, value in context.items() if name in _VALUES}
    )


def _explain_step(what: str) -> Reason:
    for pattern, key in _STEPS:
        found = re.fullmatch(pattern, what)
        if found:
            return Reason(key, dict(found.groupdict()))
    return Reason("api.as-told", {"error": what})
