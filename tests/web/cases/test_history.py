from __future__ import annotations

from tests.web.cases.desk import fill_desk, read
from tests.web.persona import Site

from mithaq.following.case import Comment
from mithaq.following.entry import Confirm, Merge, Reject, Restrict
from mithaq.following.homes import name_target
from mithaq.ledger.current import read_entries
from mithaq.web.roles import Role


def test_judgements_stand_at_what_they_judge(site: Site) -> None:
    fill_desk(site.record)
    opened = read(site, "request-1").opened.number
    (entry,) = read_entries(site.record, first=opened, last=opened + 1)
    site.record.append([Confirm(case="request-1", proposal=name_target(entry))], "omar")
    site.record.append([Merge(case="request-1", into="request-2")], "omar")
    text = site.enter("huda").get("/cases/case/request-2/").content.decode()
    row = text.partition(f'id="e{opened}"')[2].partition("</li>")[0]
    assert "confirms entry" in row
    assert "omar" in row
    assert "request-1 merged into request-2" in text


def test_what_was_rejected_stays_in_the_history(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-2").threads[0].history[-1].number
    site.record.append([Reject(case="request-2", proposal=f"#{number}", reason="ليس قبولا")], "omar")
    text = site.enter("huda").get("/cases/case/request-2/").content.decode()
    row = text.partition(f'id="e{number}"')[2].partition("</li>")[0]
    assert "ليس قبولا" in row
    assert 'name="confirm"' not in row


def test_a_history_is_shown_page_by_page_and_part_by_part(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Comment(case="incident-1", text=f"ملاحظة {n}") for n in range(25)], "omar")
    client = site.enter("huda")
    first = client.get("/cases/case/incident-1/").content.decode()
    assert first.count('class="row"') == 20
    assert "?page=2#history" in first
    second = client.get("/cases/case/incident-1/?page=2").content.decode()
    assert second.count('class="row"') == 8
    harms = client.get("/cases/case/incident-1/?part=harms").content.decode()
    assert harms.count('class="row"') == 2
    assert client.get("/cases/case/incident-1/?part=nonsense&page=x").status_code == 200


def test_who_may_judge_has_buttons_and_who_may_not_has_none(site: Site) -> None:
    fill_desk(site.record)
    assert 'name="confirm"' in site.enter("huda").get("/cases/case/request-1/").content.decode()
    reader = site.enter("zayd", Role.READER).get("/cases/case/request-1/").content.decode()
    assert 'name="confirm"' not in reader
    assert "add/" not in reader
    # What a person recorded waits for a second person, who has the right to verify.
    assert 'name="confirm"' not in site.enter("huda").get("/cases/case/request-2/").content.decode()
    assert (
        'name="confirm"' in site.enter("rana", Role.REVIEWER).get("/cases/case/request-2/").content.decode()
    )


def test_a_restriction_is_taken_back_by_those_who_may_restrict(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Restrict(case="request-2", groups=("legal",))], "rana")
    assert (
        'name="undo"'
        not in site.enter("huda", groups=("legal",)).get("/cases/case/request-2/").content.decode()
    )
    rana = site.enter("rana", Role.REVIEWER, groups=("legal",))
    assert 'name="undo"' in rana.get("/cases/case/request-2/").content.decode()
