from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon import lexicon as module
from mithaq.lexicon.lexicon import THRESHOLD
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


def test_the_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    lexicon = Lexicon(load_lexicon().tables)
    readings = [lexicon.analyse(form) for form in ("دعت", "قصف", "هجوم", "دعت")]
    assert readings[0] == readings[3]


def test_the_baseline_keeps_the_likely_triggers() -> None:
    page = segment("طالب وزير الخارجية مجلس الأمن برفع الحظر عن الجيش. تناول الضيوف طعام العشاء.")
    lexicon = load_lexicon()
    kept = lexicon.judge(page)
    assert kept == tuple(trigger for trigger in lexicon.find_triggers(page) if trigger.prior >= THRESHOLD)
    assert [trigger.first for trigger in kept] == [0]


def test_other_weights_make_another_lexicon(tmp_path: Path) -> None:
    weights = tmp_path / "weights.tsv.gz"
    weights.write_bytes(gzip.compress(b"# none\nany\tprior\t1\nREQUEST\tword x\t0.5\n"))
    other = load_lexicon(weights)
    assert other is not load_lexicon()
    assert other.tables.weights["prior"][0] == 1


def test_a_higher_bar_finds_less() -> None:
    page = segment(
        "طالب وزير الخارجية مجلس الأمن برفع الحظر عن الجيش. تناول الضيوف طعام العشاء وبحثوا أمورا أخرى."
    )
    lexicon = load_lexicon()
    assert len(lexicon.find_triggers(page, hopeless=-9.0)) > len(lexicon.find_triggers(page, hopeless=-1.0))
