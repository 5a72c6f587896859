"""The pages of the review: who may judge, what is recorded, what is refused and kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.ledger.handmade import UNION
from tests.web.persona import Site
from tests.web.review.room import COPY, STORY, STRIKE, TEXT, fill, make_answer, show

from mithaq.following.case import Comment
from mithaq.following.entry import Confirm, Correct, Reject, Restrict, Undo
from mithaq.following.fold import Standing
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.reviews import find_waiting
from mithaq.web.review.words import write_evidence
from mithaq.web.roles import Role

WORDS = "بشرط 👩‍👩‍👧 أن تُستبعد"


def send(client: Client, number: int, verdict: str, **more: Any) -> Any:
    """Send a decision as the form of the page does that was shown just now."""
    page = client.get(f"/review/{number}/").context
    fields = {"verdict": verdict, "saw": page["case"].version, "query": "", **more}
    for blank in page["blanks"]:
        fields.setdefault(blank.name, list(blank.rows))
    fields.setdefault("evidence", [quoted.value for quoted, _ in page["quotes"]])
    return client.post(f"/review/{number}/decide/", fields)


def read_last(site: Site) -> Any:
    return list(read_entries(site.record))[-1]


def test_the_queue_begins_with_what_most_hangs_on(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda", Role.ANALYST)
    page = client.get("/review/")
    shown = [row.waiting.entry.number for row in page.context["rows"]]
    assert [number for number in shown if number in numbers.values()] == [
        numbers[name] for name in ("open", "answer", "copy", "incident", "harm", "verify")
    ]
    assert page.context["rows"][0].said == "opens the case: Request: تدريب الشرطة"
    assert client.get("/review/next/").headers["Location"] == f"/review/{shown[0]}/"


FILTERED: tuple[tuple[str, set[str]], ...] = (
    ("kind=incident", {"incident", "harm", "verify"}),
    ("least=84", {"open", "answer", "copy"}),
    ("source=الصباح", {"copy"}),
    ("source=الصباح&kind=incident", set()),
    ("waits=first&kind=request", {"open", "answer", "copy"}),
    ("waits=second", set()),
    ("kind=nonsense&least=many&waits=x", {"open", "answer", "copy", "incident", "harm", "verify"}),
)


def test_the_queue_is_filtered_and_next_keeps_it(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda", Role.REVIEWER)
    for query, expected in FILTERED:
        page = client.get(f"/review/?{query}")
        shown = {row.waiting.entry.number for row in page.context["rows"]}
        assert {name for name, number in numbers.items() if number in shown} == expected, query
        where = client.get(f"/review/next/?{query}").headers["Location"]
        assert where.partition("?")[2] == page.context["filters"].query
        assert expected or where.startswith("/review/?")


@pytest.mark.parametrize("role", [Role.READER, Role.MONITOR])
def test_readers_and_monitors_do_not_judge(site: Site, role: Role) -> None:
    number = fill(site)["open"]
    client = site.enter("salem", role)
    assert client.get("/review/").status_code == 403
    assert client.get(f"/review/{number}/").status_code == 403
    assert client.post(f"/review/{number}/decide/", {"verdict": "confirm", "saw": 99}).status_code == 403


def test_a_proposal_stands_beside_its_document(site: Site) -> None:
    numbers = fill(site)
    page = site.enter("huda").get(f"/review/{numbers['answer']}/")
    assert page.context["said"] == "European Union: state: accepted"
    assert page.context["why"] == ("the words “وَافَقَ”", "the one who answers was asked (1.0)")
    (sheet,) = page.context["sheets"]
    own = "".join(str(piece.text) for piece in sheet.stretches if "own" in piece.look.split())
    assert own == "وَافَقَ مبدئيًّا على تدريب الشرطة"
    assert [piece.begins for piece in sheet.stretches].count(True) == 1
    trigger = next(piece for piece in sheet.stretches if "trigger" in piece.look)
    assert str(trigger.text) == "وَافَقَ"
    assert TEXT[trigger.start :].startswith("وَافَقَ")
    assert page.context["states"]


def test_confirming_leads_on_and_can_be_undone(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    answer = send(client, numbers["open"], "confirm", query="kind=request")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/review/{numbers['answer']}/?kind=request"
    entry = read_last(site)
    assert (entry.author, type(entry.step)) == ("huda", Confirm)
    assert find_waiting(site.record, numbers["open"]) is None
    assert client.get("/review/").context["last"].said.startswith("opens the case")
    back = client.post("/review/undo/", {"query": "kind=request"})
    assert back.headers["Location"] == f"/review/{numbers['open']}/?kind=request"
    assert isinstance(read_last(site).step, Undo)
    assert find_waiting(site.record, numbers["open"]) is not None
    assert client.post("/review/undo/").headers["Location"] == f"/review/{numbers['open']}/"


def test_an_undoing_is_refused_once_somebody_else_decided(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    send(client, numbers["open"], "confirm")
    site.record.append([Comment(case="request-1", text="لننتظر")], "omar")
    answer = client.post("/review/undo/")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "omar" in page
    assert "لننتظر" in page
    assert not isinstance(read_last(site).step, Undo)


def test_nobody_undoes_what_somebody_else_recorded(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    (entry,) = site.record.append([Comment(case="request-1", text="لننتظر")], "omar")
    session = client.session
    session["review-last"] = {
        "number": numbers["open"], "case": "request-1", "verdict": "confirm", "said": "",
        "entries": [entry.number], "version": entry.number,
    }  # fmt: skip
    session.save()
    assert client.post("/review/undo/").status_code == 404


def test_a_rejection_says_why(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda", lang="ar")
    refused = send(client, numbers["harm"], "reject")
    assert refused.status_code == 422
    assert refused.context["wrong"] == "because"
    send(client, numbers["harm"], "reject:not-said")
    step = read_last(site).step
    assert isinstance(step, Reject)
    assert step.reason == "النص لا يقول ذلك"
    send(client, numbers["incident"], "reject", because=" خبر قديم ")
    assert read_last(site).step.reason == "خبر قديم"


def test_what_is_skipped_comes_back_when_asked_for(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    for name in ("open", "answer"):
        answer = client.post(f"/review/{numbers[name]}/decide/", {"verdict": "skip", "query": "kind=request"})
    assert answer.headers["Location"] == f"/review/{numbers['copy']}/?kind=request"
    page = client.get("/review/")
    assert page.context["skipped"] == 2
    assert numbers["open"] not in {row.waiting.entry.number for row in page.context["rows"]}
    back = client.post("/review/again/", {"query": "kind=request"})
    assert back.headers["Location"] == f"/review/{numbers['open']}/?kind=request"


def test_selected_words_become_the_evidence(site: Site) -> None:
    numbers = fill(site)
    (piece,) = show(WORDS)
    send(site.enter("huda"), numbers["answer"], "correct", evidence=[write_evidence(piece)])
    step = read_last(site).step
    assert isinstance(step, Correct)
    assert step.instead.evidence == (piece,)
    assert TEXT[piece.start : piece.end] == WORDS
    assert step.instead == make_answer(evidence=(piece,))


def test_words_that_are_typed_are_found_in_any_spelling(site: Site) -> None:
    numbers = fill(site)
    send(site.enter("huda"), numbers["answer"], "correct", evidence=[], words="ان تستبعد المجموعات")
    (piece,) = read_last(site).step.instead.evidence
    assert TEXT[piece.start : piece.end] == "أن تُستبعد المجموعات"


def test_words_that_are_none_are_refused(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    blank = TEXT.index(" ")
    for text in ("", "nonsense", *(f"{document.sha256}:{span}" for document, span in (
        (STORY, "0-100000"), (STRIKE, "0-5"), (STORY, f"{blank}-{blank + 1}"),
    ))):  # fmt: skip
        answer = send(client, numbers["answer"], "correct", evidence=[text] if text else [])
        assert answer.status_code == 422, text
        assert answer.context["wrong"] == "evidence"
        assert answer.context["opens"]


def test_what_was_typed_is_kept_where_it_is_refused(site: Site) -> None:
    numbers = fill(site)
    (piece,) = show(WORDS)
    client = site.enter("huda")
    answer = send(
        client, numbers["answer"], "correct",
        **{"step-on": "yesterday", "step-state": "conditional", "evidence": [write_evidence(piece), "?"]},
    )  # fmt: skip
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="yesterday"' in page
    assert '<option value="conditional" selected>' in page
    quotes = {quoted.value: kept for quoted, kept in answer.context["quotes"]}
    assert quotes == {
        write_evidence(show("وَافَقَ مبدئيًّا على تدريب الشرطة")[0]): False,
        write_evidence(piece): True,
    }


def test_nothing_changed_is_no_correction(site: Site) -> None:
    numbers = fill(site)
    answer = send(site.enter("huda"), numbers["answer"], "correct")
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()
    assert send(site.enter("huda"), numbers["answer"], "").status_code == 422


def test_a_decision_on_a_changed_case_is_refused_with_what_changed(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    saw = client.get(f"/review/{numbers['answer']}/").context["case"].version
    site.record.append([Confirm(case="request-1", proposal=find_target(site, numbers["open"]))], "omar")
    answer = client.post(
        f"/review/{numbers['answer']}/decide/",
        {
            "verdict": "correct",
            "saw": saw,
            "step-state": "declined",
            "step-thread": UNION.id,
            "because": "سبب",
        },
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "omar" in page
    assert '<option value="declined" selected>' in page
    assert 'value="سبب"' in page
    assert isinstance(read_last(site).step, Confirm)
    assert read_last(site).author == "omar"
    fresh = answer.context["case"].version
    again = client.post(f"/review/{numbers['answer']}/decide/", {"verdict": "confirm", "saw": fresh})
    assert again.status_code == 302


def find_target(site: Site, number: int) -> str:
    waiting = find_waiting(site.record, number)
    assert waiting is not None
    return waiting.target


def test_one_decision_for_all_copies(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    page = client.get(f"/review/{numbers['answer']}/")
    assert [copy.document for copy in page.context["copies"]] == [COPY]
    assert "Copies of the same story: 1" in page.content.decode()
    before = len(list(read_entries(site.record)))
    send(client, numbers["answer"], "confirm", together="1", copy=[numbers["copy"]])
    entries = list(read_entries(site.record))[before:]
    assert [type(entry.step) for entry in entries] == [Confirm, Confirm]
    assert find_waiting(site.record, numbers["copy"]) is None
    client.post("/review/undo/")
    assert find_waiting(site.record, numbers["copy"]) is not None


def test_copies_keep_their_own_words_where_all_are_corrected(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    more = {"step-state": "accepted-in-principle", "together": "1", "copy": [numbers["copy"]]}
    send(client, numbers["answer"], "correct", **more)
    first, second = list(read_entries(site.record))[-2:]
    assert first.step.instead == make_answer(state="accepted-in-principle")
    assert second.step.instead == make_answer(COPY, state="accepted-in-principle")


def test_a_copy_is_left_out_where_it_is_not_wanted(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    send(client, numbers["answer"], "confirm", copy=[numbers["copy"]])
    assert find_waiting(site.record, numbers["copy"]) is not None


def test_a_finding_waits_for_a_second_person(site: Site) -> None:
    numbers = fill(site)
    first = site.enter("huda", Role.ANALYST)
    send(first, numbers["verify"], "confirm")
    waiting = find_waiting(site.record, numbers["verify"])
    assert waiting is not None
    assert (waiting.second, waiting.first) == (True, "huda")
    shown = {row.waiting.entry.number for row in first.get("/review/").context["rows"]}
    assert numbers["verify"] not in shown
    other = site.enter("omar", Role.ANALYST)
    page = other.get(f"/review/{numbers['verify']}/")
    assert not page.context["may_judge"]
    assert send(other, numbers["verify"], "confirm").status_code == 403
    reviewer = site.enter("salma", Role.REVIEWER)
    rows = reviewer.get("/review/?waits=second").context["rows"]
    assert [row.waiting.entry.number for row in rows] == [numbers["verify"]]
    assert "Confirm as second person" in reviewer.get(f"/review/{numbers['verify']}/").content.decode()
    send(reviewer, numbers["verify"], "confirm")
    (check,) = read_case(site.record, "incident-1").verifications
    assert (check.standing, check.people) == (Standing.VERIFIED, ("huda", "salma"))


def test_the_same_person_is_not_the_second(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("salma", Role.REVIEWER)
    send(client, numbers["verify"], "confirm")
    rows = client.get("/review/?waits=second").context["rows"]
    assert rows == []
    page = client.get(f"/review/{numbers['verify']}/")
    assert "You confirmed this yourself" in page.content.decode()
    saw = page.context["case"].version
    answer = client.post(f"/review/{numbers['verify']}/decide/", {"verdict": "confirm", "saw": saw})
    assert answer.status_code == 422


def test_a_restricted_case_is_not_there_for_others(site: Site) -> None:
    numbers = fill(site)
    site.record.append([Restrict(case="request-1", groups=("desk",))], "admin")
    outside = site.enter("huda", Role.REVIEWER)
    assert outside.get(f"/review/{numbers['answer']}/").status_code == 404
    assert outside.post(f"/review/{numbers['answer']}/decide/", {"verdict": "confirm"}).status_code == 404
    shown = {row.waiting.entry.number for row in outside.get("/review/").context["rows"]}
    assert numbers["answer"] not in shown
    assert outside.get("/review/").context["count"] == len(shown)
    inside = site.enter("omar", Role.ANALYST, groups=("desk",))
    assert inside.get(f"/review/{numbers['answer']}/").status_code == 200


@pytest.mark.parametrize("number", [0, 99999])
def test_what_is_no_proposal_is_not_there(site: Site, number: int) -> None:
    fill(site)
    assert site.enter("huda").get(f"/review/{number}/").status_code == 404


def test_what_was_decided_before_is_told(site: Site) -> None:
    numbers = fill(site)
    send(site.enter("omar"), numbers["answer"], "confirm")
    site.record.append([Comment(case="request-1", text="لننتظر")], "salem")
    page = site.enter("huda").get(f"/review/{numbers['answer']}/")
    history = page.context["history"]
    assert [(row.author, row.own) for row in history] == [("omar", True), ("salem", False)]
    assert "waits for no judgement" in page.content.decode()


def test_parties_and_dates_are_completed(site: Site) -> None:
    fill(site)
    client = site.enter("huda")
    found = client.get("/review/parties/", {"q": "الاتحاد الأور"}).json()["parties"]
    assert "European Union" in found
    assert client.get("/review/parties/", {"q": "x"}).json() == {"parties": []}
    asked = {"words": "أمس الثلاثاء", "document": STORY.sha256}
    assert client.get("/review/date/", asked).json() == {"date": "2020-01-14", "said": "14 January 2020"}
    assert client.get("/review/date/", {"words": "لا شيء"}).json() == {"date": "", "said": ""}
