"""What can be asked of the API: one table, from which addresses, rights and documentation are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ninja import NinjaAPI

from mithaq.web.api import (
    attachments,
    cases,
    documents,
    exports,
    incidents,
    looking,
    packs,
    people,
    reports,
    review,
    search,
    searches,
    watch,
)
from mithaq.web.api.answers import (
    AccountOf,
    ActListed,
    ActorAnswer,
    ActorKnown,
    ActorList,
    FileKept,
    GroupOf,
    IncidentList,
    Overview,
    PackOf,
    QueueAnswer,
    ReportList,
    SearchKept,
    SettingsOf,
    ShiftAnswer,
    ShiftList,
    SourceList,
    TokenOf,
)
from mithaq.web.api.problems import add_handlers
from mithaq.web.api.shapes import (
    ActorOut,
    CaseAnswer,
    CaseList,
    CheckpointAnswer,
    CountsAnswer,
    DocumentAnswer,
    EntryAnswer,
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


_DOCUMENT, _ATTACHMENT = "/documents/none/acts", "/attachments/none/none"
_LINE_FILE = "/shift/lines/0/attachment"
OPERATIONS: Final = (
    Operation("GET", "/me", cases.tell_me, Right.ENTER, Me),
    Operation("GET", "/kinds", cases.list_kinds, Right.ENTER, list[KindOut]),
    Operation("GET", "/cases", cases.list_cases, Right.SEARCH, CaseList),
    Operation("POST", "/cases", cases.open_case, Right.JUDGE, CaseAnswer),
    Operation("GET", "/cases/{case}", cases.show_case, Right.SEARCH, CaseAnswer, "/cases/none"),
    Operation("GET", "/cases/{case}/entries", cases.list_case_entries, Right.SEARCH, EntryList, "/cases/none/entries"),
    Operation("POST", "/cases/{case}/steps", cases.record_steps, Right.COMMENT, EntryList, "/cases/none/steps"),
    Operation("GET", "/entries", cases.list_entries, Right.SEARCH, EntryList),
    Operation("GET", "/entries/{number}", cases.show_entry, Right.SEARCH, EntryAnswer, "/entries/0"),
    Operation("GET", "/checkpoint", cases.tell_checkpoint, Right.SEARCH, CheckpointAnswer),
    Operation("GET", "/review", looking.list_queue, Right.JUDGE, QueueAnswer),
    Operation("GET", "/review/next", review.tell_next, Right.JUDGE, ReviewAnswer),
    Operation("GET", "/search", search.find_hits, Right.SEARCH, SearchAnswer),
    Operation("GET", "/incidents", looking.list_incidents, Right.SEARCH, IncidentList),
    Operation("GET", "/incidents/counts", incidents.count_incidents, Right.SEARCH, CountsAnswer),
    Operation("POST", "/attachments", attachments.keep_file, Right.REPORT, FileKept),
    Operation("GET", "/attachments/{case}/{sha256}", attachments.give_attachment, Right.SEARCH, None, _ATTACHMENT),
    Operation("GET", "/reports", reports.list_reports, Right.REPORT, ReportList),
    Operation("POST", "/reports", reports.record_field_report, Right.REPORT, ReportAnswer),
    Operation("GET", "/documents/{sha256}", documents.show_document, Right.SEARCH, DocumentAnswer, "/documents/none"),
    Operation("GET", "/documents/{sha256}/acts", looking.list_acts, Right.SEARCH, list[ActListed], _DOCUMENT),
    Operation("GET", "/export", exports.give, Right.EXPORT, None),
    Operation("GET", "/brief", exports.give_brief, Right.EXPORT, None),
    Operation("GET", "/overview", looking.tell_overview, Right.SEARCH, Overview),
    Operation("GET", "/actors", looking.list_actors, Right.SEARCH, ActorList),
    Operation("GET", "/actors/{actor}", looking.show_actor, Right.SEARCH, ActorAnswer, "/actors/none"),
    Operation("GET", "/sources", looking.list_sources, Right.SEARCH, SourceList),
    Operation("GET", "/packs", packs.list_packs, Right.SEARCH, list[PackOf]),
    Operation("GET", "/known", packs.find_known_actors, Right.SEARCH, list[ActorKnown], "/known?text=unsmil"),
    Operation("GET", "/known/{actor}", packs.show_known_actor, Right.SEARCH, ActorOut, "/known/unsmil"),
    Operation("GET", "/shifts", watch.list_shifts, Right.WATCH, ShiftList),
    Operation("GET", "/shift", watch.show_shift, Right.WATCH, ShiftAnswer),
    Operation("POST", "/shift/start", watch.start_shift, Right.WATCH, ShiftAnswer),
    Operation("POST", "/shift/lines", watch.write_line, Right.WATCH, ShiftAnswer),
    Operation("GET", "/shift/lines/{line}/attachment", attachments.give_line_file, Right.WATCH, None, _LINE_FILE),
    Operation("POST", "/shift/people", watch.change_people, Right.WATCH, ShiftAnswer),
    Operation("POST", "/shift/hand-over", watch.hand_over, Right.WATCH, ShiftAnswer),
    Operation("POST", "/shift/accept", watch.accept, Right.WATCH, ShiftAnswer),
    Operation("GET", "/searches", searches.list_searches, Right.SEARCH, list[SearchKept]),
    Operation("POST", "/searches", searches.save_search, Right.SEARCH, SearchKept),
    Operation("POST", "/searches/{number}", searches.change_search, Right.SEARCH, SearchKept, "/searches/0"),
    Operation("DELETE", "/searches/{number}", searches.forget_search, Right.SEARCH, list[SearchKept], "/searches/0"),
    Operation("GET", "/settings", people.show_settings, Right.ENTER, SettingsOf),
    Operation("POST", "/settings", people.change_settings, Right.ENTER, SettingsOf),
    Operation("GET", "/tokens", people.list_tokens, Right.ENTER, list[TokenOf]),
    Operation("DELETE", "/tokens/{number}", people.end_token, Right.ENTER, list[TokenOf], "/tokens/0"),
    Operation("GET", "/accounts", people.list_accounts, Right.ADMINISTER, list[AccountOf]),
    Operation("POST", "/accounts", people.make_account, Right.ADMINISTER, AccountOf),
    Operation("POST", "/accounts/{name}", people.change_account, Right.ADMINISTER, AccountOf, "/accounts/nobody"),
    Operation("GET", "/groups", people.list_groups, Right.ADMINISTER, list[GroupOf]),
    Operation("POST", "/groups", people.make_group, Right.ADMINISTER, list[GroupOf]),
    Operation("POST", "/groups/{name}", people.rename_group, Right.ADMINISTER, list[GroupOf], "/groups/none"),
    Operation("DELETE", "/groups/{name}", people.drop_group, Right.ADMINISTER, list[GroupOf], "/groups/none"),
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
