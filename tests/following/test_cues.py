"""Every cue finds what its own examples say; patterns, denial and tense."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.following.cues import DATA, Cue, Cues, find_keys, load_cues, load_set
from mithaq.following.tense import is_coming, is_denied
from mithaq.lexicon import load_lexicon
from mithaq.text.segment import segment

FILES = ("requests", "agreements", "commitments", "programmes", "conditions", "appeals")
EXAMPLES = [
    (name, number, phrase, kind)
    for name in FILES
    for number, cue in enumerate(load_cues(name).cues)
    for kind, phrases in (("match", cue.match), ("avoid", cue.avoid))
    for phrase in phrases
]


@pytest.mark.parametrize(("name", "number", "phrase", "kind"), EXAMPLES)
def test_examples_of_the_data(name: str, number: int, phrase: str, kind: str) -> None:
    cues = load_cues(name)
    forms = segment(phrase).forms
    found = any(hit.state == cues.cues[number].state for hit in cues.find(forms, 0, len(forms)))
    assert found == (kind == "match")


@pytest.mark.parametrize("name", FILES)
def test_every_file_shows_what_it_must_and_must_not_find(name: str) -> None:
    cues = [cue for cue in load_cues(name).cues if cue.state not in {"coming", "due"}]
    assert [cue.state for cue in cues if not cue.match] == []


def make(*patterns: str, **fields: str) -> Cues:
    cue = Cue(state="accepted", patterns=patterns, **fields)  # type: ignore[arg-type]
    return Cues([cue], {"answer": ("رد", "جواب")}, load_lexicon(), "here.yaml")


def find(cues: Cues, text: str) -> list[str]:
    forms = segment(text).forms
    return [hit.state for hit in cues.find(forms, 0, len(forms))]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("<وافق>", "وافقت الوزارة", True),
        ("<وافق>", "سنوافق", False),
        ("<وافق>", "موافقة الوزارة", False),
        ("<وافق+>", "بعد الموافقة", True),
        ("<انتظر> …3 $answer", "تنتظر الوزارة منذ شهر جوابا", True),
        ("<انتظر> …1 $answer", "تنتظر الوزارة منذ شهر جوابا", False),
        ("<انتظر> …3 $answer", "تنتظر الوزارة. وصل جواب", True),
        ("~من رد", "من ردها", True),
        ("~من رد", "ومن رد", False),
    ],
)
def test_patterns(pattern: str, text: str, *, found: bool) -> None:
    assert (find(make(pattern), text) == ["accepted"]) == found


def test_denial_shows_another_state_or_none() -> None:
    assert find(make("<وافق>"), "لم توافق الوزارة") == []
    assert find(make("<وافق>", denied="declined"), "لم توافق الوزارة") == ["declined"]


def test_the_future_shows_another_state_or_none() -> None:
    assert find(make("<سلّم>", coming="pipeline"), "ستسلم الوزارة") == ["pipeline"]
    assert find(make("<سلّم>", coming="same"), "سوف تسلم الوزارة") == ["accepted"]
    assert find(make("<سلّم>"), "ستسلم الوزارة") == []


def test_the_strongest_cue_of_a_state_counts_at_one_place() -> None:
    weak = Cue(state="met", patterns=("<سلّم>",), weight=0.5)
    strong = Cue(state="met", patterns=("<سلّم> كاملا",), weight=1.0)
    forms = segment("سلمت كاملا").forms
    hits = Cues([weak, strong], {}, load_lexicon(), "here.yaml").find(forms, 0, len(forms))
    assert [(hit.cue.weight, hit.last) for hit in hits] == [(1.0, 2)]


@pytest.mark.parametrize("pattern", ["$nothing", "<ضكفجص>"])
def test_what_is_not_known_is_refused_with_its_file(pattern: str) -> None:
    with pytest.raises(KnowledgeError, match=r"here\.yaml"):
        make(pattern)


def test_words() -> None:
    assert is_denied(("لم",))
    assert not is_denied(("هو",))
    assert is_coming("ستسلم")
    assert is_coming("تسلم", ("سوف",))
    assert not is_coming("سفينة")
    assert not is_coming("وصل")
    assert not is_coming("سته")
    assert not is_coming("وستين")
    assert "طلب" in find_keys("وطلبها")
    assert find_keys("،") == frozenset(("،", "=،"))
    assert "هدنه" in load_set("truces")
    assert make("<وافق>").fills("answer", "ردها")


def test_every_file_of_cues_is_tested() -> None:
    own = {path.stem for path in Path(DATA).glob("*.yaml")} - {"words"}
    assert set(FILES) <= own
