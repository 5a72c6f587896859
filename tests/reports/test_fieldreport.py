"""A report from the field becomes a text whose lines carry the steps."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from tests.reports.fielding import BRIGADE, FARMER, NUMBER, PHOTO, make_report

from mithaq.following.case import Accuse, Deny, Describe, Evidence, Harm, Join, Open
from mithaq.following.entry import Withhold
from mithaq.ledger.attachments import FIELD
from mithaq.ledger.reporting import Told
from mithaq.reports.fieldreport import Line, compose_report, write_lines

_WORDS = st.text(min_size=1).filter(lambda text: "\r" not in text)


def select(told: Told, piece: Evidence) -> str:
    return told.document.text[piece.start : piece.end]


def test_the_text_tells_everything_in_the_order_of_the_form() -> None:
    text = compose_report(make_report(), "huda").document.text
    assert text == (
        f"بلاغ ميداني رقم \u2066{NUMBER}\u2069\n"
        "حرره: huda\n"
        "حُرر في: \u20662020-11-21T18:45:00Z\u2069\n"
        "ماذا حدث باختصار: قصف مدفعي على أطراف عين زارة\n"
        "الصنف: إطلاق نار\n"
        "الصنف: إضرار بالمدنيين\n"
        "الرواية: سمعنا دويا متتاليا.\nثم رأينا دخانا فوق المزارع.\n"
        "البداية: 21 نوفمبر 2020\n"
        "ساعة البداية: 18:30\n"
        "المكان: عين زارة\n"
        "الإحداثيات: \u206632.8100, 13.2700\u2069\n"
        "الجهة المسيطرة: سرية وادي الربيع\n"
        "الاتجاه من المراقب (درجة): 45\n"
        "العدد: 12 (من 10 إلى 15)\n"
        "جرحى مدنيون: 2 على الأقل\n"
        "المشتكي: خليفة منصور الفيتوري\n"
        "المتهم: سرية وادي الربيع\n"
        "صاحب الرد: سرية وادي الربيع\n"
        "صاحب الرد: ينفي ما نُسب إليه\n"
        "رد الطرف: لم نطلق النار.\n"
        f"مرفق: حفرة.jpg (image/jpeg، 120 بايت، SHA-256 {PHOTO.sha256})"
    )


def test_the_document_is_known_by_its_text_and_its_number() -> None:
    document = compose_report(make_report(), "huda").document
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert (document.origin, document.author) == (f"field:{NUMBER}", "huda")
    assert str(document.published) == "2020-11-21"


def test_every_step_rests_on_the_line_that_it_comes_from() -> None:
    told = compose_report(make_report(), "huda")
    steps = {type(step): step for step in told.steps}
    assert [select(told, piece) for piece in steps[Open].evidence] == [
        "ماذا حدث باختصار: قصف مدفعي على أطراف عين زارة",
        "الصنف: إطلاق نار",
        "الصنف: إضرار بالمدنيين",
        "الرواية: سمعنا دويا متتاليا.\nثم رأينا دخانا فوق المزارع.",
        "البداية: 21 نوفمبر 2020",
        "المكان: عين زارة",
    ]
    assert [select(told, piece) for piece in steps[Harm].evidence] == ["جرحى مدنيون: 2 على الأقل"]
    assert [select(told, piece) for piece in steps[Withhold].evidence] == [FARMER.ar]
    assert all(step.evidence for step in told.steps)


def test_parties_take_part_accuse_and_deny() -> None:
    steps = compose_report(make_report(), "huda").steps
    joined = {(step.role, step.party.id) for step in steps if isinstance(step, Join)}
    assert joined == {("complainant", FARMER.id), ("accused", BRIGADE.id), ("party", BRIGADE.id)}
    (accused,) = [step for step in steps if isinstance(step, Accuse)]
    assert (accused.who, accused.by, accused.named) == (BRIGADE.id, (FARMER.id,), (BRIGADE,))
    (denied,) = [step for step in steps if isinstance(step, Deny)]
    assert (denied.who, denied.named) == (BRIGADE.id, (BRIGADE,))


def test_fields_hold_their_values() -> None:
    steps = compose_report(make_report(), "huda").steps
    fields = {step.field: step.value for step in steps if isinstance(step, Describe)}
    assert fields["start"] == "2020-11-21"
    assert fields["control"] == BRIGADE.id
    assert fields["bearing"] == 45
    assert fields[FIELD] == PHOTO.write()


def test_what_is_not_filled_in_is_not_told() -> None:
    report = make_report(
        account="", place="", place_en="", values={}, harms={}, sides={}, claims={}, attachments=()
    )
    told = compose_report(report, "huda")
    assert told.document.text.count("\n") == 3
    assert [type(step) for step in told.steps] == [Open]


@given(heading=_WORDS, pairs=st.lists(st.tuples(_WORDS, _WORDS)))
def test_spans_select_their_lines_and_values(heading: str, pairs: list[tuple[str, str]]) -> None:
    written = write_lines(heading, [Line(label, value) for label, value in pairs])
    assert [span.select(written.text) for span in written.lines] == [
        f"{label}: {value}" for label, value in pairs
    ]
    assert [span.select(written.text) for span in written.values] == [value for _, value in pairs]


@given(title=_WORDS, account=_WORDS, name=_WORDS)
def test_evidence_is_exact_whatever_was_written(title: str, account: str, name: str) -> None:
    report = make_report(title=title, account=account, place=name)
    told = compose_report(report, "huda")
    lines = [select(told, piece) for piece in told.steps[0].evidence]
    assert lines[0] == f"ماذا حدث باختصار: {title}"
    assert lines[3] == f"الرواية: {account}"
    assert lines[-1] == f"المكان: {name}"
