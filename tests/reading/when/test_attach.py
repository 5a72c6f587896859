from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon.dating import DatingWeights
from mithaq.model import ActType, Status
from mithaq.reading.parts import Time
from mithaq.reading.when import Dating, Deed, date_acts, find_act_time, find_times, load_calendar, load_dating
from mithaq.reading.when.attach import name_kind, name_shape, read_carried_cues, read_own_cues
from mithaq.text.segment import Page, segment

CALENDAR = load_calendar()
SHIPPED = load_dating(CALENDAR)
TUESDAY = Edtf.parse("2020-11-24")
# Every date of the sentence is the act's own; nothing carries over, or everything does.
OWN = Dating(CALENDAR, DatingWeights({"nearest": 1.0}, 0.0, 0.5, {}, 0.0, 1.0))
CARRY = Dating(CALENDAR, DatingWeights({"nearest": 1.0}, 0.0, 0.5, {"same who": 2.0}, 0.0, 1.0))


def place(page: Page, trigger: str, evidence: str, act: ActType, **more: object) -> Deed:
    """Find the words of an act among the tokens; a unique trigger is written as it stands."""
    plain = [page.raw(index) for index in range(len(page.forms))]
    words, first = evidence.split(), plain.index(trigger)
    starts = [at for at in range(len(plain)) if plain[at : at + len(words)] == words]
    return Deed((first, first + 1), (starts[0], starts[0] + len(words)), act, **more)  # type: ignore[arg-type]


def read(text: str) -> tuple[Page, tuple[Time, ...]]:
    page = segment(text)
    return page, find_times(page, TUESDAY, CALENDAR)


def values(found: tuple[Time | None, ...]) -> list[str | None]:
    return [str(time.value) if time else None for time in found]


@pytest.mark.parametrize(
    ("text", "trigger", "evidence", "act", "expected"),
    [
        (
            "قصفت طائرات مجهولة أمس مواقع للجيش",
            "قصفت",
            "قصفت طائرات مجهولة أمس مواقع للجيش",
            "ASSAULT",
            "2020-11-23",
        ),
        ("وقع الطرفان الاتفاق في مايو 2019", "وقع", "وقع الطرفان الاتفاق في مايو 2019", "SUPPORT", "2019-05"),
        (
            "التقى الوزير نظيره اليوم الثلاثاء",
            "التقى",
            "التقى الوزير نظيره اليوم الثلاثاء",
            "CONSULT",
            "2020-11-24",
        ),
        ("دعت الحكومة إلى الحوار", "دعت", "دعت الحكومة إلى الحوار", "REQUEST", None),
    ],
)
def test_a_date_inside_the_clause_is_the_date_of_the_act(
    text: str, trigger: str, evidence: str, act: str, expected: str | None
) -> None:
    page, times = read(text)
    found = find_act_time(page, times, place(page, trigger, evidence, ActType(act)), TUESDAY, SHIPPED)
    assert values((found,)) == [expected]


def test_the_nearer_of_two_dates_is_taken() -> None:
    page, times = read("قصفت طائرات أمس موقعا ، وكانت المدينة سقطت في مايو 2019")
    early = place(page, "قصفت", "قصفت طائرات أمس موقعا", ActType.ASSAULT)
    late = place(page, "سقطت", "المدينة سقطت في مايو 2019", ActType.ASSAULT)
    assert values(date_acts(page, times, (late, early), TUESDAY, OWN)) == ["2019-05", "2020-11-23"]


def test_a_date_carries_over_to_what_the_same_actor_does_next() -> None:
    page, times = read("قال الوزير أمس إنه يرفض العرض. ودعا إلى الحوار. وهاجم مسلحون قرية")
    who = frozenset({"minister"})
    deeds = (
        place(page, "يرفض", "يرفض العرض", ActType.REJECT, who=who),
        place(page, "ودعا", "ودعا إلى الحوار", ActType.REQUEST, who=who),
        place(page, "وهاجم", "وهاجم مسلحون قرية", ActType.ASSAULT, who=frozenset({"gunmen"})),
    )
    assert values(date_acts(page, times, deeds, TUESDAY, CARRY)) == ["2020-11-23", "2020-11-23", None]
    assert values(date_acts(page, times, deeds, TUESDAY, OWN)) == ["2020-11-23", None, None]


def test_the_last_act_of_the_same_actor_is_asked_too() -> None:
    page, times = read("رفض الوزير أمس العرض. وهاجم مسلحون الأحد قرية. ودعا إلى الحوار")
    who = frozenset({"minister"})
    deeds = (
        place(page, "رفض", "رفض الوزير أمس العرض", ActType.REJECT, who=who),
        place(page, "وهاجم", "وهاجم مسلحون الأحد قرية", ActType.ASSAULT, who=frozenset({"gunmen"})),
        place(page, "ودعا", "ودعا إلى الحوار", ActType.REQUEST, who=who),
    )
    assert values(date_acts(page, times, deeds, TUESDAY, CARRY)) == ["2020-11-23", "2020-11-22", "2020-11-23"]


def test_a_date_of_an_earlier_sentence_may_carry_over_without_an_act() -> None:
    page, times = read("عقدت الجلسة أمس. ودعا الوزير إلى الحوار")
    deed = place(page, "ودعا", "ودعا الوزير إلى الحوار", ActType.REQUEST)
    dating = Dating(CALENDAR, DatingWeights({}, -1.0, 0.0, {"no act before": 1.0}, 0.0, 0.5))
    assert values(date_acts(page, times, (deed,), TUESDAY, dating)) == ["2020-11-23"]


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("يحتل الجيش المدينة منذ 2014", Status.ONGOING, "2014/2020"),
        ("يحتل الجيش المدينة منذ مايو 2019", Status.ONGOING, "2019-05/2020-11"),
        ("يحتل الجيش المدينة منذ ثلاثة أيام", Status.ONGOING, "2020-11-21/2020-11-24"),
        ("يحتل الجيش المدينة منذ 2014", Status.ACTUAL, "2014"),
        ("يحتل الجيش المدينة في 2014", Status.ONGOING, "2014"),
        ("يحتل الجيش المدينة منذ اليوم", Status.ONGOING, None),
        ("يحتل الجيش المدينة منذ نوفمبر 2020", Status.ONGOING, "2020-11"),
    ],
)
def test_what_goes_on_since_a_date_lasts_until_publication(
    text: str, status: Status, expected: str | None
) -> None:
    page, times = read(text)
    deed = place(page, "يحتل", text, ActType.ASSAULT, status=status)
    assert values((find_act_time(page, times, deed, TUESDAY, OWN),)) == [expected]


def test_without_a_publication_date_nothing_is_prolonged() -> None:
    page, times = read("يحتل الجيش المدينة منذ 2014")
    deed = place(page, "يحتل", "يحتل الجيش المدينة منذ 2014", ActType.ASSAULT, status=Status.ONGOING)
    assert values((find_act_time(page, times, deed, None, OWN),)) == ["2014"]


def test_cues_of_a_date_beside_an_act() -> None:
    page, times = read("قال مصدر أمس إن الجيش ، الذي قصف في 2019 المدينة ، كان قد رفض «الهدنة»")
    deed = place(
        page, "رفض", "رفض «الهدنة»".replace("«", "« ").replace("»", " »"), ActType.REJECT, reported=True
    )
    cues = read_own_cues(page, times, times[0], deed, TUESDAY, CALENDAR)
    assert {
        "before",
        "yesterday",
        "b clause",
        "b comma spoken",
        "other between",
        "before then",
        "reported",
    } <= set(cues)
    assert {"before told", "before same year", "step b3", "beside 2", "reported day spoken"} <= set(cues)
    assert "nearest" not in cues
    later = read_own_cues(page, times, times[1], deed, TUESDAY, CALENDAR)
    assert {"nearest", "year", "before other year", "behind في"} <= set(later)


def test_cues_behind_the_trigger() -> None:
    page, times = read("رفض الوزير ، قال « نعم » ، العرض أمس")
    deed = place(page, "رفض", "رفض الوزير", ActType.REJECT)
    cues = set(read_own_cues(page, times, times[0], deed, TUESDAY, CALENDAR))
    assert {"after", "a quote", "a report spoken", "a comma", "step a3"} <= cues


def test_cues_of_a_date_that_could_carry_over() -> None:
    page, times = read("رفض الوزير العرض أمس. وأكد أن الجيش هاجم القرية الأحد")
    who = frozenset({"minister"})
    source = place(page, "رفض", "رفض الوزير العرض أمس", ActType.REJECT, who=who)
    deed = place(page, "هاجم", "الجيش هاجم القرية الأحد", ActType.ASSAULT, who=who)
    cues = set(read_carried_cues(page, times, times[0], source, deed, TUESDAY, CALENDAR))
    assert {
        "carried",
        "other date here",
        "goes on done",
        "spoken to done same who",
        "acts 1",
        "sentences 1",
    } <= cues
    assert not {"same type", "within it"} & cues
    again = set(read_carried_cues(page, times, times[0], source, source, TUESDAY, CALENDAR))
    assert {"same type", "within it", "acts 0 same"} <= again


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
    page, times = read(text)
    assert name_kind(page, times[0], CALENDAR) == kind


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("سيدعو", "future"),
        ("وسيدعو", "future"),
        ("يدعو", "imperfect"),
        ("الدعوه", "article"),
        ("دعا", "bare"),
        ("و", "bare"),
    ],
)
def test_shapes_of_triggers(form: str, shape: str) -> None:
    assert name_shape(form, CALENDAR) == shape
