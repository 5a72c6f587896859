from __future__ import annotations

import pytest

from mithaq.lexicon import Trigger, load_lexicon
from mithaq.model import ActType
from mithaq.text.segment import segment


def _find(text: str) -> dict[str, Trigger]:
    page = segment(text)
    found = load_lexicon().find_triggers(page)
    return {page.span(t.first, t.last).select(text): t for t in found}


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("دعا وزير الخارجية المجتمع الدولي إلى دعم الحكومة.", "دعا", ActType.REQUEST),
        ("واتهم القائد خصومه بنسف المفاوضات.", "واتهم", ActType.ACCUSE),
        ("شن الطيران غارات على مواقع المسلحين.", "شن الطيران غارات", ActType.ASSAULT),
        ("ألقت قوات الأمن القبض على أفراد الخلية.", "ألقت قوات الأمن القبض", ActType.COERCE),
        ("رفضت الحكومة مقترح الوسيط.", "رفضت", ActType.REJECT),
        ("التقى الرئيس نظيره التونسي في العاصمة.", "التقى", ActType.CONSULT),
        ("أطلق الخاطفون سراح المهندسين أمس.", "أطلق الخاطفون سراح", ActType.RETREAT),
    ],
)
def test_the_likeliest_type(text: str, words: str, act: ActType) -> None:
    found = _find(text)
    assert words in found
    assert found[words].type is act


def test_a_phrase_swallows_its_words() -> None:
    found = _find("اتفق الطرفان على وقف إطلاق النار في المدينة.")
    assert "إطلاق" not in found
    assert all(not words.startswith("إطلاق") for words in found)


def test_what_is_asked_for_is_governed() -> None:
    text = "دعا المبعوث جميع الأطراف إلى استئناف المفاوضات فورا."
    found = _find(text)
    asked = next(t for words, t in found.items() if "المفاوضات" in words)
    assert asked.governed == found["دعا"].first == 0
    assert found["دعا"].governed is None


def test_nothing_is_governed_across_a_full_stop() -> None:
    found = _find("دعا المبعوث جميع الأطراف إلى الهدوء. استئناف المفاوضات غدا.")
    later = next(t for words, t in found.items() if "المفاوضات" in words)
    assert later.governed is None


def test_a_place_has_one_trigger_with_the_types_of_all_families() -> None:
    page = segment("دعا الوزير إلى الحوار. شن الطيران غارات على المدينة. رفض المجلس القرار واتهم الحكومة.")
    triggers = load_lexicon().find_triggers(page)
    places = [trigger.first for trigger in triggers]
    assert places == sorted(set(places))
    assert all(len(dict(trigger.types)) == len(trigger.types) for trigger in triggers)


def test_government_and_reasons_are_told() -> None:
    trigger = _find("دعا الرئيس إلى الحوار بين الأطراف السياسية.")["دعا"]
    assert dict(trigger.marks)["الي"] == "about"
    assert trigger.actor == "subject"
    assert not trigger.passive
    assert trigger.why[0].startswith("call: دعا")


def test_types_are_ranked() -> None:
    for trigger in _find("حذرت الوزارة من أن أي خرق للهدنة سيواجه برد قاس وعواقب وخيمة.").values():
        priors = [prior for _, prior in trigger.types]
        assert priors == sorted(priors, reverse=True)
        assert all(0 <= prior <= 1 for prior in priors)
        assert trigger.prior == priors[0]
