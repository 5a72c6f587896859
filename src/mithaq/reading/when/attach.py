"""Which of the dates of a text is the date of an act.

The dates of the act's sentence, the last ones before it and the next ones behind it stand against having no
date. Each is as likely as the sum of the weights of its cues makes it; the weights were fitted to annotated
texts, and ``lexicon/data/dating.yaml`` holds those set by hand. Dates that mean the same months count together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path

from msgspec import Struct

from mithaq.dates import Edtf, Precision
from mithaq.lexicon.dating import DatingWords, lay_words, read_dating
from mithaq.reading.parts import Time
from mithaq.reading.weights import FOLDER, Weights, load_weights
from mithaq.reading.when.calendar import Calendar
from mithaq.reading.when.cues import (
    Board,
    lay_board,
    list_date_cues,
    list_lasting_cues,
    list_none_cues,
)
from mithaq.reading.when.scene import ActSketch, Deed, Scene

# Texts without full stops are read in reasonable time: words farther off than this are not looked at.
_REACH = 150
_BACK, _FORE, _FORE_SENTENCES = 2, 1, 2
_SINCE_REACH = 9
_BREAKS = frozenset("،,؛;:.")
_NOTHING: Mapping[int, float] = {}
Months = tuple[tuple[int, int] | None, tuple[int, int] | None]
# What to add to the log-odds of dates, by their first token, for an act.
Hear = Callable[[Deed], Mapping[int, float]]


class Candidate(Struct, frozen=True, gc=False):
    """A date that an act may have, or none.

    Args:
        time: The date; None for no date.
        cues: What speaks for and against it.
    """

    time: Time | None
    cues: tuple[str, ...]

    @property
    def months(self) -> Months | None:
        """Return the first and last month that it may mean; None for no date."""
        return find_months(self.time.value) if self.time else None


@dataclass(frozen=True, slots=True)
class Dating:
    """What is known of dates.

    Args:
        calendar: The words of time.
        words: The words of dating.
        weights: What each cue adds to the log-odds.
        threshold: A date is the act's if it is more than so many times as likely as none.
    """

    calendar: Calendar
    words: DatingWords
    weights: dict[str, float]
    threshold: float


def load_dating(calendar: Calendar, weights: Path | None = FOLDER) -> Dating:
    """Return the weights of dates beside the calendar.

    Args:
        calendar: The words of time.
        weights: Folder of the fitted weights; None, or a folder without ``dating.npz``, gives those by hand.
    """
    file, fitted = read_dating(), load_weights("dating", weights) if weights else None
    table, threshold = (list_weights(fitted), fitted.threshold) if fitted else (file.weights, file.threshold)
    return Dating(calendar, lay_words(file), table, threshold)


def list_weights(fitted: Weights) -> dict[str, float]:
    """Return the fitted weight of each cue."""
    column = fitted.table[:, 0].tolist()
    return {cue: column[row] for cue, row in fitted.rows.items()}


class Chosen(Struct, frozen=True, gc=False):
    """The date of an act.

    Args:
        time: The date with its words.
        chance: How likely it is that one.
    """

    time: Time
    chance: float


def date_acts(
    scene: Scene, deeds: Sequence[Deed], dating: Dating, hear: Hear | None = None
) -> tuple[Chosen | None, ...]:
    """Return the date of each act, or None where the text gives it none.

    Args:
        scene: The text.
        deeds: Its acts, in any order.
        dating: Words and weights.
        hear: What somebody else thinks of the dates of an act.
    """
    if not scene.times or not deeds:
        return (None,) * len(deeds)
    board = lay_board(scene, deeds, dating.calendar, dating.words)
    return tuple(
        choose_date(find_candidates(board, act), dating, hear(act.deed) if hear else {}) for act in board.acts
    )


def choose_date(
    candidates: Sequence[Candidate], dating: Dating, heard: Mapping[int, float] = _NOTHING
) -> Chosen | None:
    """Return the date that is likely enough, or None.

    Args:
        candidates: The dates an act may have; the first one is none.
        dating: Words and weights.
        heard: What to add to the log-odds of dates, by their first token.
    """
    weights = dating.weights
    odds = [
        exp(
            sum([weights[cue] for cue in item.cues if cue in weights])
            + (heard.get(item.time.first, 0.0) if item.time else 0.0)
        )
        for item in candidates
    ]
    sums: dict[Months, float] = {}
    best: dict[Months, tuple[float, Time]] = {}
    for candidate, chance in zip(candidates, odds, strict=True):
        if candidate.time is not None:
            months = find_months(candidate.time.value)
            sums[months] = sums.get(months, 0.0) + chance
            if months not in best or chance > best[months][0]:
                best[months] = (chance, candidate.time)
    chosen = max(sums, key=sums.__getitem__, default=None)
    if chosen is None or sums[chosen] <= dating.threshold * odds[0]:
        return None
    return Chosen(best[chosen][1], sums[chosen] / (odds[0] + sum(sums.values())))


def find_candidates(board: Board, act: ActSketch) -> tuple[Candidate, ...]:
    """Return the dates an act may have, none first.

    Args:
        board: The text with its acts and dates.
        act: The act.
    """
    found = [Candidate(None, tuple(list_none_cues(board, act)))]
    for index, place in _find_places(board, act):
        cues = list_date_cues(board, act, index, place)
        date = board.dates[index]
        lasting = extend_since(board.scene, date.time, board.calendar)
        if lasting is None:
            found.append(Candidate(date.time, tuple(cues)))
            continue
        near = is_since(board.scene, date.time, board.calendar, 1)
        names = ("since", "until") if near else ("since far", "until far")
        found += [
            Candidate(time, (*cues, *list_lasting_cues(act, date, name)))
            for time, name in zip((date.time, lasting), names, strict=True)
        ]
    return tuple(found)


def _find_places(board: Board, act: ActSketch) -> list[tuple[int, str]]:
    trigger, places, seen = act.deed.trigger, [], set()
    for index in board.lines.get(act.sentence, ()):
        time = board.dates[index].time
        if time.first - trigger[1] <= _REACH and trigger[0] - time.last <= _REACH:
            places.append((index, "here"))
            seen.add(find_months(time.value))
    before = [at for at, date in enumerate(board.dates) if date.sentence < act.sentence]
    behind = [
        at for at, date in enumerate(board.dates) if 0 < date.sentence - act.sentence <= _FORE_SENTENCES
    ]
    for name, indices, most in (("back", before[::-1], _BACK), ("fore", behind, _FORE)):
        count = 0
        for index in indices:
            months = find_months(board.dates[index].time.value)
            if months not in seen and count < most:
                seen.add(months)
                places.append((index, name))
                count += 1
    return places


def find_months(value: Edtf) -> Months:
    """Return the first and the last month that a date may mean; None for an open or unknown end."""
    first, last = value.earliest, value.latest
    return ((first.year, first.month) if first else None, (last.year, last.month) if last else None)


def extend_since(scene: Scene, time: Time, calendar: Calendar) -> Time | None:
    """Return the time from a date to publication where a word like "منذ" opens it, else None.

    Args:
        scene: The text.
        time: The date.
        calendar: The words of time.
    """
    if scene.published is None or scene.published.latest is None:
        return None
    if not is_since(scene, time, calendar, _SINCE_REACH):
        return None
    start, end = time.value.ends[0], scene.published.latest
    if start is None or start.latest is None or start.latest >= end:
        return None
    until = Edtf.year(end.year) if start.precision is Precision.YEAR else Edtf.month(end.year, end.month)
    return replace(time, value=Edtf.interval(start, until))


def is_since(scene: Scene, time: Time, calendar: Calendar, reach: int) -> bool:
    """Tell whether a word like "منذ" opens a date, itself or with what began then: "منذ عزل الشاه في عام 1979".

    Args:
        scene: The text.
        time: The date.
        calendar: The words of time.
        reach: How many words before the date are looked at.
    """
    since, forms = calendar.words["since"], scene.page.forms
    if forms[time.first] in since:
        return True
    begin = scene.page.sentences[scene.page.sentence_of[time.first]][0]
    for at in range(time.first - 1, max(begin, time.first - reach) - 1, -1):
        if forms[at] in since:
            return not any(at < other.first < time.first for other in scene.times)
        if forms[at] in _BREAKS:
            return False
    return False
