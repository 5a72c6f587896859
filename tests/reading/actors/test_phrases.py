from __future__ import annotations

import pytest

from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.persons import PersonReading
from mithaq.reading.actors.phrases import Reading, is_verb
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def read(text: str) -> PersonReading:
    return PersonReading(segment(text).forms, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("وزارة الداخلية التركية أعلنت", 3),
        ("وزارة الاقتصاد والتجارة أعلنت", 3),
        ("الحكومة والبرلمان", 1),
        ("هيئة شؤون الأسرى قالت", 3),
        ("محكمة ليبية قضت", 2),
        ("تنظيم «الفجر» هاجم", 4),
        ("تنظيم «الفجر", 1),
        ("شركة توباكس أعلنت", 2),
        ("صحيفة نيويورك تايمز كتبت", 3),
        ("حكومته في", 1),
        ("لجنة", 1),
        ("قوات الرئيس أحمد حسن في", 4),
        ("مصرف الأمة العربي السوداني أعلن", 4),
    ],
)
def test_complement_ends(text: str, size: int) -> None:
    assert read(text).complement(0).last == size


@pytest.mark.parametrize(
    ("text", "at", "ends"),
    [
        ("بعثة للدعم في ليبيا أمس", 1, (2, 4)),
        ("مركز لجامعة النهضة قال", 1, (3,)),
        ("مركز للإغاثة والأعمال الإنسانية قال", 1, (4,)),
        ("الحكومة المعترف بها دوليا قالت", 1, (4,)),
        ("القوات الموالية للحكومة تقدمت", 1, (3,)),
        ("القوات المدعومة من إيران تقدمت", 1, (4,)),
        ("الوزارة قالت", 1, ()),
        ("الوزارة في قد", 1, ()),
        ("مكتب بغداد", 2, ()),
    ],
)
def test_prepositional_phrases_widen(text: str, at: int, ends: tuple[int, ...]) -> None:
    assert read(text).widen(at) == ends


@pytest.mark.parametrize(("core", "verb"), [("يعلن", True), ("تركي", False), ("جمل", False), ("يون", False)])
def test_verb_by_form(core: str, *, verb: bool) -> None:
    assert is_verb(core) is verb


def test_known_names_are_found_whole() -> None:
    reading = read("أعلن مجلس الأمن الدولي ذلك")
    known = reading.known(1)
    assert known is not None
    assert known.last == 4
    assert reading.known(0) is None
    assert reading.named(1) == 4
    assert reading.named(0) == 0


def test_outlet_with_a_common_name_needs_quotation_marks() -> None:
    assert read("قالت «الحياة» اليوم").known(2) is not None
    assert read("تستمر الحياة اليوم").known(1) is None


def test_bare_reading_knows_no_persons() -> None:
    with pytest.raises(NotImplementedError):
        Reading(("احمد",), VOCABULARY).proper(0)
