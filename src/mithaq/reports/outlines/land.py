"""The outlines of the land (Natural Earth, public domain), cut to a rectangle of degrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

FOLDER: Final = Path(__file__).parent / "served"
_PATH: Final = FOLDER / "land.geojson"

Point = tuple[float, float]
"""Longitude and latitude, degrees."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of degrees.

    Args:
        west: Least longitude.
        south: Least latitude.
        east: Greatest longitude.
        north: Greatest latitude.
    """

    west: float
    south: float
    east: float
    north: float


class _Geometry(msgspec.Struct, frozen=True):
    type: str
    coordinates: list[list[list[Point]]]


class _Feature(msgspec.Struct, frozen=True):
    geometry: _Geometry


class _Land(msgspec.Struct, frozen=True):
    features: list[_Feature]


@cache
def _read_rings() -> tuple[tuple[Point, ...], ...]:
    """Return the outer line of every piece of land; lakes that hold a country are not cut out."""
    land = msgspec.json.decode(_PATH.read_bytes(), type=_Land)
    pieces = (piece for feature in land.features for piece in feature.geometry.coordinates)
    return tuple(tuple(piece[0]) for piece in pieces)


def list_land(frame: Frame) -> Iterator[tuple[Point, ...]]:
    """Yield the outlines within a rectangle, cut at its edges.

    Args:
        frame: The rectangle.
    """
    for ring in _read_rings():
        cut = cut_ring(ring, frame)
        if cut:
            yield cut


def cut_ring(ring: Sequence[Point], frame: Frame) -> tuple[Point, ...]:
    """Return a closed line cut at the edges of a rectangle (Sutherland and Hodgman 1974); empty where it lies outside.

    Args:
        ring: Its points.
        frame: The rectangle.
    """
    points = tuple(ring)
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, frame.west, _is_above),
        (0, frame.east, _is_below),
        (1, frame.south, _is_above),
        (1, frame.north, _is_below),
    )
    for axis, edge, is_inside in sides:
        points = tuple(_cut(points, axis, edge, is_inside))
    return points


def _is_above(value: float, edge: float) -> bool:
    return value >= edge


def _is_below(value: float, edge: float) -> bool:
    return value <= edge


def _cut(
    points: Sequence[Point], axis: int, edge: float, is_inside: Callable[[float, float], bool]
) -> Iterator[Point]:
    for number, end in enumerate(points):
        start = points[number - 1]
        if is_inside(end[axis], edge) != is_inside(start[axis], edge):
            share = (edge - start[axis]) / (end[axis] - start[axis])
            yield (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
        if is_inside(end[axis], edge):
            yield end
