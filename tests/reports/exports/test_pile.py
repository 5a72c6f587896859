from __future__ import annotations

from tests.reports.caseload import LIBRARY, make_incident, make_request, quote, read_case

from mithaq.reports.exports.pile import Dossier, Tally

REQUEST = Dossier(read_case(make_request()), LIBRARY)


def test_documents_and_words_that_are_at_hand() -> None:
    assert [document.name for document in REQUEST.list_documents()] == ["01"]
    assert [citation.quote.text for citation in REQUEST.cite(REQUEST.case.opened)] == ["طلبت الحكومة"]
    assert (
        REQUEST.cite_all((*quote("يوافق"), *REQUEST.case.tellings[0].step.evidence))[0].quote.text == "يوافق"
    )
    assert len(REQUEST.cite(REQUEST.case.tellings[0])) == 0


def test_parties_of_all_roles() -> None:
    assert set(REQUEST.parties) == {"gna", "nato"}
    assert Dossier(read_case(make_incident()), LIBRARY).parties == {}


def test_hidden_parties_are_those_withheld_and_left_out() -> None:
    dossier = Dossier(REQUEST.case, LIBRARY, frozenset({"a"}), frozenset({"b"}), is_covered=True)
    assert dossier.hidden == {"a", "b"}


def test_masks_are_counted() -> None:
    tally = Tally()
    tally.note_case(REQUEST)
    tally.note_case(Dossier(REQUEST.case, LIBRARY, is_covered=True))
    tally.note_text("سالم", "████")
    tally.note_text("سالم", "سالم")
    assert (tally.masked, tally.private) == (3, 2)
