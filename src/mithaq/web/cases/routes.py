"""The addresses of cases."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.cases import boards, entries, joining, judging, opening, page, presence, steps
from mithaq.web.roles import Right

_FORM = ("GET", "POST")
_SAMPLE = "cases/case/none/"
ROUTES: Final = (
    Route("cases/", boards.show_list, "cases-list", Right.SEARCH),
    Route("cases/board/", boards.show_board, "cases-board", Right.SEARCH),
    Route(
        "cases/kind/<slug:kind>/", boards.show_kind, "cases-kind", Right.SEARCH, sample="cases/kind/agreement/"
    ),
    Route("cases/open/", opening.open_case, "cases-open", Right.JUDGE, _FORM),
    Route("cases/entry/<int:number>/", entries.show_entry, "cases-entry", Right.SEARCH, sample="cases/entry/0/"),
    Route("cases/case/<str:case>/", page.show_case, "cases-case", Right.SEARCH, sample=_SAMPLE),
    Route(
        "cases/case/<str:case>/pulse/", presence.pulse, "cases-pulse", Right.SEARCH, sample=f"{_SAMPLE}pulse/"
    ),
    # Remarks are free to all who comment; every other form checks what its step takes.
    Route(
        "cases/case/<str:case>/add/<slug:step>/", steps.add_step, "cases-add", Right.COMMENT, _FORM,
        f"{_SAMPLE}add/comment/",
    ),
    Route(
        "cases/case/<str:case>/correct/<int:number>/", steps.correct_step, "cases-correct", Right.JUDGE, _FORM,
        f"{_SAMPLE}correct/0/",
    ),
    Route("cases/case/<str:case>/judge/", judging.judge, "cases-judge", Right.JUDGE, ("POST",), f"{_SAMPLE}judge/"),
    Route("cases/case/<str:case>/merge/", joining.merge, "cases-merge", Right.JUDGE, _FORM, f"{_SAMPLE}merge/"),
    Route("cases/case/<str:case>/split/", joining.split, "cases-split", Right.JUDGE, _FORM, f"{_SAMPLE}split/"),
)  # fmt: skip
