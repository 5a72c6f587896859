from __future__ import annotations

import pytest

from mithaq.lexicon.naming import read_naming
from mithaq.model import ActorType
from mithaq.packs.context import load_packs
from mithaq.reading.actors import vocabulary as module
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.reading.actors.words import (
    COMMON,
    GIVEN,
    HEAD,
    MARK,
    NAMEY,
    NATADJ,
    OWNED,
    RANK,
    TITLE,
)

VOCABULARY = Vocabulary(read_naming(), load_packs(), ["زنقوط"], ["يوميه"])


@pytest.mark.parametrize(
    ("form", "core", "clitic", "cut"),
    [
        ("وزير", "وزير", "", 0),
        ("ووزير", "وزير", "و", 1),
        ("بوزاره", "وزاره", "ب", 1),
        ("وللجيش", "الجيش", "ول", 1),
        ("للجيش", "الجيش", "ل", 0),
        ("وبالحكومه", "الحكومه", "وب", 2),
        ("للمنجم", "المنجم", "ل", 0),
        ("وللمنجم", "المنجم", "ول", 1),
        ("والمنجم", "المنجم", "و", 1),
        ("وبالمنجم", "المنجم", "وب", 2),
        ("منجم", "منجم", "", 0),
    ],
)
def test_particles_are_cut(form: str, core: str, clitic: str, cut: int) -> None:
    word = VOCABULARY.find(form)
    assert (word.core, word.clitic, word.cut) == (core, clitic, cut)


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        ("وزير", TITLE),
        ("وزيره", TITLE | OWNED),
        ("العقيد", RANK),
        ("حكومته", HEAD | OWNED),
        ("احمد", GIVEN),
        ("التركيه", NATADJ),
        ("زنقوط", NAMEY),
        ("يوميه", COMMON),
        ("،", MARK),
        ("12", MARK),
    ],
)
def test_kinds(form: str, kinds: int) -> None:
    assert VOCABULARY.find(form).kinds & kinds == kinds


def test_head_gives_type_and_lemma() -> None:
    word = VOCABULARY.find("الشركه")
    assert (word.type, word.base, word.alone) == (ActorType.COMPANY, "شركه", True)


def test_a_head_is_no_title_with_a_possessive() -> None:
    assert not VOCABULARY.find("موسسه").kinds & TITLE


def test_answers_are_remembered_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = Vocabulary(read_naming(), load_packs())
    monkeypatch.setattr(module, "_LIMIT", 2)
    first = vocabulary.find("وزير")
    assert vocabulary.find("وزير") is first
    memory = vocabulary.remember()
    for form in ("مدير", "رييس", "قايد"):
        assert vocabulary.find(form).kinds & TITLE
    assert [vocabulary.find(form).number for form in ("وزير", "مدير", "قايد")] == [1, 2, 4]
    assert vocabulary.remember() is not memory
    assert vocabulary.find("وزير") == first
    assert not vocabulary.knows_common
    assert VOCABULARY.knows_common
