from __future__ import annotations

from mithaq.dates import Edtf
from mithaq.reading.when import find_times, load_calendar
from mithaq.text.segment import segment

CALENDAR = load_calendar()
TUESDAY = "2020-11-24"


def read(text: str, published: str | None = TUESDAY) -> dict[str, str]:
    when = Edtf.parse(published) if published else None
    times = find_times(segment(text), when, CALENDAR)
    return {time.span.select(text): str(time.value) for time in times}
