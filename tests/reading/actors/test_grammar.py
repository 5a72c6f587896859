from __future__ import annotations

import pytest

from mithaq.lexicon.naming import read_naming
from mithaq.model import ActorType
from mithaq.packs.context import load_packs
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def scan(text: str) -> Scan:
    return Scan(segment(text).forms, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "kind", "type_"),
    [
        ("وزير الدفاع سالم حسن", "person", ActorType.PERSON),
        ("وزير الدفاع", "role", ActorType.PERSON),
        ("مسؤول كبير", "role", ActorType.PERSON),
        ("مصادر طبية", "source", ActorType.PERSON),
        ("لجنة الانتخابات", "head", ActorType.INSTITUTION),
        ("الأمم المتحدة", "known", ActorType.ORGANIZATION),
        ("سالم حسن", "person", ActorType.PERSON),
        ("البرازيلي سالم حسن", "person", ActorType.PERSON),
        ("الخليجيين", "people", ActorType.POPULATION),
    ],
)
def test_first_candidate(text: str, kind: str, type_: ActorType) -> None:
    candidate = scan(text).find()[0]
    assert (candidate.kind, candidate.type) == (kind, type_)


def test_institution_inside_an_office_is_marked() -> None:
    found = scan("رئيس مجلس البلدية سالم حسن").find()
    assert [(c.kind, c.inside) for c in found][:2] == [("person", False), ("head", True)]


@pytest.mark.parametrize("text", ["لجنة", "أبو", "كتيبة في", "الطفل"])
def test_nothing_is_named(text: str) -> None:
    assert not scan(text).find()


def test_a_tag_brings_an_unknown_name() -> None:
    found = scan("وصل توكارو موندا أمس").find([(1, 3, 2.5)])
    assert [(c.first, c.last, c.name, c.margin) for c in found] == [(1, 3, ("توكارو", "موندا"), 2.5)]


def test_a_tag_adds_the_name_to_a_title() -> None:
    found = scan("قال المفوض توكارو موندا أمس").find([(1, 4, 1.0)])
    assert found[0].kind == "person"
    assert (found[0].last, found[0].name) == (4, ("توكارو", "موندا"))


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        ("قال وزير العدل الفرنسي، توكارو موندا، ذلك", (1, 7, 1.0), ("توكارو", "موندا")),
        ("قال وزير العدل الفرنسي، الدكتور توكارو موندا، ذلك", (1, 8, 1.0), ("توكارو", "موندا")),
        ("قال وزير العدل الفرنسي، أمس الثلاثاء، ذلك", (1, 7, 1.0), ()),
    ],
)
def test_a_tag_finds_the_name_behind_a_title(
    text: str, tag: tuple[int, int, float], name: tuple[str, ...]
) -> None:
    assert scan(text).find([tag])[0].name == name


def test_a_tag_shortens_a_name() -> None:
    found = scan("قال سالم حسن باكر أمس").find([(1, 3, 1.0)])
    assert (found[0].last, found[0].name) == (3, ("سالم", "حسن"))


def test_a_tag_lengthens_a_name() -> None:
    found = scan("قال سالم حسن تولنرون أمس").find([(1, 4, 1.0)])
    assert found[0].last == 4


def test_a_tag_that_joins_two_persons_is_cut() -> None:
    found = scan("سالم حسن وفادي كريم").find([(0, 4, 1.0)])
    assert [(c.first, c.last) for c in found] == [(0, 2), (2, 4)]
    found = scan("سالم حسن، فادي كريم").find([(0, 5, 1.0)])
    assert [(c.first, c.last) for c in found] == [(0, 2), (3, 5)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("لجنة", "head"),
        ("الطفل", "source"),
        ("خليجيين", "people"),
        ("القطاع الأزرق", "other"),
        ("توكارو", "person"),
    ],
)
def test_a_tag_alone_gives_a_candidate(text: str, kind: str) -> None:
    page = scan(text)
    assert page.find([(0, page.size, 0.5)])[0].kind == kind


def test_words_of_quantity_make_a_fuller_form() -> None:
    candidate = scan("طالب عدد من أهالي البلدة").find()[0]
    assert (1, 5) in candidate.forms
    candidate = scan("طالب بعض المتظاهرين").find([(1, 3, 1.0)])[0]
    assert (candidate.first, candidate.kind) == (1, "head")
    assert (2, 3) in candidate.forms
