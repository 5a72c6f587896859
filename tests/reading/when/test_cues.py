from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon import load_lexicon
from mithaq.model import ActType
from mithaq.reading.when import Deed, Scene, find_times, load_calendar, load_dating
from mithaq.reading.when.cues import Board, lay_board, list_date_cues, list_lasting_cues, list_none_cues
from mithaq.text.segment import segment

CALENDAR, LEXICON = load_calendar(), load_lexicon()
WORDS = load_dating(CALENDAR, None).words
TUESDAY = Edtf.parse("2020-11-24")


def lay(
    text: str, *triggers: str, who: frozenset[str] = frozenset(), named: tuple[tuple[int, str], ...] = ()
) -> Board:
    page = segment(text)
    scene = Scene(page, find_times(page, TUESDAY, CALENDAR), LEXICON.words(page), TUESDAY, named)
    plain = [page.raw(at) for at in range(len(page.forms))]
    deeds = []
    for word in triggers:
        at = plain.index(word)
        first, last = page.sentences[page.sentence_of[at]]
        deeds.append(Deed((at, at + 1), (first, last), ActType.ASSAULT, who=who))
    return lay_board(scene, deeds, CALENDAR, WORDS)


def test_a_text_is_laid_out() -> None:
    board = lay("قصفت طائرات المدينة أمس. ووصل الوفد الأحد. وغادر في مايو 2019", "قصفت", named=((1, "crew"),))
    assert [date.sentence for date in board.dates] == [0, 1, 2]
    assert board.lines == {0: [0], 1: [1], 2: [2]}
    assert board.triggers == {0: 0}
    assert board.people == {0: {"crew": True}}
    assert board.recent == (0, 1)
    assert board.days == 2
    assert len(board.openings) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قصفت طائرات المدينة أمس", "none here"),
        ("وصل الوفد أمس. قصفت طائرات المدينة", "none back"),
        ("قصفت طائرات المدينة", "none fore"),
    ],
)
def test_that_an_act_has_no_date(text: str, place: str) -> None:
    board = lay(text, "قصفت")
    cues = list_none_cues(board, board.acts[0])
    assert cues[0] == "none"
    assert any(cue.startswith(f"{place} dates") for cue in cues)
    assert not any(
        cue.startswith(("none here", "none back", "none fore")) and not cue.startswith(place) for cue in cues
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت طائرات المدينة أمس", "inside behind"),
        ("أمس قصفت طائرات المدينة", "inside before"),
    ],
)
def test_a_date_of_the_sentence_stands_before_or_behind(text: str, expected: str) -> None:
    board = lay(text, "قصفت")
    cues = set(list_date_cues(board, board.acts[0], 0, "here"))
    side = expected.split()[1]
    assert {expected, "yesterday", f"{side} commas 0"} <= cues


def test_what_stands_between_an_act_and_a_date() -> None:
    board = lay("قصفت طائرات المدينة، وقال الوزير أمس إنه يأسف", "قصفت")
    cues = set(list_date_cues(board, board.acts[0], 0, "here"))
    assert "behind commas 1" in cues
    assert any(cue.startswith("behind report") for cue in cues)
    assert any(cue.startswith("behind verb report") for cue in cues)
    near = set(list_date_cues(lay("قصفت طائرات المدينة أمس", "قصفت"), board.acts[0], 0, "here"))
    assert any(cue.startswith("behind verb self") for cue in near)


def test_rivals_are_other_dates_and_acts_of_the_sentence() -> None:
    board = lay("قصفت طائرات المدينة الأحد وهاجمت مسلحة القرية أمس", "قصفت", "وهاجمت")
    first, second = (set(list_date_cues(board, act, 1, "here")) for act in board.acts)
    assert {"behind rank 1 of 2", "behind closer 1"} <= first
    assert {"behind rank 1 of 2", "behind closer 0"} <= second
    assert any(cue.startswith("behind date between") for cue in first)
    assert not any(cue.startswith("behind date between") for cue in second)


@pytest.mark.parametrize(
    ("who", "named", "company"),
    [
        (frozenset({"crew"}), ((0, "crew"),), "early"),
        (frozenset({"crew"}), ((9, "crew"),), "there"),
        (frozenset({"crew"}), ((0, "other"),), "no"),
        (frozenset(), ((0, "crew"),), "nobody"),
    ],
)
def test_a_date_of_another_sentence_knows_who_was_there(
    who: frozenset[str], named: tuple[tuple[int, str], ...], company: str
) -> None:
    text = "وصل الوفد أمس إلى المدينة بعد رحلة طويلة عبر الصحراء. قصفت طائرات المدينة"
    board = lay(text, "قصفت", who=who, named=named)
    cues = set(list_date_cues(board, board.acts[0], 0, "back"))
    assert any(cue.startswith(f"back who {company} ") for cue in cues)
    assert "back" in cues


def test_what_lasts_is_asked_by_name() -> None:
    board = lay("قصفت طائرات المدينة أمس", "قصفت")
    since = list_lasting_cues(board.acts[0], board.dates[0], "since")
    until = list_lasting_cues(board.acts[0], board.dates[0], "until")
    assert since[0] == "since"
    assert [cue.replace("since", "until", 1) for cue in since] == until
