from __future__ import annotations

import base64

from tests.web.cases.desk import fill_desk, quote, read
from tests.web.persona import Site

from mithaq.following.entry import Confirm, Merge, Move, Restrict, Withhold
from mithaq.ledger.audit import prove_entry
from mithaq.web.roles import Role


def show(site: Site, number: int, name: str = "huda", role: Role = Role.ANALYST) -> str:
    return site.enter(name, role).get(f"/cases/entry/{number}/").content.decode()


def test_an_entry_is_shown_with_its_proof(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-2").threads[0].history[-1].number
    text = show(site, number)
    proof = prove_entry(site.record, number)
    assert base64.b64encode(proof.head.root).decode() in text
    assert base64.b64encode(proof.path[0]).decode() in text
    assert "leads from this entry to the root" in text
    assert "وأعلن الاتحاد قبوله الطلب" in text
    assert "&quot;number&quot;" in text


def test_judgements_of_an_entry_are_listed_and_can_be_taken_back(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-2").threads[0].history[-1].number
    site.record.append([Confirm(case="request-2", proposal=f"#{number}")], "omar")
    confirmed = read(site, "request-2").version
    text = show(site, number)
    assert "omar" in text
    assert f'name="undo" value="{confirmed}"' in text
    assert "Nobody has judged it yet" not in text
    assert "confirms entry" in show(site, confirmed)


def test_what_opens_a_case_is_not_corrected(site: Site) -> None:
    fill_desk(site.record)
    text = show(site, read(site, "request-1").opened.number)
    assert "to reject it is to reject the case" in text
    assert "/correct/" not in text


def test_an_entry_that_moved_is_shown_with_its_case(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-2").threads[0].history[-1].number
    site.record.append([Move(case="request-2", entry=number, to="request-1")], "omar")
    assert 'href="/cases/case/request-1/"' in show(site, number)
    site.record.append([Merge(case="request-1", into="request-2")], "omar")
    merged = read(site, "request-2").version
    assert 'name="undo"' in show(site, merged)


def test_an_entry_with_withheld_words_is_not_shown_as_it_is_stored(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Withhold(evidence=quote("حلف شمال الأطلسي"), case="")], "rana")
    text = show(site, read(site, "request-1").opened.number)
    assert "withheld words" in text
    assert "&quot;number&quot;" not in text
    assert "words withheld" in show(site, read(site, "incident-1").version + 1)


def test_entries_of_hidden_cases_and_of_no_number_are_not_there(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-2").opened.number
    site.record.append([Restrict(case="request-2", groups=("legal",))], "rana")
    client = site.enter("huda")
    assert client.get(f"/cases/entry/{number}/").status_code == 404
    assert client.get("/cases/entry/9999/").status_code == 404
    assert site.enter("zayd", Role.READER).get("/cases/entry/0/").status_code == 200
