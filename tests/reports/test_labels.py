from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mithaq import following
from mithaq.knowledge import read_knowledge
from mithaq.lexicon.steps import read_steps
from mithaq.model import Reading
from mithaq.reports.labels import find_country, name_country, name_milestone, name_unit
from mithaq.reports.wording import Lang


@pytest.mark.parametrize(
    ("what", "arabic"),
    [
        ("election", "انتخابات"),
        ("parliamentary-election", "انتخابات رئاسية"),
        ("x-truce", "هدنة"),
        ("x", "x"),
        ("libya-end-of-truce", "انتهاء الهدنة ليبيا"),
        ("libya-talks", "مفاوضات ليبيا"),
    ],
)
def test_arabic_names_are_put_together(what: str, arabic: str) -> None:
    name = name_milestone(what, what, Lang.AR)
    assert name.split()[0] == arabic.split(maxsplit=1)[0]
    assert len(name.split()) == len(arabic.split())


def test_every_step_that_is_followed_has_an_arabic_name() -> None:
    steps = read_knowledge(Path(following.__file__).parent / "data" / "steps.yaml", list[dict[str, Any]])
    slugs = {step["state"].removeprefix("weak:") for step in steps}
    slugs |= {step.kind for step in read_steps().steps} | {item.slug for item in read_steps().qualifiers}
    assert slugs
    assert not [slug for slug in slugs if re.search("[a-z]", name_milestone(slug, slug, Lang.AR))]


def test_the_words_of_the_text_stand_for_what_has_no_name() -> None:
    assert name_milestone("gharyan-conference", "", Lang.AR, "مؤتمر غريان") == "مؤتمر غريان"
    assert name_milestone("peace-talks", "", Lang.AR, "محادثات") != "محادثات"


def test_english_names_begin_with_a_capital() -> None:
    assert name_milestone("peace-talks", "peace talks", Lang.EN) == "Peace talks"


@pytest.mark.parametrize(
    ("unit", "en", "lang", "name"),
    [
        ("people", "people killed", Lang.EN, "people killed"),
        ("people", "", Lang.EN, "people"),
        ("dead", "dead", Lang.AR, "قتلى"),
        ("spoons", "", Lang.AR, "spoons"),
    ],
)
def test_units(unit: str, en: str, lang: Lang, name: str) -> None:
    assert name_unit(unit, en, lang) == name


def test_the_country_is_that_of_most_mentions(readings: list[Reading]) -> None:
    assert find_country(readings[0]) == "LY"
    assert find_country(replace(readings[0], actors=())) is None


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [("LY", Lang.EN, "Libya"), ("LY", Lang.AR, "ليبيا"), (None, Lang.EN, ""), ("ZZ", Lang.EN, "ZZ")],
)
def test_names_of_countries(code: str | None, lang: Lang, name: str) -> None:
    assert name_country(code, lang) == name
