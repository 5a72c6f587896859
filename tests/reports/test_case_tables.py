from __future__ import annotations

from datetime import date

import pytest
from tests.following.ledgers import GNA, Book
from tests.reports.caseload import DAY, make_incident, make_milestone, make_request, read_case, read_page

from mithaq.following.clock import Sign, Signal
from mithaq.reports.case_tables import isolate_parts, print_cases, print_log, print_page, write_signal
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import make_line
from mithaq.reports.terminal import PDI, RLI
from mithaq.reports.wording import Lang

AR, EN = CaseWording(Lang.AR, {"gna": GNA}), CaseWording(Lang.EN, {"gna": GNA})


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "220")


def test_the_list_shows_what_a_desk_needs(capsys: pytest.CaptureFixture[str]) -> None:
    books = (make_request(), make_incident(), make_milestone())
    print_cases([make_line(read_case(book), DAY) for book in books], EN, more="--before 3")
    shown = capsys.readouterr().out
    for words in ("Cases (3)", "NATO: conditional", "Asked of: NATO", "Tarhuna", "Libyan legislative elections",
                  "slipped 14 days", "followed up by omar", "version 5", "--before 3"):  # fmt: skip
        assert words in shown


def test_an_empty_list_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_cases([], AR)
    assert "لا ملفات" in capsys.readouterr().out


def test_the_page_of_a_request(capsys: pytest.CaptureFixture[str]) -> None:
    print_page(read_page(make_request()), EN)
    shown = capsys.readouterr().out
    for words in ("NATO: conditional (since 1 March 2017), in the committee: submitted", f"{RLI}«يوافق بشرط»{PDI}",
                  "01, line 2, published 2 March 2017", "because the same parties", "score 0.8", "condition k1: unmet",
                  "Told again in", "follows a1", "by NATO"):  # fmt: skip
        assert words in shown


def test_the_page_of_an_incident(capsys: pytest.CaptureFixture[str]) -> None:
    print_page(read_page(make_incident(), date(2020, 6, 11)), EN)
    shown = capsys.readouterr().out
    for words in ("killed (civilians): at least 7", "Category: fire", "waits for a second person",
                  "The numbers differ: killed, entry 1, entry 2", "Told and denied: entry 3, entry 4",
                  "overdue: remedial action, since 1 June 2020 (10 days)", "As of 11 June 2020"):  # fmt: skip
        assert words in shown


def test_the_page_of_a_milestone(capsys: pytest.CaptureFixture[str]) -> None:
    print_page(read_page(make_milestone()), EN)
    shown = capsys.readouterr().out
    for words in ("10 December 2018 → January 2019: slipped 22 to 52 days", "brought forward 8 to 38 days",
                  "24 December 2018 → —: the date was withdrawn", "in all: slipped 14 days"):  # fmt: skip
        assert words in shown


def test_in_arabic_the_first_column_stands_on_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    print_page(read_page(make_request()), AR)
    shown = capsys.readouterr().out
    heading = next(line for line in shown.splitlines() if "القيد" in line)
    assert heading.index("الشاهد") < heading.index("القيد")
    print_page(read_page(make_milestone()), AR)
    assert "← يناير 2019" in capsys.readouterr().out


def test_the_log_is_one_line_for_each_entry(capsys: pytest.CaptureFixture[str]) -> None:
    book = make_request()
    assert print_log(book.entries, EN)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(book.entries)
    assert lines[0].endswith(f"Request: {RLI}تدريب الشرطة{PDI}")
    assert not print_log(Book().entries, EN)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1  a b", "1  a b"),
        ("1  طلب جديد", f"1  {RLI}طلب جديد{PDI}"),
        ("1  a: طلب 3 جنود; b", f"1  a: {RLI}طلب 3 جنود{PDI}; b"),
        ("1  \u202eنص\x1b", f"1  {RLI}نص\ufffd{PDI}"),
    ],
)
def test_arabic_is_isolated_and_nothing_steers_the_terminal(line: str, expected: str) -> None:
    assert isolate_parts(line) == expected


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        (Signal(Sign.UNANSWERED, "gna", "answer", None, None, None),
         "unanswered: answer (Government of National Accord)"),
        (Signal(Sign.DUE_SOON, "", "milestone", "2018-12-10", 9, 9),
         "due soon: milestone, due 10 December 2018 (9 days)"),
        (Signal(Sign.MISSED, "", "commitment", "2018-03", 10, 40),
         "missed: commitment, since March 2018 (10 to 40 days)"),
    ],
)  # fmt: skip
def test_what_the_clock_says(signal: Signal, expected: str) -> None:
    assert write_signal(signal, EN) == expected
