"""Counts over time: stacked bars for groups, with a line from the least to the greatest figure of each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from mithaq.reports.charts.look import (
    COLOURS,
    INK,
    MOST_GROUPS,
    PAPER,
    Chart,
    Look,
    Spec,
    find_ticks,
    finish,
    make_axis,
    make_legend,
    make_number_axis,
    thin,
)

_LABEL_WIDTH = 62  # pixels that the label of a day takes
_LETTER = 6.2  # pixels that a letter of a label takes, about
_WIDEST, _SHARE = 56, 0.85  # pixels of a bar, and of its place
_LONGEST = 400  # times that are shown with the empty ones between them


class Measure(StrEnum):
    """What is counted."""

    INCIDENTS = "incidents"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted at one time for one group.

    Args:
        when: Day, month or year, ISO.
        group: Name of the group, in the language of the chart; empty where there are none.
        low: Least figure.
        best: The figure that is drawn as a bar.
        high: Greatest figure.
    """

    when: str
    group: str
    low: float
    best: float
    high: float


_EMPTY: Final[tuple[float, float, float]] = (0, 0, 0)


def chart_days(tallies: Iterable[Tally], look: Look, measure: Measure = Measure.INCIDENTS) -> Chart:
    """Return counts over time, stacked by group.

    Args:
        tallies: What was counted; times of one length only.
        look: For whom.
        measure: What was counted.
    """
    told = _unite_small(list(tallies), look)
    times = _fill_in(sorted({item.when for item in told}))
    groups = _rank(told)
    sums = _sum(told)
    ticks = find_ticks(max((max(best, high) for _, best, high in sums.values()), default=0))
    views = [_draw(told, times, groups, look, (ticks, look.say(measure.value)))]
    if groups != [""] and groups:
        views.insert(0, make_legend(look, groups))
    title = look.say(f"{measure.value}-title")
    return finish(look, title, _tell(sums, look, measure), views)


def _tell(sums: dict[str, tuple[float, float, float]], look: Look, measure: Measure) -> str:
    low, best, high = (look.write_number(sum(item[part] for item in sums.values())) for part in range(3))
    days = look.write_number(len(sums))
    return look.say(f"{measure.value}-text", total=best, low=low, best=best, high=high, days=days)


def _rank(told: Sequence[Tally]) -> list[str]:
    """Return the groups, those with the most first."""
    totals: defaultdict[str, float] = defaultdict(float)
    for item in told:
        totals[item.group] += item.best
    return sorted(totals, key=lambda group: (-totals[group], group))


def _unite_small(told: list[Tally], look: Look) -> list[Tally]:
    """Return the same figures with the smallest groups counted as one, where there are more groups than colours."""
    groups = _rank(told)
    if len(groups) <= MOST_GROUPS:
        return told
    rest = frozenset(groups[MOST_GROUPS - 1 :])
    others = look.say("others")
    return [
        Tally(item.when, others, item.low, item.best, item.high) if item.group in rest else item
        for item in told
    ]


def _sum(told: Iterable[Tally]) -> dict[str, tuple[float, float, float]]:
    sums: defaultdict[str, tuple[float, float, float]] = defaultdict(lambda: _EMPTY)
    for item in told:
        low, best, high = sums[item.when]
        sums[item.when] = (low + item.low, best + item.best, high + item.high)
    return dict(sums)


def _fill_in(times: Sequence[str]) -> list[str]:
    """Return the times with those between them at which nothing was counted."""
    if len(times) < 2:  # noqa: PLR2004 - nothing lies between
        return list(times)
    found = [times[0]]
    while found[-1] < times[-1] and len(found) <= _LONGEST:
        found.append(_find_next(found[-1]))
    return found if len(found) <= _LONGEST else list(times)


def _find_next(when: str) -> str:
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 1:
        return f"{parts[0] + 1:04}"
    if len(parts) == 2:  # noqa: PLR2004 - year and month
        year, month = (parts[0], parts[1] + 1) if parts[1] < 12 else (parts[0] + 1, 1)  # noqa: PLR2004 - December
        return f"{year:04}-{month:02}"
    return (date.fromisoformat(when) + timedelta(days=1)).isoformat()


def _label(times: Sequence[str], look: Look) -> dict[str, str]:
    """Return what stands below each time: the year only where it begins, and no label over another."""
    shown = thin(times, max(2, look.width // _LABEL_WIDTH))
    labels: dict[str, str] = {}
    year, last, end = "", "", float("-inf")
    for number, when in enumerate(times):
        if when not in shown:
            continue
        begins = when[:4] != year
        label = look.write(look.write_day(when)) if begins else look.write_short(when)
        half = len(label) * _LETTER / 2
        middle = (number + 0.5) * look.width / len(times)
        if middle - half < end:
            if not begins:
                continue
            labels.pop(last, None)  # where a year begins says more than the time before it
        labels[when], year, last, end = label, when[:4], when, middle + half + _LETTER
    return labels


def _draw(
    told: Sequence[Tally],
    times: Sequence[str],
    groups: Sequence[str],
    look: Look,
    axis: tuple[Sequence[int], str],
) -> Spec:
    ticks, name = axis
    place = {group: number for number, group in enumerate(groups)}
    bars = [
        {"when": item.when, "group": item.group, "place": place[item.group], "best": item.best}
        for item in told
    ]
    along = {
        "field": "when",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(times), "reverse": look.is_rtl, "paddingInner": 0.15},
        "axis": make_axis(_label(times, look), "bottom", labelAngle=0, ticks=False),
    }
    room: dict[str, Any] = {"domain": [0, ticks[-1]], "nice": False}
    up = {"type": "quantitative", "scale": room, "axis": make_number_axis(look, ticks, name)}
    thick = min(_WIDEST, _SHARE * look.width / max(1, len(times)))
    colour = {
        "field": "group",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(groups), "range": list(COLOURS[: len(groups)])},
    }
    layers: list[Spec] = [
        {
            "data": {"values": bars},
            "mark": {"type": "bar", "stroke": PAPER, "strokeWidth": 0.6, "width": thick},
            "encoding": {
                "x": along,
                "y": {"field": "best", "stack": "zero", **up},
                "color": colour,
                "order": {"field": "place", "type": "quantitative"},
            },
        },
    ]
    layers += _draw_ranges(told, along, up)
    return {"width": look.width, "height": look.height, "layer": layers}


def _draw_ranges(told: Sequence[Tally], along: Spec, up: Spec) -> list[Spec]:
    """Return the lines from the lowest to the highest figure, where the two differ."""
    lines = [
        {"when": when, "low": low, "high": high}
        for when, (low, _, high) in sorted(_sum(told).items())
        if low != high
    ]
    if not lines:
        return []
    data = {"values": lines}
    ends = {"x": along, "y": {"field": "low", **up}, "y2": {"field": "high"}}
    return [
        {"data": data, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6}, "encoding": ends},
        *(
            {
                "data": data,
                "mark": {"type": "tick", "color": INK, "thickness": 1.6, "size": 8},
                "encoding": {"x": along, "y": {"field": field, **up}},
            }
            for field in ("low", "high")
        ),
    ]
