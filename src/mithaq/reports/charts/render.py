"""From a specification to a picture, without a browser and without the network."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from html import escape
from typing import Final

import msgspec

from mithaq.reports.charts.look import Chart

FOLDER: Final = "MITHAQ_FONTS"
"""Names a folder of further fonts for charts in PDF and PNG; SVG leaves the choice to whoever shows it."""
_NOWHERE: Final[list[str]] = []
_ROOT: Final = re.compile(r"<svg\b")
_SCALE = 2.0


def write_svg(chart: Chart) -> str:
    """Return a chart as SVG, the same for the same chart; its letters stay text, with a title and a description.

    Args:
        chart: What is drawn.
    """
    encoded = msgspec.json.encode(chart.spec, order="deterministic").decode()
    drawn = _draw(encoded)
    told = f"<title>{escape(chart.title)}</title><desc>{escape(chart.text)}</desc>"
    named = _ROOT.sub('<svg role="img"', drawn, count=1)
    end = named.index(">") + 1
    return f"{named[:end]}{told}{named[end:]}"


def write_png(chart: Chart, scale: float = _SCALE) -> bytes:
    """Return a chart as PNG.

    Args:
        chart: What is drawn.
        scale: Pixels for each unit of the drawing.
    """
    import vl_convert  # noqa: PLC0415 - takes long to load

    _register_fonts()
    return bytes(vl_convert.svg_to_png(write_svg(chart), scale=scale))


def write_pdf(chart: Chart) -> bytes:
    """Return a chart as a page of PDF.

    Args:
        chart: What is drawn.
    """
    import vl_convert  # noqa: PLC0415 - likewise

    _register_fonts()
    return bytes(vl_convert.svg_to_pdf(write_svg(chart)))


@lru_cache(maxsize=256)
def _draw(spec: str) -> str:
    import vl_convert  # noqa: PLC0415 - likewise

    _register_fonts()
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=_NOWHERE))


@cache
def _register_fonts() -> None:
    import vl_convert  # noqa: PLC0415 - likewise

    if folder := os.environ.get(FOLDER):
        vl_convert.register_font_directory(folder)
