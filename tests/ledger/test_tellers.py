from __future__ import annotations

from tests.ledger.handmade import make_document

from mithaq import read_document
from mithaq.ledger.indexed import TellerRow
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import open_record

FIRST = "قتل أربعة جنود في قصف استهدف معسكر التاجي شمال سرت يوم الاثنين، وفق ما أعلنته وزارة الداخلية في حكومة الوفاق."
LATER = "قتل تسعة جنود في قصف استهدف معسكر التاجي شمال سرت يوم الاثنين، حسب ما قاله متحدث باسم حكومة الوفاق للصحافة."


def test_who_was_first_alone_and_contradicted(record_url: str) -> None:
    record = open_record(record_url)
    documents = [
        make_document(FIRST, "2020-06-02", name="a", outlet="الأولى"),
        make_document(LATER, "2020-06-03", name="b", outlet="الثانية"),
        make_document("قتل جندي في قصف في غريان يوم السبت.", "2021-01-05", name="c", outlet="الثانية"),
    ]
    record.add_readings([read_document(document) for document in documents])
    rows = {(row.case, row.outlet): row for row in TellerRow.objects.using(record.alias).all()}
    cases = {outlet: {case for case, other in rows if other == outlet} for _, outlet in rows}
    shared = cases["الأولى"] & cases["الثانية"]
    assert shared
    for case in shared:
        assert (rows[case, "الأولى"].first, rows[case, "الثانية"].first) == (True, False)
        assert not rows[case, "الأولى"].alone
        assert rows[case, "الأولى"].contradicted
        assert rows[case, "الثانية"].contradicted
    assert any(row.alone and not row.contradicted for row in rows.values())
    assert list(find_differences(record.alias)) == []


def test_documents_without_an_outlet_have_no_tellers(record_url: str) -> None:
    record = open_record(record_url)
    record.add_readings([read_document(make_document(FIRST, None))])
    assert not TellerRow.objects.using(record.alias).exists()
