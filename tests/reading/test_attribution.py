"""Who says what: the examples of the speech lexicon, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.knowledge import read_knowledge
from mithaq.lexicon.speech import SPEECH_FILE, SpeechExample, SpeechKnowledge, compile_speech
from mithaq.model import Actor, ActorType
from mithaq.reading.attribution import find_speakers, find_speech
from mithaq.reading.parts import Cast, Mention, Speech
from mithaq.text.normalize import fold
from mithaq.text.segment import Page, segment

KNOWLEDGE = read_knowledge(SPEECH_FILE, SpeechKnowledge)
LEXICON = compile_speech(KNOWLEDGE)
CLITICS = ("", "و", "ل", "ب")


def read_cast(page: Page, names: tuple[str, ...], types: dict[str, ActorType] | None = None) -> Cast:
    """Return a cast in which every name is an actor of its own."""
    actors, mentions = [], []
    for number, name in enumerate(names):
        words = tuple(fold(name).split())
        kind = (types or {}).get(name, ActorType.PERSON if words[0] == "العقيد" else ActorType.INSTITUTION)
        actors.append(Actor(str(number), kind, "", ()))
        for first in range(len(page.forms) - len(words) + 1):
            for clitic in CLITICS:
                last = first + len(words)
                if page.forms[first:last] == (clitic + words[0], *words[1:]):
                    mentions.append(Mention(first, last, page.span(first, last), number, clitic))
    return Cast(tuple(actors), tuple(sorted(mentions, key=lambda mention: mention.first)))


def find_names(example: SpeechExample) -> list[str]:
    page = segment(example.text)
    cast = read_cast(page, example.names)
    at = page.forms.index(fold(example.at))
    return [example.names[actor] for actor in find_speakers(find_speech(page, cast, LEXICON), at)]


@pytest.mark.parametrize("example", KNOWLEDGE.examples, ids=lambda example: f"{example.at}: {example.text}")
def test_every_example_of_the_lexicon_holds(example: SpeechExample) -> None:
    assert find_names(example) == list(example.by)


def test_an_agency_in_a_dateline_does_not_speak() -> None:
    page = segment("وكالة الجنوب - عدن: قصفت القوات الميناء")
    cast = read_cast(page, ("وكالة الجنوب",), {"وكالة الجنوب": ActorType.MEDIA})
    assert find_speech(page, cast, LEXICON) == ()


def test_a_page_without_mentions_has_no_speech() -> None:
    assert find_speech(segment("قال إن الهدنة صامدة."), Cast((), ()), LEXICON) == ()


def test_the_doer_of_an_act_gives_way_to_whoever_reports_him() -> None:
    outer, inner = Speech(1, 9, (0,), 0), Speech(4, 9, (1,), 3)
    assert find_speakers((outer, inner), 5) == (1,)
    assert find_speakers((outer, inner), 5, frozenset({1})) == (0,)
    assert find_speakers((outer, inner), 5, frozenset({0, 1})) == ()
    assert find_speakers((outer, inner), 9) == ()


MARKS = (":", "،", ".", "«", "»", '"', "\n")
VOCABULARY = "قال وقالت أضاف أن إن بحسب كما فيما حين في ل الوزير اللجنة والسفير عن نقلت الذي قصف لم مشيرا دعا"
WORDS = tuple(VOCABULARY.split())


@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=40))
def test_stretches_lie_within_the_page_and_have_known_speakers(words: list[str]) -> None:
    page = segment(" ".join(words))
    cast = read_cast(page, ("الوزير", "اللجنة", "السفير"))
    for speech in find_speech(page, cast, LEXICON):
        assert 0 <= speech.first < speech.last <= len(page.forms)
        assert all(0 <= speaker < len(cast.actors) for speaker in speech.speakers)
        assert speech.verb is not None


def test_a_state_is_feminine_unless_its_name_is_known_as_masculine() -> None:
    page = segment(
        "عادت ليبيريا إلى الحوار، وقالت إن القصف توقف. قالت ليبيريا إن القصف توقف. وقالت إن الحصار انتهى."
    )
    cast = read_cast(page, ("ليبيريا",), {"ليبيريا": ActorType.STATE})
    speeches = find_speech(page, cast, LEXICON)
    assert find_speakers(speeches, page.forms.index("انتهي")) == (0,)


def test_a_quotation_that_a_line_break_leaves_open_is_none() -> None:
    page = segment("وقال الوزير «إن القصف توقف\nوعاد النازحون إلى بيوتهم في الجنوب»")
    cast = read_cast(page, ("الوزير",))
    speeches = find_speech(page, cast, LEXICON)
    assert find_speakers(speeches, page.forms.index("توقف")) == (0,)
    assert find_speakers(speeches, page.forms.index("وعاد")) == ()


def test_a_mere_definite_noun_takes_up_whom_it_names() -> None:
    page = segment(
        "قالت وزارة العدل إن القصف توقف. وقال الوسيط إن الحصار انتهى. وأضافت الوزارة أن الأسرى عادوا."
    )
    cast = read_cast(page, ("وزارة العدل", "الوسيط", "الوزارة"))
    speeches = find_speech(page, cast, LEXICON)
    assert find_speakers(speeches, page.forms.index("عادوا")) == (0,)


def test_a_mere_definite_noun_takes_up_the_last_speaker_where_none_is_named_so() -> None:
    page = segment("قال سالم إن القصف توقف. وأضاف المسؤول أن الأسرى عادوا.")
    cast = read_cast(page, ("سالم", "المسؤول"))
    speeches = find_speech(page, cast, LEXICON)
    assert find_speakers(speeches, page.forms.index("عادوا")) == (0,)


def test_a_mere_definite_noun_that_opens_a_text_stands_for_itself() -> None:
    page = segment("قال المسؤول إن القصف توقف. وقال المسؤول إن الأسرى عادوا.")
    cast = read_cast(page, ("المسؤول",))
    speeches = find_speech(page, cast, LEXICON)
    assert find_speakers(speeches, page.forms.index("توقف")) == (0,)
    assert find_speakers(speeches, page.forms.index("عادوا")) == (0,)


def test_a_title_gives_way_to_the_name_behind_it() -> None:
    page = segment("وقال مدير المشفى سالم إن الجرحى وصلوا.")
    cast = read_cast(
        page, ("مدير المشفى", "سالم"), {"سالم": ActorType.PERSON, "مدير المشفى": ActorType.PERSON}
    )
    titled = Cast(cast.actors, (structs.replace(cast.mentions[0], called="title"), *cast.mentions[1:]))
    speeches = find_speech(page, titled, LEXICON)
    assert find_speakers(speeches, page.forms.index("وصلوا")) == (1,)
