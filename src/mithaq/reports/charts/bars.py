"""Bars that lie: requests by state, incidents of this week against the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.reports.charts.look import (
    COLOURS,
    Chart,
    Look,
    Spec,
    find_ticks,
    finish,
    make_axis,
    make_legend,
    make_number_axis,
)

_ROW = 30
_NAME = 190
_FREE = 1.12  # room for the figure behind the longest bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Args:
        name: What it counts, in the language of the chart.
        count: How much.
        series: Which colour it has; bars of one name lie below each other.
    """

    name: str
    count: float
    series: int = 0


def chart_states(counts: Sequence[tuple[str, int]], look: Look) -> Chart:
    """Return requests by state.

    Args:
        counts: Name of each state with its number, in the order in which they stand.
        look: For whom.
    """
    total = look.write_number(sum(count for _, count in counts))
    view = _draw([Bar(name, count) for name, count in counts], look, 1)
    return finish(look, look.say("states-title"), look.say("states-text", total=total), [view])


def chart_weeks(counts: Sequence[tuple[str, int, int]], look: Look) -> Chart:
    """Return incidents of this week against the last.

    Args:
        counts: Name of each group (a party, a category) with its number this week and last week.
        look: For whom.
    """
    bars = [bar for name, this, last in counts for bar in (Bar(name, this), Bar(name, last, 1))]
    this = look.write_number(sum(count for _, count, _ in counts))
    last = look.write_number(sum(count for _, _, count in counts))
    legend = make_legend(look, [look.say("week-this"), look.say("week-last")])
    text = look.say("weeks-text", this=this, last=last)
    return finish(look, look.say("weeks-title"), text, [legend, _draw(bars, look, 2)])


def _draw(bars: Sequence[Bar], look: Look, series: int) -> Spec:
    names = list(dict.fromkeys(bar.name for bar in bars))
    rows = {str(number): look.write(name) for number, name in enumerate(names)}
    place = {name: str(number) for number, name in enumerate(names)}
    values = [
        {
            "row": place[bar.name],
            "count": bar.count,
            "series": str(bar.series),
            "figure": look.write_number(bar.count),
        }
        for bar in bars
    ]
    most = max((bar.count for bar in bars), default=0)
    ticks = find_ticks(most)
    room = {"domain": [0, max(ticks[-1], most * _FREE)], "reverse": look.is_rtl, "nice": False}
    x = {
        "field": "count",
        "type": "quantitative",
        "scale": room,
        "axis": {**make_number_axis(look, ticks, ""), "orient": "bottom"},
    }
    y = {
        "field": "row",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(rows), "paddingInner": 0.25},
        "axis": make_axis(rows, look.begin, labelLimit=_NAME, ticks=False),
    }
    below = {"field": "series", "type": "nominal", "sort": None}
    colour = {
        **below,
        "legend": None,
        "scale": {"domain": [str(number) for number in range(series)], "range": list(COLOURS[:series])},
    }
    encoding = {"x": x, "y": y, "yOffset": below}
    figure = {"type": "text", "align": "right" if look.is_rtl else "left", "dx": -5 if look.is_rtl else 5}
    return {
        "width": look.width,
        "height": max(1, len(names)) * _ROW * series,
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {**encoding, "color": colour}},
            {"mark": figure, "encoding": {**encoding, "text": {"field": "figure"}}},
        ],
    }
