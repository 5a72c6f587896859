"""What can be asked of the API: one table, from which addresses, rights and documentation are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ninja import NinjaAPI

from mithaq.web.api import cases, documents, exports, incidents, review, search
from mithaq.web.api.problems import add_handlers
from mithaq.web.api.shapes import (
    CaseAnswer,
    CaseList,
    CheckpointAnswer,
    CountsAnswer,
    DocumentAnswer,
    EntryList,
    KindOut,
    Me,
    ReportAnswer,
    ReviewAnswer,
    SearchAnswer,
    describe,
    list_components,
)
from mithaq.web.api.tokens import PageAuth, TokenAuth
from mithaq.web.roles import Right


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked.

    Args:
        method: How.
        path: Where, below ``/api``.
        view: What answers; its docstring is the documentation, its annotations are the parameters.
        needs: The right that it takes.
        answers: The shape of the answer.
        sample: A path that leads there, for the generated test of access, where it captures something.
    """

    method: str
    path: str
    view: Callable[..., Any]
    needs: Right
    answers: Any
    sample: str = ""


OPERATIONS: Final = (
    Operation("GET", "/me", cases.tell_me, Right.ENTER, Me),
    Operation("GET", "/kinds", cases.list_kinds, Right.ENTER, list[KindOut]),
    Operation("GET", "/cases", cases.list_cases, Right.SEARCH, CaseList),
    Operation("POST", "/cases", cases.open_case, Right.JUDGE, CaseAnswer),
    Operation("GET", "/cases/{case}", cases.show_case, Right.SEARCH, CaseAnswer, "/cases/none"),
    Operation("GET", "/cases/{case}/entries", cases.list_case_entries, Right.SEARCH, EntryList, "/cases/none/entries"),
    Operation("POST", "/cases/{case}/steps", cases.record_steps, Right.COMMENT, EntryList, "/cases/none/steps"),
    Operation("GET", "/entries", cases.list_entries, Right.SEARCH, EntryList),
    Operation("GET", "/checkpoint", cases.tell_checkpoint, Right.SEARCH, CheckpointAnswer),
    Operation("GET", "/review/next", review.tell_next, Right.JUDGE, ReviewAnswer),
    Operation("GET", "/search", search.find_hits, Right.SEARCH, SearchAnswer),
    Operation("GET", "/incidents/counts", incidents.count_incidents, Right.SEARCH, CountsAnswer),
    Operation("POST", "/reports", incidents.record_field_report, Right.REPORT, ReportAnswer),
    Operation("GET", "/documents/{sha256}", documents.show_document, Right.SEARCH, DocumentAnswer, "/documents/none"),
    Operation("GET", "/export", exports.give, Right.EXPORT, None),
)  # fmt: skip


class Api(NinjaAPI):
    """The API with our nouns in its documentation."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:  # noqa: ANN401 - ninja's own
        """Return the documentation for programs."""
        schema = describe(super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params))
        schema["components"]["schemas"] |= list_components()
        return schema


def build_api() -> Api:
    """Return the API with every operation of the table."""
    api = Api(
        title="Mithaq",
        version="1",
        description="What the workbench does, for programs. Every list is paged; what you may not see is not there.",
        docs_url=None,
        openapi_url=None,
        urls_namespace="api",
    )
    for operation in OPERATIONS:
        api.default_router.add_api_operation(
            operation.path,
            [operation.method],
            operation.view,
            auth=[TokenAuth(operation.needs), PageAuth(operation.needs)],
            response=operation.answers,
        )
    add_handlers(api)
    return api


API: Final = build_api()
