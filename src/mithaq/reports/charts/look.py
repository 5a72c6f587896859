"""What all charts share: language and direction, letters, digits, colours, axes, legends.

A chart is a Vega-Lite specification as a value. Everything that is written in it is written here, in the language
of the reader: Vega would write months and digits its own way. Right to left means that the axis of time and the
bars begin at the right, that the axis of numbers stands there, too, and that legends are read from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, log10
from pathlib import Path
from typing import Any, Final

from mithaq.dates import Edtf, Months, Numerals, write_date
from mithaq.digits import write_arabic_number
from mithaq.knowledge import read_knowledge
from mithaq.reports.wording import PDI, RLI, Lang, Term, find_wording

Spec = Mapping[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
FONTS: Final = "Noto Sans Arabic, Noto Naskh Arabic, Segoe UI, Tahoma, DejaVu Sans, sans-serif"
# Colours that differ for people who confuse red and green, and in lightness when printed in grey (Okabe and Ito).
COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f7f7f")
INK, QUIET, GRID, PAPER = "#1c1f23", "#595f69", "#d8d3c7", "#ffffff"
MOST_GROUPS: Final = len(COLOURS)
_LEGEND_ROW, _LEGEND_COLUMN, _LABEL = 20, 210, 180
_TICKS = 5


@cache
def read_terms() -> dict[str, Term]:
    """Return everything that charts say."""
    return read_knowledge(Path(__file__).parent / "wording.yaml", dict[str, Term])


@dataclass(frozen=True, slots=True)
class Look:
    """For whom a chart is drawn.

    Args:
        lang: Language; Arabic is drawn from right to left.
        numerals: Which digits, in Arabic.
        months: Whose Arabic month names.
        width: Of the plot without its axes, pixels.
        height: Likewise.
    """

    lang: Lang = Lang.AR
    numerals: Numerals = Numerals.LATIN
    months: Months = Months.EGYPT
    width: int = 640
    height: int = 240

    @property
    def is_rtl(self) -> bool:
        """Whether it is read from right to left."""
        return self.lang is Lang.AR

    @property
    def begin(self) -> str:
        """The side on which reading begins, as Vega names it."""
        return "right" if self.is_rtl else "left"

    @property
    def end(self) -> str:
        """The other side."""
        return "left" if self.is_rtl else "right"

    def say(self, key: str, **values: object) -> str:
        """Return what is said under a key."""
        text = read_terms()[key].in_lang(self.lang)
        return text.format(**values) if values else text

    def write(self, text: str) -> str:
        """Return a text in which words of another direction stay where they belong."""
        return f"{RLI}{text}{PDI}" if self.is_rtl and text else text

    def write_number(self, value: float) -> str:
        """Return a number in the chosen digits."""
        return self.use_digits(find_wording(self.lang).write_number(value))

    def use_digits(self, text: str) -> str:
        """Return a text of digits in the chosen ones."""
        arabic = self.is_rtl and self.numerals is Numerals.ARABIC
        return write_arabic_number(text) if arabic else text

    def write_day(self, when: str) -> str:
        """Return a date (EDTF) as it is written."""
        known = Edtf.parse(when)
        return write_date(known, self.lang.value, months=self.months, numerals=self.numerals)

    def write_short(self, when: str) -> str:
        """Return a day or month (ISO) without its year."""
        year = self.use_digits(when[:4])
        return self.write(self.write_day(when).removesuffix(year).strip() or year)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, ready to be drawn.

    Args:
        title: What it shows; read by those who do not see it.
        text: What can be read from it, in words.
        spec: Vega-Lite.
    """

    title: str
    text: str
    spec: Spec


def finish(look: Look, title: str, text: str, views: Sequence[Spec]) -> Chart:
    """Return a chart made of views, one below the other.

    Args:
        look: For whom.
        title: What it shows.
        text: What can be read from it.
        views: Specifications without schema and style.
    """
    spec = {
        "$schema": SCHEMA,
        "background": PAPER,
        "padding": 6,
        "spacing": 8,
        "vconcat": [*views],
        "title": {
            "text": look.write(title),
            "anchor": "end" if look.is_rtl else "start",
            "fontSize": 15,
            "color": INK,
        },
        "config": {
            "font": FONTS,
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "domainColor": QUIET,
                "tickColor": QUIET,
                "gridColor": GRID,
                "labelFontSize": 12,
                "labelPadding": 6,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "labelFont": FONTS,
            },
            "text": {"font": FONTS, "fontSize": 12, "color": INK},
        },
    }
    return Chart(title, text, spec)


def find_ticks(most: float) -> tuple[int, ...]:
    """Return whole numbers from 0 to ``most`` or a little more, evenly spaced, at most six.

    Args:
        most: The greatest value that has to have room.
    """
    if most <= _TICKS:
        return tuple(range(max(1, ceil(most)) + 1))
    rough = most / _TICKS
    power = 10 ** int(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return tuple(range(0, ceil(most / step) * step + 1, int(step)))


def make_axis(labels: Mapping[Any, str], side: str, *, grid: bool = False, **more: Any) -> Spec:  # noqa: ANN401 - what Vega takes
    """Return an axis whose labels were written beforehand.

    Args:
        labels: What stands at each value; empty words leave a tick without a label.
        side: ``left``, ``right``, ``top`` or ``bottom``.
        grid: Whether lines are drawn across.
        more: Further settings of Vega's.
    """
    pairs = ", ".join(f"{_quote(str(value))}: {_quote(text)}" for value, text in labels.items())
    shown = {"labelExpr": f"({{{pairs}}})[toString(datum.value)]", "values": list(labels)}
    return {"orient": side, "grid": grid, "title": None, "labelOverlap": False, **shown, **more}


def _quote(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'"


def make_number_axis(look: Look, ticks: Iterable[int], title: str) -> Spec:
    """Return the axis of numbers, where reading begins.

    Args:
        look: For whom.
        ticks: Where labels stand.
        title: What is counted.
    """
    labels = {tick: look.write_number(tick) for tick in ticks}
    return make_axis(labels, look.begin, grid=True, title=look.write(title) or None)


def thin(values: Sequence[str], most: int) -> frozenset[str]:
    """Return every n-th of some values, so that labels do not lie over one another.

    Args:
        values: All of them, in order.
        most: How many have room.
    """
    return frozenset(values[:: max(1, ceil(len(values) / most))])


def make_legend(look: Look, groups: Sequence[str]) -> Spec:
    """Return a legend as a view of its own: a square and a name for each group, from where reading begins.

    Args:
        look: For whom.
        groups: Names, in the order of the colours.
    """
    rows = ceil(len(groups) / max(1, look.width // _LEGEND_COLUMN))
    marks = _place_names(look, groups)
    scale: dict[str, Any] = {"domain": [0, look.width], "range": [0, look.width]}
    height: dict[str, Any] = {"domain": [0, rows * _LEGEND_ROW], "range": [0, rows * _LEGEND_ROW]}
    down_ = {"field": "y", "type": "quantitative", "axis": None, "scale": height}
    name = {"type": "text", "align": look.begin, "baseline": "middle", "limit": _LABEL}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    return {
        "width": look.width,
        "height": rows * _LEGEND_ROW,
        "data": {"values": marks},
        "layer": [
            {
                "mark": {"type": "point", "shape": "square", "filled": True, "size": 130, "opacity": 1},
                "encoding": {
                    "x": {"field": "x", "type": "quantitative", "axis": None, "scale": scale},
                    "y": down_,
                    "color": colour,
                },
            },
            {
                "mark": name,
                "encoding": {
                    "x": {"field": "t", "type": "quantitative", "axis": None, "scale": scale},
                    "y": down_,
                    "text": {"field": "name"},
                },
            },
        ],
    }


def _place_names(look: Look, groups: Sequence[str]) -> list[dict[str, Any]]:
    columns = max(1, look.width // _LEGEND_COLUMN)
    marks: list[dict[str, Any]] = []
    for number, group in enumerate(groups):
        along, down = (
            (number % columns) * _LEGEND_COLUMN,
            (number // columns) * _LEGEND_ROW + _LEGEND_ROW // 2,
        )
        square = look.width - along - 6 if look.is_rtl else along + 6
        marks.append(
            {
                "x": square,
                "t": square - 12 if look.is_rtl else square + 12,
                "y": down,
                "name": look.write(group),
                "colour": COLOURS[number % len(COLOURS)],
            }
        )
    return marks
