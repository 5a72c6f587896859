"""Appeals to nobody in particular."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.appeals import find_appeals
from mithaq.following.requests import propose_requests


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ناشد محافظ حجة المجتمع الدولي إغاثة النازحين.", 1),
        ("ودعت البعثة الجميع إلى ضبط النفس.", 1),
        ("تهيب الوزارة بالمواطنين الابتعاد عن الموقع.", 1),
        ("طلبت الحكومة العراقية من ألمانيا تدريب الجنود.", 0),
        ("وصل الوفد.", 0),
    ],
)
def test_appeals_are_listed_and_open_no_case(text: str, count: int) -> None:
    story = tell(("2016-05-12", text))
    assert len(find_appeals(story)) == count
    assert not (count and propose_requests(story))


def test_who_appeals_is_named() -> None:
    (appeal,) = find_appeals(tell(("2016-05-12", "ناشدت الحكومة اليمنية المجتمع الدولي إغاثة النازحين.")))
    assert appeal.by is not None
    assert appeal.by.id == "yemeni-government"
    assert appeal.cue


def test_nobody_may_be_named() -> None:
    (appeal,) = find_appeals(tell(("2016-05-12", "وناشدن الجميع الهدوء.")))
    assert appeal.by is None
