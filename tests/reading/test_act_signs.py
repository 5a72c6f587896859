"""The signs of both looks: what they may rest on, not which there are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.reading.handmade import aim, mark

from mithaq.lexicon import load_lexicon
from mithaq.model import ActType
from mithaq.reading.act_signs import CLASSES, NONE, Look, list_first_signs, list_second_signs
from mithaq.reading.parts import Speech
from mithaq.reading.survey import Survey

TEXT = "قالت مصر إنها دعت تركيا إلى الحوار. ثم هاجمت تركيا مصر."
WORDS = ("دعت", "مصر", "تركيا", "إلى", "هجوم", "ورفض", "اتفاق", "،", ".", "\n", "قصف", "2015")


def describe(survey: Survey, word: str) -> set[str]:
    return set(next(iter(list_first_signs(survey, [aim(survey, word)], 3))))


def test_classes_are_none_and_all_types() -> None:
    assert (NONE, *(kind.value for kind in ActType)) == CLASSES


def test_first_signs_tell_word_neighbours_actors_and_place() -> None:
    survey = mark(TEXT, "مصر", "تركيا", "تركيا", "مصر")
    signs = describe(survey, "دعت")
    assert {"bias", "fam=demand", "subject=3", "word=دعت", "ahead=state", "behind=state"} <= signs
    assert "speech=False past" in signs
    assert {"sentence=1", "offset=3"} <= signs


def test_nothing_across_the_sentence_is_a_neighbour() -> None:
    one, other = (
        mark(f"{before}. هاجمت المدينة. {behind}.") for before, behind in (("قيل", "انتهى"), ("بدأ", "عاد"))
    )
    assert describe(one, "هاجمت") == describe(other, "هاجمت")


def test_speech_around_a_word_is_a_sign() -> None:
    survey = mark(TEXT, "مصر", "تركيا")
    told = replace(survey, speech=(Speech(2, 7, (0,), verb=0),))
    assert {"speech=True past", "speech gap=3", "speech verb=False"} <= describe(told, "دعت")
    unled = replace(survey, speech=(Speech(2, 7, (0,)),))
    assert "speech gap=none" in describe(unled, "دعت")


def test_a_candidate_without_types_has_signs() -> None:
    survey = mark(TEXT)
    assert "prior=none" in next(iter(list_first_signs(survey, [aim(survey, "دعت", types=())], 0)))


def test_second_signs_tell_of_near_candidates_in_the_sentence() -> None:
    survey = mark("دعت مصر تركيا إلى رفض الهجوم. ثم هاجمت.")
    call, refuse, attack = (aim(survey, word) for word in ("دعت", "رفض", "هاجمت"))
    looks = (
        Look(call, 0.9, "REQUEST", 0.8),
        Look(refuse, 0.6, "REJECT", 0.8),
        Look(attack, 0.9, "ASSAULT", 0.9),
    )
    first, second, third = (set(signs) for signs in list_second_signs(survey, looks))
    assert "next=REJECT own=REQUEST near=2" in first
    assert "last=REQUEST own=REJECT near=2" in second
    assert {"next=nothing", "last=nothing"} <= third
    assert "headline=False act=9" in third


def test_a_rival_of_the_same_type_is_a_sign_and_a_far_one_is_none() -> None:
    survey = mark("دعت مصر ودعت قطر " + "إلى ما هو خير " * 4 + "وطلبت.")
    looks = [Look(aim(survey, word), 0.7, "REQUEST", 0.9) for word in ("دعت", "ودعت", "وطلبت")]
    rows = [set(signs) for signs in list_second_signs(survey, looks)]
    assert any(sign.startswith(("rival=7", "rival=6")) for sign in rows[0])
    assert {"next=nothing", "last=nothing"} <= rows[2]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.integers(0, 4))
def test_every_candidate_has_readable_signs_in_both_looks(words: list[str], subject: int) -> None:
    survey = mark(" ".join(words))
    triggers = load_lexicon().find_triggers(survey.page)
    rows = list(list_first_signs(survey, triggers, subject))
    looks = [Look(trigger, 0.5, trigger.type.value, 0.5) for trigger in triggers]
    again = list(list_second_signs(survey, looks))
    assert len(rows) == len(again) == len(triggers)
    assert all(isinstance(sign, str) and sign for row in (*rows, *again) for sign in row)
    assert rows == list(list_first_signs(survey, triggers, subject))
