"""EDTF dates for formats that know only plain ones."""

from __future__ import annotations

from functools import lru_cache

from mithaq.dates import Edtf, Precision
from mithaq.errors import DateError


def read_day(text: str | None) -> Edtf | None:
    """Return a date; None where there is none, or the text is no EDTF.

    Args:
        text: EDTF.
    """
    try:
        return Edtf.parse(text) if text else None
    except DateError:
        return None


@lru_cache(maxsize=4096)
def cut_dates(text: str | None) -> tuple[str | None, str | None]:
    """Return where a date begins and ends as plain ISO 8601 of its own precision: day, month or year.

    What is coarser than a year has no plain form; a season is given by its months.

    Args:
        text: EDTF, or None.
    """
    when = read_day(text)
    if when is None:
        return None, None
    first, last = when.ends
    return _cut(first, last=False), _cut(last, last=True)


def _cut(when: Edtf | None, *, last: bool) -> str | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    if when.precision is Precision.SEASON:
        return (when.latest if last else when.earliest).isoformat()[:7]
    sizes = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    size = sizes.get(when.precision)
    return when.earliest.isoformat()[:size] if size else None
