from __future__ import annotations

import html

import pytest
from tests.web.persona import Site
from tests.web.review.room import COPY, STRIKE, TEXT, fill, make_document, put_forward

from mithaq.following.case import Advance, Evidence
from mithaq.following.entry import Withhold
from mithaq.ledger.sight import EVERYTHING
from mithaq.model import Reading
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang
from mithaq.web.review.item import read_item
from mithaq.web.review.sheet import Sheet, make_sheet


@pytest.fixture
def vendor() -> str:
    """Documents are cut alike on both databases."""
    return "sqlite"


def open_sheet(site: Site, number: int) -> Sheet:
    item = read_item(site.record, number, EVERYTHING)
    return make_sheet(item.documents[0], item, CaseWording(Lang.EN, {}))


def join(sheet: Sheet) -> str:
    return "".join(html.unescape(str(piece.text)) for piece in sheet.stretches)


def test_stretches_are_the_text_and_know_their_places(site: Site) -> None:
    numbers = fill(site)
    sheet = open_sheet(site, numbers["answer"])
    assert join(sheet) == TEXT
    for piece in sheet.stretches:
        assert TEXT[piece.start :].startswith(html.unescape(str(piece.text)))
    assert not sheet.cut
    # A browser would make a line feed of a carriage return.
    assert any("&#13;" in piece.text for piece in sheet.stretches)
    assert any("&lt;وتنتظر&gt;" in piece.text for piece in sheet.stretches)


def test_withheld_names_are_covered_and_declared(site: Site) -> None:
    numbers = fill(site)
    start = COPY.text.index("طرابلس")
    site.record.append([Withhold(case="", evidence=(Evidence(COPY.sha256, start, start + 6),))], "salma")
    sheet = open_sheet(site, numbers["copy"])
    assert sheet.masked == 1
    assert len(join(sheet)) == len(COPY.text)
    (covered,) = (piece for piece in sheet.stretches if "masked" in piece.look)
    assert (covered.start, str(covered.text)) == (start, "█" * 6)
    page = site.enter("huda").get(f"/review/{numbers['incident']}/").content.decode()
    assert "Names are withheld in 1 places" in page
    assert STRIKE.text.index("طرابلس") > 0


@pytest.mark.parametrize("at", [0, 30_000, 59_000])
def test_of_a_long_document_the_part_around_the_evidence_is_shown(site: Site, at: int) -> None:
    fill(site)
    text = f"{'كلمة ' * (at // 5)}وافق الاتحاد. {'كلمة ' * ((60_000 - at) // 5)}"
    document = make_document(text, "long", "صحيفة")
    site.record.add_readings([Reading(document, (), (), (), (), "hand 1")])
    start = text.index("وافق")
    step = Advance(
        case="request-1", state="accepted", evidence=(Evidence(document.sha256, start, start + 4),)
    )
    sheet = open_sheet(site, put_forward(site, step))
    assert sheet.cut
    assert len(join(sheet)) == 40_000
    (own,) = (piece for piece in sheet.stretches if piece.look == "own")
    assert (own.start, str(own.text), own.begins) == (start, "وافق", True)
