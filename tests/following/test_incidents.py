"""Incidents: mentions brought together, harm, who denies, how well established."""

from __future__ import annotations

import pytest
from tests.following.telling import list_opened, list_states, tell

from mithaq.following.case import Deny, Harm
from mithaq.following.clauses import cut_clauses
from mithaq.following.contradictions import find_contradictions
from mithaq.following.follow import follow_story
from mithaq.following.harms import find_harms
from mithaq.following.incidents import propose_incidents

ATTACK = (
    "2020-03-04",
    "تعز - قصفت ميليشيات الحوثي مساء أمس مستشفى الثورة في مدينة تعز، ما أدى إلى مقتل خمسة مدنيين وإصابة تسعة آخرين.",
)
DENIAL = (
    "2020-03-05",
    "صنعاء - نفى متحدث باسم الحوثيين أن تكون قواته قصفت مستشفى الثورة في تعز، وقال إن القصف أودى بحياة مدنيين اثنين.",
)
FINDING = (
    "2020-03-20",
    "تعز - خلص فريق المراقبة إلى أن مستشفى الثورة في تعز أصيب بقذيفة في 3 مارس أطلقت من الشرق.",
)
ELSEWHERE = ("2020-03-06", "مأرب - قصفت طائرات أمس سوق الخضار في مدينة مأرب، ما أدى إلى مقتل ثلاثة مدنيين.")


def test_reports_of_one_attack_make_one_case() -> None:
    proposals = propose_incidents(tell(ATTACK, DENIAL, FINDING), ())
    assert len(list_opened(proposals)) == 1
    states = [state for _, state in list_states(proposals)]
    assert states[0] == "reported"
    assert {"disputed", "verified"} <= set(states)


def test_another_place_is_another_case() -> None:
    assert len(list_opened(propose_incidents(tell(ATTACK, ELSEWHERE), ()))) == 2


def test_harm_and_denial_are_kept() -> None:
    steps = [proposal.step for proposal in propose_incidents(tell(ATTACK, DENIAL), ())]
    harm = {(step.what, step.amount.best) for step in steps if isinstance(step, Harm)}
    assert {("killed", 5.0), ("wounded", 9.0), ("killed", 2.0)} <= harm
    (denial,) = (step for step in steps if isinstance(step, Deny))
    assert [party.id for party in denial.named] == [denial.who]


@pytest.mark.parametrize(
    "text",
    [
        "عدن - وقعت الحكومة اتفاقا لوقف القصف في مدينة تعز.",
        "عدن - حذر الوزير من هجوم على مدينة تعز.",
        "عدن - لم تسجل في مدينة تعز أمس أي غارات.",
        "عدن - زار الوفد أمس مستشفى الثورة في مدينة تعز.",
    ],
)
def test_what_did_not_happen_opens_nothing(text: str) -> None:
    assert propose_incidents(tell(("2020-03-04", text)), ()) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("مقتل سبعة جنود وجرح أربعة.", {("killed", 7.0, "="), ("wounded", 4.0, "=")}),
        ("قتل ما لا يقل عن سبعة أشخاص.", {("killed", 7.0, ">=")}),
        ("إصابة أكثر من عشرين شخصا.", {("wounded", 20.0, ">")}),
        ("وصلت إلى المستشفى ست جثث.", {("killed", 6.0, "=")}),
        ("أسفر القصف عن قتيلين.", {("killed", 2.0, "=")}),
        ("مقتل جندي في الكمين.", {("killed", 1.0, "=")}),
        ("تعرض الموكب لإطلاق نار من دون وقوع إصابات.", {("killed", 0.0, "=")}),
        ("استشهاد نحو ثلاثين مدنيا.", {("killed", 30.0, "~")}),
        ("خمسة قتلى بينهم ثلاثة أطفال.", {("killed", 5.0, "=")}),
        ("قصف المستشفى في 24 مايو.", set()),
    ],
)
def test_people_are_counted(text: str, counts: set[tuple[str, float, str]]) -> None:
    told = tell(("2020-05-30", text)).told[0]
    found = [
        count
        for sentence in told.sentences
        for clause in cut_clauses(told, sentence)
        for count in find_harms(clause)
    ]
    assert {(count.what, count.amount.best, count.amount.qualifier) for count in found} == counts


def test_numbers_of_dead_that_exclude_each_other_are_shown() -> None:
    story = tell(ATTACK, DENIAL)
    found = find_contradictions(story, propose_incidents(story, ()))
    assert ("killed", "=5 / =2") in {reason for item in found for reason in item.reasons}
    assert all(
        len({side.document for side in item.sides}) == 2 for item in found if item.about in {"number", "doer"}
    )


def test_at_least_so_many_excludes_no_more() -> None:
    more = ("2020-03-06", "تعز - ارتفع عدد قتلى قصف مستشفى الثورة في مدينة تعز إلى ثمانية قتلى.")
    least = (ATTACK[0], ATTACK[1].replace("مقتل خمسة مدنيين", "مقتل ما لا يقل عن خمسة مدنيين"))
    story = tell(least, more)
    assert [
        item for item in find_contradictions(story, propose_incidents(story, ())) if item.about == "number"
    ] == []


def test_numbers_set_against_each_other_in_one_report() -> None:
    text = (
        "قالت المفوضية إن نسبة المشاركة بلغت 74 في المئة. لكن شبكة المراقبين قدرت المشاركة بنحو 51 في المئة."
    )
    found = follow_story(tell(("2020-03-04", text))).contradictions
    assert [item.about for item in found] == ["number"]


def test_what_is_denied_is_found_right_before() -> None:
    text = "قال الديوان إن سعر الجهاز مرتفع. ونفت الشركة أن تكون بالغت في سعر الجهاز."
    found = follow_story(tell(("2020-03-04", text))).contradictions
    assert [item.about for item in found] == ["denial"]
