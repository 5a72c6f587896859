"""The milestones of a text: steps of a political or security roadmap with the dates that they are given.

A step is a word that names or does it ("انتخابات", "توقيع", "تبنى") together with an expression of time in the
same sentence. Each pair is judged by a log-linear score whose parts have names; a time takes its best step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from mithaq.dates import Edtf, Precision
from mithaq.lexicon.quantities import Quantities
from mithaq.lexicon.steps import Steps, StepWord
from mithaq.model import Milestone, MilestoneStatus, Span
from mithaq.reading.figures import Subject, read_subject
from mithaq.reading.parts import Cast, Speech, Time
from mithaq.text.segment import Page

_REACH = 28
_NEAR = 4
_CLAUSE = frozenset("،.؛:!؟?,;…")
_FUTURE_MARKS = ("سي", "ست", "وسي", "وست")
_STEPS = (1, 2, 4, 7, 11, 16, 22)


@dataclass(frozen=True, slots=True)
class Dating:
    """A step word and the time that may date it.

    Args:
        at: Token of the step word.
        last: Token behind it.
        word: What it names.
        time: The expression of time.
    """

    at: int
    last: int
    word: StepWord
    time: Time


def find_datings(page: Page, times: tuple[Time, ...], steps: Steps) -> tuple[Dating, ...]:
    """Return every step word that stands in one sentence with a time, paired with it."""
    forms = page.forms
    found: list[Dating] = []
    for time in times:
        begin, end = page.sentences[page.sentence_of[time.first]]
        for at in range(max(begin, time.first - _REACH), min(end, time.last + _REACH)):
            if time.first <= at < time.last:
                continue
            for word in steps.words.get(forms[at], ()):
                last = at + 1 + len(word.rest)
                if forms[at + 1 : last] == word.rest:
                    found.append(Dating(at, last, word, time))
                    break
    return tuple(found)


def list_signs(
    page: Page, dating: Dating, subject: Subject, published: Edtf | None, steps: Steps, rivals: int
) -> Iterator[str]:
    """Yield the names of everything that speaks for or against a dated step."""
    forms, time, step = page.forms, dating.time, dating.word.step
    after = time.first >= dating.last
    between = forms[dating.last : time.first] if after else forms[time.last : dating.at]
    gap = len(between)
    when = _compare(time.value, published)
    yield "always"
    yield f"step:{step.kind}"
    yield f"step:{step.kind} {when}"
    yield f"verb:{dating.word.verb}"
    yield f"when:{when}"
    yield f"precision:{time.value.precision}"
    yield f"relative:{time.relative}"
    yield f"order:{'after' if after else 'before'}"
    for limit in _STEPS:
        if gap >= limit:
            yield f"gap>={limit}"
    marks = sum(form in _CLAUSE for form in between)
    if marks:
        yield "mark between" if marks == 1 else "marks between"
    if any(form in steps.words for form in between):
        yield "step between"
    yield f"rivals:{min(rivals, 3)}"
    before_time = forms[time.first - 1] if time.first else ""
    yield f"before time:{before_time}" if before_time in _PREPOSITIONS else "before time:other"
    yield f"chief:{subject.chief}"
    for topic, grade in zip(
        ("conflict", "politics", "sport", "business", "service"), subject.grades, strict=True
    ):
        for level in range(grade):
            yield f"{topic}>{level}"
    begin, end = page.sentences[page.sentence_of[dating.at]]
    near = {
        cue
        for at in range(max(begin, dating.at - _NEAR), min(end, dating.last + _NEAR))
        for cue in steps.cues.get(forms[at], ())
    }
    wide = {cue for form in forms[begin:end] for cue in steps.cues.get(form, ())} - near
    yield from (f"near:{cue}" for cue in sorted(near))
    yield from (f"sentence:{cue}" for cue in sorted(wide))
    window = range(max(begin, dating.at - 6), min(end, dating.last + 8))
    for qualifier in sorted({q for at in window for q in read_qualifiers(forms, at, steps)}):
        yield f"about:{qualifier}"
    statuses = {steps.statuses[forms[at]] for at in window if forms[at] in steps.statuses}
    yield from (f"status:{status}" for status in sorted(statuses))
    if any(forms[at].startswith(_FUTURE_MARKS) for at in range(max(begin, dating.at - 3), dating.at + 1)):
        yield "future verb"
    if begin == 0:
        yield "opening"


_PREPOSITIONS = frozenset(
    (
        "في",
        "منذ",
        "حتي",
        "قبل",
        "بعد",
        "من",
        "يوم",
        "خلال",
        "شهر",
        "عام",
        "صباح",
        "مساء",
        "بحلول",
        "حول",
        "علي",
        "ان",
    )
)


def read_qualifiers(forms: tuple[str, ...], at: int, steps: Steps) -> Iterator[str]:
    """Yield the slugs of the qualifiers that begin at token ``at``."""
    for rest, qualifier in steps.qualifiers.get(forms[at], ()):
        if forms[at + 1 : at + 1 + len(rest)] == rest:
            yield qualifier.slug


def _compare(value: Edtf, published: Edtf | None) -> str:
    if published is None or published.earliest is None or value.earliest is None or value.latest is None:
        return "unknown"
    day = published.earliest
    if value.earliest > day:
        return "soon" if value.earliest - day < timedelta(days=10) else "later"
    if value.latest < day:
        old = day - value.latest
        return (
            "just"
            if old < timedelta(days=4)
            else "lately"
            if old < timedelta(days=45)
            else "past"
            if old < timedelta(days=800)
            else "long ago"
        )
    return "today" if value.precision is Precision.DAY else "now"


def judge_datings(
    page: Page, datings: tuple[Dating, ...], subject: Subject, published: Edtf | None, steps: Steps
) -> tuple[tuple[Dating, float], ...]:
    """Return for each time its best step with the score of the pair, in text order of the times."""
    rivals: dict[int, int] = {}
    for dating in datings:
        rivals[dating.time.first] = rivals.get(dating.time.first, -1) + 1
    best: dict[int, tuple[Dating, float]] = {}
    weights = steps.weights
    for dating in datings:
        signs = list_signs(page, dating, subject, published, steps, rivals[dating.time.first])
        score = sum(weights.get(sign, 0.0) for sign in signs)
        known = best.get(dating.time.first)
        if known is None or score > known[1]:
            best[dating.time.first] = (dating, score)
    return tuple(best[key] for key in sorted(best))


def find_milestones(
    page: Page,
    cast: Cast,
    speech: tuple[Speech, ...],
    times: tuple[Time, ...],
    published: Edtf | None,
    lexicon: tuple[Steps, Quantities],
) -> tuple[Milestone, ...]:
    """Return the dated steps of a roadmap that the text names, in text order.

    Args:
        page: The text in tokens.
        cast: The actors.
        speech: Stretches that rest on somebody's word.
        times: Words that give dates.
        published: When the text was published.
        lexicon: Kinds of steps, and the topics of texts.
    """
    steps, quantities = lexicon
    datings = find_datings(page, times, steps)
    if not datings:
        return ()
    subject = read_subject(page, quantities)
    told = [d for d, score in judge_datings(page, datings, subject, published, steps) if score > 0]
    return make_milestones(page, told, cast, speech, published, steps)


def make_milestones(
    page: Page,
    told: list[Dating],
    cast: Cast,
    speech: tuple[Speech, ...],
    published: Edtf | None,
    steps: Steps,
) -> tuple[Milestone, ...]:
    """Return one milestone for each step and month, at its first telling."""
    made: dict[tuple[str, str], Milestone] = {}
    for dating in told:
        value = dating.time.value
        what, en = name_step(page, dating, cast, steps)
        made.setdefault(
            (dating.word.step.kind, value.text),
            Milestone(
                what=what,
                en=en,
                when=value,
                status=read_status(page, dating, published, steps),
                evidence=_quote(page, dating),
                said_by=_find_speakers(dating, cast, speech),
            ),
        )
    return tuple(made.values())


def name_step(page: Page, dating: Dating, cast: Cast, steps: Steps) -> tuple[str, str]:
    """Return slug and English name of the step, with what it is about and the state that it concerns."""
    step = dating.word.step
    begin, end = page.sentences[page.sentence_of[dating.at]]
    window = range(max(begin, dating.at - 2), min(end, dating.last + 4))
    slugs = list(dict.fromkeys(q for at in window for q in read_qualifiers(page.forms, at, steps)))
    slug = "-".join([*slugs[:2], step.kind])
    return slug, slug.replace("-", " ")


def read_status(page: Page, dating: Dating, published: Edtf | None, steps: Steps) -> MilestoneStatus:
    """Return how the step stands: what the words near it say, else whether its time lies ahead."""
    begin, end = page.sentences[page.sentence_of[dating.at]]
    window = range(max(begin, dating.at - 3), min(end, dating.last + 3))
    said = {steps.statuses[page.forms[at]] for at in window if page.forms[at] in steps.statuses}
    for status in (MilestoneStatus.POSTPONED, MilestoneStatus.CANCELLED):
        if status in said:
            return status
    when = _compare(dating.time.value, published)
    if when in ("soon", "later"):
        return MilestoneStatus.PLANNED
    if when in ("today", "now") and MilestoneStatus.PLANNED in said:
        return MilestoneStatus.PLANNED
    return MilestoneStatus.HELD


def _quote(page: Page, dating: Dating) -> Span:
    begin, end = page.sentences[page.sentence_of[dating.at]]
    first, last = min(dating.at, dating.time.first), max(dating.last, dating.time.last)
    for _ in range(2):
        if first > begin and page.forms[first - 1] not in _CLAUSE:
            first -= 1
    text = page.text.original
    span = page.span(first, last)
    while text.find(span.select(text)) != span.start and (first > begin or last < end):
        first, last = max(first - 1, begin), min(last + 1, end)
        span = page.span(first, last)
    return span


def _find_speakers(dating: Dating, cast: Cast, speech: tuple[Speech, ...]) -> tuple[str, ...]:
    for stretch in speech:
        if stretch.first <= dating.at < stretch.last:
            return tuple(cast.actors[index].id for index in stretch.speakers)
    return ()
