from __future__ import annotations

import pytest

from mithaq.reports.exports.cues import Cue, CueExamples, compile_cues

CUES = compile_cues(
    [
        Cue("aerial", ("غارة", "قصف جوي"), CueExamples(("غارة",))),
        Cue("ground", ("مدفعية", "قصف مدفعي"), CueExamples(("مدفعية",))),
    ]
)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["شن الطيران غارات عنيفة"], "aerial"),
        (["وبالمدفعية"], "ground"),
        (["قصف جوي"], "aerial"),
        (["قصف"], ""),
        (["غارة ومدفعية"], ""),
        (["قصف", "غارة"], "aerial"),
        (["غارة ومدفعية", "غارة"], ""),
        ([], ""),
    ],
)
def test_only_class_of_first_text_that_decides(texts: list[str], expected: str) -> None:
    assert CUES.find_one(texts) == expected


def test_every_class_is_found() -> None:
    assert CUES.find_all("غارة ثم مدفعية") == {"aerial", "ground"}


def test_nothing_is_found_without_rules() -> None:
    assert compile_cues([]).find_all("غارة") == frozenset()
