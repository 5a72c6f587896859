"""Requests followed from the asking to the last answer."""

from __future__ import annotations

import pytest
from tests.following.telling import list_conditions, list_opened, list_states, quote, tell

from mithaq.following.case import Open
from mithaq.following.entry import Entry, Propose
from mithaq.following.fold import Standing, fold_all
from mithaq.following.requests import propose_requests

ASKED = ("2016-02-01", "طلبت وزارة الدفاع اليمنية من فرنسا وألمانيا تزويدها بأجهزة كشف الألغام البحرية.")


def follow(*dated: tuple[str, str]) -> list[tuple[str, str]]:
    return list_states(propose_requests(tell(*dated)))


def test_one_thread_for_everybody_who_is_asked() -> None:
    proposals = propose_requests(tell(ASKED))
    (opened,) = list_opened(proposals)
    assert [party.id for role, party in opened.sides if role == "to"] == ["france", "germany"]
    assert opened.title in ASKED[1]
    assert opened.title[-1] not in " .،"
    assert list_states(proposals) == [("france", "made"), ("germany", "made")]


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("وافقت فرنسا على الطلب اليمني.", ("france", "accepted")),
        ("رفضت ألمانيا الطلب اليمني.", ("germany", "declined")),
        ("تسلمت فرنسا الطلب اليمني.", ("france", "acknowledged")),
        ("وافقت فرنسا من حيث المبدأ على الطلب اليمني.", ("france", "accepted-in-principle")),
        ("لم ترد ألمانيا على الطلب اليمني.", ("germany", "made")),
        ("سحبت وزارة الدفاع اليمنية طلبها من ألمانيا.", ("germany", "withdrawn")),
        ("ربطت فرنسا موافقتها على الطلب اليمني بدفع التكاليف.", ("france", "conditional")),
    ],
)
def test_an_answer_moves_its_thread_only(later: str, state: tuple[str, str]) -> None:
    assert follow(ASKED, ("2016-03-01", later))[2:] == [state]


@pytest.mark.parametrize(
    "text",
    [
        "ناشد المحافظ المجتمع الدولي إغاثة النازحين.",
        "دعا المبعوث الجميع إلى التهدئة.",
        "وصل الوزير إلى فرنسا بناء على طلب من ألمانيا.",
        "لم تطلب الوزارة من فرنسا شيئا.",
        "ستطلب الوزارة من فرنسا أجهزة.",
    ],
)
def test_no_request(text: str) -> None:
    assert follow(("2016-02-01", text)) == []


def test_a_retelling_opens_no_second_case() -> None:
    again = (
        "2016-02-02",
        "ذكرت صحيفة أن وزارة الدفاع اليمنية طلبت من فرنسا وألمانيا أجهزة كشف الألغام البحرية.",
    )
    proposals = propose_requests(tell(ASKED, again))
    assert len(list_opened(proposals)) == 1
    assert list_states(proposals)[2:] == [("france", "made"), ("germany", "made")]


def test_urging_is_a_case_once_somebody_answers() -> None:
    urged = (
        "2016-01-05",
        "دعا المبعوث الأممي الحكومة اليمنية والحوثيين إلى تسليم خرائط الألغام في غضون شهر.",
    )
    answer = "استجابت الحكومة اليمنية لدعوة المبعوث وسلمت خرائط الألغام، بينما تجاهل الحوثيون الدعوة."
    assert follow(urged) == []
    assert follow(urged, ("2016-01-20", answer))[2:] == [
        ("yemeni-government", "accepted"),
        ("houthis", "declined"),
    ]


def test_conditions_are_quoted_where_they_are_set_and_followed() -> None:
    asked = ("2016-02-01", "طلب السودان من الاتحاد الأوروبي قرضا لدعم القمح.")
    bound = "وافق الاتحاد الأوروبي على القرض بشرط إصلاح المصرف المركزي، وأن تخضع النفقات للتدقيق."
    waived = ("2016-04-01", "تخلى الاتحاد الأوروبي عن شرط التدقيق في النفقات.")
    story = tell(asked, ("2016-03-01", bound), waived)
    proposals = propose_requests(story)
    assert list(list_conditions(proposals).values()) == ["unmet", "waived"]
    first = next(p for p in proposals if type(p.step).__name__ == "Bind")
    assert quote(story, first) == "بشرط إصلاح المصرف المركزي"


def test_every_proposal_has_a_reason_and_a_score() -> None:
    for proposal in propose_requests(tell(ASKED, ("2016-03-01", "وافقت فرنسا على الطلب اليمني."))):
        assert 0.0 < proposal.score < 1.0
        assert proposal.reasons


def test_open_cases_are_followed_further() -> None:
    first = propose_requests(tell(ASKED))
    entries = [
        Entry(
            number=number,
            at="2016-02-02T00:00:00Z",
            author="reader",
            step=Propose(case=p.step.case, proposal=p),
        )
        for number, p in enumerate(first)
    ]
    cases = tuple(fold_all(entries, standing=Standing.PROPOSED).values())
    later = propose_requests(tell(("2016-03-01", "وافقت فرنسا على الطلب اليمني.")), cases)
    assert [(p.step.case, p.step.thread, getattr(p.step, "state", "")) for p in later] == [
        (first[0].step.case, "france", "accepted")
    ]
    assert not [p for p in later if isinstance(p.step, Open)]


def test_steps_to_an_answer_with_conditions() -> None:
    states = follow(
        ("2016-01-05", "طالبت منظمة أطباء بلا حدود الحكومة السورية بالسماح بدخول قافلة أدوية إلى دوما."),
        ("2016-01-20", "أعلنت وزارة الخارجية السورية أنها تلقت رسالة المنظمة بشأن قافلة الأدوية."),
        (
            "2016-02-10",
            "قال مصدر في الخارجية السورية إن دمشق لا تمانع دخول قافلة الأدوية، لكنها تشترط تفتيش الشاحنات.",
        ),
        ("2016-03-15", "دخلت قافلة الأدوية مدينة دوما أمس بعدما منحت السلطات السورية المنظمة الإذن."),
    )
    assert [state for _, state in states] == [
        "made",
        "acknowledged",
        "accepted-in-principle",
        "conditional",
        "accepted",
        "delivering",
    ]


def test_an_answer_may_name_the_request_and_not_the_addressee() -> None:
    states = follow(
        ("2016-01-05", "تسلمت المحكمة الجنائية الدولية طلبا من السلطة الفلسطينية للتحقيق في قصف المدارس."),
        ("2016-01-20", "قالت المدعية العامة إن مكتبها يدرس الطلب الفلسطيني."),
        ("2016-02-10", "قررت المحكمة الجنائية الدولية عدم فتح تحقيق في قصف المدارس."),
    )
    assert [state for _, state in states] == ["made", "acknowledged", "acknowledged", "declined"]


def test_conditions_listed_in_the_next_sentence_and_told_of_later() -> None:
    asked = ("2016-02-01", "طلبت الحكومة العراقية من ألمانيا تدريب ألف جندي على نزع المتفجرات.")
    bound = (
        "وافقت ألمانيا من حيث المبدأ على تدريب الجنود العراقيين، لكنها ربطت موافقتها بشروط. "
        "والشروط هي دفع نفقات السفر، وتسليم قوائم الجنود، وتعيين منسق واحد."
    )
    later = ("2016-03-20", "سلمت بغداد السفارة الألمانية قوائم الجنود كاملة.")
    proposals = propose_requests(tell(asked, ("2016-02-20", bound), later))
    assert sorted(list_conditions(proposals).values()).count("met") == 1
    assert ("germany", "conditional") in list_states(proposals)[-1:]


def test_a_condition_given_up_by_the_addressee_is_no_withdrawal() -> None:
    states = follow(ASKED, ("2016-03-01", "تخلت فرنسا عن المطالبة بدفع ثمن أجهزة كشف الألغام."))
    assert ("france", "withdrawn") not in states


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("طالب وزير الخارجية الليبي محمد سيالة مجلس الأمن برفع الحظر عن الجيش.", ["un-security-council"]),
        (
            "طلبت الحكومة اليمنية من فرنسا ومن ألمانيا ومن إيطاليا زوارق دورية.",
            ["france", "germany", "italy"],
        ),
        ("طلبت الحكومة اليمنية، اليوم الثلاثاء، من فرنسا زوارق دورية.", ["france"]),
        ("راسلت الحكومة التونسية كلا من ألمانيا والجزائر، ملتمسة تدريب الحرس.", ["germany", "algeria"]),
        ("ناشدت الحكومة اليمنية دول العالم كافة إرسال الأدوية.", []),
        ("وافقت جامعة الدول العربية على طلب الحكومة الليبية إرسال مراقبين.", ["arab-league"]),
        ("جددت الحكومة السودانية مطالبتها الولايات المتحدة برفع العقوبات.", ["united-states"]),
    ],
)
def test_everybody_who_is_asked_is_found(text: str, addressees: list[str]) -> None:
    proposals = propose_requests(tell(("2020-02-10", text)))
    found = [party.id for opened in list_opened(proposals) for role, party in opened.sides if role == "to"]
    assert found == addressees


def test_who_asked_does_not_answer_himself() -> None:
    asked = ("2020-02-10", "طالب وزير الخارجية الليبي محمد سيالة مجلس الأمن برفع الحظر عن الجيش.")
    later = ("2020-02-12", "طالب سيالة مجلس الأمن بموقف. وتعهد سيالة بأن ترفع وزارته قوائم الأسلحة.")
    assert {state for _, state in follow(asked, later)} == {"made"}


def test_a_request_that_is_taken_up_by_a_relative_clause_is_no_new_one() -> None:
    asked = ("2020-02-10", "طلبت الحكومة الليبية من جامعة الدول العربية غارات على مواقع المتشددين في سرت.")
    later = ("2020-05-12", "سحبت الحكومة الليبية ما كانت طلبته من جامعة الدول العربية من غارات على سرت.")
    proposals = propose_requests(tell(asked, later))
    assert len(list_opened(proposals)) == 1
