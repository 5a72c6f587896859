"""A picture in pixels, for those who cannot set Arabic letters in SVG."""

from __future__ import annotations

from typing import Final

from mithaq.reports.situation.situation import Picture

_SCALE: Final = 2.5  # pixels for each unit of a picture


def draw_png(picture: Picture) -> bytes:
    """Return a picture as PNG, its Arabic letters joined.

    Args:
        picture: The picture.
    """
    import vl_convert  # noqa: PLC0415 - takes long to load

    return bytes(vl_convert.svg_to_png(picture.svg, scale=_SCALE))
