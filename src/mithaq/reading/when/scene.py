"""What is known of a text when its acts are dated: tokens as parts of speech, dates and acts as they stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mithaq.dates import Edtf, Precision
from mithaq.lexicon.dating import DatingWords
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import Word
from mithaq.model import ActType, Status
from mithaq.reading.parts import Time
from mithaq.reading.when.calendar import Calendar
from mithaq.text.segment import Page

_SPOKEN = frozenset(
    (
        ActType.AGREE, ActType.SUPPORT, ActType.REQUEST, ActType.ACCUSE,
        ActType.REJECT, ActType.THREATEN, ActType.CONCEDE,
    )
)  # fmt: skip
_FINITE = frozenset((Category.PAST, Category.PRESENT))
_NOMINAL = frozenset(
    (
        Category.ACTIVE,
        Category.PASSIVE,
        Category.ADJECTIVE,
        Category.NOUN,
        Category.MASDAR,
        Category.IMPERATIVE,
    )
)
_PRESENT_LETTERS, _PAST_ENDINGS = "يتنس", ("ت", "وا")
_CLAUSE_REACH, _TENSE_WORDS, _NAMED_EARLY = 12, 8, 8
_HOST_REACH, _NEAR_HOST = 40, 14
_COMMAS, _QUOTES = frozenset("،,:؛"), frozenset('«»"“”')
_AGES = ((2, "ago2"), (8, "ago8"), (45, "ago45"), (400, "ago400"))
_TENSES = {"M": "masdar", "P": "participle", "N": "noun", "-": "other"}
Sorts = dict[int, str]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is known of an act when its date is asked for.

    Args:
        trigger: Token range of the trigger.
        evidence: Token range of the evidence.
        type: Its type.
        status: Its status.
        who: Those who did or said it, speakers on whose word it rests included.
        reported: Whether it rests on the word of somebody who is not its actor.
    """

    trigger: tuple[int, int]
    evidence: tuple[int, int]
    type: ActType
    status: Status = Status.ACTUAL
    who: frozenset[str] = field(default_factory=frozenset)
    reported: bool = False

    @property
    def sort(self) -> str:
        """Return ``said`` for an act of words, ``done`` for any other."""
        return "said" if self.type in _SPOKEN else "done"


@dataclass(frozen=True, slots=True)
class Scene:
    """A text whose acts are to be dated.

    Args:
        page: The text.
        times: Its expressions of time, in text order.
        words: What each token can be.
        published: When it was published; None where nobody knows.
        named: Token and actor of each place that names somebody.
    """

    page: Page
    times: Sequence[Time]
    words: Sequence[Word]
    published: Edtf | None = None
    named: Sequence[tuple[int, str]] = ()


def sort_word(word: Word, lead: float) -> str:
    """Return what a word is: ``V`` finite verb, ``v`` perhaps one, ``M`` masdar, ``P`` participle, ``N`` noun, ``-``.

    Args:
        word: The word.
        lead: How much the word before it makes a finite verb likely, -1 to 1.
    """
    if not word.senses or (word.firm and word.lead < 0):  # a preposition is nothing else
        return "-"
    kinds = {sense.category for sense in word.senses}
    if kinds & _FINITE and _is_finite(word.form, kinds, lead):
        return "V"
    if Category.MASDAR in kinds:
        return "M"
    if Category.ACTIVE in kinds or Category.PASSIVE in kinds:
        return "P"
    return "N" if kinds & _NOMINAL else "v"


def _is_finite(form: str, kinds: set[Category], lead: float) -> bool:
    if lead > 0 or (Category.PAST in kinds and not kinds & _NOMINAL):
        return True
    present = Category.PRESENT in kinds and form.lstrip("وف")[:1] in _PRESENT_LETTERS
    return present and not kinds & (_NOMINAL - {Category.IMPERATIVE})


def sort_sentence(scene: Scene, sentence: int) -> Sorts:
    """Return what each word of a sentence is, by its token."""
    first, last = scene.page.sentences[sentence]
    sorts, lead = {}, 1.0
    for at in range(first, last):
        word = scene.words[at]
        sorts[at] = sort_word(word, lead)
        lead = word.lead
    return sorts


def find_opening(page: Page, sentence: int, calendar: Calendar, words: DatingWords) -> str:
    """Return how a sentence opens: ``shift``, ``background``, ``report``, ``and`` or ``other``."""
    first, last = page.sentences[sentence]
    forms = page.forms
    at = next((at for at in range(first, last) if forms[at][0].isalpha()), last - 1)
    for rest, kind in words.openings.get(forms[at], ()):
        if forms[at + 1 : at + 1 + len(rest)] == rest:
            return kind
    if forms[at] in calendar.words["reporting"]:
        return "report"
    return "and" if forms[at].startswith("و") else "other"


@dataclass(frozen=True, slots=True)
class DateSketch:
    """A date as it stands in the text.

    Args:
        time: The date.
        sentence: Its sentence.
        first: First token of its sentence.
        kind: What kind of expression it is.
        age: How it lies to the publication.
        before: The word before it.
        form: Its first word and its length.
        told: Whether a reporting verb stands near it.
        near: Token of the verb, masdar or participle that stands before it, -1 for none.
        verb: Token of the finite verb before it, -1 for none.
    """

    time: Time
    sentence: int
    first: int
    kind: str
    age: str
    before: str
    form: str
    told: bool
    near: int
    verb: int


def sketch_date(scene: Scene, time: Time, sorts: Sorts, calendar: Calendar) -> DateSketch:
    """Return a date as it stands in the text.

    Args:
        scene: The text.
        time: The date.
        sorts: What the words of its sentence are.
        calendar: The words of time.
    """
    forms, sentence = scene.page.forms, scene.page.sentence_of[time.first]
    first = scene.page.sentences[sentence][0]
    back = range(time.first - 1, max(first, time.first - _HOST_REACH) - 1, -1)
    near = next((at for at in back[:_NEAR_HOST] if sorts[at] in "VMP"), -1)
    reporting = calendar.words["reporting"]
    return DateSketch(
        time=time,
        sentence=sentence,
        first=first,
        kind=name_kind(scene.page, time, calendar),
        age=name_age(time.value, scene.published),
        before=forms[time.first - 1] if time.first > first else "^",
        form=f"{forms[time.first]} {min(time.last - time.first, 3)}",
        told=not reporting.isdisjoint(forms[max(time.first - 10, first) : time.last + 3]),
        near=near,
        verb=next((at for at in back if sorts[at] == "V"), -1),
    )


def name_age(value: Edtf, published: Edtf | None) -> str:
    """Return how a date lies to the publication: ``ahead``, ``today``, ``around``, ``ago2`` to ``long ago``."""
    day: date | None = published.earliest if published else None
    if day is None or value.earliest is None or value.latest is None:
        return "unknown"
    if value.earliest > day:
        return "ahead"
    if value.latest >= day:
        return "today" if value.precision is Precision.DAY else "around"
    gone = (day - value.latest).days
    return next((name for limit, name in _AGES if gone <= limit), "long ago")


def name_kind(page: Page, time: Time, calendar: Calendar) -> str:
    """Return what kind of expression a date is, for instance yesterday, weekday, length or year."""
    if not time.relative:
        return "year" if time.value.precision is Precision.YEAR else "date"
    for at in range(time.first, time.last):
        for rest, days in calendar.days.get(page.forms[at], ()):
            if page.forms[at + 1 : at + 1 + len(rest)] == rest:
                return "yesterday" if days < 0 else "tomorrow" if days else "today"
    if any(form in calendar.weekdays for form in page.forms[time.first : time.last]):
        return "weekday"
    return {Precision.DAY: "length", Precision.INTERVAL: "week", Precision.YEAR: "that year"}.get(
        time.value.precision, "that month"
    )


@dataclass(frozen=True, slots=True)
class ActSketch:
    """An act as it stands in the text.

    Args:
        deed: The act.
        sentence: Its sentence.
        sort: ``said`` or ``done``.
        tense: ``past``, ``present``, ``future``, ``masdar``, ``participle``, ``noun``, ``other``.
        opener: What opens its clause: ``that``, ``relative``, ``comma``, ``quote``, ``report``, ``start``.
        before: The word before it.
        facets: All of this in cues.
    """

    deed: Deed
    sentence: int
    sort: str
    tense: str
    opener: str
    before: str
    facets: tuple[str, ...]


class Line(NamedTuple):
    """What is asked of a sentence for each of its acts.

    Args:
        quotes: Tokens that are quotation marks, ascending.
        report: First token that is a reporting word; behind the sentence where none is.
    """

    quotes: tuple[int, ...]
    report: int


def mark_line(page: Page, sentence: int, calendar: Calendar) -> Line:
    """Return the quotation marks and the first reporting word of a sentence.

    Args:
        page: The text.
        sentence: Index of the sentence.
        calendar: The words of time.
    """
    first, last = page.sentences[sentence]
    reporting = calendar.words["reporting"]
    quotes = [at for at in range(first, last) if page.forms[at] in _QUOTES]
    report = next((at for at in range(first, last) if page.forms[at] in reporting), last)
    return Line(tuple(quotes), report)


def sketch_act(
    scene: Scene, deed: Deed, sort: str, line: Line, known: tuple[Calendar, DatingWords]
) -> ActSketch:
    """Return an act as it stands in the text.

    Args:
        scene: The text.
        deed: The act.
        sort: What its trigger is; see ``sort_word``.
        line: Its sentence.
        known: The words of time, and those of dating.
    """
    calendar, words = known
    forms, at = scene.page.forms, deed.trigger[0]
    sentence = scene.page.sentence_of[at]
    first = scene.page.sentences[sentence][0]
    marks = []
    if bisect_left(line.quotes, at) % 2:
        marks.append("quoted")
    if forms[at].startswith("و") and at > first:
        marks.append("and")
    start = max(at - _TENSE_WORDS, deed.evidence[0] - 3, 0)
    if not calendar.words["before_then"].isdisjoint(forms[start:at]):
        marks.append("before then")
    if deed.reported:
        marks.append("reported")
    if line.report < at:
        marks.append("told")
    opener = _find_opener(forms, range(at - 1, max(first, at - _CLAUSE_REACH) - 1, -1), calendar, words)
    tense, before = name_tense(forms[at], sort, calendar), forms[at - 1] if at > first else "^"
    facets = [
        tense, deed.status, deed.type, f"{tense} {deed.sort}", f"{opener} {deed.sort}", f"prev {before}",
        f"word {strip_word(forms[at])}",
    ]  # fmt: skip
    facets += [f"{mark} {deed.sort}" for mark in marks]
    return ActSketch(deed, sentence, deed.sort, tense, opener, before, tuple(facets))


def _find_opener(forms: Sequence[str], back: range, calendar: Calendar, words: DatingWords) -> str:
    kinds = (
        ("that", words.complementizers), ("relative", words.relatives), ("comma", _COMMAS),
        ("quote", _QUOTES), ("report", calendar.words["reporting"]),
    )  # fmt: skip
    for at in back:
        for name, known in kinds:
            if forms[at] in known:
                return name
    return "start"


def name_tense(form: str, sort: str, calendar: Calendar) -> str:
    """Return the tense of a finite verb, or what else a word is.

    Args:
        form: The word.
        sort: What it is; see ``sort_word``.
        calendar: The words of time.
    """
    if sort not in "Vv":
        return _TENSES[sort]
    if calendar.future.fullmatch(form):
        return "future"
    present = form.lstrip("وف")[:1] in "يتن" and not form.endswith(_PAST_ENDINGS)
    return "present" if present else "past"


def strip_word(form: str) -> str:
    """Return a word without conjunction, preposition and article, where three letters remain."""
    for prefix in ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف"):
        if form.startswith(prefix) and len(form) - len(prefix) >= 3:  # noqa: PLR2004 - letters of a root
            return form[len(prefix) :]
    return form


def find_early(scene: Scene) -> dict[int, dict[str, bool]]:
    """Return who is named in each sentence, and whether among its first words."""
    page = scene.page
    found: dict[int, dict[str, bool]] = {}
    for at, name in scene.named:
        sentence = page.sentence_of[at]
        early = at - page.sentences[sentence][0] < _NAMED_EARLY
        people = found.setdefault(sentence, {})
        people[name] = people.get(name, False) or early
    return found
