"""What the encoder says of a whole text: window by window, and of some triggers once more from nearby."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mithaq.lexicon import Trigger
from mithaq.model import ActType
from mithaq.reading.learnt.closer import Closer
from mithaq.reading.learnt.encoder import Encoder, Floats, Whole
from mithaq.reading.learnt.heard import ACT_TYPES, ACTOR_TYPES, Heard, Tables
from mithaq.reading.learnt.windows import Window, cut_windows
from mithaq.reading.survey import Survey

_NAME_CLASSES = 3
_TIME_BIT, _SPOT_BIT = 1, 2
_CERTAIN = 50.0  # log-odds of what is not listened to


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the encoder says of a text.

    Args:
        windows: In text order.
        window_of: For each token the index of the window that judges it.
        tags: For each token the log-odds of the classes: no act, further word of a trigger, the act types.
        names: For each token the log-probabilities to be outside of names, to begin one, to go on with one; no
            number where it was not listened to.
        closer: By token what the words around it say, heard again with it marked.
        share: How much these weigh; what was heard of the whole window weighs the rest.
    """

    windows: tuple[Heard, ...]
    window_of: tuple[int, ...]
    tags: Floats
    names: Floats
    closer: Mapping[int, Heard] = field(default_factory=dict)
    share: float = 0.0

    def list_stances(self, trigger: int) -> list[float]:
        """Return the log-probabilities of each status, in the order of `Status`, if a word carries an act.

        Args:
            trigger: The word's token.
        """
        stances = self._find(trigger).list_stances(trigger)
        near = self.closer.get(trigger)
        mixed: list[float] = (self._mix(stances, near.list_stances(trigger)) if near else stances).tolist()
        return mixed

    def point(self, trigger: int) -> tuple[int, Floats, Floats]:
        """Return a first token, and log-probabilities of where what an act is about begins and ends.

        The first of each is that of nowhere; then come the tokens from the first one on.

        Args:
            trigger: First token of the trigger.
        """
        heard = self._find(trigger)
        near = self.closer.get(trigger)
        if near is None:
            return heard.window.first, *heard.point(trigger)
        first = near.window.first - heard.window.first
        last = near.window.last - heard.window.first
        begins, ends = (
            self._mix(np.append(wide[:1], wide[1 + first : 1 + last]), close)
            for wide, close in zip(heard.point(trigger), near.point(trigger), strict=True)
        )
        return near.window.first, begins, ends

    def pair(self, trigger: int, kind: ActType, ranges: Sequence[tuple[int, int]], part: int) -> Floats:
        """Return for each range of words the log-odds that it has a part in an act; minus infinity out of earshot.

        Args:
            trigger: First token of the trigger.
            kind: Type of the act.
            ranges: Half-open token ranges.
            part: One of the four parts.
        """
        wide = self._find(trigger).pair(trigger, kind, ranges, part)
        near = self.closer.get(trigger)
        if near is None:
            return wide
        close = near.pair(trigger, kind, ranges, part)
        audible = np.isfinite(close)
        wide[audible] = self._mix(wide[audible], close[audible])
        return wide

    def _find(self, trigger: int) -> Heard:
        return self.windows[self.window_of[trigger]]

    def _mix(self, wide: Floats, close: Floats) -> Floats:
        return (1 - self.share) * wide + self.share * close


def listen_closer(hearing: Hearing, triggers: Iterable[int], closer: Closer, share: float) -> Hearing:
    """Return what the encoder says of a text, the words around some triggers heard again.

    Args:
        hearing: What it says of the windows.
        triggers: First tokens of the triggers, in windows that were heard.
        closer: Hears them again.
        share: How much this weighs, from 0 to 1.
    """
    near = {at: closer.hear(hearing.windows[hearing.window_of[at]], at) for at in triggers}
    return replace(hearing, closer=near, share=share)


def list_features(survey: Survey, triggers: Sequence[Trigger]) -> Whole:
    """Return what grammar and lexicon know of each token, shape (3, tokens).

    The first row holds the type of the likeliest act of the lexicon, the second the kind of actor that it
    begins or continues, the third whether it is part of a date (1) or a place (2).

    Args:
        survey: The text.
        triggers: All candidates of the lexicon.
    """
    found = np.zeros((3, len(survey.page.forms)), np.int64)
    likeliest = [0.0] * len(survey.page.forms)
    for trigger in triggers:
        if not trigger.types:
            continue
        for at in range(trigger.first, trigger.last):
            if trigger.prior >= likeliest[at]:
                likeliest[at] = trigger.prior
                found[0, at] = 1 + ACT_TYPES.index(trigger.types[0][0])
    for mention in survey.cast.mentions:
        kind = ACTOR_TYPES.index(survey.cast.actors[mention.actor].type)
        found[1, mention.first] = 1 + 2 * kind
        found[1, mention.first + 1 : mention.last] = 2 + 2 * kind
    for time in survey.times:
        found[2, time.first : time.last] |= _TIME_BIT
    for spot in survey.spots:
        found[2, spot.first : spot.last] |= _SPOT_BIT
    return found


def listen(
    survey: Survey,
    triggers: Sequence[Trigger],
    encoder: Encoder,
    tables: Tables,
    worth: Collection[int] | None = None,
) -> Hearing:
    """Return what the encoder says of a text.

    Args:
        survey: The text as the fast reader sees it.
        triggers: All candidates of the lexicon.
        encoder: The encoder.
        tables: What lies beside it.
        worth: Tokens for which a window is worth hearing, the others carry no acts; None for all windows.
    """
    page = survey.page
    pieces = [encoder.cut(page.raw(at)) for at in range(len(page.forms))]
    features = list_features(survey, triggers)
    windows = cut_windows([len(word) for word in pieces], page.sentences)
    heard = tuple(
        _hear(window, pieces, features, encoder, tables)
        if worth is None or any(window.core <= at < window.last for at in worth)
        else _leave(window, features, tables)
        for window in windows
    )
    window_of = [number for number, window in enumerate(windows) for _ in range(window.core, window.last)]
    tags, names = (
        np.concatenate([item.rows[name][item.window.core - item.window.first :] for item in heard])
        for name in ("tags", "names")
    )
    return Hearing(heard, tuple(window_of), tags, names)


def _hear(
    window: Window, pieces: Sequence[tuple[int, ...]], features: Whole, encoder: Encoder, tables: Tables
) -> Heard:
    words = slice(window.first, window.last)
    rows = encoder.hear(pieces[words], features[:, words])
    return Heard(window, features[:, words], rows, tables, tuple(map(len, pieces[words])))


def _leave(window: Window, features: Whole, tables: Tables) -> Heard:
    tags = np.zeros((window.last - window.first, len(ACT_TYPES) + 2), np.float32)
    tags[:, 0] = _CERTAIN
    names = np.full((window.last - window.first, _NAME_CLASSES), np.nan, np.float32)
    rows = {"tags": tags, "names": names}
    return Heard(window, features[:, window.first : window.last], rows, tables)
