"""A map as SVG: the land in outline, and how much happened where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians, sqrt
from typing import Final

from mithaq.reports.charts.look import COLOURS, FONTS, INK, PAPER, Look
from mithaq.reports.outlines.land import Frame, Point, list_land

_LEAST: Final = 5.0  # degrees that a map shows at least
_ROOM: Final = 0.18  # of its extent that is left free on each side
_SEA, _LAND, _COAST = "#e8eef4", "#fbfaf6", "#9aa3ad"
_RADIUS: Final = 5.0
_LETTER: Final = 6.6  # width of a letter, for keeping names apart
_LINE: Final = 15  # height of a name


@dataclass(frozen=True, slots=True)
class Spot:
    """A place.

    Args:
        longitude: Degrees, WGS 84.
        latitude: Degrees, WGS 84.
        name: What it is called, in the language of the map.
        count: How much happened there.
    """

    longitude: float
    latitude: float
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Degrees laid on paper: equirectangular, true in scale along the middle."""

    frame: Frame
    width: int
    height: int

    def place(self, point: Point) -> Point:
        frame = self.frame
        across = (point[0] - frame.west) / (frame.east - frame.west) * self.width
        down = (frame.north - point[1]) / (frame.north - frame.south) * self.height
        return round(across, 1), round(down, 1)


def draw_map(spots: Sequence[Spot], look: Look, title: str, told: str) -> str:
    """Return a map as an SVG document.

    Args:
        spots: At least one place.
        look: For whom; its width and height are those of the map.
        title: What it shows.
        told: The same in words.
    """
    sheet = _Sheet(_find_frame(spots, look), look.width, look.height)
    ranked = sorted(spots, key=lambda spot: (-spot.count, spot.name))
    size = f'width="{look.width}" height="{look.height}" viewBox="0 0 {look.width} {look.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{FONTS}" font-size="12">',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
        f'<rect width="{look.width}" height="{look.height}" fill="{_SEA}"/>',
        *_draw_land(sheet),
        *_draw_spots(ranked, sheet),
        *_draw_names(ranked, sheet, look),
        f'<rect x="0.5" y="0.5" width="{look.width - 1}" height="{look.height - 1}" fill="none" stroke="{_COAST}"/>',
        "</svg>",
    ]
    return "".join(parts)


def _find_frame(spots: Sequence[Spot], look: Look) -> Frame:
    """Return a rectangle around all places that has the shape of the paper."""
    west, east = min(spot.longitude for spot in spots), max(spot.longitude for spot in spots)
    south, north = min(spot.latitude for spot in spots), max(spot.latitude for spot in spots)
    middle = ((west + east) / 2, (south + north) / 2)
    narrow = max(0.2, cos(radians(middle[1])))
    high = max(_LEAST, (north - south) * (1 + 2 * _ROOM))
    wide = max(_LEAST, (east - west) * (1 + 2 * _ROOM))
    shape = look.width / look.height / narrow  # degrees of longitude for each degree of latitude
    high, wide = max(high, wide / shape), max(wide, high * shape)
    return Frame(middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2)


def _draw_land(sheet: _Sheet) -> Iterator[str]:
    for ring in list_land(sheet.frame):
        points = " ".join(f"{x},{y}" for x, y in (sheet.place(point) for point in ring))
        yield f'<polygon points="{points}" fill="{_LAND}" stroke="{_COAST}" stroke-width="0.8"/>'


def _draw_spots(spots: Sequence[Spot], sheet: _Sheet) -> Iterator[str]:
    for spot in spots:
        x, y = sheet.place((spot.longitude, spot.latitude))
        radius = round(_RADIUS * sqrt(spot.count), 1)
        look = f'fill="{COLOURS[5]}" fill-opacity="0.75" stroke="{PAPER}"'
        yield f'<circle cx="{x}" cy="{y}" r="{radius}" {look}/>'


def _draw_names(spots: Sequence[Spot], sheet: _Sheet, look: Look) -> Iterator[str]:
    """Yield names beside their places, those with the most first; a name without room is left out."""
    taken: list[tuple[float, float, float]] = []
    for spot in spots:
        x, y = sheet.place((spot.longitude, spot.latitude))
        text = f"{spot.name} ({look.write_number(spot.count)})" if spot.count > 1 else spot.name
        width = len(text) * _LETTER
        gap = _RADIUS * sqrt(spot.count) + 4
        is_left = x + gap + width > sheet.width
        begins = x - gap - width if is_left else x + gap
        if any(
            abs(y - other) < _LINE and begins < end and begins + width > start for start, end, other in taken
        ):
            continue
        taken.append((begins, begins + width, y))
        # The middle is the same in either direction, so that no program has to know where reading begins.
        yield (
            f'<text x="{round(begins + width / 2, 1)}" y="{round(y + 4, 1)}" text-anchor="middle" fill="{INK}" '
            f'stroke="{PAPER}" stroke-width="3" paint-order="stroke">{escape(look.write(text))}</text>'
        )
