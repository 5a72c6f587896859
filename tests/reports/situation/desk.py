"""Reports to write: of a small record, and one that is made by hand where only its form counts."""

from __future__ import annotations

from datetime import date

from tests.reports.exports.warehouse import ASKED, DOCUMENTS, EU, GNA, VOTED, show

from mithaq.dates import Numerals
from mithaq.following.case import Accuse, Advance, Amount, Announce, Deny, Describe, Harm, Kind, Open, Party
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.model import ActorType
from mithaq.reports.exports.selection import Selection
from mithaq.reports.situation.gather import Wish, gather
from mithaq.reports.situation.situation import (
    Cell,
    Headline,
    Lines,
    Note,
    Picture,
    Section,
    Situation,
    Table,
)
from mithaq.reports.situation.words import Style
from mithaq.reports.wording import Lang

DAY = date(2021, 3, 1)
WORDS = "طلبت حكومة الوفاق الوطني من الاتحاد الأوروبي دعم تدريب الشرطة في طرابلس"
HAFTAR = Party("army-2", ActorType.INSTITUTION, "القوات المهاجمة")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'


def record_more(record: Record) -> None:
    """Record what the warehouse does not hold: an agreement, a commitment, a plan, a moved date, a contradiction."""
    record.append(
        [
            Announce(case="milestone-1", when="2022-06-30", on="2021-02-10", evidence=show(VOTED, VOTED)),
            Open(case="agreement-1", kind=Kind.AGREEMENT, title="اتفاق على تدريب الشرطة", on="2020-10-01",
                 sides=(("party", GNA), ("party", EU)), evidence=show(ASKED, "تدريب الشرطة")),
            Advance(case="agreement-1", state="reached", on="2020-10-20", evidence=show(ASKED, "طرابلس")),
            Advance(case="agreement-1", state="signed", on="2020-11-05", evidence=show(ASKED, "دعم تدريب الشرطة")),
            Open(case="commitment-1", kind=Kind.COMMITMENT, title="وعد بتدريب الشرطة", on="2020-11-01",
                 sides=(("by", EU),), evidence=show(ASKED, "الاتحاد الأوروبي")),
            Describe(case="commitment-1", field="due", value="2020-12-15"),
            Open(case="incident-2", kind=Kind.INCIDENT, title="قصف في ترهونة", on="2020-05-20", place="Tarhuna",
                 sides=(("accused", HAFTAR),), evidence=show(ASKED, "طرابلس")),
            Accuse(case="incident-2", who="army-2", by=("gna",), named=(HAFTAR, GNA)),
            Deny(case="incident-2", who="army-2", named=(HAFTAR,)),
            Harm(case="incident-2", what="injured", amount=Amount(1, 3, 5)),
        ],
        "nadia",
    )  # fmt: skip


def gather_all(
    record: Record,
    lang: Lang = Lang.EN,
    *,
    sight: Sight = EVERYTHING,
    style: Style | None = None,
    **asked: object,
) -> Situation:
    selection = Selection(as_of=DAY, **asked)  # type: ignore[arg-type] # parts of a selection
    return gather(record, Wish(selection, style or Style(lang)), sight=sight)


def list_cells(report: Situation) -> list[tuple[str, list[Cell]]]:
    """Return every line of a report: its section and its cells."""
    found = []
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                found += [(section.name, list(row)) for row in block.rows]
            elif isinstance(block, Lines):
                found += [(section.name, [line]) for line in block.lines]
    return found


def make_report(lang: str = "ar", rows: int = 3) -> Situation:
    """Return a report with everything that a format has to write."""
    names = ("اليوم", "الموضوع", "العدد") if lang == "ar" else ("Day", "What", "Number")
    table = tuple(
        (
            Cell("12 نوفمبر 2020" if lang == "ar" else "12 November 2020"),
            Cell(
                f"رسالة رقم {number} إلى UNSMIL" if lang == "ar" else f"Letter {number} to مجلس النواب",
                (1, 2),
                is_title=True,
            ),
            Cell("\u20663–5\u2069", (2,)),
        )
        for number in range(rows)
    )
    notes = (
        Note(
            1,
            "وكالة الساحل",
            "2020-11-21",
            WORDS,
            "a" * 64,
            10,
            10 + len(WORDS),
            "https://example.org/a?b=1&c=2",
        ),
        Note(2, "nadia", "2021-01-02"),
    )
    sections = (
        Section("requests", "الطلبات" if lang == "ar" else "Requests", (Table("", names, table),), "-"),
        Section("incidents", "الحوادث" if lang == "ar" else "Incidents",
                (Picture("map", "خريطة", "مكان واحد", SVG), Lines("ما تحرك", (Cell("سطر <b> | *", (1,)),))), "-"),
        Section("plans", "الخطط" if lang == "ar" else "Plans", (), "لا شيء هنا" if lang == "ar" else "Nothing here"),
    )  # fmt: skip
    facts = (("البصمة", "\u2066abc1…\u2069"),)
    heads = (Headline("3", "طلبات", "requests"),)
    return Situation("تقرير الموقف" if lang == "ar" else "Situation report", lang, "2020-11", facts, heads,
                     sections, notes, "حُجبت أسماء █")  # fmt: skip


def find_style(lang: str, numerals: Numerals = Numerals.LATIN) -> Style:
    return Style(Lang(lang), numerals)


def find_document(sha256: str) -> str:
    """Return the text of a document of the warehouse."""
    return next(item.text for item in DOCUMENTS.values() if item.sha256 == sha256)
