"""Nadia keeps the requests of a political desk; Salma and Omar follow incidents in a joint operations room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.following.ledgers import EU, GNA, NATO, READER, Book
from typer.testing import CliRunner, Result

from mithaq import cli
from mithaq.following.case import Advance, Kind, Open
from mithaq.following.entry import Propose
from mithaq.ledger.record import Record, open_record


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record in which the reader proposed a request with one answer."""
    path = tmp_path / "desk.db"
    book = Book()
    sides = (("by", GNA), ("to", NATO), ("to", EU))
    book.propose(Open(case="r1", kind=Kind.REQUEST, title="تدريب الشرطة", sides=sides, on="2017-02-12"))
    book.propose(Advance(case="r1", thread="nato", state="accepted", on="2017-03-01"))
    opened = open_record(str(path))
    opened.append([step for entry in book.entries if isinstance(step := entry.step, Propose)], READER)
    opened.close()
    return path


def run(record: Path, *words: object, name: str = "nadia", code: int = cli.DONE) -> Result:
    env = {"MITHAQ_LANG": "en", "COLUMNS": "200", "MITHAQ_RECORD": str(record), "MITHAQ_NAME": name}
    result = CliRunner(env=env).invoke(cli.app, ["case", *(str(word) for word in words)])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


def read_json(record: Path, *words: object) -> Any:
    return json.loads(run(record, *words, "--json").stdout)


def open_new(record: Path, *words: object) -> str:
    return run(record, "open", *words).stdout.split()[0]


def test_nadia_lists_and_shows_what_was_proposed(record: Path) -> None:
    shown = run(record, "list", "--as-of", "2017-03-14").stdout
    assert "NATO: accepted" in shown
    page = run(record, "show", "r1", "--as-of", "2017-03-14").stdout
    assert "NATO: accepted (since 1 March 2017)" in page
    assert "unanswered: answer (European Union), since 12 February 2017 (30 days)" in page
    assert "because the same parties" in page
    confirmed = run(record, "show", "r1", "--confirmed", "--as-of", "2017-03-14").stdout
    assert "NATO: made" in confirmed


def test_nadia_restricts_a_request_and_everybody_sees_to_whom(record: Path) -> None:
    run(record, "judge", "r1", "--restrict", "desk", "--because", "شهود")
    assert "may be seen by: desk" in run(record, "show", "r1").stdout
    assert "may be seen by: desk" in run(record, "list").stdout
    assert read_json(record, "show", "r1")["line"]["groups"] == ["desk"]
    run(record, "judge", "r1", "--restrict", "none")
    assert "may be seen" not in run(record, "show", "r1").stdout


def test_nadia_confirms_corrects_and_rejects(record: Path) -> None:
    assert "Recorded as 2; version of the case: 2" in run(record, "judge", "r1", "--confirm", 0).stdout
    found = read_json(record, "judge", "r1", "--correct", 1, "--state", "conditional", "--thread", "nato")
    assert found == {"entries": [3], "version": 3}
    line = read_json(record, "list", "--standing", "confirmed", "--state", "conditional")["cases"][0]
    assert line["states"] == [["nato", "conditional"], ["eu", "made"]]
    run(record, "judge", "r1", "--reject", 1, "--because", "رواية أخرى")
    assert read_json(record, "show", "r1")["threads"][0]["state"] == "made"
    run(record, "judge", "r1", "--undo", 4)
    assert read_json(record, "show", "r1")["threads"][0]["state"] == "conditional"


def test_nobody_verifies_alone(record: Path) -> None:
    run(record, "judge", "r1", "--confirm", 1)
    refused = run(record, "judge", "r1", "--confirm", 1, code=cli.PARTLY)
    assert "verification needs a second person" in str(refused.exception)
    run(record, "judge", "r1", "--confirm", 1, name="omar")
    row = read_json(record, "show", "r1")["threads"][0]["history"][0]
    assert (row["standing"], row["people"]) == ("verified", ["nadia", "omar"])


def test_a_decision_about_an_older_version_is_refused_with_what_changed(record: Path) -> None:
    run(record, "judge", "r1", "--confirm", 0, name="omar")
    refused = run(record, "judge", "r1", "--reject", 0, "--saw", 1, code=cli.PARTLY)
    assert "The case has changed since version 1. Nothing was recorded." in refused.stderr
    assert "omar" in refused.stderr
    assert "confirms entry" in refused.stderr
    run(record, "judge", "r1", "--reject", 1, "--saw", 2)


def test_salma_and_omar_follow_an_incident(record: Path) -> None:
    case = open_new(record, "incident", "قصف سوق", "--join", "complainant=gna:institution:حكومة الوفاق",
                    "--place", "Tarhuna", "--on", "2020-05-18")  # fmt: skip
    run(record, "judge", case, "--verify", 2, "--standard", "reasonable-grounds", name="salma")
    assert read_json(record, "list", "--verification", 2)["cases"] == []
    number = read_json(record, "show", case)["sections"]["verifications"][0]["number"]
    run(record, "judge", case, "--confirm", number, name="omar")
    (line,) = read_json(record, "list", "--verification", 2)["cases"]
    assert line["states"] == [["", "verified"]]
    run(record, "judge", case, "--harm", "killed=4", "--harm", "injured=10..12", "--whom", "civilian", "--set",
        "category=fire", "--set", "coordinates=32.43, 13.63", "--set", "distance=~900", "--accuse",
        "nato", "--deny", "nato", "--by", "gna", name="salma")  # fmt: skip
    run(record, "judge", case, "--attribute", "alleged", "--who", "nato", "--rule", "pending")
    run(record, "judge", case, "--remedy", "deadline", "--comment", "سحب المدافع", "--due", "2020-06-01")
    run(record, "judge", case, "--relate", "follows=r1", "--assign", "omar", "--due", "2020-05-30")
    page = read_json(record, "show", case, "--as-of", "2020-06-11")
    assert set(page["sections"]) == {"harms", "accusations", "denials", "fields", "verifications", "attributions",
                                     "rulings", "remedies", "relations", "assignments"}  # fmt: skip
    assert [signal["sign"] for signal in page["line"]["signals"]] == ["overdue", "unanswered", "overdue"]
    assert [line["id"] for line in read_json(record, "list", "--assigned", "omar")["cases"]] == [case]
    assert [line["id"] for line in read_json(record, "list", "--place", "Tarhuna")["cases"]] == [case]


def test_nadia_opens_a_plan_from_a_list(record: Path) -> None:
    case = open_new(
        record, "plan", "جاهزية الانتخابات", "--template", "election-readiness", "--due", "2021-12"
    )
    page = read_json(record, "show", case)
    assert "registration" in [thread["id"] for thread in page["threads"]]
    run(record, "judge", case, "--state", "started", "--thread", "registration", "--date", "2021-06")
    line = read_json(record, "list", "--state", "started")["cases"][0]
    assert ["registration", "started"] in line["states"]


def test_dates_of_a_milestone_slip(record: Path) -> None:
    case = open_new(record, "milestone", "الانتخابات", "--what", "libyan-legislative-elections")
    for when, on in (("2018-12-10", "2018-05-29"), ("2019-01", "2018-11-08"), ("none", "2018-12-01")):
        run(record, "judge", case, "--date", when, "--on", on)
    page = read_json(record, "show", case, "--as-of", "2019-01-01")
    assert [(slip["least"], slip["most"]) for slip in page["slips"]] == [(22, 52), (None, None)]


def test_cases_are_merged_split_and_entries_moved(record: Path) -> None:
    other = open_new(record, "request", "تدريب الشرطة", "--join", "to=nato")
    run(record, "merge", other, "r1")
    assert [line["id"] for line in read_json(record, "list")["cases"]] == ["r1"]
    assert read_json(record, "show", "r1")["merged"] == [other]
    new = run(record, "split", "r1", 1, "--title", "طلب آخر").stdout.split()[0]
    page = read_json(record, "show", new)
    assert (page["line"]["title"], page["threads"][0]["state"]) == ("طلب آخر", "accepted")
    run(record, "move", new, 1, "--to", "r1")
    assert read_json(record, "show", "r1")["threads"][0]["state"] == "accepted"
    stale = run(record, "move", "r1", 1, "--to", new, "--saw", 0, code=cli.PARTLY)
    assert "has changed" in stale.stderr
    refused = run(record, "merge", "r1", other, code=cli.PARTLY)
    assert "merged into r1" in str(refused.exception)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--kind", "request"], 1),
        (["--kind", "plan"], 0),
        (["--party", "nato"], 1),
        (["--party", "حلف شمال الأطلسي"], 1),
        (["--party", "nobody"], 0),
        (["--period", "2017"], 1),
        (["--period", "2019"], 0),
        (["--text", "تدريب"], 1),
        (["--standing", "confirmed"], 0),
        (["--standing", "rejected"], 1),
        (["--state", "unanswered", "--as-of", "2017-03-01"], 1),
        (["--state", "unanswered", "--as-of", "2017-01-01"], 0),
        (["--limit", "1"], 1),
        (["--before", "0"], 0),
    ],
    ids=str,
)
def test_cases_are_found_by_what_is_asked(record: Path, options: list[str], found: int) -> None:
    assert len(read_json(record, "list", *options)["cases"]) == found


def test_a_list_goes_on_where_it_ended(record: Path) -> None:
    open_new(record, "request", "طلب آخر")
    first = run(record, "list", "--limit", 1).stdout
    assert "--before" in first
    page = read_json(record, "list", "--limit", 1)
    assert read_json(record, "list", "--before", page["before"])["cases"][0]["id"] == "r1"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "--kind", "wish"], "wish is no kind. Kinds: request"),
        (["list", "--standing", "high"], "high is unknown. Choose one of: rejected, proposed"),
        (["list", "--period", "2017-13"], "--period"),
        (["list", "--as-of", "yesterday"], "yesterday is no day; write it like 2020-11-21"),
        (["open", "wish", "x"], "wish is no kind"),
        (["open", "plan", "x", "--template", "t"], "has no template t. Templates: election-readiness"),
        (["open", "request", "x", "--template", "t"], "Templates: none"),
        (["judge", "r1"], "Say what is decided"),
        (["judge", "r1", "--confirm", "77"], "Entry 77 is none of this case"),
        (["move", "r1", "1"], "--to"),
    ],
)
def test_wrong_use_ends_with_two(record: Path, words: list[str], message: str) -> None:
    result = run(record, *words, code=cli.WRONG_USE)
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_a_record_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused = run(tmp_path / "none.db", "list", code=cli.PARTLY)
    assert "there is no such record" in str(refused.exception)
    assert not (tmp_path / "none.db").exists()


def test_a_case_that_is_not_there_is_named(record: Path) -> None:
    assert "holds no case r9" in str(run(record, "show", "r9", code=cli.PARTLY).exception)


def test_opening_a_case_makes_a_record_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    case = open_new(path, "commitment", "تسليم الأسلحة", "--due", "2020-03")
    assert read_json(path, "show", case)["line"]["due"] == "2020-03"
    opened = open_record(str(path), create=False)
    assert isinstance(opened, Record)
    opened.close()


def test_appeals_to_nobody_in_particular_are_listed_apart(tmp_path: Path) -> None:
    text = "ناشدت الحكومة اليمنية المجتمع الدولي إغاثة النازحين. ودعت البعثة الجميع إلى ضبط النفس."
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "appeals.db"
    read = CliRunner().invoke(cli.app, ["read", str(tmp_path / "one.txt"), "--record", str(path)])
    assert read.exit_code == cli.DONE, read.output
    told = read_json(path, "appeals")
    assert told["more"] is False
    assert told["appeals"][0]["by"]["id"] == "yemeni-government"
    for row in told["appeals"]:
        quote = row["evidence"]["quote"]
        assert quote["text"] == text[quote["start"] : quote["end"]]
    short = run(path, "appeals", "--limit", 1).stdout
    assert "Appeals to nobody in particular (1)" in short
    assert "--limit 2" in short
    assert "نداءات" in run(path, "appeals", "--lang", "ar").stdout


def test_a_record_without_appeals_says_so(record: Path) -> None:
    assert "No appeals found." in run(record, "appeals").stdout
