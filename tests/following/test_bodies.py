"""Names of bodies."""

from __future__ import annotations

import pytest

from mithaq.following.bodies import (
    cut_article,
    cut_clitic,
    governs,
    heads_body,
    is_deed,
    measure_body,
    name_bodies,
)


def test_names_of_bodies() -> None:
    assert list(name_bodies(["رييس", "لجنه", "العقوبات"])) == ["name لجنه عقوبات"]
    assert list(name_bodies(["بلا", "اسم"])) == []


@pytest.mark.parametrize(
    ("word", "deed"), [("بتسليم", True), ("بفتح", True), ("بغداد", False), ("تسليم", False)]
)
def test_deeds(word: str, *, deed: bool) -> None:
    assert is_deed(word) == deed


@pytest.mark.parametrize(
    ("word", "bare"),
    [("اللجنه", "لجنه"), ("للجنه", "لجنه"), ("والبعثه", "بعثه"), ("بالوزاره", "وزاره"), ("لجنه", "لجنه")],
)
def test_articles(word: str, bare: str) -> None:
    assert cut_article(word) == bare


@pytest.mark.parametrize(
    ("word", "clitic"), [("للبعثه", "ل"), ("وللبعثه", "ول"), ("بوزاره", "ب"), ("بعثه", "")]
)
def test_clitics(word: str, clitic: str) -> None:
    assert cut_clitic(word) == clitic


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("الفريق الفني وصل", 2),
        ("لجنه الحدود اجتمعت", 2),
        ("اللجنه اجتمعت", 1),
        ("لجنه وصلت", 0),
        ("زورق البحريه", 0),
    ],
)
def test_how_far_a_name_reaches(words: str, size: int) -> None:
    assert measure_body(words.split(), 0, frozenset()) == size


def test_a_name_stops_before_another() -> None:
    assert measure_body(["الفريق", "الفني", "المشترك"], 0, frozenset((2,))) == 2


def test_heads() -> None:
    assert heads_body("الحكومه")
    assert not heads_body("الرييس")
    assert governs("رييس")
    assert governs("في")
    assert not governs("حدود")
