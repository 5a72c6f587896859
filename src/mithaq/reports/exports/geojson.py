"""Incidents as GeoJSON (RFC 7946): a point for each, with what the columns of the tables say as its properties."""

from __future__ import annotations

from typing import IO, Any, Final

import msgspec

from mithaq.reports.exports.columns import load_columns, make_line
from mithaq.reports.exports.pile import Pile
from mithaq.reports.exports.reasons import Reason

_EMPTY: Final = ("", None)
_ELSEWHERE: Final = frozenset({"id", "latitude", "longitude"})


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the incidents of a pile; those without a position are left out, and counted.

    The statement is a foreign member (``mithaq``) behind the features.

    Args:
        pile: What is exported.
        out: Where to.
    """
    out.write(b'{"type":"FeatureCollection","features":[')
    names = [column.name for column in load_columns()]
    before = b"\n"
    for dossier in pile.dossiers():
        line = make_line(dossier, pile)
        if line.latitude is None or line.longitude is None:
            pile.tally.left_out[Reason.NO_POSITION] += 1
            continue
        pile.tally.records += 1
        told = {
            name: value for name, value in zip(names, line.list_values(), strict=True) if value not in _EMPTY
        }
        feature: dict[str, Any] = {
            "type": "Feature",
            "id": line.id,
            "geometry": {"type": "Point", "coordinates": [line.longitude, line.latitude]},
            "properties": {name: value for name, value in told.items() if name not in _ELSEWHERE},
        }
        out.write(before + msgspec.json.encode(feature))
        before = b",\n"
    out.write(b'\n],"mithaq":' + msgspec.json.encode(pile.state()) + b"}\n")
