from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.reading.when import find_times, load_calendar
from mithaq.text.segment import segment

CALENDAR = load_calendar()
TUESDAY = "2020-11-24"


def read(text: str, published: str | None = TUESDAY) -> dict[str, str]:
    when = Edtf.parse(published) if published else None
    times = find_times(segment(text), when, CALENDAR)
    return {time.span.select(text): str(time.value) for time in times}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # weekdays
        ("الأحد", {"الأحد": "2020-11-22"}),
        ("الثلاثاء", {"الثلاثاء": "2020-11-24"}),
        ("يلتقي الوفدان غدا الأربعاء", {"غدا الأربعاء": "2020-11-25"}),
        ("الخميس قبل الماضي", {"الخميس قبل الماضي": "2020-11-12"}),
        ("الأحد 15 نوفمبر", {"الأحد 15 نوفمبر": "2020-11-15"}),
        ("الأحد الموافق 15 نوفمبر 2020", {"الأحد الموافق 15 نوفمبر 2020": "2020-11-15"}),
        ("يوم الأحد (15 نوفمبر)", {"يوم الأحد (15 نوفمبر)": "2020-11-15"}),
        ("صباح ومساء الأحد", {"صباح ومساء الأحد": "2020-11-22"}),
        ("كلا الاثنين معا", {}),
        ("سيصل الوفد الأحد", {"الأحد": "2020-11-29"}),
        # relative days
        ("وأمس", {"أمس": "2020-11-23"}),
        ("يوم أمس (الاثنين) في تونس", {"يوم أمس (الاثنين)": "2020-11-23"}),
        ("اليوم (الثلاثاء 24 نوفمبر)", {"اليوم": "2020-11-24", "الثلاثاء 24 نوفمبر": "2020-11-24"}),
        ("قال اليوم، الثلاثاء، إن", {"اليوم، الثلاثاء": "2020-11-24"}),
        ("البارحة", {"البارحة": "2020-11-23"}),
        ("الليلة قبل الماضية", {"الليلة قبل الماضية": "2020-11-22"}),
        ("المصري اليوم", {}),
        ("في اليوم التالي", {}),
    ],
)
def test_days_named_from_publication(text: str, expected: dict[str, str]) -> None:
    assert read(text) == expected


def test_a_text_printed_late_counts_from_when_it_was_written() -> None:
    assert read("التقيا أمس السبت. ويعودان غدا", "2020-11-24") == {
        "أمس السبت": "2020-11-21",
        "غدا": "2020-11-23",
    }
    assert read("التقيا أمس الخميس. ويعودان غدا", "2020-11-24") == {
        "أمس الخميس": "2020-11-26",
        "غدا": "2020-11-28",
    }
