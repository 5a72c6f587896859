"""Which of the dates of a text is the date of an act.

Two questions, each a sum of weights over cues: is a date of the act's sentence its own; and, where none is,
does an earlier date carry over to it. The weights were fitted to annotated texts;
``lexicon/data/dating.yaml`` holds those set by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mithaq.dates import Edtf, Precision
from mithaq.lexicon.dating import DATING_FILE, DatingWeights, read_dating
from mithaq.model import ActType, Status
from mithaq.reading.parts import Time
from mithaq.reading.when.calendar import Calendar
from mithaq.text.segment import Page

# Texts without full stops are read in reasonable time: words farther off than this are not looked at.
_REACH = 150
WEIGHTS = Path(__file__).parents[2] / "weights"

_SPOKEN = frozenset(
    (
        ActType.AGREE, ActType.SUPPORT, ActType.REQUEST, ActType.ACCUSE,
        ActType.REJECT, ActType.THREATEN, ActType.CONCEDE,
    )
)  # fmt: skip
_STEPS = (1, 3, 6, 12, 25)
_NEAR_WORDS, _TENSE_WORDS, _FURTHEST = 10, 8, 6
_PREPOSITIONS = frozenset(("منذ", "قبل", "بعد", "في", "حتي", "من", "خلال", "ليوم", "يوم"))
_COMMAS, _QUOTES = frozenset("،,:؛"), frozenset('«»"“”')


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


@dataclass(frozen=True, slots=True)
class Choice:
    """A date that an act has, the weight that spoke for it, and whether it was carried over."""

    time: Time
    weight: float
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Dating:
    """The words of time and the weights of the cues."""

    calendar: Calendar
    weights: DatingWeights


def load_dating(calendar: Calendar, weights: Path | None = WEIGHTS) -> Dating:
    """Return the weights of dates beside the calendar.

    Args:
        calendar: The words of time.
        weights: Folder of the fitted weights; None, or a folder without ``dating.yaml``, gives those by hand.
    """
    fitted = weights / "dating.yaml" if weights else DATING_FILE
    return Dating(calendar, read_dating(fitted if fitted.exists() else DATING_FILE))


def date_acts(
    page: Page, times: Sequence[Time], deeds: Sequence[Deed], published: Edtf | None, dating: Dating
) -> tuple[Time | None, ...]:
    """Return the date of each act, or None where the text gives it none.

    Args:
        page: The text.
        times: Its expressions of time, in text order.
        deeds: Its acts, in any order.
        published: When it was published; an ongoing act "since" a date lasts until then.
        dating: Words and weights.
    """
    order = sorted(range(len(deeds)), key=lambda at: deeds[at].trigger)
    lines = group_times(page, times)
    chosen: dict[int, Choice] = {}
    for at in order:
        own = choose_own(page, lines, deeds[at], published, dating)
        if own is not None:
            chosen[at] = own
    earlier: list[tuple[Deed, Choice]] = []
    for at in order:
        if at in chosen:
            earlier.append((deeds[at], chosen[at]))
            continue
        carried = _choose_carried(page, times, deeds[at], earlier, published, dating)
        if carried is not None:
            chosen[at] = carried
    return tuple(
        _extend(page, deed, chosen[at].time, published, dating) if at in chosen else None
        for at, deed in enumerate(deeds)
    )


def find_act_time(
    page: Page, times: Sequence[Time], deed: Deed, published: Edtf | None, dating: Dating
) -> Time | None:
    """Return the date of one act taken alone; see ``date_acts``."""
    return date_acts(page, times, (deed,), published, dating)[0]


def group_times(page: Page, times: Sequence[Time]) -> dict[int, tuple[Time, ...]]:
    """Return the dates of each sentence that has any."""
    lines: dict[int, tuple[Time, ...]] = {}
    for time in times:
        sentence = page.sentence_of[time.first]
        lines[sentence] = (*lines.get(sentence, ()), time)
    return lines


def choose_own(
    page: Page, lines: dict[int, tuple[Time, ...]], deed: Deed, published: Edtf | None, dating: Dating
) -> Choice | None:
    """Return the date of the act's sentence that is its own, if one is."""
    best: Choice | None = None
    sentence = lines.get(page.sentence_of[deed.trigger[0]], ())
    beside = tuple(time for time in sentence if _distance(time, deed) <= _REACH)
    weights = dating.weights.own
    for time in beside:
        cues = read_own_cues(page, beside, time, deed, published, dating.calendar)
        weight = dating.weights.own_start + sum(weights.get(cue, 0.0) for cue in cues)
        if weight >= dating.weights.own_least and (best is None or weight > best.weight):
            best = Choice(time, weight)
    return best


def _choose_carried(
    page: Page,
    times: Sequence[Time],
    deed: Deed,
    earlier: Sequence[tuple[Deed, Choice]],
    published: Edtf | None,
    dating: Dating,
) -> Choice | None:
    best: Choice | None = None
    weights = dating.weights.carried
    for source, time in find_sources(page, times, deed, earlier):
        cues = read_carried_cues(page, times, time, source, deed, published, dating.calendar)
        weight = dating.weights.carried_start + sum(weights.get(cue, 0.0) for cue in cues)
        if weight >= dating.weights.carried_least and (best is None or weight > best.weight):
            best = Choice(time, weight, carried=True)
    return best


def find_sources(
    page: Page, times: Sequence[Time], deed: Deed, earlier: Sequence[tuple[Deed, Choice]]
) -> Iterator[tuple[Deed | None, Time]]:
    """Yield where a date can come from: the last dated act, the last of the same actors, or the last date."""
    if earlier:
        last, choice = earlier[-1]
        yield last, choice.time
        for source, other in reversed(earlier):
            if source.who & deed.who:
                if source is not last:
                    yield source, other.time
                return
        return
    sentence = page.sentence_of[deed.trigger[0]]
    before = [time for time in times if page.sentence_of[time.first] < sentence]
    if before:
        yield None, before[-1]


def read_own_cues(
    page: Page, beside: Sequence[Time], time: Time, deed: Deed, published: Edtf | None, calendar: Calendar
) -> list[str]:
    """Return the cues on whether a date of the act's sentence is its own."""
    first, last = deed.trigger
    inside = time.first < deed.evidence[1] and time.last > deed.evidence[0]
    where = "inside" if inside else "before" if time.first < first else "after"
    cues = _read_common(page, time, deed, where, published, calendar)
    spoken = "spoken" if deed.type in _SPOKEN else "done"
    side, low, high = ("b", time.last, first) if time.first < first else ("a", last, time.first)
    step = sum(high - low > limit for limit in _STEPS)
    cues += [f"{where} step {side}{step}", f"step {side}{step}"]
    between = page.forms[low:high] if low < high else ()
    for name, words in (("clause", calendar.words["clause_words"]), ("comma", _COMMAS), ("quote", _QUOTES)):
        if any(word in words for word in between):
            cues += [f"{side} {name}", f"{side} {name} {spoken}"]
    reporting = calendar.words["reporting"]
    if any(word in reporting for word in between):
        cues += [f"{side} report", f"{side} report {spoken}"]
    if any(word in reporting for word in page.forms[max(time.first - _NEAR_WORDS, 0) : time.last + 3]):
        cues.append(f"reported day {spoken}")
    if any(other is not time and low <= other.first < high for other in beside):
        cues += ["other between", f"other between {spoken}"]
    if min(beside, key=lambda other: _distance(other, deed)) is time:
        cues += ["nearest", f"{where} nearest"]
    cues.append(f"beside {min(len(beside), 4)}")
    return cues


def _distance(time: Time, deed: Deed) -> int:
    return min(abs(time.first - deed.trigger[1]), abs(deed.trigger[0] - time.last))


def read_carried_cues(
    page: Page,
    times: Sequence[Time],
    time: Time,
    source: Deed | None,
    deed: Deed,
    published: Edtf | None,
    calendar: Calendar,
) -> list[str]:
    """Return the cues on whether an earlier date carries over to an act."""
    cues = _read_common(page, time, deed, "carried", published, calendar)
    spoken = "spoken" if deed.type in _SPOKEN else "done"
    sentence = page.sentence_of[deed.trigger[0]]
    if any(page.sentence_of[other.first] == sentence for other in times):
        cues.append("other date here")
    distance = min(abs(sentence - page.sentence_of[time.first]), _FURTHEST)
    cues.append(f"sentences {distance}")
    opening = page.forms[page.sentences[sentence][0]]
    if opening in calendar.words["reporting"] or opening == "كما":
        cues += ["goes on", f"goes on {spoken}"]
    cues.append(f"dates {min(len({other.value for other in times}), 6)}")
    cues.append(f"place {min(sentence, 12) // 3}")
    if source is None:
        return [*cues, "no act before"]
    kin = "spoken" if source.type in _SPOKEN else "done"
    same = "same" if source.who & deed.who else "other"
    steps = min(abs(sentence - page.sentence_of[source.trigger[0]]), 5)
    cues += [
        f"{kin} to {spoken}",
        f"{same} who",
        f"{kin} to {spoken} {same} who",
        f"acts {steps}",
        f"acts {steps} {same}",
    ]
    if source.type is deed.type:
        cues.append("same type")
    if source.evidence[0] < deed.evidence[1] and deed.evidence[0] < source.evidence[1]:
        cues.append("within it")
    return cues


def _read_common(
    page: Page, time: Time, deed: Deed, where: str, published: Edtf | None, calendar: Calendar
) -> list[str]:
    kind = name_kind(page, time, calendar)
    shape = name_shape(page.forms[deed.trigger[0]], calendar)
    spoken = "spoken" if deed.type in _SPOKEN else "done"
    before = page.forms[time.first - 1] if time.first else ""
    cues = [
        where, kind, f"{where} {kind}", f"{where} {kind} {spoken}", f"{where} {spoken}", deed.type.value,
        f"{where} {deed.type.value}", f"{where} {deed.status.value}", f"{where} {shape}", shape,
        f"behind {before if before in _PREPOSITIONS else '-'}",
    ]  # fmt: skip
    start = max(deed.trigger[0] - _TENSE_WORDS, deed.evidence[0] - 3, 0)
    earlier = calendar.words["before_then"]
    if any(word in earlier for word in page.forms[start : deed.trigger[0]]):
        cues += ["before then", f"{where} before then"]
    if deed.reported:
        cues += ["reported", f"{where} reported", f"{where} reported {spoken}"]
    first = max(page.sentences[page.sentence_of[deed.trigger[0]]][0], deed.trigger[0] - _REACH)
    reporting = calendar.words["reporting"]
    if any(word in reporting for word in page.forms[first : deed.trigger[0]]):
        cues += [f"{where} told", f"{where} told {spoken}"]
    if published and published.earliest and time.value.earliest:
        old = time.value.earliest.year != published.earliest.year
        cues += [f"{where} {'other' if old else 'same'} year"]
    return cues


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


def name_shape(form: str, calendar: Calendar) -> str:
    """Return what the trigger looks like: future, imperfect, with article, or other."""
    bare = form.lstrip("وف") or form
    if calendar.future.fullmatch(form):
        return "future"
    if bare[0] in "يتن":
        return "imperfect"
    return "article" if bare.startswith(("ال", "لل", "بال")) else "bare"


def _extend(page: Page, deed: Deed, time: Time, published: Edtf | None, dating: Dating) -> Time:
    since = dating.calendar.words["since"]
    opened = page.forms[time.first] in since or (time.first > 0 and page.forms[time.first - 1] in since)
    if not opened or deed.status is not Status.ONGOING or published is None or published.latest is None:
        return time
    start, end = time.value.ends[0], published.latest
    if start is None or start.latest is None or start.latest >= end:
        return time
    until = {Precision.YEAR: Edtf.year(end.year), Precision.MONTH: Edtf.month(end.year, end.month)}
    return replace(time, value=Edtf.interval(start, until.get(start.precision, Edtf.of(end))))
