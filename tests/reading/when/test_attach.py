from __future__ import annotations

from dataclasses import replace

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon import load_lexicon
from mithaq.model import ActType, Status
from mithaq.reading.when import Deed, Scene, date_acts, find_times, load_calendar, load_dating
from mithaq.reading.when.attach import find_candidates, find_months
from mithaq.reading.when.cues import lay_board
from mithaq.reading.when.scene import name_age, name_kind, name_tense, sort_sentence, strip_word
from mithaq.text.segment import segment

CALENDAR, LEXICON = load_calendar(), load_lexicon()
SHIPPED, BY_HAND = load_dating(CALENDAR), load_dating(CALENDAR, None)
# Every date is likelier than none; one that came from another sentence less so.
EAGER = replace(BY_HAND, weights={"back": -1.0, "fore": -2.0}, threshold=0.01)
TUESDAY = Edtf.parse("2020-11-24")
WHO = frozenset({"minister"})


def read(text: str, published: Edtf | None = TUESDAY, named: tuple[tuple[int, str], ...] = ()) -> Scene:
    page = segment(text)
    return Scene(page, find_times(page, published, CALENDAR), LEXICON.words(page), published, named)


def place(scene: Scene, trigger: str, evidence: str, act: ActType, **more: object) -> Deed:
    """Find the words of an act among the tokens; a unique trigger is written as it stands."""
    plain = [scene.page.raw(index) for index in range(len(scene.page.forms))]
    words, first = evidence.split(), plain.index(trigger)
    starts = [at for at in range(len(plain)) if plain[at : at + len(words)] == words]
    return Deed((first, first + 1), (starts[0], starts[0] + len(words)), act, **more)  # type: ignore[arg-type]


def date(scene: Scene, *deeds: Deed, dating: object = SHIPPED) -> list[str | None]:
    return [str(found.time.value) if found else None for found in date_acts(scene, deeds, dating)]  # type: ignore[arg-type]


def list_cues(scene: Scene, *deeds: Deed) -> list[set[str]]:
    board = lay_board(scene, deeds, CALENDAR, BY_HAND.words)
    return [set(candidate.cues) for candidate in find_candidates(board, board.acts[0])]


@pytest.mark.parametrize("dating", [SHIPPED, BY_HAND], ids=["fitted", "by hand"])
@pytest.mark.parametrize(
    ("text", "trigger", "act", "expected"),
    [
        ("قصفت طائرات مجهولة أمس مواقع للجيش", "قصفت", "ASSAULT", "2020-11-23"),
        ("وقع الطرفان الاتفاق في مايو 2019", "وقع", "SUPPORT", "2019-05"),
        ("التقى الوزير نظيره اليوم الثلاثاء", "التقى", "CONSULT", "2020-11-24"),
        ("دعت الحكومة إلى الحوار", "دعت", "REQUEST", None),
    ],
)
def test_a_date_in_the_clause(
    dating: object, text: str, trigger: str, act: str, expected: str | None
) -> None:
    scene = read(text)
    assert date(scene, place(scene, trigger, text, ActType(act)), dating=dating) == [expected]


def test_what_is_asked_for_lies_ahead_of_the_asking() -> None:
    text = "طالبت الحكومة بإجراء الانتخابات في مايو المقبل"
    scene = read(text)
    assert date(scene, place(scene, "طالبت", text, ActType.REQUEST), dating=BY_HAND) == [None]


def test_no_act_has_no_date() -> None:
    assert date(read("قال ذلك أمس")) == []


def test_dates_of_the_same_months_count_together() -> None:
    scene = read("زار الوزير أمس والأحد والخميس المدينة بعد لقاء في مايو 2019")
    deed = place(scene, "زار", "زار الوزير أمس", ActType.CONSULT)
    weights = {"none": 1.5, "after في": 0.3}
    assert date(scene, deed, dating=replace(BY_HAND, weights=weights, threshold=0.3)) == ["2020-11-23"]


def test_a_date_of_another_sentence_may_be_taken() -> None:
    scene = read("عقدت الجلسة أمس. ودعا الوزير إلى الحوار. وتبدأ الجولة في مايو 2021")
    deed = place(scene, "ودعا", "ودعا الوزير إلى الحوار", ActType.REQUEST)
    assert date(scene, deed, dating=EAGER) == ["2020-11-23"]
    assert date(scene, deed, dating=replace(EAGER, weights={"back": -2.0, "fore": -1.0})) == ["2021-05"]
    assert date(scene, deed, dating=BY_HAND) == [None]


def test_only_the_last_dates_before_an_act_stand_for_choice() -> None:
    scene = read("في مايو 2015 وفي مايو 2016 وفي مايو 2017 وفي مايو 2017 هدأ القتال. ودعا الوزير إلى الحوار")
    deed = place(scene, "ودعا", "ودعا الوزير إلى الحوار", ActType.REQUEST)
    board = lay_board(scene, (deed,), CALENDAR, BY_HAND.words)
    found = [str(item.time.value) for item in find_candidates(board, board.acts[0]) if item.time]
    assert found == ["2017-05", "2016-05"]


def test_words_far_off_are_not_looked_at() -> None:
    scene = read("أمس " + "كلمة " * 200 + "قصفت طائرات موقعا")
    deed = place(scene, "قصفت", "قصفت طائرات موقعا", ActType.ASSAULT)
    assert date(scene, deed, dating=EAGER) == [None]


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("يحتل الجيش المدينة منذ 2014", Status.ONGOING, "2014/2020"),
        ("يحتل الجيش المدينة منذ مايو 2019", Status.ONGOING, "2019-05/2020-11"),
        ("يحتل الجيش المدينة منذ أكثر من عام", Status.ONGOING, "2019~/2020"),
        ("يحتل الجيش المدينة منذ 2014", Status.ACTUAL, "2014"),
        ("يحتل الجيش المدينة في 2014", Status.ONGOING, "2014"),
        ("يحتل الجيش المدينة منذ نوفمبر 2020", Status.ONGOING, "2020-11"),
    ],
)
def test_what_goes_on_since_a_date_lasts_until_publication(text: str, status: Status, expected: str) -> None:
    scene = read(text)
    deed = place(scene, "يحتل", text, ActType.ASSAULT, status=status)
    assert date(scene, deed, dating=replace(BY_HAND, threshold=0.1)) == [expected]


def test_without_a_publication_date_nothing_is_prolonged() -> None:
    scene = read("يحتل الجيش المدينة منذ 2014", None)
    deed = place(scene, "يحتل", "يحتل الجيش المدينة منذ 2014", ActType.ASSAULT, status=Status.ONGOING)
    assert date(scene, deed, dating=replace(BY_HAND, threshold=0.1)) == ["2014"]


def test_cues_of_a_date_beside_an_act() -> None:
    scene = read("قال مصدر أمس إن الجيش ، الذي قصف في 2019 المدينة ، كان قد رفض « الهدنة »")
    deed = place(scene, "رفض", "رفض « الهدنة »", ActType.REJECT, reported=True)
    other = place(scene, "قصف", "قصف في 2019 المدينة", ActType.ASSAULT)
    none, told, bombed = list_cues(scene, deed, other)
    assert {"none", "none here before then said", "none here told said", "none here dates 2"} <= none
    assert {
        "outside before yesterday said",
        "outside before told day said past",
        "before acts between 1 said",
    } <= told
    assert {"before clause said past", "before relative said past", "before date between said"} <= told
    assert {"outside before after في", "before rank 0 of 2", "before closer 1"} <= bombed
    assert "before host act V 0" in bombed or "before host act V 1" in bombed


def test_cues_of_a_date_behind_an_act() -> None:
    scene = read("أمس رفض الوزير العرض في مايو 2021 ، وفي 2014 بعد أيام")
    deed = place(scene, "رفض", "رفض الوزير العرض في مايو 2021", ActType.REJECT)
    _, first, second, third = list_cues(scene, deed)
    assert "before verb nobody opens" in first
    assert {"inside behind ahead actual", "behind host other M 1"} <= second
    assert "outside behind year said" in third


def test_cues_of_a_date_of_another_sentence() -> None:
    scene = read(
        "رفض الوزير العرض أمس. من جهته وصل الوفد. وأكد أن الجيش هاجم القرية",
        named=((1, "minister"), (6, "x")),
    )
    who = {"who": WHO}
    first = place(scene, "رفض", "رفض الوزير العرض أمس", ActType.REJECT, **who)
    last = place(scene, "هاجم", "الجيش هاجم القرية", ActType.ASSAULT, **who)
    again = place(scene, "وأكد", "وأكد أن الجيش هاجم القرية", ActType.REJECT, **who)
    _, cues = list_cues(scene, last, first, again)
    assert {"back who early done", "back same who done", "back shifts 1 early", "back free yesterday"} <= cues
    _, cues = list_cues(scene, again, first, last)
    assert {"back same type", "back kin said", "back opening report said", "back acts there 1"} <= cues
    _, cues = list_cues(scene, replace(again, who=frozenset({"y"})), first)
    assert "back who no said" in cues
    _, cues = list_cues(scene, replace(again, who=frozenset()), first)
    assert "back who nobody said" in cues


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أمس", "yesterday"),
        ("أول من أمس", "yesterday"),
        ("صباح اليوم", "today"),
        ("غدا", "tomorrow"),
        ("مساء الأحد", "weekday"),
        ("قبل ثلاثة أيام", "length"),
        ("الأسبوع الماضي", "week"),
        ("الشهر الماضي", "that month"),
        ("العام الماضي", "that year"),
        ("عام 2014", "year"),
        ("في 3 مايو 2014", "date"),
    ],
)
def test_kinds_of_dates(text: str, kind: str) -> None:
    scene = read(text)
    assert name_kind(scene.page, scene.times[0], CALENDAR) == kind


@pytest.mark.parametrize(
    ("value", "age"),
    [
        ("2020-11-25", "ahead"),
        ("2020-11-24", "today"),
        ("2020-11", "around"),
        ("2020-11-23", "ago2"),
        ("2020-11-17", "ago8"),
        ("2020-10", "ago45"),
        ("2020-01", "ago400"),
        ("2011", "long ago"),
        ("2011/..", "unknown"),
    ],
)
def test_ages_of_dates(value: str, age: str) -> None:
    assert name_age(Edtf.parse(value), TUESDAY) == age
    assert name_age(Edtf.parse(value), None) == "unknown"


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("وصلت إلى المدينة", "V-"),
        ("يدعون إلى الحوار", "V-"),
        ("بعد زيارة الوزير", "-M"),
    ],
)
def test_sorts_of_words(text: str, sorts: str) -> None:
    found = "".join(sort_sentence(read(text), 0).values())
    assert found.startswith(sorts)


@pytest.mark.parametrize(
    ("form", "sort", "tense"),
    [
        ("سيدعو", "V", "future"),
        ("يدعو", "V", "present"),
        ("تعهدت", "V", "past"),
        ("دعا", "v", "past"),
        ("دعوه", "M", "masdar"),
        ("داع", "P", "participle"),
        ("طلب", "N", "noun"),
        ("ما", "-", "other"),
    ],
)
def test_tenses(form: str, sort: str, tense: str) -> None:
    assert name_tense(form, sort, CALENDAR) == tense


@pytest.mark.parametrize(
    ("form", "bare"), [("والاتفاق", "اتفاق"), ("للطلب", "طلب"), ("ورد", "ورد"), ("طلب", "طلب")]
)
def test_words_without_what_is_attached(form: str, bare: str) -> None:
    assert strip_word(form) == bare


def test_months_of_open_ends() -> None:
    assert find_months(Edtf.parse("../2008")) == (None, (2008, 12))
    assert find_months(Edtf.parse("2015-03/..")) == ((2015, 3), None)


def test_what_somebody_else_thinks_of_a_date_is_added() -> None:
    scene = read("وصل الوفد أمس بعد أن زار تونس في مايو.")
    deed = place(scene, "وصل", "وصل الوفد أمس", ActType.CONSULT)
    near, far = scene.times
    chosen = [
        date_acts(scene, [deed], EAGER, lambda _, wanted=wanted: {wanted.first: 9.0})[0]  # type: ignore[misc]
        for wanted in (near, far)
    ]
    assert [found.time for found in chosen if found] == [near, far]
    assert date_acts(scene, [deed], EAGER, lambda _: dict.fromkeys((near.first, far.first), -99.0)) == (None,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("تدور المعارك منذ عام 2013", {"since", "until"}),
        ("تدور المعارك منذ عزل الوزير في مايو 2019", {"since far", "until far"}),
        ("تدور المعارك منذ العزل، ووقع الاتفاق في مايو 2019", set()),
        ("تدور المعارك منذ عام 2013 وقد اشتدت في مايو 2019", {"since", "until"}),
        ("تدور المعارك في مايو 2019", set()),
    ],
)
def test_what_goes_on_since_a_date(text: str, found: set[str]) -> None:
    scene = read(text)
    cues = set().union(
        *list_cues(scene, place(scene, "المعارك", text.split("،", maxsplit=1)[0], ActType.ASSAULT))
    )
    assert cues & {"since", "until", "since far", "until far"} == found
