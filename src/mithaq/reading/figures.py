"""The figures of a text: counts that say something about the conflict or the process.

A count is judged by what it counts, by the words near it, and by what the whole text is about, with a log-linear
score whose weights are data: every part of the judgement has a name and can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from mithaq.lexicon.quantities import Quantities
from mithaq.model import Comparator, Figure, Span
from mithaq.reading.counts import Count, find_counts
from mithaq.reading.parts import Cast, Speech, Time
from mithaq.text.segment import Page

_NEAR_BEFORE, _NEAR_AFTER = 5, 4
_CLAUSE = frozenset("،.؛:!؟?,;…")
_EVIDENCE_BEFORE, _EVIDENCE_AFTER = 4, 4
_HARM = ("killed", "wounded", "seized", "fled")
_DENSITY = (0.0, 0.01, 0.025, 0.05, 0.09)
TOPICS = ("conflict", "politics", "sport", "business", "service")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a whole text is about: for each topic the share of its words, as a grade from 0 to 5."""

    grades: tuple[int, ...]
    chief: str


def read_subject(page: Page, lexicon: Quantities) -> Subject:
    """Return what the text is about."""
    tally = Counter(map(lexicon.topics.get, page.forms))
    length = max(len(page.forms), 1)
    shares = [tally[topic] / length for topic in TOPICS]
    grades = tuple(sum(share > step for step in _DENSITY) for share in shares)
    return Subject(grades, TOPICS[shares.index(max(shares))] if max(shares) else "none")


def list_signs(page: Page, count: Count, subject: Subject, lexicon: Quantities) -> Iterator[str]:
    """Yield the names of everything that speaks for or against a count being a figure."""
    forms, cues = page.forms, lexicon.cues
    group = count.noun.unit.group if count.noun else count.how if count.how == "percent" else "none"
    yield "always"
    yield f"counts:{group}"
    yield f"written:{count.how}"
    yield f"size:{_grade_size(count.value)}"
    yield f"chief:{subject.chief}"
    yield f"counts:{group} in:{subject.chief}"
    for topic, grade in zip(TOPICS, subject.grades, strict=True):
        for step in range(grade):
            yield f"{topic}>{step}"
    if count.comparator is not Comparator.EQUAL:
        yield "bounded"
    begin, end = page.sentences[page.sentence_of[count.at]]
    near = range(max(begin, count.at - _NEAR_BEFORE), min(end, count.behind + _NEAR_AFTER))
    close = {cue for at in near for cue in cues.get(forms[at], ())}
    wide = {cue for form in forms[begin:end] for cue in cues.get(form, ())} - close
    yield from (f"near:{cue}" for cue in sorted(close))
    yield from (f"sentence:{cue}" for cue in sorted(wide))
    if count.at > 0:
        yield from (f"before:{cue}" for cue in cues.get(forms[count.at - 1], ()))
    behind = forms[count.behind] if count.behind < len(forms) else "\n"
    yield (
        f"behind:{behind}"
        if behind in ("من", "في", "الي", "على", "و")
        else "behind:word"
        if behind.isalpha()
        else "behind:mark"
    )
    if begin == 0:
        yield "opening"


def _grade_size(value: float) -> str:
    if value <= 2:
        return str(int(value)) if value == int(value) else "part"
    if value <= 10:
        return "ten"
    return f"1e{int(log10(value))}" + ("" if value == int(value) else " part")


def judge_count(page: Page, count: Count, subject: Subject, lexicon: Quantities) -> float:
    """Return how strongly a count speaks as a figure; above zero it is one."""
    weights = lexicon.weights
    return sum(weights.get(sign, 0.0) for sign in list_signs(page, count, subject, lexicon))


def find_figures(
    page: Page, cast: Cast, speech: tuple[Speech, ...], times: tuple[Time, ...], lexicon: Quantities
) -> tuple[Figure, ...]:
    """Return the numbers that the text states about the conflict or the process, in text order.

    Args:
        page: The text in tokens.
        cast: The actors, for ``said_by``.
        speech: Stretches that rest on somebody's word.
        times: Words that give dates.
        lexicon: Number words, units and weights.
    """
    counts = find_counts(page, times, lexicon)
    if not counts:
        return ()
    subject = read_subject(page, lexicon)
    told = [count for count in counts if judge_count(page, count, subject, lexicon) > 0]
    return tuple(_make_figure(page, count, cast, speech, lexicon) for count in pick_fullest(page, told))


def pick_fullest(page: Page, told: list[Count]) -> tuple[Count, ...]:
    """Return each number once: its bounded telling before a bare one, the body before the headline."""
    best: dict[tuple[float, str], tuple[tuple[bool, bool], Count]] = {}
    for count in told:
        unit = name_unit(count)
        rank = (count.comparator is not Comparator.EQUAL, page.sentence_of[count.at] > 0)
        known = best.get((count.value, unit))
        if known is None or rank > known[0]:
            best[count.value, unit] = (rank, count)
    return tuple(sorted((count for _, count in best.values()), key=lambda count: count.at))


def name_unit(count: Count) -> str:
    """Return the English plural of what is counted; people where no known noun stands there."""
    return "percent" if count.how == "percent" else count.noun.unit.en if count.noun else "people"


def _make_figure(
    page: Page, count: Count, cast: Cast, speech: tuple[Speech, ...], lexicon: Quantities
) -> Figure:
    unit = name_unit(count)
    begin, end = page.sentences[page.sentence_of[count.at]]
    near = range(max(begin, count.at - _NEAR_BEFORE), min(end, count.behind + _NEAR_AFTER))
    close = {cue for at in near for cue in lexicon.cues.get(page.forms[at], ())}
    done = next((cue for cue in _HARM if cue in close), "")
    return Figure(
        value=count.value,
        comparator=count.comparator,
        unit=unit,
        en=f"{unit} {done}".strip(),
        evidence=_quote(page, count, begin, end),
        said_by=_find_speakers(count, cast, speech),
    )


def _quote(page: Page, count: Count, begin: int, end: int) -> Span:
    """Return the clause around the count, widened until the quotation is the first of its wording."""
    first, last = count.first, count.last
    for _ in range(_EVIDENCE_BEFORE):
        if first <= begin or page.forms[first - 1] in _CLAUSE:
            break
        first -= 1
    for _ in range(_EVIDENCE_AFTER):
        if last >= end or page.forms[last] in _CLAUSE:
            break
        last += 1
    text = page.text.original
    span = page.span(first, last)
    while text.find(span.select(text)) != span.start and (first > begin or last < end):
        first, last = max(first - 1, begin), min(last + 1, end)
        span = page.span(first, last)
    return span


def _find_speakers(count: Count, cast: Cast, speech: tuple[Speech, ...]) -> tuple[str, ...]:
    for stretch in speech:
        if stretch.first <= count.at < stretch.last:
            return tuple(cast.actors[index].id for index in stretch.speakers)
    return ()
