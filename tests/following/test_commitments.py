"""Commitments followed until they are kept or broken."""

from __future__ import annotations

import pytest
from tests.following.telling import list_opened, list_states, tell

from mithaq.following.commitments import propose_commitments

VOWED = ("2016-01-05", "تعهدت تركيا بتسليم المعارضة السورية خمسين مولدا كهربائيا قبل نهاية أبريل.")


def test_who_promises_what_by_when() -> None:
    (opened,) = list_opened(propose_commitments(tell(VOWED)))
    assert [party.id for role, party in opened.sides if role == "by"] == ["turkey"]
    assert opened.due is not None
    assert opened.due.startswith("2016-04")


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("سلمت تركيا المعارضة السورية ثلاثين مولدا كهربائيا من أصل خمسين.", "partly-met"),
        ("لم تسلم تركيا المولدات الكهربائية رغم انقضاء المهلة.", "missed"),
        ("سلمت تركيا المعارضة السورية المولدات الكهربائية كما وعدت.", "met"),
        ("أعفت المعارضة السورية تركيا من تعهدها تسليم المولدات الكهربائية.", "released"),
        ("جددت تركيا التزامها تسليم المولدات الكهربائية إلى المعارضة السورية.", "made"),
    ],
)
def test_states(later: str, state: str) -> None:
    proposals = propose_commitments(tell(VOWED, ("2016-05-20", later)))
    assert len(list_opened(proposals)) == 1
    assert list_states(proposals) == [("", "made"), ("", state)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("التزمت الحكومة اليمنية بفتح معبر حيس قبل الأحد، وبالسماح بمرور القوافل.", 2),
        ("ينص الاتفاق على أن تسحب الحكومة اليمنية مدافعها خلال شهر وأن تفتح المعبر قبل يونيو.", 2),
        ("أعلنت وزارة الصحة العراقية أنها ستسلم المستشفى أجهزة التنفس قبل نهاية الشهر المقبل.", 1),
        ("أكدت الحكومة العراقية أن هذه الطائرات لن تستعمل في قصف المدن والقرى.", 1),
        ("قال رئيس المفوضية إن الانتخابات ستجرى قبل نهاية يونيو.", 0),
        ("أعلنت الحكومة العراقية أنها ستبحث الأمر قريبا.", 0),
        ("لم تتعهد الشركة بشيء.", 0),
        ("تعهدت الحكومة العراقية دفع رواتب المعلمين.", 1),
        ("تكفلت الحكومة العراقية بعلاج الجرحى.", 1),
        ("أعلنت وزارة الصحة العراقية أنها ستفحص المسافرين اعتبارا من مطلع الشهر المقبل.", 0),
        ("ينص الاتفاق على إجراء الانتخابات خلال شهرين برئاسة فؤاد معصوم.", 0),
        ("التزم الجيش العراقي بالهدنة.", 0),
    ],
)
def test_how_many_promises(text: str, count: int) -> None:
    assert len(list_opened(propose_commitments(tell(("2016-03-01", text))))) == count


def test_a_brief_promise_right_behind_its_breach_is_the_same_one() -> None:
    broken = (
        "قال رئيس البلدية إن تركيا لم تسلم المولدات الكهربائية. ووعدت تركيا بالتسليم حالما تتوفر الشاحنات."
    )
    proposals = propose_commitments(tell(VOWED, ("2016-05-20", broken)))
    assert len(list_opened(proposals)) == 1
    assert sorted(list_states(proposals)[1:]) == [("", "made"), ("", "missed")]


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("قال محافظ حلب إن عدد المولدات أقل بعشرين من الرقم الذي التزمت به تركيا.", "partly-met"),
        ("ظلت وعود تركيا بشأن المولدات الكهربائية حبرا على ورق.", "missed"),
        ("أوفت تركيا بوعدها.", "met"),
        ("أحلت المعارضة السورية تركيا من تعهدها بشأن المولدات الكهربائية.", "released"),
    ],
)
def test_words_of_a_promise_find_it_by_who_made_it(later: str, state: str) -> None:
    proposals = propose_commitments(tell(VOWED, ("2016-05-20", later)))
    assert list_states(proposals) == [("", "made"), ("", state)]


def test_what_came_of_it_can_be_told_before_the_promise() -> None:
    text = (
        "سلمت تركيا ثلاثين مولدا كهربائيا، وهو عدد دون العدد الذي وعدت به. "
        "وكانت تركيا قد تعهدت بتسليم المعارضة السورية خمسين مولدا كهربائيا قبل نهاية أبريل."
    )
    proposals = propose_commitments(tell(("2016-05-20", text)))
    assert list_states(proposals) == [("", "made"), ("", "partly-met")]


def test_the_plainest_sentence_of_a_report_tells_what_came_of_it() -> None:
    text = (
        "وصلت إلى الميناء مولدات كهربائية اشترتها المعارضة السورية. "
        "ولم تسلم تركيا المولدات الكهربائية رغم انقضاء المهلة."
    )
    proposals = propose_commitments(tell(VOWED, ("2016-05-20", text)))
    assert list_states(proposals) == [("", "made"), ("", "missed")]


def test_what_is_to_be_done_is_not_done() -> None:
    later = "قالت المعارضة السورية إن المولدات الكهربائية يجب أن تصل من تركيا."
    assert list_states(propose_commitments(tell(VOWED, ("2016-05-20", later)))) == [("", "made")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("تعهدت تركيا بتسليم المولدات قبل نهاية مايو.", "2016-05~"),
        ("تعهدت تركيا بتسليم المولدات قبل 3 يونيو 2016.", "2016-06-03"),
        ("تعهدت تركيا بتسليم المولدات.", None),
    ],
)
def test_due(text: str, due: str | None) -> None:
    (opened,) = list_opened(propose_commitments(tell(("2016-03-01", text))))
    assert opened.due == due


def test_to_whom() -> None:
    text = "تعهدت تركيا بتسليم المولدات إلى الحكومة العراقية قبل نهاية مايو."
    (opened,) = list_opened(propose_commitments(tell(("2016-03-01", text))))
    assert [party.id for role, party in opened.sides if role == "to"] == ["iraqi-government"]
