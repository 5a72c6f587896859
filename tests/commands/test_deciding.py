from __future__ import annotations

import pytest
import typer
from tests.following.ledgers import GNA, NADIA, NATO, SALMA, Book, open_case, open_request

from mithaq.commands.deciding import (
    Matter,
    cut_pair,
    find_target,
    list_opening,
    list_steps,
    read_amount,
    read_date,
    read_evidence,
    read_party,
    read_thread,
    read_value,
)
from mithaq.commands.decision import Decision, Opening
from mithaq.following.case import (
    Advance,
    Amount,
    Announce,
    Bind,
    Comment,
    Describe,
    Evidence,
    Join,
    Kind,
    Open,
    Party,
)
from mithaq.following.entry import Confirm, Correct, Reject, Restrict, Undo
from mithaq.following.fold import Standing, fold
from mithaq.model import ActorType

SHA256 = "a" * 64


def make_matter(kind: Kind = Kind.REQUEST) -> Matter:
    book = Book()
    book.add(NADIA, open_request("x") if kind is Kind.REQUEST else open_case("x", kind))
    book.propose(Advance(case="x", thread="nato", state="accepted"))
    case = fold(book.entries, standing=Standing.PROPOSED)
    return Matter(case, {entry.number: entry for entry in book.entries}, {"01": SHA256})


def test_judgements_come_before_own_steps() -> None:
    matter = make_matter()
    decision = Decision(
        confirm=[0], reject=[1], undo=[0], state="declined", thread="eu", because="خطأ", on="2017-03"
    )
    confirm, reject, undo, advance = list_steps(decision, matter)
    assert confirm == Confirm(case="x", proposal="#0")
    assert isinstance(reject, Reject)
    assert reject.reason == "خطأ"
    assert undo == Undo(case="x", entry=0)
    assert advance == Advance(case="x", thread="eu", state="declined", on="2017-03")


def test_a_correction_takes_the_one_step_that_is_given() -> None:
    matter = make_matter()
    (correct,) = list_steps(Decision(correct=0, set_=["place=Tripoli"]), matter)
    assert correct == Correct(
        case="x", proposal="#0", instead=Describe(case="x", field="place", value="Tripoli")
    )
    for decision in (Decision(correct=0), Decision(correct=0, state="made", comment="x")):
        with pytest.raises(typer.BadParameter, match="A correction is one step"):
            list_steps(decision, matter)


def test_a_case_is_restricted_to_groups_or_opened_to_all() -> None:
    decision = Decision(restrict="ops, legal", because="شهود")
    assert list_steps(decision, make_matter()) == (
        Restrict(case="x", groups=("ops", "legal"), reason="شهود"),
    )
    assert list_steps(Decision(restrict="none"), make_matter()) == (Restrict(case="x"),)


def test_every_option_makes_its_step() -> None:
    decision = Decision(
        state="accepted", date="none", condition=["k1=met"], set_=["deadline=2017-04"], join=["to=nato"], comment="نعم",
        thread="حلف شمال الأطلسي", by=["gna"], evidence=["01:3-9"],
    )  # fmt: skip
    steps = list_steps(decision, make_matter())
    assert [type(step) for step in steps] == [Advance, Announce, Bind, Describe, Join, Comment]
    assert {step.thread for step in steps} == {"nato"}
    assert {step.by for step in steps} == {("gna",)}
    assert {step.evidence for step in steps} == {(Evidence(SHA256, 3, 9),)}


def test_a_decision_about_an_entry_elsewhere_is_refused() -> None:
    with pytest.raises(typer.BadParameter, match="Entry 9 is none of this case"):
        find_target(9, make_matter(), "--reject")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Amount(12, 12, 12)),
        ("1,200", Amount(1200, 1200, 1200)),
        ("10..20", Amount(10, None, 20)),
        (">=10", Amount(10, 10, None, ">=")),
        (">10", Amount(10, 10, None, ">")),
        ("<=10", Amount(None, 10, 10, "<=")),
        ("~15.5", Amount(None, 15.5, None, "~")),
        ("uncountable", Amount(None, None, None, "uncountable")),
    ],
)
def test_amounts_are_read_with_their_bounds(text: str, expected: Amount) -> None:
    assert read_amount(text, "--harm") == expected


@pytest.mark.parametrize("text", ["", "many", "20..10", ">=10..20", "1.2.3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        read_amount(text, "--harm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nato", NATO),
        ("North Atlantic Treaty Organization", None),
        ("حكومة الوفاق", GNA),
        ("new-group:armed-group:كتيبة السد", Party("new-group", ActorType.ARMED_GROUP, "كتيبة السد")),
        ("new-group:brigade:كتيبة", None),
        ("x:person", None),
        (":person:x", None),
    ],
)
def test_parties_are_known_by_id_or_name(text: str, expected: Party | None) -> None:
    case = make_matter().case
    if expected is not None:
        assert read_party(text, case, "--join") == expected
    else:
        with pytest.raises(typer.BadParameter, match="Nobody is known as"):
            read_party(text, case, "--join")


def test_packs_know_parties_that_the_case_does_not() -> None:
    assert read_party("ghassan-salame", None, "--by").type is ActorType.PERSON
    assert read_party("غسان سلامة", None, "--by").id == "ghassan-salame"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("", ""), ("nato", "nato"), ("NATO", "nato"), ("unknown", "unknown"), ("gna", "gna")],
)
def test_threads_are_named_by_id_or_party(name: str, expected: str) -> None:
    assert read_thread(name, make_matter().case) == expected


@pytest.mark.parametrize("text", ["01:9-3", "02:3-9", "01", "01:3", "abc:1-2"])
def test_evidence_names_words_of_a_known_document(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="names no words"):
        read_evidence(text, make_matter())


def test_evidence_may_name_a_document_by_its_digest() -> None:
    assert read_evidence(f"{'b' * 64}:3-9", make_matter()) == Evidence("b" * 64, 3, 9)


@pytest.mark.parametrize("text", ["place", "=x", "place="])
def test_a_pair_has_two_sides(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="write NAME=VALUE"):
        cut_pair(text, "--set")


def test_a_date_must_exist() -> None:
    assert read_date("", "--on") is None
    with pytest.raises(typer.BadParameter):
        read_date("2017-13", "--on")


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("quantity", "10..20", Amount(10, None, 20)),
        ("bearing", "270", 270),
        ("bearing", "270.5", 270.5),
        ("control", "nato", "nato"),
        ("start", "2020-05-18", "2020-05-18"),
        ("weapon", "هاون", "هاون"),
        ("nonsense", "x", "x"),
    ],
)
def test_values_get_the_type_of_their_field(field: str, text: str, expected: object) -> None:
    assert read_value(field, text, make_matter(Kind.INCIDENT).case) == expected


def test_a_number_must_be_one() -> None:
    with pytest.raises(typer.BadParameter, match="bearing: west is no number"):
        read_value("bearing", "west", make_matter(Kind.INCIDENT).case)


def test_a_template_opens_with_its_measures() -> None:
    opening = Opening(template="election-readiness", join=["by=gna:institution:حكومة"], on="2021-01-05")
    opened, *measures = list_opening(opening, "p1", Kind.PLAN, "خطة", "ar")
    assert isinstance(opened, Open)
    assert (opened.on, opened.sides[0][0], opened.title) == ("2021-01-05", "by", "خطة")
    assert [step.thread for step in measures][:2] == ["budget", "legal-framework"]
    assert isinstance(measures[0], Describe)
    assert measures[0].value == "ميزانية المفوضية"


def test_incidents_take_what_only_they_have() -> None:
    decision = Decision(
        harm=["killed=3"], accuse="nato:organization:الحلف", verify="0", rule="pending", assign=SALMA
    )
    steps = list_steps(decision, make_matter(Kind.INCIDENT))
    assert [type(step).__name__ for step in steps] == ["Harm", "Accuse", "Verify", "Rule", "Assign"]
