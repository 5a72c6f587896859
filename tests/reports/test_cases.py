from __future__ import annotations

import json
from datetime import date

import msgspec
from tests.following.ledgers import GNA, NADIA, NATO, OMAR
from tests.reports.caseload import (
    DAY,
    SHA256,
    make_incident,
    make_milestone,
    make_request,
    read_case,
    read_page,
)

from mithaq.following.entry import Confirm
from mithaq.reports.cases import list_parties, make_line


def test_a_line_tells_states_and_what_is_late() -> None:
    line = make_line(read_case(make_request()), date(2017, 2, 20))
    assert line.states == (("nato", "made"),)
    assert [(signal.sign, signal.most) for signal in line.signals] == [("unanswered", 8)]
    assert (line.standing, line.documents, line.version, line.assigned) == ("confirmed", 2, 5, "")
    assert make_line(read_case(make_incident()), DAY).assigned == OMAR


def test_a_page_quotes_the_words_with_their_place() -> None:
    page = read_page(make_request())
    answer = page.threads[0].history[0]
    (citation,) = answer.evidence
    assert (citation.quote.text, citation.quote.line, citation.quote.document) == ("يوافق بشرط", 2, "01")
    assert (citation.outlet, citation.published, citation.masked) == ("وكالة الساحل", "2017-03-02", False)
    assert page.opened.evidence[0].masked
    assert page.documents == (("01", "وكالة الساحل", "2017-03-02"),)


def test_words_of_a_document_that_is_not_at_hand_are_left_out() -> None:
    assert read_page(make_request()).sections["tellings"][0].evidence == ()


def test_a_thread_shows_its_state_of_the_day_its_conditions_and_the_committee() -> None:
    (thread,) = read_page(make_request()).threads
    assert (thread.state, thread.since, thread.procedure, thread.party) == (
        "conditional", "2017-03-01", "submitted", NATO,
    )  # fmt: skip
    assert [(item.id, item.state, item.history[0].number) for item in thread.conditions] == [
        ("k1", "unmet", 2)
    ]
    (earlier,) = read_page(make_request(), date(2017, 2, 20)).threads
    assert earlier.state == "made"


def test_a_proposal_shows_why_it_was_made() -> None:
    row = read_page(make_request()).threads[0].history[0]
    assert (row.standing, row.score, row.reasons, row.people) == (
        "proposed",
        0.8,
        (("same-parties", ""),),
        (),
    )


def test_a_finding_waits_for_a_second_person() -> None:
    book = make_incident()
    sections = read_page(book).sections
    counts = {
        name: sections[name][0].counts for name in ("verifications", "attributions", "rulings", "harms")
    }
    assert counts == {"verifications": False, "attributions": True, "rulings": False, "harms": True}
    book.add(NADIA, Confirm(case="i1", proposal="#6"))
    assert read_page(book).sections["verifications"][0].counts


def test_contradictions_and_slippage_are_on_the_page() -> None:
    assert [item.about for item in read_page(make_incident()).disputes] == ["number", "denial"]
    page = read_page(make_milestone())
    assert [(slip.least, slip.most) for slip in page.slips] == [(22, 52), (-38, -8), (None, None)]
    assert page.line.slipped is not None
    assert page.line.slipped.least == 14


def test_a_page_is_json() -> None:
    plain = json.loads(msgspec.json.encode(read_page(make_request())))
    assert plain["line"]["kind"] == "request"
    assert plain["threads"][0]["history"][0]["evidence"][0]["sha256"] == SHA256
    assert plain["as_of"] == "2017-05-01"


def test_parties_of_cases_are_known_by_id() -> None:
    assert list_parties([read_case(make_request())]) == {"gna": GNA, "nato": NATO}
