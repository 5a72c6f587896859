"""Write the outlines of the offline map: ``build_land.py FOLDER OUT``.

``FOLDER`` is the unpacked npm package ``world-atlas`` 2.0.2 (``npm pack world-atlas@2.0.2``), which carries the
outlines of Natural Earth 4.1 (public domain, https://www.naturalearthdata.com) as TopoJSON. Countries that touch
the region are taken from the scale 1:50 million, all others from 1:110 million.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# West, south, east, north: where the packs' processes take place.
_REGION = (-13.0, -2.0, 64.0, 43.0)
_DIGITS = 2  # hundredths of a degree, about a kilometre: no finer than the outlines are
_LEFT_OUT = frozenset({"010"})  # Antarctica

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Topology:
    """A TopoJSON file.

    Args:
        arcs: Lines in degrees, shared by the outlines on both sides.
        countries: Geometries that point to the lines.
    """

    arcs: Sequence[Ring]
    countries: Sequence[dict[str, Any]]


def read_topology(path: Path) -> Topology:
    """Return a TopoJSON file with its lines in degrees.

    Args:
        path: The file.
    """
    plain = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = plain["transform"]["scale"], plain["transform"]["translate"]
    arcs = [list(_unfold(arc, scale, shift)) for arc in plain["arcs"]]
    return Topology(arcs, plain["objects"]["countries"]["geometries"])


def _unfold(arc: Iterable[Sequence[int]], scale: Sequence[float], shift: Sequence[float]) -> Iterator[Point]:
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def list_polygons(country: dict[str, Any], arcs: Sequence[Ring]) -> list[list[Ring]]:
    """Return the polygons of a country, each a list of rings.

    Args:
        country: Its geometry.
        arcs: The lines to which it points.
    """
    shapes = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    drawn = [[_join(ring, arcs) for ring in shape] for shape in shapes]
    return [kept for shape in drawn if (kept := [ring for ring in shape if len(ring) > 3])]  # noqa: PLR2004 - closed


def _join(ring: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    points: Ring = []
    for index in ring:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        for x, y in line:
            point = (round(x, _DIGITS), round(y, _DIGITS))
            if not points or points[-1] != point:
                points.append(point)
    return points


def touches_region(polygons: Iterable[list[Ring]]) -> bool:
    """Tell whether any polygon reaches into the region.

    Args:
        polygons: In degrees.
    """
    west, south, east, north = _REGION
    for polygon in polygons:
        xs, ys = [x for x, _ in polygon[0]], [y for _, y in polygon[0]]
        if max(xs) > west and min(xs) < east and max(ys) > south and min(ys) < north:
            return True
    return False


def make_land(fine: Topology, coarse: Topology) -> dict[str, Any]:
    """Return the GeoJSON of all countries.

    Args:
        fine: At 1:50 million.
        coarse: At 1:110 million; lacks small countries, which are left out beyond the region.
    """
    coarse_shapes = {item.get("id"): list_polygons(item, coarse.arcs) for item in coarse.countries}
    features = []
    for country in fine.countries:
        polygons = list_polygons(country, fine.arcs)
        code = country.get("id")
        if not touches_region(polygons):
            polygons = coarse_shapes.get(code, []) if code and code not in _LEFT_OUT else []
        if polygons:
            features.append(
                {
                    "type": "Feature",
                    "id": code or country["properties"]["name"],
                    "properties": {"name": country["properties"]["name"]},
                    "geometry": {"type": "MultiPolygon", "coordinates": polygons},
                }
            )
    return {"type": "FeatureCollection", "features": features}


def main(folder: Path, out: Path) -> None:
    """Write the outlines.

    Args:
        folder: The unpacked package.
        out: The GeoJSON file.
    """
    land = make_land(
        read_topology(folder / "countries-50m.json"), read_topology(folder / "countries-110m.json")
    )
    out.write_text(json.dumps(land, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(land['features'])} countries, {out.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
