"""The signs by which the parties of an act are judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.handmade import aim, mark

from mithaq.lexicon import Category, Sense
from mithaq.reading.parties import find_parties
from mithaq.reading.role_signs import list_nobody_signs, list_role_signs
from mithaq.reading.stakes import Telling, Told, find_stakes


@pytest.mark.parametrize(
    ("text", "names", "sign"),
    [
        ("دعت مصر.", ("مصر",), "touching after past REQUEST by="),
        ("دعت إلى مصر.", ("مصر",), "mark=about after"),
        ("دعت مصر.", ("مصر",), "mark=bare after"),
        ("دعت مع مصر.", ("مصر",), "mark=- after"),
        ("مصر التي دعت.", ("مصر",), "clause=rel before0"),
        ("مصر، أمس، دعت.", ("مصر",), "commas=2 verbs=0 before"),
        ("دعت مصر.", ("مصر",), "after0"),
        ("دعت مصر.", ("مصر",), "is=state"),
        ("دعت مصر.", ("مصر",), "then=. after"),
        ("دعت اليوم جارتها مصر.", ("مصر",), "first=اليوم after"),
        ("دعت اليوم جارتها مصر.", ("مصر",), "last=جارتها REQUEST after"),
        ("دعت مع مصر.", ("مصر",), "gov==مع after past"),
        ("دعت مصر.", ("مصر",), "tale=first"),
    ],
)
def test_signs_tell_where_and_how_a_party_stands(text: str, names: tuple[str, ...], sign: str) -> None:
    survey = mark(text, *names)
    telling = Telling(aim(survey, "دعت"), "REQUEST")
    stakes = find_stakes(survey, find_parties(survey), telling)
    assert sign in next(iter(list_role_signs(survey, telling, stakes)))


@pytest.mark.parametrize(
    ("told", "part"),
    [((0,), "actor"), ((), "recipient"), ((7,), "none")],
)
def test_the_part_in_the_act_before_is_a_sign(told: tuple[int, ...], part: str) -> None:
    survey = mark("دعت مصر. ثم طلبت مصر.", "مصر", "مصر")
    past = Told(0, "REQUEST", told, (0,) if part == "recipient" else ())
    telling = Telling(aim(survey, "طلبت"), "REQUEST", (past, past))
    stakes = find_stakes(survey, find_parties(survey), telling)
    signs = next(iter(list_role_signs(survey, telling, stakes)))
    assert f"tale={part} near=False" in signs
    assert f"tale={part} older={part == 'actor'}" in signs


def test_a_noun_hangs_on_the_verb_before_it() -> None:
    survey = mark("رفضت مصر بشدة هجوم تركيا.", "مصر", "تركيا")

    def list_governors(trigger: str, category: Category) -> set[str]:
        telling = Telling(aim(survey, trigger, category=category), "ASSAULT")
        stakes = find_stakes(survey, find_parties(survey), telling)
        rows = list_role_signs(survey, telling, stakes)
        return {sign for row in rows for sign in row if sign.startswith("governor=") and " " not in sign}

    assert list_governors("رفضت", Category.PAST) == {"governor=self"}
    (governor,) = list_governors("هجوم", Category.NOUN)
    assert "رفض" in governor
    assert list_governors("رفضت", Category.NOUN) == {"governor=none"}


def test_odds_are_graded() -> None:
    survey = replace(mark("دعت مصر تركيا.", "مصر", "تركيا"), odds=(5.0, -1.0))
    telling = Telling(aim(survey, "دعت"), "REQUEST")
    rows = list_role_signs(survey, telling, find_stakes(survey, find_parties(survey), telling))
    assert ["likely=5" in row for row in rows] == [True, False]


def test_signs_of_nobody_tell_the_person_of_the_verb() -> None:
    survey = mark("دعت.")
    sense = Sense("دعا/I", Category.PAST, "f")
    signs = list_nobody_signs(survey, Telling(aim(survey, "دعت", sense=sense), "REQUEST"), ())
    assert {"nobody", "nobody REQUEST", "nobody person=f after=0"} <= set(signs)
    signs = list_nobody_signs(survey, Telling(aim(survey, "دعت"), "REQUEST"), ())
    assert "nobody person=- after=0" in signs


@given(st.lists(st.sampled_from(("مصر", "تركيا", "و+قطر", "،", "التي", "قالت", ".", "إلى")), max_size=30))
def test_every_stake_has_signs(pieces: list[str]) -> None:
    names = [piece for piece in pieces if piece.rpartition("+")[2] in ("مصر", "تركيا", "قطر")]
    survey = mark(" ".join(piece.replace("+", "") for piece in [*pieces, "دعت"]), *names)
    telling = Telling(aim(survey, "دعت"), "REQUEST", (Told(0, "CONSULT", (0,) if names else (), ()),))
    stakes = find_stakes(survey, find_parties(survey), telling)
    rows = list(list_role_signs(survey, telling, stakes))
    assert len(rows) == len(stakes)
    assert all(row and all(row) for row in rows)
