from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon import lexicon as module
from mithaq.model import Topic
from mithaq.text.segment import segment


def test_the_lexicon_is_loaded_once() -> None:
    assert load_lexicon() is load_lexicon()


@given(st.text(alphabet="ابتدعاوقصف غارة هجوم.،\n", max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    page = segment(text)
    for trigger in load_lexicon().find_triggers(page):
        assert 0 <= trigger.first < trigger.last <= len(page.forms)
        assert page.sentence_of[trigger.first] == page.sentence_of[trigger.last - 1]
        assert trigger.why


def test_topics_are_ordered_by_weight() -> None:
    page = segment("اتفق الطرفان على الهدنة وعلى تثبيت الهدنة قبل الانتخابات")
    topics = load_lexicon().find_topics(page, 0, len(page.forms))
    assert topics[0] is Topic.CEASEFIRE
    assert Topic.ELECTIONS in topics


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("reporting", "وقالت", True),
        ("reporting", "قصفت", False),
        ("negation", "لم", True),
        ("sports", "المباراه", True),
        ("sports", "مباراه", True),
        ("unheard", "لم", False),
    ],
)
def test_cues(name: str, form: str, *, expected: bool) -> None:
    assert load_lexicon().is_cue(name, form) is expected


def test_a_page_has_the_words_of_its_tokens() -> None:
    lexicon, page = load_lexicon(), segment("دعا الوزير إلى الحوار.")
    assert [word.form for word in lexicon.words(page)] == list(page.forms)
    assert lexicon.words(page)[0] is lexicon.word("دعا")


def test_the_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    lexicon = Lexicon(load_lexicon().tables)
    readings = [lexicon.analyse(form) for form in ("دعت", "قصف", "هجوم", "دعت")]
    assert readings[0] == readings[3]
    assert lexicon.word("قصف") is not load_lexicon().word("قصف")


def test_forgetting_changes_no_trigger(monkeypatch: pytest.MonkeyPatch) -> None:
    page = segment("دعا الوزير إلى الحوار. شن الطيران غارات على المدينة. رفض المجلس القرار واتهم الحكومة.")
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    lexicon = Lexicon(load_lexicon().tables)
    assert lexicon.find_triggers(page) == lexicon.find_triggers(page) == load_lexicon().find_triggers(page)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("حضر طلبة الجامعة", False),
        ("هذا ما طلبه الوزير", True),
        ("طالبه الوزير بالمغادرة", True),
        ("مطالبة الوزير بالمغادرة", True),
    ],
)
def test_a_word_with_a_feminine_ending_has_no_pronoun(text: str, *, found: bool) -> None:
    triggers = load_lexicon().find_triggers(segment(text))
    assert any(trigger.family == "ask" or "طالب" in trigger.name for trigger in triggers) is found
