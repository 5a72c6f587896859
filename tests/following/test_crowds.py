"""Addressees that are counted before they are named."""

from __future__ import annotations

import pytest
from tests.following.telling import list_opened, list_states, tell

from mithaq.following.clauses import cut_clauses
from mithaq.following.crowds import find_crowd, name_crowd
from mithaq.following.cues import load_cues
from mithaq.following.presence import Parties
from mithaq.following.requests import propose_requests

COUNTED = ("2016-02-01", "طلبت وزارة الدفاع اليمنية من ثلاث دول تزويدها بأجهزة كشف الألغام البحرية.")
NAMED = "الدول التي طلبت منها وزارة الدفاع اليمنية أجهزة كشف الألغام هي فرنسا وألمانيا وتركيا."


def count(text: str) -> list[tuple[tuple[str, ...], int]]:
    """Return who asks how many in the last sentence of a text."""
    story = tell(("2016-02-01", text))
    told = story.told[0]
    parties, cues = Parties(story), load_cues("requests")
    return [
        (crowd.by, crowd.count)
        for clause in cut_clauses(told, told.sentences[-1])
        for hit in cues.find(clause.forms, clause.first, clause.last)
        if hit.state == "open" and (crowd := find_crowd(parties, clause, hit)) is not None
    ][:1]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("طلبت الحكومة العراقية من ثلاث دول تدريب الجنود.", 3),
        ("طلبت الحكومة العراقية من أربع من المنظمات إزالة الألغام.", 4),
        ("خاطبت الحكومة العراقية خمس عواصم طالبة تدريب الجنود.", 5),
        ("طالبت الحكومة العراقية دولتين بسحب القوات.", 2),
        ("وجه الوزير العراقي رسائل إلى الدول الأربع طالبا زيادة مياه النهر.", 4),
        ("تباينت مواقف العواصم الخمس التي خاطبتها الحكومة العراقية طالبة تدريب الجنود.", 5),
        ("طلبت الحكومة العراقية من الدول تدريب الجنود.", None),
        ("طلبت الحكومة العراقية من ألمانيا في ثلاث دول تدريب الجنود.", None),
        ("لم تطلب الحكومة العراقية من ثلاث دول تدريب الجنود.", None),
        ("ستطلب الحكومة العراقية من ثلاث دول تدريب الجنود.", None),
        ("زار الوزير العراقي ثلاث دول.", None),
    ],
)
def test_who_is_only_counted(text: str, asked: int | None) -> None:
    assert [number for _, number in count(text)] == ([asked] if asked else [])


def test_nobody_asks_where_nobody_is_named() -> None:
    assert count("طلب من ثلاث دول تمويل المشروع.") == []


def test_a_later_document_names_them() -> None:
    story = tell(COUNTED, ("2016-03-01", NAMED), ("2016-04-01", "رفضت ألمانيا الطلب اليمني."))
    proposals = propose_requests(story)
    (opened,) = list_opened(proposals)
    assert [party.id for role, party in opened.sides if role == "to"] == ["france", "germany", "turkey"]
    assert opened.evidence[0].document == story.told[0].document
    assert list_states(proposals)[:3] == [("france", "made"), ("germany", "made"), ("turkey", "made")]
    assert list_states(proposals)[-1] == ("germany", "declined")


@pytest.mark.parametrize(
    "later",
    [
        "زار الوزير فرنسا وألمانيا وتركيا في جولة واحدة.",
        "من الدول التي شاركت في البطولة فرنسا وألمانيا وتركيا وإيطاليا.",
        "الدول المعنية لم تسم بعد.",
    ],
)
def test_other_rows_are_not_they(later: str) -> None:
    assert propose_requests(tell(COUNTED, ("2016-03-01", later))) == []


def test_the_document_itself_lets_them_answer_one_after_the_other() -> None:
    text = (
        "تباينت مواقف العواصم الثلاث التي خاطبتها الحكومة العراقية طالبة تدريب الجنود. أما باريس فقبلت الأمر. "
        "وبرلين رفضته. ومن جهتها، قال مصدر إن الأمر معروف. وأنقرة سلمت القائمة."
    )
    proposals = propose_requests(tell(("2016-02-01", text)))
    states = list_states(proposals)
    assert [thread for thread, state in states if state == "made"] == ["france", "germany", "turkey"]
    assert ("france", "accepted") in states
    assert ("germany", "declined") in states


def test_one_answer_names_no_crowd() -> None:
    text = "خاطبت الحكومة العراقية خمس عواصم طالبة تدريب الجنود. أما باريس فوافقت."
    assert propose_requests(tell(("2016-02-01", text))) == []


def test_after_many_documents_nobody_names_them() -> None:
    story = tell(COUNTED, ("2016-03-01", NAMED))
    parties, told = Parties(story), story.told[0]
    (clause,) = cut_clauses(told, told.sentences[-1])
    hit = next(hit for hit in load_cues("requests").find(clause.forms, clause.first, clause.last))
    crowd = find_crowd(parties, clause, hit)
    assert crowd is not None
    assert name_crowd(parties, crowd, told) is None
    assert name_crowd(parties, crowd, story.told[1]) is not None
    late = tell(COUNTED, *((f"2016-03-{day:02}", f"خبر عن الطقس {day}.") for day in range(1, 31)))
    assert name_crowd(Parties(late), crowd, late.told[-1]) is None
