"""The milestones of a text: steps of a political or security roadmap with the dates that they are given.

Each pair of a step word and a date is judged by a log-linear score whose parts have names; a date takes its
best step, and a step without a date counts only where the text says that it was held, put off or called off.
"""

from __future__ import annotations

import re

from mithaq.dates import Edtf
from mithaq.lexicon.steps import Steps
from mithaq.model import ActorType, Milestone, MilestoneStatus, Span
from mithaq.reading.attribution import find_speakers
from mithaq.reading.datings import Dating, compare_dates, find_datings, list_signs, read_qualifiers
from mithaq.reading.figures import Subject, read_subject
from mithaq.reading.parts import Cast, Speech, Time
from mithaq.text.segment import Page

_CLAUSE = frozenset("،.؛:!؟?,;…")
_NAMING = 4
_IMPERFECT = re.compile(r"و?(?:س[يت]\w{2,}|ي\w{2,4}|ت(?:بدا|نطلق|عقد|ستانف|جري|نعقد|صوت|جتمع|نتهي|ستضيف))\Z")
_LASTING = frozenset(("truce", "agreement", "emergency"))
_TURNS = frozenset(
    ("start", "end", "signing", "vote", "adoption", "extension", "entry-into-force", "completion")
)
_THINGS = frozenset(
    ("truce", "agreement", "emergency", "election", "referendum", "conference", "talks", "meeting")
)
_FAMILIES = {
    **dict.fromkeys(("agreement", "signing", "completion", "declaration"), "agreement"),
    **dict.fromkeys(("talks", "meeting", "conference", "start", "hearing", "visit"), "talks"),
    **dict.fromkeys(("vote", "adoption", "resolution"), "vote"),
    **dict.fromkeys(("truce", "entry-into-force", "emergency", "extension"), "truce"),
}

Judged = tuple[tuple[Dating, float], ...]


def find_milestones(
    page: Page,
    cast: Cast,
    speech: tuple[Speech, ...],
    times: tuple[Time, ...],
    published: Edtf | None,
    lexicon: Steps,
) -> tuple[Milestone, ...]:
    """Return the steps of a roadmap that the text dates, in text order.

    Args:
        page: The text in tokens.
        cast: The actors.
        speech: Stretches that rest on somebody's word.
        times: Words that give dates.
        published: When the text was published.
        lexicon: Kinds of steps and weights.
    """
    datings = find_datings(page, times, published, lexicon)
    if not datings:
        return ()
    subject = read_subject(page, lexicon.quantities)
    told = tuple(pair for pair in judge_datings(page, datings, subject, published, lexicon) if pair[1] > 0)
    return make_milestones(page, told, cast, speech, published, lexicon)


def judge_datings(
    page: Page, datings: tuple[Dating, ...], subject: Subject, published: Edtf | None, steps: Steps
) -> Judged:
    """Return for each date its best step with the score of the pair, and the undated steps."""
    weights = steps.weights
    scored = [
        (dating, sum(weights.get(sign, 0.0) for sign in list_signs(page, dating, subject, published, steps)))
        for dating in datings
    ]
    return choose_steps(scored)


def choose_steps(scored: list[tuple[Dating, float]]) -> Judged:
    """Return the best pair of each date; undated steps stand for themselves."""
    best: dict[int, tuple[Dating, float]] = {}
    for dating, score in scored:
        known = best.get(dating.first)
        if known is None or score > known[1]:
            best[dating.first] = (dating, score)
    return tuple(best.values())


def make_milestones(
    page: Page,
    told: Judged,
    cast: Cast,
    speech: tuple[Speech, ...],
    published: Edtf | None,
    steps: Steps,
) -> tuple[Milestone, ...]:
    """Return one milestone for each family of steps and date, at its clearest telling.

    A step without a date is left out where the text dates one of the same family.
    """
    made: list[Milestone] = []
    taken: list[tuple[str, Edtf | None]] = []
    for dating, _ in sorted(told, key=lambda pair: (pair[0].value is None, -pair[1])):
        family = _name_family(dating)
        if any(family == known and _is_same_date(dating.value, value) for known, value in taken):
            continue
        taken.append((family, dating.value))
        made.append(_make_milestone(page, dating, cast, speech, published, steps))
    return tuple(sorted(made, key=lambda milestone: milestone.evidence))


def _name_family(dating: Dating) -> str:
    kind = dating.word.step.kind
    return f"{_FAMILIES.get(kind, kind)}{' end' if dating.manner == 'term' else ''}"


def _is_same_date(one: Edtf | None, other: Edtf | None) -> bool:
    """Tell whether two dates can mean the same day; no date can mean any."""
    if one is None or other is None or one.text == other.text:
        return True
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _make_milestone(
    page: Page, dating: Dating, cast: Cast, speech: tuple[Speech, ...], published: Edtf | None, steps: Steps
) -> Milestone:
    what = name_step(page, dating, cast, steps)
    return Milestone(
        what=what,
        en=what.replace("-", " "),
        when=dating.value,
        status=read_status(page, dating, published, steps),
        evidence=_quote(page, dating),
        said_by=tuple(cast.actors[index].id for index in find_speakers(speech, dating.at)),
    )


def name_step(page: Page, dating: Dating, cast: Cast, steps: Steps) -> str:
    """Return the slug of the step: the state that it concerns, what it is about, and its kind."""
    kind, at = dating.word.step.kind, dating.at
    thing = _find_thing(page, dating, steps) if dating.word.verb or kind in _TURNS else None
    if thing is not None:
        at = thing[0]
        kind = f"{thing[1]}-{kind}" if thing[1] in _LASTING else thing[1]
    if dating.manner == "term" and kind in _LASTING:
        kind = f"{kind}-end"
    _, end = page.sentences[page.sentence_of[at]]
    window = range(at, min(end, at + _NAMING))
    slugs = list(
        dict.fromkeys(slug for index in window for slug in read_qualifiers(page.forms, index, steps))
    )
    states = [
        cast.actors[mention.actor].id
        for mention in cast.mentions
        if at <= mention.first < at + _NAMING and cast.actors[mention.actor].type is ActorType.STATE
    ]
    return "-".join(dict.fromkeys((*states[:1], *slugs[:2], kind)))


def _find_thing(page: Page, dating: Dating, steps: Steps) -> tuple[int, str] | None:
    """Return token and kind of the nearest noun that names what begins, ends or is signed."""
    begin, end = page.sentences[page.sentence_of[dating.at]]
    around = range(max(begin, dating.at - _NAMING), min(end, dating.last + _NAMING))
    for at in sorted(around, key=lambda index: abs(index - dating.at)):
        for word in steps.words.get(page.forms[at], ()):
            fits = page.forms[at + 1 : at + 1 + len(word.rest)] == word.rest
            if fits and not word.verb and word.step.kind in _THINGS:
                return at, word.step.kind
    return None


def read_status(page: Page, dating: Dating, published: Edtf | None, steps: Steps) -> MilestoneStatus:
    """Return how the step stands: what the words near it say, else whether its date lies ahead."""
    begin, end = page.sentences[page.sentence_of[dating.at]]
    window = range(max(begin, dating.at - 3), min(end, dating.last + 3))
    said = {steps.statuses[page.forms[at]] for at in window if page.forms[at] in steps.statuses}
    for status in (MilestoneStatus.POSTPONED, MilestoneStatus.CANCELLED):
        if status in said:
            return status
    when = compare_dates(dating.value, published) if dating.value else "past"
    ahead = MilestoneStatus.PLANNED in said or _is_coming(page, dating)
    if when in ("soon", "later") or (when in ("today", "now") and ahead):
        return MilestoneStatus.PLANNED
    return MilestoneStatus.HELD


def _is_coming(page: Page, dating: Dating) -> bool:
    """Tell whether a verb in the imperfect or future carries the step ("تبدأ الهدنة اليوم")."""
    begin, end = page.sentences[page.sentence_of[dating.at]]
    first, last = min(dating.at, dating.first), max(dating.last, dating.behind)
    window = page.forms[max(begin, first - 3) : min(end, last + 1)]
    return any(_IMPERFECT.match(form) for form in window)


def _quote(page: Page, dating: Dating) -> Span:
    """Return the words from the step to its date, widened until the quotation is the first of its wording."""
    begin, end = page.sentences[page.sentence_of[dating.at]]
    first, last = min(dating.at, dating.first), max(dating.last, dating.behind)
    for _ in range(2):
        if first > begin and page.forms[first - 1] not in _CLAUSE:
            first -= 1
    return page.quote(first, last, (begin, end))
