"""What the encoder says of a whole text: of each word, and of two words together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mithaq.lexicon import Trigger
from mithaq.model import ActorType, ActType
from mithaq.reading.learnt.encoder import TABLES, Encoder, Floats, Whole
from mithaq.reading.learnt.windows import Window, cut_windows
from mithaq.reading.survey import Survey

ACT_TYPES = tuple(ActType)
ACTOR_TYPES = tuple(ActorType)
# The parts that an actor or a date can have in an act, in the order of the graph's columns.
ACTOR, RECIPIENT, SOURCE, DATE = range(4)
PARTS = 4
_NAME_CLASSES = 3
_POINTERS = 2
# From which distance on powers count, the number of rows of one direction, how many rows a doubling takes.
_PAIR, _REACH = (5, 12, 1.0), (16, 24, 1.5)
_TIME_BIT, _SPOT_BIT = 1, 2
_CERTAIN = 50.0  # log-odds of what is not listened to


@dataclass(frozen=True, slots=True)
class Tables:
    """The small tables beside the graph: what distance and type say of a pair.

    Args:
        distance: By distance of a pair, one column a part.
        kind: By act type, likewise.
        reach: By distance of a word that begins or ends what an act is about, one column each.
    """

    distance: Floats
    kind: Floats
    reach: Floats


@dataclass(frozen=True, slots=True)
class Heard:
    """What one window says.

    Args:
        window: Its words.
        features: What grammar and lexicon knew of them.
        rows: By name of output, one row a word of the window.
    """

    window: Window
    features: Whole
    rows: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the encoder says of a text.

    Args:
        windows: In text order.
        window_of: For each token the index of the window that judges it.
        tags: For each token the log-odds of the classes: no act, further word of a trigger, the act types.
        names: For each token the log-probabilities to be outside of names, to begin one, to go on with one; no
            number where it was not listened to.
        tables: What distance and type say.
    """

    windows: tuple[Heard, ...]
    window_of: tuple[int, ...]
    tags: Floats
    names: Floats
    tables: Tables

    def list_stances(self, trigger: int) -> list[float]:
        """Return the log-probabilities of each status, in the order of `Status`, if a word carries an act.

        Args:
            trigger: The word's token.
        """
        heard = self.windows[self.window_of[trigger]]
        stances: list[float] = heard.rows["stances"][trigger - heard.window.first].tolist()
        return stances

    def point(self, trigger: int) -> tuple[int, Floats, Floats]:
        """Return the first token of the window, and log-probabilities of where what an act is about begins and ends.

        The first of each is that of nowhere; then come the tokens of the window.

        Args:
            trigger: First token of the trigger.
        """
        heard = self.windows[self.window_of[trigger]]
        low, rows = heard.window.first, heard.rows
        size = rows["point"].shape[1] // _POINTERS
        far = find_rows(np.arange(heard.window.last - low) - (trigger - low), *_REACH)
        begins, ends = (
            _choose(
                rows["null"][trigger - low, place],
                rows["spot"][:, columns] @ rows["point"][trigger - low, columns] / np.sqrt(np.float32(size))
                + self.tables.reach[far, place],
            )
            for place, columns in enumerate((slice(0, size), slice(size, 2 * size)))
        )
        return low, begins, ends

    def pair(self, trigger: int, kind: ActType, ranges: Sequence[tuple[int, int]], part: int) -> Floats:
        """Return for each range of words the log-odds that it has a part in an act; minus infinity out of earshot.

        Args:
            trigger: First token of the trigger.
            kind: Type of the act.
            ranges: Half-open token ranges.
            part: One of the three parts.
        """
        heard = self.windows[self.window_of[trigger]]
        low, high = heard.window.first, heard.window.last
        found = np.full(len(ranges), -np.inf, np.float32)
        spans = np.asarray(ranges, np.int64).reshape(-1, 2)
        within = (low <= spans[:, 0]) & (spans[:, 1] <= high)
        if not within.any():
            return found
        rows, (first, last) = heard.rows, spans[within].T
        size = rows["ask"].shape[1] // PARTS
        columns = slice(part * size, (part + 1) * size)
        ask = rows["ask"][trigger - low, columns] / np.sqrt(np.float32(size))
        bias = rows["ask_bias"][trigger - low, part] + self.tables.kind[ACT_TYPES.index(kind), part]
        own = rows["answer"][:, columns] @ ask + rows["answer_bias"][:, part]
        sums = np.concatenate(([0.0], np.cumsum(own, dtype=np.float64)))
        means = (sums[last - low] - sums[first - low]) / (last - first)
        far = find_rows(measure(trigger, first, last), *_PAIR)
        found[within] = means + bias + self.tables.distance[far, part]
        return found


def measure(trigger: int, first: Whole, last: Whole) -> Whole:
    """Return how many words lie from a trigger to the near ends of ranges, negative before it.

    Args:
        trigger: First token of the trigger.
        first: First tokens of the ranges.
        last: Tokens behind their last ones.
    """
    return np.where(first > trigger, first - trigger, np.where(last <= trigger, last - 1 - trigger, 0))


def _choose(nowhere: np.float32, odds: Floats) -> Floats:
    table = np.concatenate(([nowhere], odds))
    most = table.max()
    shares: Floats = table - most - np.log(np.exp(table - most).sum())
    return shares


def find_rows(distances: Whole, near: int, half: int, steepness: float = 1.0) -> Whole:
    """Return the rows of distances: near ones apart, far ones by powers of two; those before behind those after.

    Args:
        distances: In words, negative before the trigger.
        near: From which distance on powers count.
        half: Number of rows of one direction.
        steepness: How many rows a doubling takes.
    """
    sizes = np.abs(distances)
    powers = (np.log2(np.maximum(sizes, near) / near + 1e-6) * steepness + 1e-9).astype(np.int64)
    rows = np.where(sizes < near, sizes, near + np.minimum(powers, half - near - 1))
    return np.where(distances < 0, rows + half, rows)


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
        _hear(window, pieces, features, encoder)
        if worth is None or any(window.core <= at < window.last for at in worth)
        else _leave(window, features)
        for window in windows
    )
    window_of = [number for number, window in enumerate(windows) for _ in range(window.core, window.last)]
    tags, names = (
        np.concatenate([item.rows[name][item.window.core - item.window.first :] for item in heard])
        for name in ("tags", "names")
    )
    return Hearing(heard, tuple(window_of), tags, names, tables)


def _hear(window: Window, pieces: Sequence[tuple[int, ...]], features: Whole, encoder: Encoder) -> Heard:
    words = slice(window.first, window.last)
    return Heard(window, features[:, words], encoder.hear(pieces[words], features[:, words]))


def _leave(window: Window, features: Whole) -> Heard:
    tags = np.zeros((window.last - window.first, len(ACT_TYPES) + 2), np.float32)
    tags[:, 0] = _CERTAIN
    names = np.full((window.last - window.first, _NAME_CLASSES), np.nan, np.float32)
    return Heard(window, features[:, window.first : window.last], {"tags": tags, "names": names})


def load_tables(folder: Path) -> Tables:
    """Return the tables that lie beside the graph.

    Args:
        folder: Holds them.
    """
    with np.load(folder / TABLES, allow_pickle=False) as file:
        return Tables(*(file[name].astype(np.float32) for name in ("distance", "kind", "reach")))
