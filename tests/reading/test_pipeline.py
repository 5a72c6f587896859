"""Whole texts: what the fast reader makes of them, with and without weights, and what always holds."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import FrameType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.model import Actor, ActorType, ActType, Document, Reading, Span, Status
from mithaq.reading.act_signs import CLASSES
from mithaq.reading.actors.cast import Weighed
from mithaq.reading.content import ENDS, STARTS
from mithaq.reading.parts import Cast, Mention
from mithaq.reading.pipeline import keep_likely, open_reader, read_document
from mithaq.reading.role_signs import ROLES
from mithaq.reading.weights import Weights, save_weights

PLAIN = open_reader(None)
REQUEST = "دعا وزير الخارجية الإيطالي باولو جنتيلوني الأطراف الليبية إلى وقف القتال."
AGREEMENT = "اتفقت الحكومة اليمنية وجماعة الحوثي على تبادل الأسرى بشرط انسحاب القوات من الميناء."
DENIAL = "نفى المتحدث باسم الجيش الليبي أحمد المسماري قصف المطار أمس."
ATTACK = "هاجم تنظيم داعش قاعدة للجيش العراقي في الموصل يوم الأحد وقتل خمسة جنود."
MEETING = "التقى رئيس مجلس النواب عقيلة صالح المبعوث الأممي برناردينو ليون في طبرق لبحث تشكيل حكومة."
SPEECH = "قال الرئيس التركي رجب طيب أردوغان إن بلاده ترفض التدخل الخارجي في سوريا."
EVERY = (REQUEST, AGREEMENT, DENIAL, ATTACK, MEETING, SPEECH, f"{REQUEST}\n{ATTACK}\n{SPEECH}")


def make_document(
    text: str, published: str | None = "2015-08-03", skipped: tuple[Span, ...] = ()
) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        digest, text, "one", published=Edtf.parse(published) if published else None, skipped=skipped
    )


def find_spans(reading: Reading) -> list[Span]:
    spans = [span for actor in reading.actors for span in actor.mentions]
    for act in reading.acts:
        given_spans = (
            act.trigger,
            act.evidence,
            act.about,
            act.condition,
            act.date_evidence,
            act.place_evidence,
        )
        spans += [span for span in given_spans if span is not None]
    return [*spans, *(item.evidence for item in (*reading.milestones, *reading.figures))]


def check(reading: Reading) -> None:
    text = reading.document.text
    for span in find_spans(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert span.select(text).strip()
    names = [actor.id for actor in reading.actors]
    assert len(set(names)) == len(names)
    for act in reading.acts:
        assert act.evidence.covers(act.trigger)
        assert {*act.actors, *act.recipients, *act.said_by} <= set(names)
        assert (act.date is None) == (act.date_evidence is None)
        assert (act.place is None) == (act.place_evidence is None)
        assert 0 <= act.confidence <= 1
        assert act.why
    for item in (*reading.milestones, *reading.figures):
        assert set(item.said_by) <= set(names)
    triggers = [act.trigger for act in reading.acts]
    assert triggers == sorted(triggers)


def tell(text: str) -> tuple[dict[str, str | tuple[str, ...] | None], ...]:
    """Return the acts of a text with the words that their spans select."""
    reading = read_document(make_document(text), PLAIN)
    check(reading)
    return tuple(
        {
            "type": act.type,
            "trigger": act.trigger.select(text),
            "evidence": act.evidence.select(text),
            "about": act.about and act.about.select(text),
            "condition": act.condition and act.condition.select(text),
            "date": act.date_evidence and act.date_evidence.select(text),
            "place": act.place_evidence and act.place_evidence.select(text),
            "actors": act.actors,
            "recipients": act.recipients,
            "said_by": act.said_by,
        }
        for act in reading.acts
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            REQUEST,
            {
                "type": ActType.REQUEST,
                "trigger": "دعا",
                "evidence": REQUEST[:-1],
                "about": "وقف القتال",
                "actors": ("paolo-gentiloni",),
                "recipients": ("libyan-parties",),
            },
        ),
        (
            AGREEMENT,
            {
                "type": ActType.AGREE,
                "trigger": "اتفقت",
                "evidence": AGREEMENT[:-1],
                "condition": "انسحاب القوات من الميناء",
                "actors": ("yemeni-government", "houthis"),
            },
        ),
        (DENIAL, {"type": ActType.REJECT, "trigger": "نفى", "about": "قصف المطار أمس", "date": "أمس"}),
        (
            ATTACK,
            {
                "type": ActType.ASSAULT,
                "trigger": "هاجم",
                "date": "يوم الأحد",
                "place": "الموصل",
                "about": None,
            },
        ),
        (
            MEETING,
            {"type": ActType.CONSULT, "trigger": "التقى", "actors": ("aguila-saleh",), "place": "طبرق"},
        ),
        (SPEECH, {"type": ActType.REJECT, "trigger": "ترفض"}),
    ],
)
def test_every_part_of_an_act_selects_its_words(text: str, told: dict[str, object]) -> None:
    act = tell(text)[0]
    assert {name: act[name] for name in told} == told


def test_those_with_most_parts_are_listed_first() -> None:
    text = "وصل وفد تونس أمس. طالبت فرنسا ليبيا بالهدوء. ثم طالبت فرنسا تركيا بالهدوء."
    reading = read_document(make_document(text))
    parts = [
        sum(actor.id in (*act.actors, *act.recipients, *act.said_by) for act in reading.acts)
        for actor in reading.actors
    ]
    assert parts[0] > parts[-1]
    assert parts == sorted(parts, reverse=True)


def test_a_condition_makes_an_act_conditional() -> None:
    act = read_document(make_document(AGREEMENT), PLAIN).acts[0]
    assert act.status is Status.CONDITIONAL
    assert act.evidence.covers(act.condition or Span(0, 0))


def test_the_shipped_reader_reads_the_same_texts() -> None:
    for text in EVERY:
        reading = read_document(make_document(text))
        check(reading)
        assert reading.reader.startswith("fast ")
        assert reading.document.text == text
    assert read_document(make_document(REQUEST), PLAIN).reader.endswith(" lexicon")


@pytest.mark.parametrize("text", EVERY)
def test_reading_twice_gives_the_same(text: str) -> None:
    document = make_document(text)
    assert read_document(document, PLAIN) == read_document(document, PLAIN)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200f", "…", "😀", "Nothing in Arabic", "2015", "و"])
def test_a_text_of_nothing_says_nothing(text: str) -> None:
    reading = read_document(make_document(text, None), PLAIN)
    assert (reading.acts, reading.milestones, reading.figures) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    ["الطقس اليوم جميل والسماء صافية والشمس مشرقة.", "يضاف السكر إلى الدقيق ثم يخلط جيدا ويترك حتى يبرد."],
)
def test_a_text_without_politics_has_no_acts(text: str) -> None:
    assert read_document(make_document(text), PLAIN).acts == ()


def test_skipped_text_is_not_read() -> None:
    text = f"{ATTACK}\n{REQUEST}"
    document = make_document(text, skipped=(Span(0, len(ATTACK)),))
    reading = read_document(document, PLAIN)
    check(reading)
    assert reading.acts
    assert all(span.start > len(ATTACK) for span in find_spans(reading))


def count_calls(document: Document) -> int:
    """Return how many functions are called while a document is read: work that no other process can slow down."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        del frame, argument
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_document(document, PLAIN)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    ("between", "most"),
    [("\n", 5), (" ", 20)],
    ids=["sentences", "one sentence"],
)
def test_four_times_the_words_are_a_bounded_multiple_of_work(between: str, most: int) -> None:
    """Sentences add up; inside one sentence every act is weighed against every date, and no worse than that."""
    short, long = (
        make_document(between.join([REQUEST[:-1], AGREEMENT[:-1], ATTACK[:-1]] * count)) for count in (12, 48)
    )
    check(read_document(long, PLAIN))
    read_document(short, PLAIN)
    assert count_calls(long) < most * count_calls(short)


def test_only_the_likely_are_kept_and_mentions_follow() -> None:
    actors = tuple(Actor(name, ActorType.STATE, "", ()) for name in ("a", "b", "c"))
    mentions = tuple(Mention(at, at + 1, Span(at, at + 1), actor) for at, actor in enumerate((0, 1, 2, 1, 0)))
    kept = keep_likely(Weighed(Cast(actors, mentions), (0.5, -9.0, -0.1)), least=-1.0)
    assert [actor.id for actor in kept.cast.actors] == ["a", "c"]
    assert [(mention.first, mention.actor) for mention in kept.cast.mentions] == [(0, 0), (2, 1), (4, 0)]
    assert kept.odds == (0.5, -0.1)


def write_weights(folder: Path, name: str, classes: tuple[str, ...], cue: str, weights: list[float]) -> None:
    table = np.array([weights, [0] * len(classes)], np.float32)
    save_weights(Weights(classes, {cue: 0}, table, 0.3), folder / f"{name}.npz", least=-1)


def write_reader(folder: Path) -> None:
    """Write weights by which every candidate is a request of the nearest party behind it."""
    one = [9.0 if name == "REQUEST" else 0.0 for name in CLASSES]
    write_weights(folder, "subject", ("no", "yes"), "bias", [0, 1])
    write_weights(folder, "acts-first", CLASSES, "bias", one)
    write_weights(folder, "acts-second", CLASSES, "bias", one)
    write_weights(folder, "roles", ROLES, "after0", [9, -9, -9])
    write_weights(folder, "content-starts", STARTS, "gap=1", [9])
    write_weights(folder, "content-ends", ENDS, "after=.", [9])
    (folder / "roots.txt").write_text("حوار\n", encoding="utf-8")


def test_weights_of_a_folder_are_read_and_used(tmp_path: Path) -> None:
    write_reader(tmp_path)
    reader = open_reader(tmp_path)
    assert reader.acts is not None
    assert reader.acts.roots == {"حوار"}
    for text in EVERY:
        reading = read_document(make_document(text), reader)
        check(reading)
        assert {act.type for act in reading.acts} == {ActType.REQUEST}
        assert any(act.about for act in reading.acts)


def test_a_folder_without_all_weights_of_a_question_has_none_of_it(tmp_path: Path) -> None:
    write_reader(tmp_path)
    for name in ("acts-first.npz", "content-ends.npz", "roots.txt"):
        (tmp_path / name).unlink()
    reader = open_reader(tmp_path)
    assert (reader.acts, reader.content) == (None, None)
    assert reader.roles is not None
    check(read_document(make_document(ATTACK), reader))


def test_roots_may_be_missing(tmp_path: Path) -> None:
    write_reader(tmp_path)
    (tmp_path / "roots.txt").unlink()
    reader = open_reader(tmp_path)
    assert reader.acts is not None
    assert reader.acts.roots == frozenset()


PIECES = (
    *" ".join(EVERY[:6]).split(),
    *("«", "»", "(", ")", "،", "؛", ".", "!", "…", "\n", "\n\n", "-", '"'),
    *("\u200f", "\u202bقال\u202c", "\ufeff", "ـــ", "وَقَالَ", "قـــال", "ﻗﺎﻝ", "ﻻ", "ﺍﻟﺤﻜﻮﻣﺔ", "٢٠١٥", "15"),
    *("😀", "👨‍👩‍👧", "é", "UN", "%", "و", "ب", "\u0651", "\u064b", "\t", "\u00a0"),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=60),
    st.sampled_from((" ", "", "\u200f ")),
    st.sampled_from(("2015-08-03", "2015-08", None)),
)
def test_whatever_is_read_quotes_the_text(pieces: list[str], link: str, published: str | None) -> None:
    document = make_document(link.join(pieces), published)
    check(read_document(document, PLAIN))
    check(read_document(document))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    check(read_document(make_document(text), PLAIN))
