from __future__ import annotations

import itertools
from collections import Counter

import pytest
from tests.following.telling import tell

from mithaq.following.case import Accuse, Amount, Announce, Deny, Evidence, Harm, Proposal
from mithaq.following.contradictions import Contradiction, find_contradictions, list_near
from mithaq.following.denials import quote_sentence
from mithaq.following.follow import follow_story
from mithaq.following.proposals import propose

PLAIN = tell(
    ("2020-03-04", "وصل الوفد صباحا إلى المدينة. وعقد لقاء مع التجار."),
    ("2020-03-05", "غادر الوزير مساء عبر المطار. وتوقف عند الجسر."),
)
ATTACK = "تعز - قصفت ميليشيات الحوثي مساء الثلاثاء مستشفى الثورة في مدينة تعز، ما أدى إلى مقتل {} مدنيين."
DENIAL = "صنعاء - نفى متحدث باسم الحوثيين أن تكون قواته قصفت مستشفى الثورة في تعز."


def show(order: int, words: str) -> tuple[Evidence, ...]:
    document = PLAIN.told[order].reading.document
    start = document.text.index(words)
    return (Evidence(document.sha256, start, start + len(words)),)


def harm(order: int, words: str, best: float, what: str = "killed", qualifier: str = "=") -> Proposal:
    high = best if qualifier == "=" else None
    amount = Amount(best, best, high, qualifier)
    return propose(Harm(case="i1", what=what, amount=amount, evidence=show(order, words)), 0.5)


def find(*proposals: Proposal) -> list[tuple[str, str]]:
    return [(item.about, item.case) for item in find_contradictions(PLAIN, proposals)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (harm(1, "غادر", 9), [("number", "i1")]),
        (harm(1, "غادر", 5), []),
        (harm(1, "غادر", 3, qualifier=">="), []),
        (harm(1, "غادر", 9, "wounded"), []),
        (harm(1, "غادر", 500), []),
    ],
)
def test_numbers_of_the_same_harm(other: Proposal, expected: list[tuple[str, str]]) -> None:
    assert find(harm(0, "وصل", 5), other) == expected


def test_one_place_contradicts_another_once() -> None:
    given = [
        harm(0, "وصل", 5),
        harm(1, "غادر", 9),
        harm(0, "وصل", 15, "wounded"),
        harm(1, "غادر", 30, "wounded"),
    ]
    assert find(*given) == [("number", "i1")]


def test_who_is_accused_and_who_denies() -> None:
    accused = propose(Accuse(case="i1", who="x", evidence=show(0, "وصل")), 0.5)
    denied = propose(Deny(case="i1", who="x", evidence=show(1, "غادر")), 0.5)
    (found,) = find_contradictions(PLAIN, [accused, denied])
    assert (found.about, found.reasons) == ("doer", (("accused", "x"), ("denied", "x")))
    assert [side.document for side in found.sides] == [told.document for told in PLAIN.told]
    assert find(denied) == []


@pytest.mark.parametrize(("other", "expected"), [("y", [("doer", "i1")]), ("x", [])])
def test_two_are_accused_of_one_deed(other: str, expected: list[tuple[str, str]]) -> None:
    one = propose(Accuse(case="i1", who="x", evidence=show(0, "وصل")), 0.5)
    two = propose(Accuse(case="i1", who=other, evidence=show(1, "غادر")), 0.5)
    assert find(one, two) == expected


def test_nothing_proposed_contradicts_nothing() -> None:
    assert find() == []
    assert find(propose(Announce(case="m1", when="2020-05-01", evidence=show(0, "وصل")), 0.5)) == []


def test_reports_of_one_attack_contradict_each_other() -> None:
    story = tell(
        ("2020-03-04", ATTACK.format("خمسة")), ("2020-03-05", DENIAL), ("2020-03-06", ATTACK.format("تسعة"))
    )
    found = follow_story(story).contradictions
    assert Counter(item.about for item in found) == {"number": 1, "denial": 1}
    order = {told.document: told.order for told in story.told}
    assert {item.about: [order[side.document] for side in item.sides] for item in found}["number"] == [0, 2]


def test_a_whole_sentence_is_quoted() -> None:
    told = PLAIN.told[0]
    sentence = next(item for item in told.sentences if not item.headline)
    piece = quote_sentence(told, sentence)
    assert told.reading.document.text[piece.start : piece.end].startswith("وصل الوفد صباحا إلى المدينة")


def test_documents_of_one_case_are_near_each_other() -> None:
    near = list_near(PLAIN, [harm(0, "وصل", 5), harm(1, "غادر", 5)])
    assert 1 in near.get(0, ())
    assert 1 not in list_near(PLAIN, [harm(0, "وصل", 5)]).get(0, ())


def test_sides_are_all_different() -> None:
    items: list[Contradiction] = list(find_contradictions(PLAIN, [harm(0, "وصل", 5), harm(1, "غادر", 9)]))
    assert all(one != other for item in items for one, other in itertools.combinations(item.sides, 2))
