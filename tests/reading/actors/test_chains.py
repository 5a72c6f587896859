from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.chains import Chain, is_same_name, link, tighten
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def chain(text: str, published: str | None = None) -> list[Chain]:
    scan = Scan(segment(text).forms, VOCABULARY)
    return link(scan, scan.find(), Edtf.parse(published) if published else None)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (("عبد", "الله", "بن", "سالم"), ("عبدالله", "سالم")),
        (("عبدالله", "سالم"), ("عبدالله", "سالم")),
        (("محمد", "ال", "فهد"), ("محمد", "الفهد")),
        (("بن",), ("بن",)),
    ],
)
def test_tightened_names(name: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert tighten(name) == parts


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("سالم", "حسن"), ("سالم", "كريم", "حسن"), True),
        (("حسن",), ("سالم", "حسن"), True),
        (("سالم",), ("سالم", "حسن"), True),
        (("سالم",), ("سالم",), True),
        (("كريم",), ("سالم", "كريم", "حسن"), False),
        (("سالم", "حسن"), ("فادي", "كريم"), False),
        (("سالم", "كريم"), ("سالم", "حسن"), False),
    ],
)
def test_same_name(one: tuple[str, ...], two: tuple[str, ...], *, same: bool) -> None:
    assert is_same_name(one, two) is same
    assert is_same_name(two, one) is same


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قال وزير العدل سالم حسن ذلك. وأكد الوزير أمس", 1),
        ("قال وزير العدل سالم حسن ذلك. وأكد وزير العدل أمس", 1),
        ("قال الوزير الفرنسي سالم حسن ذلك. وأكد الوزير التركي أمس", 2),
        ("قال سالم حسن ذلك. وأكد فادي كريم أمس", 2),
        ("قال سالم حسن ذلك. وأكد حسن أمس", 1),
        ("اجتمعت لجنة الانتخابات. وأكدت اللجنة أمس", 1),
        ("اجتمعت لجنة الانتخابات. وأكدت لجنة الدستور أمس", 2),
        ("هاجم تنظيم داعش المدينة. وأعلن التنظيم ذلك", 1),
        ("قالت مصادر طبية. وأكدت مصادر طبية", 1),
    ],
)
def test_number_of_chains(text: str, count: int) -> None:
    found = [one for one in chain(text) if not all(member.inside for member in one.members)]
    assert len(found) == count


def test_office_holder_by_date_joins_the_name() -> None:
    text = "قال باراك أوباما ذلك. وأكد الرئيس الأميركي أمس"
    assert len(chain(text, "2015-07-21")) in {1, 2}
    assert len(chain(text, "2019-07-21")) == len(chain(text))


def test_members_are_in_text_order() -> None:
    for one in chain("قال حسن ذلك. ثم قال سالم حسن كلاما. وأضاف حسن أمس"):
        firsts = [member.first for member in one.members]
        assert firsts == sorted(firsts)
