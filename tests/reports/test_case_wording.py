from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.following.ledgers import GNA

import mithaq.following
from mithaq.dates import Months, Numerals
from mithaq.following.case import Amount, Kind
from mithaq.following.clock import Sign
from mithaq.following.state import Standing
from mithaq.reports.case_wording import CaseWording, find_field, read_case_messages
from mithaq.reports.cases import SECTIONS
from mithaq.reports.wording import Lang

AR, EN = CaseWording(Lang.AR, {}), CaseWording(Lang.EN, {"gna": GNA})
GROUPS = ("standings", "signs", "matters", "steps", "harms", "victims", "sections", "contradictions", "columns",
          "words", "reasons")  # fmt: skip
# A pair of a key and a value, as proposers write reasons.
_REASON = re.compile(
    r'\(\s*"([a-z]+(?:-[a-z]+)*)",\s*(?:"|f"|str\(|told|part\.|clause|track\.|condition\.|what|cue|to\[|act\.)'
)
_GIVES = ("reasons", "propose(", "desk.open(", '("cue"', '("same-', '("came-about"')


@pytest.mark.parametrize("group", GROUPS)
def test_everything_is_said_in_both_languages(group: str) -> None:
    for name, term in getattr(read_case_messages(), group).items():
        assert re.search("[\u0600-\u06ff]", term.ar) or "{" in term.ar, name
        assert not re.search("[\u0600-\u06ff]", term.en), name
        assert set(re.findall(r"{\w+}", term.ar)) == set(re.findall(r"{\w+}", term.en)), name


def test_every_sign_standing_and_section_is_named() -> None:
    messages = read_case_messages()
    assert set(messages.signs) == set(Sign)
    assert set(messages.standings) == {standing.name.lower() for standing in Standing}
    assert set(SECTIONS) <= set(messages.sections)


def list_reasons() -> set[str]:
    """Return the keys of reasons that the proposers give, as their source spells them."""
    folder = Path(mithaq.following.__file__).parent
    found = set()
    for path in folder.glob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if any(sign in line for sign in _GIVES):
                found.update(_REASON.findall(line))
    return found


def test_every_reason_that_proposers_give_is_said_in_words() -> None:
    reasons = list_reasons()
    assert "cue" in reasons
    assert sorted(reasons - set(read_case_messages().reasons)) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (EN.name_kind(Kind.REQUEST), "Request"),
        (AR.name_kind(Kind.REQUEST), "طلب"),
        (EN.name_state("implementation", Kind.PROGRAMME), "implementation (2)"),
        (EN.name_state("started", Kind.PLAN, "patrols"), "started"),
        (EN.name_state("started"), "started"),
        (AR.name_state("declined"), "مرفوض"),
        (EN.name_state("nonsense"), "nonsense"),
        (EN.name_role("to"), "Asked of"),
        (EN.name_role("to", Kind.COMMITMENT), "Promised to"),
        (EN.name_role("nobody"), "nobody"),
        (EN.name_field("weapon"), "Weapon"),
        (AR.name_field("weapon", Kind.INCIDENT), "السلاح"),
        (EN.name_field("nonsense"), "nonsense"),
        (EN.name_thread(Kind.PLAN), "Measure"),
        (AR.name_thread(Kind.PLAN), "التدبير"),
        (EN.name_finding("verification", "2"), "2 verified on site or by technical means"),
        (AR.name_finding("ruling", "violation"), "خرق"),
        (EN.name_finding("ruling", "nonsense"), "nonsense"),
        (EN.name_standing(Standing.VERIFIED), "verified"),
        (EN.name_reason("same-noun", ""), "it is called the same"),
        (EN.name_reason("act", "ACCUSE"), "the text tells it as Accusation"),
        (EN.name_reason("new-key", "x"), "new-key"),
        (EN.name_party("nobody-known"), "nobody-known"),
        (EN.name_party(GNA), "Government of National Accord"),
        (EN.name_party("gna"), "Government of National Accord"),
        (AR.name_party("nato"), "حلف شمال الأطلسي"),
        (EN.list_parties(("gna", "x")), "Government of National Accord, x"),
        (EN.write_date(None), "undated"),
        (EN.write_date("2018-12"), "December 2018"),
        (EN.write_days(3, 3), "3 days"),
        (EN.write_days(3, 9), "3 to 9 days"),
        (EN.write_days(None, 9), "unknown number of days"),
    ],
)
def test_names(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(4, 4, 4), "4"),
        (Amount(None, 1200, None), "1,200"),
        (Amount(10, None, 12), "10 to 12"),
        (Amount(10, 11, 12), "11 (10 to 12)"),
        (Amount(10, 10, None, ">="), "at least 10"),
        (Amount(None, 10, None, "~"), "about 10"),
        (Amount(None, None, 10, "<="), "at most 10"),
        (Amount(None, 5, None, "dozens"), "5"),
        (Amount(None, None, None, "uncountable"), "uncountable"),
        (Amount(None, None, None), "uncountable"),
    ],
)
def test_amounts(amount: Amount, expected: str) -> None:
    assert EN.write_amount(amount) == expected


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("category", "fire", "fire"),
        ("category", "noise", "noise"),
        ("deadline", "2017-04-01", "1 April 2017"),
        ("control", "gna", "Government of National Accord"),
        ("weapon", "هاون", "هاون"),
        ("quantity", Amount(3, 3, 3), "3"),
        ("bearing", 270.5, "270.5"),
    ],
)
def test_values(field: str, value: str | float | Amount, expected: str) -> None:
    assert EN.write_value(value, find_field(field)) == expected


HERE = CaseWording(Lang.AR, {}, Numerals.ARABIC, Months.LEVANT, hijri=True)


@pytest.mark.parametrize(
    ("least", "most", "ar", "en"),
    [
        (1, 1, "يوم واحد", "one day"), (2, 2, "يومان", "2 days"), (10, 10, "10 أيام", "10 days"),
        (11, 11, "11 يوما", "11 days"), (99, 99, "99 يوما", "99 days"), (100, 100, "100 يوم", "100 days"),
        (2010, 2010, "2010 أيام", "2010 days"), (5, 20, "من 5 إلى 20 يوما", "5 to 20 days"),
        (None, None, "عدد الأيام غير معلوم", "unknown number of days"),
    ],
)  # fmt: skip
def test_days_are_counted_as_the_language_counts(
    least: int | None, most: int | None, ar: str, en: str
) -> None:
    assert (AR.write_days(least, most), EN.write_days(least, most)) == (ar, en)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (HERE.write_days(2294, 2294), "٢٢٩٤ يوما"),
        (HERE.write_date("2021-12-24"), "٢٤ كانون الأول ٢٠٢١ (٢٠ جمادى الأولى ١٤٤٣هـ)"),
        (HERE.write_value(1500), "١٬٥٠٠"),
        (HERE.write_amount(Amount(None, 30, None, ">=")), "٣٠ على الأقل"),
        (HERE.name_finding("verification", "2").split()[0], "٢"),
        (HERE.name_reason("addressee", "0.7"), "المجيب هو المطلوب منه (٠٫٧)"),
        (HERE.name_reason("same-day", "2020-01"), "اليوم نفسه (كانون الثاني ٢٠٢٠)"),
        (HERE.name_reason("same-day", "a day"), "اليوم نفسه (a day)"),
        (HERE.name_reason("same-place", "Tripoli"), "المكان نفسه (طرابلس)"),
        (EN.name_reason("same-place", "Tripoli"), "the same place (Tripoli)"),
    ],
)
def test_what_somebody_chose_to_see_holds_in_every_sentence(said: str, expected: str) -> None:
    assert said == expected


def test_reasons_are_spelt_as_the_evidence_spells_them() -> None:
    reasons = (("cue", "وجه رييس"), ("same-words", "0.00"), ("cue", "وجه رييس"))
    assert EN.list_reasons(reasons, ["ثم وجّه رئيسُ المجلس"]) == ("the words “وجّه رئيسُ”",)
    assert EN.list_reasons(reasons) == ("the words “وجه رييس”",)


def test_who_has_no_name_is_known_to_nobody() -> None:
    assert EN.knows("gna")
    assert not EN.knows("institution-a74bffc88b")
