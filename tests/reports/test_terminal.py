from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.measure import Measurement

from mithaq.reports.terminal import PDI, RLI, Line, clean_text, is_right_to_left, isolate, make_cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نص\nآخر  هنا", "نص آخر هنا"),
        ("a\x1b[31mred", "a\ufffd[31mred"),
        ("\u202eعكس\u202c \u2069خارج", "عكس خارج"),
        ("تَجْرِبة", "تَجْرِبة"),
    ],
)
def test_nothing_can_steer_the_terminal(text: str, shown: str) -> None:
    assert clean_text(text) == shown


@pytest.mark.parametrize(
    ("text", "right"), [("7 أكتوبر", True), ("NATO والحلف", False), ("12-3", False), ("", False)]
)
def test_direction_is_that_of_the_first_letter(text: str, right: bool) -> None:  # noqa: FBT001 - a table
    assert is_right_to_left(text) is right
    assert isolate(text).startswith(RLI) is right


def print_cell(*lines: Line | str | None, width: int = 20) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(make_cell(*lines))
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_every_line_of_arabic_has_its_own_isolate() -> None:
    lines = print_cell("طلبت الحكومة من المجلس تدريب الشرطة")
    assert len(lines) > 1
    assert all(line.strip().startswith(RLI) and line.strip().endswith(PDI) for line in lines)
    assert " ".join(line.strip().strip(RLI + PDI) for line in lines) == "طلبت الحكومة من المجلس تدريب الشرطة"


def test_a_lead_stands_outside_the_isolate() -> None:
    lines = print_cell(Line("المجلس الأعلى لقبائل الجنوب", lead="→ "), None, "")
    assert lines[0].startswith(f"→ {RLI}")
    assert lines[1].startswith(f"  {RLI}")


def test_the_width_that_is_of_use_is_known() -> None:
    console = Console(file=io.StringIO(), width=40)
    assert Measurement.get(console, console.options, make_cell("ab abcd")) == Measurement(4, 7)
    assert Measurement.get(console, console.options, make_cell()) == Measurement(1, 1)
