"""Denial and tense."""

from __future__ import annotations

import pytest

from mithaq.following.tense import is_coming, is_denied, is_said_untrue
from mithaq.text.segment import segment


@pytest.mark.parametrize(
    ("text", "untrue"),
    [
        ("نفت الوزارة أن تكون أرسلت زوارق", True),
        ("قالت الوزارة إنها قد تكون أرسلت زوارق", False),
        ("أرسلت الوزارة زوارق", False),
    ],
)
def test_what_somebody_says_is_not_so(text: str, *, untrue: bool) -> None:
    forms = segment(text).forms
    assert is_said_untrue(forms, 0, forms.index("ارسلت")) is untrue


def test_words_before_a_verb() -> None:
    assert is_denied(("لم",))
    assert is_coming("تسلم", ("سوف",))
    assert not is_coming("وصل")
