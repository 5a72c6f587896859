"""Publication dates as files write them: ISO, HTTP and mail dates, day-month-year, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mithaq.dates import Edtf
from mithaq.digits import read_digits
from mithaq.errors import DateError

_ISO = re.compile(r"\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
_DAY_FIRST = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*", re.ASCII)
_SECONDS = re.compile(r"\d{9,10}", re.ASCII)
_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e]")


def read_stamp(text: str | None) -> Edtf | None:
    """Return the day (or the EDTF value) that a date in metadata names, None where there is no such date.

    Args:
        text: EDTF, an ISO date with or without time, a mail or HTTP date, day-month-year as Arab outlets
            write it (never month-day-year), or seconds or milliseconds since 1970. The day is taken as
            written in its zone.
    """
    if not text or not text.strip():
        return None
    plain = read_digits(_DIRECTION.sub("", text)).strip()
    try:
        return Edtf.parse(plain)
    except DateError:
        pass
    try:
        return _read_foreign(plain)
    except (DateError, ValueError, OverflowError, OSError):
        return None


def _read_foreign(plain: str) -> Edtf | None:
    if match := _ISO.match(plain):
        return _day(match[1], match[3], match[4])
    if match := _DAY_FIRST.match(plain):
        return _day(match[4], match[3], match[1])
    if _SECONDS.fullmatch(plain):
        return _of(datetime.fromtimestamp(int(plain), UTC))
    if _MILLISECONDS.fullmatch(plain) and not plain.startswith(("19", "20")):
        return _of(datetime.fromtimestamp(int(plain) / 1000, UTC))
    if match := _COMPACT.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    return _of(parsedate_to_datetime(plain))


def _day(year: str, month: str, day: str) -> Edtf:
    return Edtf.parse(f"{year}-{int(month):02}-{int(day):02}")


def _of(when: datetime) -> Edtf:
    return Edtf.parse(when.date().isoformat())
