"""Copies and reports of one event."""

from __future__ import annotations

from tests.following.telling import tell

from mithaq.following.copies import Pair, find_copies, group_pairs, is_copy
from mithaq.text.normalize import fold

NEWS = (
    "وقعت شركة مرجان عقدا مع بلدية زليتن لتوريد أربعين حافلة كهربائية قبل نهاية الصيف، "
    "وقال مديرها كمال الشاوش إن الدفعة الأولى تصل إلى ميناء الخمس في مايو المقبل."
)
RETOLD = "زليتن تنتظر حافلات مرجان الكهربائية، فقد أبلغنا الشاوش أن أولاها تبلغ الخمس بحرا، ولم تعلق البلدية."
OTHER = "افتتح وزير الزراعة في سبها معرضا للتمور شارك فيه مزارعون من واحات الجنوب."


def test_a_copy_is_found_by_its_wording() -> None:
    story = tell(("2019-03-02", NEWS), ("2019-03-03", f"{NEWS} شارك الخبر"))
    assert [(pair.first, pair.second, pair.copied) for pair in find_copies(story.told)] == [(0, 1, True)]


def test_a_report_in_other_words_tells_the_same_event() -> None:
    story = tell(("2019-03-02", NEWS), ("2019-03-03", RETOLD), ("2019-03-03", OTHER))
    assert story.groups == ((0, 1),)
    assert story.companions == {0: (1,), 1: (0,)}


def test_weeks_later_it_is_another_event() -> None:
    assert tell(("2019-03-02", NEWS), ("2019-04-20", RETOLD)).groups == ()


def test_groups_join() -> None:
    pairs = [Pair(0, 1, 0.5, copied=False), Pair(3, 4, 0.5, copied=False), Pair(1, 2, 0.5, copied=True)]
    assert group_pairs(pairs) == ((0, 1, 2), (3, 4))


def test_a_text_is_a_copy_whatever_a_paper_adds() -> None:
    words = fold("أعلن الاتحاد الأوروبي أنه وافق مبدئيا على تدريب الشرطة بشرط أن تستبعد المجموعات").split()
    assert is_copy(words, ["وكالات", *words, "انتهي"])
    assert not is_copy(words, list(reversed(words)))
    assert not is_copy([], [])
