"""The cues that tell whether a date is that of an act: names of what is seen of both and of the way between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.lexicon.dating import DatingWords
from mithaq.model import ActType
from mithaq.reading.when.calendar import Calendar
from mithaq.reading.when.scene import (
    ActSketch,
    DateSketch,
    Deed,
    Scene,
    Sorts,
    find_early,
    find_opening,
    mark_line,
    sketch_act,
    sketch_date,
    sort_sentence,
    sort_word,
)

_STEPS = (0, 1, 3, 6, 12, 25)
_HOST_STEPS = (0, 2, 5, 9)
_COMMAS, _QUOTES = frozenset("،,:؛"), frozenset('«»"“”')
_RECENT = frozenset(("today", "ago2", "ago8"))
_LONGEST = 40  # tokens; no expression of time has more
_OPENS = 2  # a date within so many tokens opens its sentence
_FURTHEST, _LEAD = 4, 2


@dataclass(frozen=True, slots=True)
class Crowd:
    """The acts of one sentence.

    Args:
        acts: The acts by the first token of their triggers.
        longest: Tokens of the longest trigger.
        sorts: Their sorts.
        types: Their types.
        doers: All who do one of them.
    """

    acts: tuple[ActSketch, ...]
    longest: int
    sorts: frozenset[str]
    types: frozenset[ActType]
    doers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Board:
    """A text with its dates and acts, laid out for the question which belong together.

    Args:
        scene: The text.
        calendar: The words of time.
        words: The words of dating.
        dates: Its dates.
        lines: Which dates stand in each sentence.
        acts: Its acts, in the order in which they were given.
        triggers: Which act each token of a trigger belongs to.
        sorts: What the words of the sentences with dates are.
        people: Who is named in each sentence, and whether among its first words.
        recent: Indices of the dates of the last days.
        openings: How each sentence opens.
        days: How many different days the dates of the last days are.
        crowds: The acts of each sentence.
    """

    scene: Scene
    calendar: Calendar
    words: DatingWords
    dates: tuple[DateSketch, ...]
    lines: dict[int, list[int]]
    acts: tuple[ActSketch, ...]
    triggers: dict[int, int]
    sorts: Sorts
    people: dict[int, dict[str, bool]]
    recent: tuple[int, ...]
    openings: tuple[str, ...]
    days: int
    crowds: dict[int, Crowd]


def lay_board(scene: Scene, deeds: Sequence[Deed], calendar: Calendar, words: DatingWords) -> Board:
    """Return the text laid out.

    Args:
        scene: The text.
        deeds: Its acts.
        calendar: The words of time.
        words: The words of dating.
    """
    page = scene.page
    sorts: Sorts = {}
    for sentence in {page.sentence_of[time.first] for time in scene.times}:
        sorts |= sort_sentence(scene, sentence)
    dates = tuple(sketch_date(scene, time, sorts, calendar) for time in scene.times)
    lines: dict[int, list[int]] = {}
    for index, date in enumerate(dates):
        lines.setdefault(date.sentence, []).append(index)
    acts = []
    marks = {
        at: mark_line(page, at, calendar) for at in {page.sentence_of[deed.trigger[0]] for deed in deeds}
    }
    for deed in deeds:
        at = deed.trigger[0]
        sort = sorts.get(at) or sort_word(scene.words[at], scene.words[at - 1].lead if at else 1.0)
        acts.append(sketch_act(scene, deed, sort, marks[page.sentence_of[at]], (calendar, words)))
    return Board(
        scene,
        calendar,
        words,
        dates,
        lines,
        tuple(acts),
        {at: index for index, deed in enumerate(deeds) for at in range(*deed.trigger)},
        sorts,
        find_early(scene),
        tuple(index for index, date in enumerate(dates) if date.age in _RECENT),
        tuple(find_opening(page, sentence, calendar, words) for sentence in range(len(page.sentences))),
        len({date.time.value for date in dates if date.age in _RECENT}),
        _gather_crowds(acts),
    )


def _gather_crowds(acts: Sequence[ActSketch]) -> dict[int, Crowd]:
    by_sentence: dict[int, list[ActSketch]] = {}
    for act in sorted(acts, key=_find_start):
        by_sentence.setdefault(act.sentence, []).append(act)
    return {
        sentence: Crowd(
            tuple(same),
            max([act.deed.trigger[1] - act.deed.trigger[0] for act in same]),
            frozenset([act.sort for act in same]),
            frozenset([act.deed.type for act in same]),
            frozenset[str]().union(*[act.deed.who for act in same]),
        )
        for sentence, same in by_sentence.items()
    }


def _find_start(act: ActSketch) -> int:
    return act.deed.trigger[0]


def _list_acts(crowd: Crowd, low: int, high: int) -> Sequence[ActSketch]:
    """Return the acts whose triggers begin between two tokens, the second left out."""
    first = bisect_left(crowd.acts, low, key=_find_start)
    return crowd.acts[first : bisect_left(crowd.acts, high, lo=first, key=_find_start)]


def _list_dates(board: Board, sentence: int, low: int, high: int) -> Sequence[int]:
    """Return the dates of a sentence that begin between two tokens, the second left out."""

    def find_start(index: int) -> int:
        return board.dates[index].time.first

    line = board.lines[sentence]
    first = bisect_left(line, low, key=find_start)
    return line[first : bisect_left(line, high, lo=first, key=find_start)]


def list_none_cues(board: Board, act: ActSketch) -> list[str]:
    """Return the cues of an act that it has no date."""
    here = board.lines.get(act.sentence)
    place = "none here" if here else "none back" if board.lines else "none fore"
    cues = ["none", f"none {act.deed.status}", f"none {act.deed.type}"]
    cues += [f"{place} {facet}" for facet in act.facets]
    cues.append(f"{place} {act.tense} {act.before}")
    cues.append(f"{place} {act.tense} {act.deed.status}")
    cues.append(f"{place} dates {min(len(here or ()), 3)}")
    return cues


def list_date_cues(board: Board, act: ActSketch, index: int, place: str) -> list[str]:
    """Return the cues of an act that a date is its own.

    Args:
        board: The text.
        act: The act.
        index: The date.
        place: Where the date stands: ``here`` in the act's sentence, ``back`` before, ``fore`` behind it.
    """
    date, deed = board.dates[index], act.deed
    if place == "here":
        inside = date.time.first < deed.evidence[1] and date.time.last > deed.evidence[0]
        side = "before" if date.time.first < deed.trigger[0] else "behind"
        place = f"{'inside' if inside else 'outside'} {side}"
        way = _list_way_cues(board, act, index, side)
    else:
        way = _list_carried_cues(board, act, index, place)
    sort, tense, age, kind = act.sort, act.tense, date.age, date.kind
    facets = [
        *act.facets, f"after {date.before}", date.form, f"{kind} {sort}", f"{kind} {tense}",
        f"{age} {tense} {sort}", f"{age} {deed.status}",
    ]  # fmt: skip
    if date.told:
        facets.append(f"told day {sort} {tense}")
    cues = [f"{place} {facet}" for facet in facets]
    cues += (place, kind, f"after {date.before}", f"{kind} {deed.status}")
    return cues + way


def _name_host(board: Board, act: ActSketch, at: int) -> str:
    if at < 0:
        return "nobody"
    first, last = act.deed.trigger
    if first <= at < last:
        return "self"
    if board.scene.page.forms[at] in board.calendar.words["reporting"]:
        return "report"
    other = board.triggers.get(at)
    if other is None:
        return "other"
    return "kin" if board.acts[other].sort == act.sort else "act"


def _step(count: int, steps: Sequence[int]) -> int:
    return sum(count > step for step in steps)


def _list_way_cues(board: Board, act: ActSketch, index: int, side: str) -> list[str]:
    """Return the cues of the words between an act and a date of its sentence."""
    date, sort, tense = board.dates[index], act.sort, act.tense
    trigger, time = act.deed.trigger, date.time
    low, high = (time.last, trigger[0]) if side == "before" else (trigger[1], time.first)
    between = board.scene.page.forms[low:high] if low < high else ()
    step = _step(max(high - low, 0), _STEPS)
    cues = [f"{side} step {step}", f"{side} step {step} {tense}"]
    cues.append(f"{side} commas {min(sum(form in _COMMAS for form in between), 3)}")
    for name, known in _list_breaks(board):
        if not known.isdisjoint(between):
            cues.append(f"{side} {name} {sort} {tense}")
    counts = Counter(board.sorts[at] for at in range(low, high))
    verbs, nouns = min(counts["V"], 3), min(counts["M"] + counts["P"], 3)
    cues += (f"{side} verbs {verbs} {tense}", f"{side} verbs {verbs} {nouns}")
    near, verb = _name_host(board, act, date.near), _name_host(board, act, date.verb)
    kind = board.sorts[date.near] if date.near >= 0 else "-"
    far = _step(time.first - date.near - 1, _HOST_STEPS)
    opens = " opens" if time.first - date.first <= _OPENS else ""
    cues += [
        f"{side} host {near} {kind} {far}", f"{side} verb {verb}{opens}", f"{side} verb {verb} {date.kind}",
        f"{side} host {near} verb {verb} {tense}", f"{side} verb {verb} {act.opener} {tense} {sort}",
    ]  # fmt: skip
    return cues + _list_rival_cues(board, act, index, side, (low, high))


def _list_breaks(board: Board) -> tuple[tuple[str, frozenset[str]], ...]:
    words, calendar = board.words, board.calendar.words
    return (
        ("clause", calendar["clause_words"]), ("quote", _QUOTES), ("report", calendar["reporting"]),
        ("before then", calendar["before_then"]), ("relative", words.relatives),
        ("complementizer", words.complementizers),
    )  # fmt: skip


def _list_rival_cues(board: Board, act: ActSketch, index: int, side: str, way: tuple[int, int]) -> list[str]:
    """Return the cues of the other dates and acts of the sentence."""
    here, sort, kind = board.lines[act.sentence], act.sort, board.dates[index].kind
    crowd, trigger, time = board.crowds[act.sentence], act.deed.trigger, board.dates[index].time
    own = _measure(board, index, act)
    nearer = _list_dates(board, act.sentence, trigger[0] - own - _LONGEST, trigger[1] + own)
    rank = min(sum([_measure(board, other, act) < own for other in nearer]), 2)
    between = [other for other in _list_acts(crowd, *way) if other is not act]
    around = _list_acts(crowd, time.first - own - crowd.longest, time.last + own)
    rivals = [other for other in around if other is not act and _measure(board, index, other) < own]
    among, closer = min(len(between), 3), min(len(rivals), 3)
    cues = [
        f"{side} rank {rank} of {min(len(here), 3)}", f"{side} acts between {among} {sort}",
        f"{side} closer {closer}", f"closer {closer} {kind}",
    ]  # fmt: skip
    if any(other != index for other in _list_dates(board, act.sentence, *way)):
        cues.append(f"{side} date between {sort}")
    return cues


def _measure(board: Board, index: int, act: ActSketch) -> int:
    time, trigger = board.dates[index].time, act.deed.trigger
    return max(time.first - trigger[1], trigger[0] - time.last, 0)


def _list_carried_cues(board: Board, act: ActSketch, index: int, place: str) -> list[str]:
    """Return the cues of the sentences between an act and a date of another one."""
    date, sort, tense = board.dates[index], act.sort, act.tense
    low, high = sorted((date.sentence, act.sentence))
    openings = board.openings[low + 1 : high + 1]
    opening = board.openings[act.sentence]
    shifts, steps = min(openings.count("shift"), 2), min(high - low, _FURTHEST)
    who = _name_company(board, act, date.sentence)
    first = "first" if board.recent and index == board.recent[0] else "later"
    recent = min(board.days, 3)
    lone = "busy" if act.sentence in board.lines else "free"
    verb = _name_host(board, act, date.verb)
    tail = [
        f"{lone} {sort}", f"{lone} {date.kind}", f"{lone} {tense} {steps}", f"verb {verb} {tense} {sort}",
        f"who {who} {sort}", f"who {who} {steps}", f"who {who} {date.age}", f"shifts {shifts} {who}",
        f"shifts {shifts} {steps}", f"opening {opening} {sort}", f"opening {opening} {who}",
        f"recent {recent} {first} {who} {date.age}", f"{first} {date.age} {sort} {tense}",
        f"lead {min(date.sentence, _LEAD)} {first} {who}", *_list_kin_cues(board, act, date),
    ]  # fmt: skip
    return [f"{place} {cue}" for cue in tail]


def _name_company(board: Board, act: ActSketch, sentence: int) -> str:
    """Return whether those of an act are named in a sentence: ``early``, ``there``, ``no``, ``nobody``."""
    people = board.people.get(sentence, {})
    found = [people[name] for name in act.deed.who if name in people]
    if found:
        return "early" if any(found) else "there"
    return "no" if act.deed.who else "nobody"


def _list_kin_cues(board: Board, act: ActSketch, date: DateSketch) -> list[str]:
    """Return the cues of the acts in the sentence of a date."""
    crowd = board.crowds.get(date.sentence)
    if crowd is None:
        return ["acts there 0"]
    cues = [f"acts there {min(len(crowd.acts), 3)}"]
    if crowd.doers & act.deed.who:
        cues.append(f"same who {act.sort}")
    if act.sort in crowd.sorts:
        cues.append(f"kin {act.sort}")
    if act.deed.type in crowd.types:
        cues.append("same type")
    return cues


def list_lasting_cues(act: ActSketch, date: DateSketch, name: str) -> list[str]:
    """Return the cues on whether what is told "since" a date lasts until publication.

    Args:
        act: The act.
        date: The date.
        name: ``since`` for the date itself, ``until`` for the time from it to publication.
    """
    status = act.deed.status
    return [
        name, f"{name} {status}", f"{name} {status} {act.tense}", f"{name} {act.tense} {act.sort}",
        f"{name} {act.deed.type}", f"{name} {date.kind}",
    ]  # fmt: skip


__all__ = [
    "Board",
    "lay_board",
    "list_date_cues",
    "list_lasting_cues",
    "list_none_cues",
]
