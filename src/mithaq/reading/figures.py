"""The figures of a text: counts that say something about the conflict or the process.

A count is judged by what it counts, by the words near it, and by what the whole text is about, with a
log-linear score whose weights are data: every part of the judgement has a name and can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from mithaq.lexicon.quantities import Quantities
from mithaq.model import Comparator, Figure, Span
from mithaq.reading.attribution import find_speakers
from mithaq.reading.counts import Count, find_counts
from mithaq.reading.parts import Cast, Speech, Time
from mithaq.text.segment import Page

_NEAR_BEFORE, _NEAR_AFTER = 5, 4
_CLAUSE = frozenset("،.؛:!؟?,;…")
_EVIDENCE = 3
_PAIR, _HAND = 2, 10
_PARTICLES = frozenset(("من", "في", "الي", "علي", "و"))
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


def name_group(count: Count) -> str:
    """Return the class of what is counted."""
    return count.noun.unit.group if count.noun else "percent" if count.how == "percent" else "none"


def list_company(count: Count, counts: tuple[Count, ...]) -> tuple[str, ...]:
    """Return the classes of what else the text counts."""
    groups = Counter(name_group(other) for other in counts if other.noun is not None)
    own = name_group(count)
    return tuple(sorted(group for group, number in groups.items() if number > (group == own)))


def list_signs(
    page: Page, count: Count, subject: Subject, company: tuple[str, ...], lexicon: Quantities
) -> tuple[str, ...]:
    """Return the names of everything that speaks for or against a count being a figure.

    Args:
        page: The text in tokens.
        count: What is judged.
        subject: What the whole text is about.
        company: Classes of what else the text counts.
        lexicon: Cues.
    """
    group = name_group(count)
    return (
        "always",
        f"counts:{group}",
        f"written:{count.how}",
        f"size:{_grade_size(count.value)}",
        f"counts:{group} in:{subject.chief}",
        *(f"beside:{other}" for other in company),
        *_list_subject_signs(subject),
        *_list_near_signs(page, count, group, lexicon),
    )


def _list_subject_signs(subject: Subject) -> Iterator[str]:
    yield f"chief:{subject.chief}"
    for topic, grade in zip(TOPICS, subject.grades, strict=True):
        yield from (f"{topic}>{step}" for step in range(grade))


def _list_near_signs(page: Page, count: Count, group: str, lexicon: Quantities) -> Iterator[str]:
    forms, cues = page.forms, lexicon.cues
    begin, end = page.sentences[page.sentence_of[count.at]]
    near = _list_near(page, count, lexicon)
    wide = {cue for form in forms[begin:end] for cue in cues.get(form, ())}.difference(near)
    yield from (sign for cue in near for sign in (f"near:{cue}", f"counts:{group} near:{cue}"))
    yield from (f"sentence:{cue}" for cue in sorted(wide))
    if count.at > 0:
        yield from (f"before:{cue}" for cue in cues.get(forms[count.at - 1], ()))
    behind = forms[count.behind] if count.behind < len(forms) else "\n"
    yield f"behind:{behind if behind in _PARTICLES else 'word' if behind.isalpha() else 'mark'}"
    if count.comparator is not Comparator.EQUAL:
        yield "bounded"
    if begin == 0:
        yield "opening"


def _list_near(page: Page, count: Count, lexicon: Quantities) -> list[str]:
    begin, end = page.sentences[page.sentence_of[count.at]]
    near = page.forms[max(begin, count.at - _NEAR_BEFORE) : min(end, count.behind + _NEAR_AFTER)]
    return sorted({cue for form in near for cue in lexicon.cues.get(form, ())})


def _grade_size(value: float) -> str:
    if value <= _PAIR:
        return str(int(value)) if value == int(value) else "part"
    if value <= _HAND:
        return "ten"
    return f"1e{int(log10(value))}" + ("" if value == int(value) else " part")


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
    subject, weights = read_subject(page, lexicon), lexicon.weights
    told = []
    for count in counts:
        signs = list_signs(page, count, subject, list_company(count, counts), lexicon)
        if sum(weights.get(sign, 0.0) for sign in signs) > 0:
            told.append(count)
    return tuple(make_figure(page, count, cast, speech, lexicon) for count in pick_fullest(page, told))


def pick_fullest(page: Page, told: list[Count]) -> tuple[Count, ...]:
    """Return each number once: its bounded telling before a bare one, the body before the headline."""
    best: dict[tuple[float, str], tuple[tuple[bool, bool], Count]] = {}
    for count in told:
        key = (count.value, name_unit(count))
        rank = (count.comparator is not Comparator.EQUAL, page.sentence_of[count.at] > 0)
        known = best.get(key)
        if known is None or rank > known[0]:
            best[key] = (rank, count)
    return tuple(sorted((count for _, count in best.values()), key=lambda count: (count.at, count.value)))


def name_unit(count: Count) -> str:
    """Return the English plural of what is counted; people where no known noun stands there."""
    return "percent" if count.how == "percent" else count.noun.unit.en if count.noun else "people"


def make_figure(
    page: Page, count: Count, cast: Cast, speech: tuple[Speech, ...], lexicon: Quantities
) -> Figure:
    """Return a count as a figure, with the clause that states it."""
    unit = name_unit(count)
    near = _list_near(page, count, lexicon)
    done = next((cue for cue in _HARM if cue in near), "")
    return Figure(
        value=count.value,
        comparator=count.comparator,
        unit=unit,
        en=f"{unit} {done}".strip(),
        evidence=_quote(page, count),
        said_by=tuple(cast.actors[index].id for index in find_speakers(speech, count.at)),
    )


def _quote(page: Page, count: Count) -> Span:
    """Return the clause around the count, widened until the quotation is the first of its wording."""
    begin, end = page.sentences[page.sentence_of[count.at]]
    first, last = count.first, count.last
    for _ in range(_EVIDENCE):
        if first > begin and page.forms[first - 1] not in _CLAUSE:
            first -= 1
        if last < end and page.forms[last] not in _CLAUSE:
            last += 1
    return page.quote(first, last, (begin, end))
