from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.reports.situation.runs import cut_runs, isolate_runs

MARKS = "\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.mark.parametrize(
    ("text", "lang", "apart"),
    [
        ("قال مجلس النواب", "ar", []),
        ("رسالة إلى UNSMIL اليوم", "ar", ["UNSMIL"]),
        ("من Houthis (Ansar Allah) أمس", "ar", ["Houthis (Ansar Allah)"]),
        ("بين 3–5 أشخاص", "ar", ["3–5"]),
        ("الساعة 06:15 صباحا", "ar", ["06:15"]),
        ("12 نوفمبر 2020", "ar", []),
        ("البصمة \u2066b3ff99…\u2069 هنا", "ar", ["b3ff99…"]),
        ("made (about 12 November 2020)", "en", []),
        ("Letter to مجلس النواب الليبي, sent", "en", ["مجلس النواب الليبي"]),
        ("قتل أكثر من 115 شخصا في 2020.", "en", ["قتل أكثر من 115 شخصا في 2020."]),
        ("\u2068قتل 30 في 2020\u2069: told", "en", ["قتل 30 في 2020"]),
        ("\u2068\u2069", "en", []),
        ("المندوب ███", "en", ["المندوب ███"]),
    ],
)
def test_what_has_another_direction_is_apart(text: str, lang: str, apart: list[str]) -> None:
    runs = cut_runs(text, lang)
    assert [run.text for run in runs if run.is_apart] == apart
    assert all((run.lang != lang) or (run.lang == "ar" and lang == "ar") for run in runs if run.is_apart)
    assert {run.direction for run in runs if run.lang == "ar"} <= {"rtl"}


@given(st.text(alphabet="ابت abc 12–:()·" + MARKS), st.sampled_from(["ar", "en"]))
def test_no_letter_is_lost(text: str, lang: str) -> None:
    plain = text.translate(str.maketrans("", "", MARKS))
    assert "".join(run.text for run in cut_runs(text, lang)) == plain
    isolated = isolate_runs(text, lang)
    assert isolated.translate(str.maketrans("", "", MARKS)) == plain
    assert isolated.count("\u2069") == isolated.count("\u2066") + isolated.count("\u2068")


def test_isolates_are_written() -> None:
    assert isolate_runs("إلى UNSMIL", "ar") == "إلى \u2066UNSMIL\u2069"
    assert isolate_runs("to مجلس", "en") == "to \u2068مجلس\u2069"
