"""How announced dates moved: one milestone over the days of its announcements, many milestones below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.dates import Edtf
from mithaq.reports.charts.look import COLOURS, INK, QUIET, Chart, Look, Spec, finish, make_axis

_TICKS = 6
_ROW = 34
_NAME = 190  # pixels for the name of a milestone
_MONTHS, _YEARS = 62, 900  # days from which on labels name months, or years, alone


@dataclass(frozen=True, slots=True)
class Given:
    """A date that a milestone was given.

    Args:
        announced: When it was announced, EDTF; None where unknown.
        when: The date, EDTF.
        current: Whether it is the one that stands now.
    """

    announced: str | None
    when: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A milestone with all the dates that it was given, in order.

    Args:
        name: What it is called, in the language of the chart.
        dates: The dates.
    """

    name: str
    dates: tuple[Given, ...]


def chart_slippage(course: Course, look: Look) -> Chart:
    """Return one milestone: each announced date over the day of its announcement.

    Below the dashed line a date lies behind the day of its announcement. Dates whose announcement has no day are
    left out; the table beside the chart has them.

    Args:
        course: The milestone.
        look: For whom.
    """
    points = [point for given in course.dates if (point := _place(given))]
    days = [point["announced"] for point in points]
    dates = [end for point in points for end in (point["first"], point["last"])]
    x_range, y_range = _widen(days), _widen(dates)
    x = {
        "field": "announced",
        "type": "quantitative",
        "scale": {"domain": list(x_range), "reverse": look.is_rtl, "nice": False, "zero": False},
        "axis": make_axis(
            _label(x_range, look), "bottom", title=look.write(look.say("announced")), labelAngle=0
        ),
    }
    y = {
        "field": "middle",
        "type": "quantitative",
        "scale": {"domain": list(y_range), "nice": False, "zero": False},
        "axis": make_axis(_label(y_range, look), look.begin, grid=True, title=look.write(look.say("given"))),
    }
    view = {
        "width": look.width,
        "height": look.height,
        "layer": [
            *_draw_passing(x_range, y_range, (x, y), look),
            *_draw_dates(points, (x, y), look),
        ],
    }
    title = f"{look.say('slippage-title')}: {course.name}"
    return finish(look, title, _tell_course(course, look), [view])


def _draw_dates(points: Sequence[dict[str, Any]], axes: tuple[Spec, Spec], look: Look) -> list[Spec]:
    """Return the dates, each with its span, the line that leads through them and the one that stands last."""
    x, y = axes
    return [
        {
            "data": {"values": points},
            "mark": {"type": "line", "interpolate": _find_step(look), "color": COLOURS[0]},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": points},
            "mark": {"type": "rule", "color": COLOURS[0], "strokeWidth": 3, "opacity": 0.5},
            "encoding": {"x": x, "y": {**y, "field": "first"}, "y2": {"field": "last"}},
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1, "color": COLOURS[0]},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": points[-1:]},
            "mark": {"type": "rule", "color": COLOURS[5], "strokeWidth": 1.5},
            "encoding": {"y": y},
        },
    ]


def _find_step(look: Look) -> str:
    """Return how a date holds until the next announcement: Vega joins points from left to right."""
    return "step-before" if look.is_rtl else "step-after"


def _tell_course(course: Course, look: Look) -> str:
    written = [look.write_day(given.when) for given in course.dates]
    first, last = (written[0], written[-1]) if written else ("", "")
    return look.say("slippage-text", count=look.write_number(len(written)), first=first, last=last)


def _place(given: Given) -> dict[str, Any] | None:
    """Return where a date is drawn: days counted from the year 1."""
    told = Edtf.parse(given.announced).earliest if given.announced else None
    ends = _find_ends(given.when)
    if told is None or ends is None:
        return None
    first, last = ends
    return {"announced": told.toordinal(), "first": first, "last": last, "middle": (first + last) / 2}


def _find_ends(when: str) -> tuple[int, int] | None:
    known = Edtf.parse(when)
    first, last = known.earliest or known.latest, known.latest or known.earliest
    return (first.toordinal(), last.toordinal()) if first and last else None


def _widen(days: Sequence[int]) -> tuple[int, int]:
    first, last = (min(days), max(days)) if days else (1, 1)
    room = max(7, (last - first) // 12)
    return max(1, first - room), min(date.max.toordinal(), last + room)


def _label(span: tuple[int, int], look: Look) -> dict[int, str]:
    """Return days along an axis with what stands there: years, months or days, as far apart as there is room."""
    first, last = date.fromordinal(span[0]), date.fromordinal(span[1])
    if span[1] - span[0] > _YEARS:
        step = max(1, (last.year - first.year) // _TICKS)
        starts = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
        return {day.toordinal(): look.use_digits(str(day.year)) for day in starts}
    if span[1] - span[0] > _MONTHS:
        count = (last.year - first.year) * 12 + last.month - first.month
        step = max(1, -(-count // _TICKS))
        months = [
            divmod(first.year * 12 + first.month - 1 + number, 12) for number in range(1, count + 1, step)
        ]
        return {
            date(year, month + 1, 1).toordinal(): look.write(look.write_day(f"{year:04}-{month + 1:02}"))
            for year, month in months
        }
    step = max(1, (span[1] - span[0]) // _TICKS)
    return {
        number: look.write(look.write_day(date.fromordinal(number).isoformat()))
        for number in range(span[0] + step // 2, span[1] + 1, step)
    }


def _draw_passing(
    x_range: tuple[int, int], y_range: tuple[int, int], axes: tuple[Spec, Spec], look: Look
) -> list[Spec]:
    """Return the dashed line on which a date is the day of its announcement; nothing where it is out of sight."""
    low, high = max(x_range[0], y_range[0]), min(x_range[1], y_range[1])
    if low >= high:
        return []
    x, y = axes
    ends = [{"announced": low, "middle": low}, {"announced": high, "middle": high}]
    return [
        {
            "data": {"values": ends},
            "mark": {"type": "line", "color": QUIET, "strokeDash": [5, 4]},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": [{**ends[1], "name": look.write(look.say("passed"))}]},
            "mark": {"type": "text", "align": look.end, "baseline": "bottom", "dy": -8, "color": QUIET},
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        },
    ]


def chart_roadmap(courses: Iterable[Course], look: Look) -> Chart:
    """Return many milestones: all dates of each in a row, a line from the first to the current one.

    Args:
        courses: The milestones, in the order in which they stand.
        look: For whom.
    """
    known = list(courses)
    rows = [
        (number, course)
        for number, course in enumerate(known)
        if any(_find_ends(item.when) for item in course.dates)
    ]
    points = [point for number, course in rows for point in _list_points(str(number), course)]
    span = _widen([end for point in points for end in (point["first"], point["last"])])
    names = {str(number): look.write(course.name) for number, course in rows}
    x = {
        "field": "middle",
        "type": "quantitative",
        "scale": {"domain": list(span), "reverse": look.is_rtl, "nice": False, "zero": False},
        "axis": make_axis(_label(span, look), "bottom", grid=True, labelAngle=0),
    }
    y = {
        "field": "row",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(names)},
        "axis": make_axis(names, look.begin, labelLimit=_NAME, ticks=False, domain=False),
    }
    lines = [line for number, course in rows if (line := _find_line(str(number), course))]
    view = {
        "width": look.width,
        "height": max(1, len(rows)) * _ROW,
        "layer": [
            *_draw_rows(lines, points, (x, y)),
        ],
    }
    text = look.say("roadmap-text", count=look.write_number(len(rows)))
    return finish(look, look.say("roadmap-title"), text, [view])


def _draw_rows(
    lines: Sequence[dict[str, Any]], points: Sequence[dict[str, Any]], axes: tuple[Spec, Spec]
) -> list[Spec]:
    """Return the way of each milestone, the spans of its dates, the former ones and the current one."""
    x, y = axes
    return [
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 2},
            "encoding": {"x": x, "x2": {"field": "end"}, "y": y},
        },
        {
            "data": {"values": points},
            "mark": {"type": "rule", "color": COLOURS[0], "strokeWidth": 5, "opacity": 0.35},
            "encoding": {"x": {**x, "field": "first"}, "x2": {"field": "last"}, "y": y},
        },
        {
            "data": {"values": [point for point in points if not point["current"]]},
            "mark": {
                "type": "point",
                "filled": False,
                "size": 60,
                "opacity": 1,
                "color": INK,
                "strokeWidth": 1.6,
            },
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": [point for point in points if point["current"]]},
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "color": COLOURS[5]},
            "encoding": {"x": x, "y": y},
        },
    ]


def _list_points(row: str, course: Course) -> list[dict[str, Any]]:
    found = []
    for given in course.dates:
        if ends := _find_ends(given.when):
            first, last = ends
            found.append(
                {
                    "row": row,
                    "first": first,
                    "last": last,
                    "middle": (first + last) / 2,
                    "current": given.current,
                }
            )
    return found


def _find_line(row: str, course: Course) -> dict[str, Any] | None:
    points = _list_points(row, course)
    if len(points) < 2:  # noqa: PLR2004 - one date is no way
        return None
    return {"row": row, "middle": points[0]["middle"], "end": points[-1]["middle"]}
