"""Who has the word: behind the verb, before it, left out, or named by another."""

from __future__ import annotations

import pytest

from mithaq.lexicon.speech import read_speech
from mithaq.model import Actor, ActorType
from mithaq.reading.parts import Cast, Mention
from mithaq.reading.speech_scene import find_cues, set_scene
from mithaq.reading.speech_subject import Subject, Turn, find_subject
from mithaq.text.normalize import fold
from mithaq.text.segment import segment

LEXICON = read_speech()


def find_first(text: str, names: dict[str, tuple[str, str]], turns: list[Turn]) -> Subject:
    """Return the subject of the first cue; ``names`` maps single words to clitic and way of naming."""
    page = segment(text)
    mentions = tuple(
        Mention(index, index + 1, page.span(index, index + 1), list(names).index(name), clitic, called)
        for index, form in enumerate(page.forms)
        for name, (clitic, called) in names.items()
        if form == fold(clitic + name)
    )
    actors = tuple(Actor(name, ActorType.INSTITUTION, "", ()) for name in names)
    scene = set_scene(page, Cast(actors, mentions), LEXICON)
    return find_subject(scene, next(find_cues(scene)), turns)


@pytest.mark.parametrize(
    ("text", "names", "speakers"),
    [
        ("قال المدير إن", {"المدير": ("", "name")}, (0,)),
        ("قال للمدير إن", {"المدير": ("", "name")}, ()),
        ("قال في قرطاج المدير إن", {"قرطاج": ("", "name"), "المدير": ("", "name")}, ()),
        ("قال في قرطاج، المدير إن", {"قرطاج": ("", "name"), "المدير": ("", "name")}, (1,)),
        ("المدير والنائب قالا إن", {"المدير": ("", "name"), "النائب": ("و", "name")}, (0, 1)),
        ("عاد المدير لكنه قال إن", {"المدير": ("", "name")}, (0,)),
        ("في المدينة قال إن", {"المدينة": ("", "name")}, ()),
        ("عاد الوفد مع اللجنة التي قالت إن", {"اللجنة": ("", "name")}, (0,)),
    ],
)
def test_the_subject_is_found_beside_the_verb_or_in_its_sentence(
    text: str, names: dict[str, tuple[str, str]], speakers: tuple[int, ...]
) -> None:
    assert find_first(text, names, []).speakers == speakers


def test_a_verb_without_a_subject_goes_on_with_whoever_had_the_word_in_its_gender() -> None:
    turns = [Turn((0,), "m", 0), Turn((1,), "f", 5)]
    names = {"المدير": ("", "name"), "اللجنة": ("", "name")}
    assert find_first("وأضاف أن", names, turns).speakers == (0,)
    assert find_first("وأضافت أن", names, turns).speakers == (1,)
    assert not find_first("وأضافت أن", names, turns).named
