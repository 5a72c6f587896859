"""Pairs of a step word and what may date it, with everything that speaks for or against the pair.

A step word names or does a step of a roadmap ("انتخابات", "توقيع", "تبنى"). What dates it is an expression of
time in the same sentence, a length of time that counts on from one ("هدنة لمدة خمسة أيام"), or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from mithaq.dates import Edtf, Precision
from mithaq.lexicon.steps import Steps, StepWord
from mithaq.model import MilestoneStatus
from mithaq.reading.counts import is_quantity
from mithaq.reading.figures import TOPICS, Subject
from mithaq.reading.numerals import find_numbers
from mithaq.reading.parts import Time
from mithaq.text.segment import Page

_REACH = 28
_NEAR, _AROUND, _WIDE = 4, 5, 7
_CLAUSE = frozenset("،.؛:!؟?,;…")
_FUTURE_MARKS = ("سي", "ست", "وسي", "وست")
_GAPS = (1, 2, 4, 7, 11, 16, 22)
_RELATIVES = frozenset(("التي", "الذي", "والتي", "والذي"))
_DEFINITE = ("ال", "وال", "بال", "لل", "فال")
_DOERS = frozenset(("signing", "start", "end", "adoption", "vote", "declaration", "completion"))
_MAX_LENGTH = 400
_SOON, _JUST, _LATELY, _PAST = timedelta(days=10), timedelta(days=4), timedelta(days=45), timedelta(days=800)
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


@dataclass(frozen=True, slots=True)
class Dating:
    """A step word and what may date it.

    Args:
        at: Token of the step word.
        last: Token behind it.
        word: What it names.
        value: The date; None where the sentence gives none.
        first: First token of what dates it; ``at`` where nothing does.
        behind: Token behind what dates it.
        manner: ``named`` for an expression of time, ``term`` for a length, ``none``.
        relative: Whether the words need the publication date.
        rivals: How many step words stand in the sentence beside this one, at most three.
        heard: The cues of all words of the sentence.
    """

    at: int
    last: int
    word: StepWord
    value: Edtf | None
    first: int
    behind: int
    manner: str
    relative: bool = False
    rivals: int = 0
    heard: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Date:
    first: int
    behind: int
    value: Edtf
    manner: str
    relative: bool


def find_datings(
    page: Page, times: tuple[Time, ...], published: Edtf | None, steps: Steps
) -> tuple[Dating, ...]:
    """Return every step word with each date of its sentence, and those that no date stands by.

    Args:
        page: The text in tokens.
        times: Words that give dates.
        published: When the text was published; lengths of time count from there.
        steps: Kinds of steps.
    """
    words = _find_step_words(page, steps)
    if not words:
        return ()
    times = tuple(time for time in times if not is_quantity(page, time, steps.quantities))
    dates = [_Date(time.first, time.last, time.value, "named", time.relative) for time in times]
    dates += _find_terms(page, times, published, steps)
    by_sentence: dict[int, list[_Date]] = {}
    for date in dates:
        by_sentence.setdefault(page.sentence_of[date.first], []).append(date)
    crowd = Counter(page.sentence_of[at] for at, _, _ in words)
    heard = {sentence: _hear_cues(page, sentence, steps) for sentence in crowd}
    found: list[Dating] = []
    for at, last, word in words:
        cues = heard[page.sentence_of[at]]
        near = by_sentence.get(page.sentence_of[at], ())
        rivals = min(crowd[page.sentence_of[at]] - 1, 3)
        found.extend(
            Dating(
                at, last, word, date.value, date.first, date.behind, date.manner, date.relative, rivals, cues
            )
            for date in near
            if not date.first <= at < date.behind and date.first - last < _REACH and at - date.behind < _REACH
        )
        if not near and _is_done(page, at, last, word, steps):
            found.append(Dating(at, last, word, None, at, last, "none", heard=cues))
    return tuple(found)


def _hear_cues(page: Page, sentence: int, steps: Steps) -> frozenset[str]:
    first, last = page.sentences[sentence]
    return frozenset([cue for form in page.forms[first:last] for cue in steps.cues.get(form, ())])


def _find_step_words(page: Page, steps: Steps) -> list[tuple[int, int, StepWord]]:
    forms, known = page.forms, steps.words
    found = []
    for at in [index for index, form in enumerate(forms) if form in known]:
        for word in known[forms[at]]:
            last = at + 1 + len(word.rest)
            if forms[at + 1 : last] == word.rest:
                found.append((at, last, word))
                break
    return [entry for entry in found if not entry[2].step.needs or _has_company(page, entry, found)]


def _has_company(
    page: Page, entry: tuple[int, int, StepWord], words: list[tuple[int, int, StepWord]]
) -> bool:
    """Tell whether one of the kinds that a step needs is named near it in its sentence."""
    at, last, word = entry
    return any(
        other.step.kind in word.step.needs
        and page.sentence_of[at] == page.sentence_of[place]
        and at - _WIDE <= place < last + _WIDE
        for place, _, other in words
    )


def _is_done(page: Page, at: int, last: int, word: StepWord, steps: Steps) -> bool:
    """Tell whether an undated step is at least said to be held, put off or called off."""
    if word.verb or word.step.kind in _DOERS:
        return False
    begin, end = page.sentences[page.sentence_of[at]]
    around = (*range(max(begin, at - _AROUND), at), *range(last, min(end, last + _AROUND)))
    forms = page.forms
    return any(
        steps.statuses.get(forms[index]) in (MilestoneStatus.POSTPONED, MilestoneStatus.CANCELLED)
        or any(other.step.kind in _DOERS for other in steps.words.get(forms[index], ())[:1])
        for index in around
    )


def _find_terms(page: Page, times: tuple[Time, ...], published: Edtf | None, steps: Steps) -> Iterator[_Date]:
    """Yield the ends of lengths of time, counted from a day in the same sentence or from publication."""
    forms = page.forms
    if published is None or not _has_lead(forms, steps):
        return
    dated = {token for time in times for token in range(time.first, time.last)}
    lengths = [
        (n.first, n.last, int(n.value))
        for n in find_numbers(page, steps.quantities)
        if 0 < n.value < _MAX_LENGTH
    ]
    lengths += [
        (at, at, 2) for at, form in enumerate(forms) if form in steps.spans and steps.spans[form].pair
    ]
    for first, last, count in lengths:
        length = steps.spans.get(forms[last]) if last < len(forms) else None
        if length is None or first in dated or last in dated:
            continue
        if not any(forms[at] in steps.leads for at in range(max(first - 2, 0), first)):
            continue
        start = _find_start(page, first, times, published)
        value = start.shift(
            days=length.days * count, months=length.months * count, years=length.years * count
        )
        yield _Date(first, last + 1, value.qualify("~"), "term", relative=True)


def _has_lead(forms: tuple[str, ...], steps: Steps) -> bool:
    """Tell whether a word that leads to a length of time has a unit of time near behind it."""
    leads = [at for at, form in enumerate(forms) if form in steps.leads]
    return any(form in steps.spans for at in leads for form in forms[at + 1 : at + _NEAR + 2])


def _find_start(page: Page, at: int, times: tuple[Time, ...], published: Edtf) -> Edtf:
    sentence = page.sentence_of[at]
    days = [
        t.value for t in times if page.sentence_of[t.first] == sentence and t.value.precision is Precision.DAY
    ]
    return days[0] if days else published


def list_signs(
    page: Page, dating: Dating, subject: Subject, published: Edtf | None, steps: Steps
) -> tuple[str, ...]:
    """Return the names of everything that speaks for or against a dated step."""
    signs = [*_list_step_signs(page, dating, steps), *_list_subject_signs(page, dating, subject)]
    if dating.value is None:
        return tuple(f"undated {sign}" for sign in signs)
    signs += _list_date_signs(page, dating, published, steps)
    return tuple(f"term {sign}" for sign in signs) if dating.manner == "term" else tuple(signs)


def _list_step_signs(page: Page, dating: Dating, steps: Steps) -> Iterator[str]:
    forms, kind = page.forms, dating.word.step.kind
    begin, end = page.sentences[page.sentence_of[dating.at]]
    yield "always"
    yield f"step:{kind}"
    yield f"verb:{dating.word.verb}"
    yield f"rivals:{dating.rivals}"
    around = range(max(begin, dating.at - _AROUND), min(end, dating.last + _AROUND))
    others = {w.step.kind for at in around if at != dating.at for w in steps.words.get(forms[at], ())[:1]} - {
        kind
    }
    yield from (sign for other in sorted(others) for sign in (f"with:{other}", f"step:{kind} with:{other}"))
    if not others:
        yield f"step:{kind} alone"
    if not dating.word.verb:
        yield f"step:{kind} {'the' if forms[dating.at].startswith(_DEFINITE) else 'a'}"
    if dating.at > begin and forms[dating.at - 1] in _RELATIVES:
        yield f"step:{kind} relative"
    qualifiers = sorted({q for at in around for q in read_qualifiers(forms, at, steps)})
    yield from (sign for slug in qualifiers for sign in (f"about:{slug}", f"step:{kind} about:{slug}"))
    close = range(max(begin, dating.at - _NEAR), min(end, dating.last + _NEAR))
    near = {cue for at in close for cue in steps.cues.get(forms[at], ())}
    wide = dating.heard - near
    yield from (sign for cue in sorted(near) for sign in (f"near:{cue}", f"step:{kind} near:{cue}"))
    yield from (f"sentence:{cue}" for cue in sorted(wide))
    window = range(max(begin, dating.at - _WIDE), min(end, dating.last + _WIDE))
    yield from (
        f"status:{s}"
        for s in sorted({steps.statuses[forms[i]] for i in window if forms[i] in steps.statuses})
    )
    if any(form.startswith(_FUTURE_MARKS) for form in forms[max(begin, dating.at - 3) : dating.at + 1]):
        yield "future verb"


def _list_subject_signs(page: Page, dating: Dating, subject: Subject) -> Iterator[str]:
    yield f"chief:{subject.chief}"
    for topic, grade in zip(TOPICS, subject.grades, strict=True):
        yield from (f"{topic}>{level}" for level in range(grade))
    if page.sentence_of[dating.at] == 0:
        yield "opening"


def _list_date_signs(page: Page, dating: Dating, published: Edtf | None, steps: Steps) -> Iterator[str]:
    forms, kind, value = page.forms, dating.word.step.kind, dating.value
    assert value is not None  # only dated steps come here
    after = dating.first >= dating.last
    order = "after" if after else "before"
    between = forms[dating.last : dating.first] if after else forms[dating.behind : dating.at]
    when = compare_dates(value, published)
    yield from (
        f"when:{when}",
        f"step:{kind} {when}",
        f"manner:{dating.manner}",
        f"step:{kind} {dating.manner}",
    )
    yield from (f"precision:{value.precision}", f"relative:{dating.relative}", f"order:{order}")
    yield from (f"gap>={limit}" for limit in _GAPS if len(between) >= limit)
    yield f"step:{kind} gap:{'close' if len(between) < _NEAR else 'far'} {order}"
    marks = sum(form in _CLAUSE for form in between)
    if marks:
        yield "mark between" if marks == 1 else "marks between"
    if any(form in steps.words for form in between):
        yield "step between"
    before = forms[dating.first - 1] if dating.first else ""
    yield f"before time:{before if before in _PREPOSITIONS else 'other'}"


def read_qualifiers(forms: tuple[str, ...], at: int, steps: Steps) -> Iterator[str]:
    """Yield the slugs of the qualifiers that begin at token ``at``."""
    for rest, qualifier in steps.qualifiers.get(forms[at], ()):
        if forms[at + 1 : at + 1 + len(rest)] == rest:
            yield qualifier.slug


def compare_dates(value: Edtf, published: Edtf | None) -> str:
    """Return how a date lies to the publication, from ``later`` over ``today`` to ``long ago``."""
    if published is None or published.earliest is None or value.earliest is None or value.latest is None:
        return "unknown"
    day = published.earliest
    if value.earliest > day:
        return "soon" if value.earliest - day < _SOON else "later"
    if value.latest >= day:
        return "today" if value.precision is Precision.DAY else "now"
    gone = day - value.latest
    return next(
        (name for name, limit in (("just", _JUST), ("lately", _LATELY), ("past", _PAST)) if gone < limit),
        "long ago",
    )
