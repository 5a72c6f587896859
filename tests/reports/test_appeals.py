from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.case import Party
from mithaq.model import ActorType, Span
from mithaq.reports.appeals import AppealRow, list_appeals, make_rows
from mithaq.reports.case_tables import print_appeals
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Citation, Library
from mithaq.reports.rows import Quote
from mithaq.reports.wording import Lang

STORY = tell(
    ("2016-05-12", "ناشدت الحكومة اليمنية المجتمع الدولي إغاثة النازحين."),
    ("2016-05-13", "وصل الوفد."),
    ("2016-05-14", "ودعت البعثة الجميع إلى ضبط النفس."),
)
READINGS = [told.reading for told in STORY.told]
DOCUMENTS = {reading.document.sha256: reading.document for reading in READINGS}


def test_appeals_come_in_the_order_of_the_documents() -> None:
    found = [appeal.evidence.document for appeal in list_appeals(reversed(READINGS))]
    assert found == [READINGS[2].document.sha256, READINGS[0].document.sha256]


def test_rows_quote_the_words_and_tell_what_is_masked() -> None:
    appeals = list(list_appeals(READINGS))
    first = appeals[0].evidence
    rows = make_rows(appeals, Library(DOCUMENTS, {first.document: (Span(first.start, first.start + 2),)}))
    assert [row.evidence.masked for row in rows] == [True, False]
    assert [row.evidence.published for row in rows] == ["2016-05-12", "2016-05-14"]
    for row in rows:
        quote = row.evidence.quote
        assert DOCUMENTS[row.evidence.sha256].text[quote.start : quote.end] == quote.text
        assert quote.line == 2


def test_an_appeal_whose_document_is_not_at_hand_is_left_out() -> None:
    assert make_rows(list_appeals(READINGS), Library({}, {})) == ()


@pytest.mark.parametrize(("lang", "words"), [(Lang.EN, "nobody is named"), (Lang.AR, "لم يُسمَّ")])
def test_the_table_names_who_appeals(
    lang: Lang, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    citation = Citation(Quote("one", 1, 0, 12, "ناشد الجميع."), "0", "Desk", None, masked=False)
    party = Party("p", ActorType.ORGANIZATION, "نقابة", "Union")
    wording = CaseWording(lang, {})
    print_appeals(
        [AppealRow(None, "ناشد", citation), AppealRow(party, "ناشد", citation)], wording, more="--limit 9"
    )
    shown = capsys.readouterr().out
    for text in (words, "نقابة" if lang is Lang.AR else "Union", "«ناشد الجميع.»", "--limit 9"):
        assert text in shown
    print_appeals([], wording)
    assert wording.say("words", "no_appeals") in capsys.readouterr().out
