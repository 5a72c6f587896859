from __future__ import annotations

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.compile import FUNCTION, NONE, Builder, build_lexicon
from mithaq.lexicon.forms import Verb
from mithaq.lexicon.schema import Condition, Family
from mithaq.model import ActType

FAULTY = Family(key="k", prior=0.5, verbs=("قصف",))
CALL = Verb("دعا", "I", (("دعا", ("Pm",)), ("داع", ("A",))))


def test_an_unknown_verb_is_reported_with_its_place() -> None:
    with pytest.raises(KnowledgeError, match=r"acts-x\.yaml: k: no forms of the verb قصف"):
        Builder([CALL]).add_family(
            Family(key="k", prior=0.5, verbs=("قصف",)), ActType.ASSAULT, "acts-x.yaml: k"
        )


def test_an_unknown_set_is_reported_with_its_place() -> None:
    with pytest.raises(KnowledgeError, match=r"acts-x\.yaml: no set of the name \$talks"):
        Builder([CALL]).resolve(("$talks",), "acts-x.yaml")


def test_a_phrase_is_read_with_its_gaps() -> None:
    builder = Builder([CALL])
    family = Family(key="k", prior=0.5, phrases=("<دعا+> …7 حوار|لقاء إلى",), marks={"إلى": "about"})
    builder.add_family(family, ActType.REQUEST, "here")
    steps = builder.phrases[0].steps
    stems = {slot: found for found, slot in builder.slots.items()}
    assert [step.gap for step in steps] == [0, 7, 0]
    assert [stems[step.slot] for step in steps] == [{"<0", "<0+"}, {"حوار", "لقاء"}, {"الي"}]


def test_a_phrase_is_looked_up_by_its_rarest_word() -> None:
    builder = Builder([CALL])
    builder.add_sets({FUNCTION: ("إلى",)}, "cues.yaml")
    family = Family(key="k", prior=0.5, phrases=("<دعا> إلى حوار|لقاء", "هدنة"))
    builder.add_family(family, ActType.REQUEST, "here")
    call, truce = builder.phrases
    assert call.key == builder.slots[frozenset({"حوار", "لقاء"})]
    assert truce.key == truce.steps[0].slot


def test_a_stem_knows_its_slots() -> None:
    builder = Builder([CALL])
    first, second = builder.number(("حوار|لقاء",), "here"), builder.number(("لقاء",), "here")
    assert builder.number(("لقاء|حوار",), "here") == first
    assert builder.number((), "here") == NONE
    assert builder.list_slots() == {"حوار": (first,), "لقاء": (first, second)}


def test_a_condition_is_resolved() -> None:
    builder = Builder([CALL])
    condition = Condition("c", next=("الله",), words=("دعوة",), type=ActType.SUPPORT)
    builder.add_family(Family(key="k", prior=0.5, conditions=(condition,)), ActType.REQUEST, "here")
    rule = builder.groups[0].rules[0]
    assert rule.next == rule.key == builder.slots[frozenset({"الله"})]
    assert rule.after == NONE
    assert rule.words == {"دعوه"}
    assert rule.type is ActType.SUPPORT


def test_the_committed_files_compile() -> None:
    tables = build_lexicon()
    assert len(tables.lemmas) > 5000
    assert len(tables.groups) > 100
