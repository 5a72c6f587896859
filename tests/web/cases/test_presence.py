from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.web.cases.desk import fill_desk, read
from tests.web.persona import Site

from mithaq.following.case import Advance, Comment
from mithaq.web.cases.models import Presence
from mithaq.web.roles import Role

pytestmark = pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])


def test_the_second_person_is_told_of_the_first_and_of_what_they_recorded(site: Site) -> None:
    fill_desk(site.record)
    huda, omar = site.enter("huda"), site.enter("omar", Role.READER)
    path = f"/cases/case/request-2/pulse/?saw={read(site, 'request-2').version}"
    assert huda.get(path).status_code == 204
    told = omar.get(path).content.decode()
    assert "huda" in told
    assert "omar" not in told
    # What was told already is not told again.
    assert omar.get(path).status_code == 204
    step = Advance(case="request-2", thread="european-union", state="declined")
    site.record.append([step], "huda")
    told = omar.get(path).content.decode()
    assert "declined" in told
    assert "/cases/case/request-2/" in told


def test_a_notice_goes_when_what_it_told_is_over(site: Site) -> None:
    fill_desk(site.record)
    path = f"/cases/case/request-2/pulse/?saw={read(site, 'request-2').version}"
    site.enter("huda").get(path)
    omar = site.enter("omar")
    assert omar.get(path).status_code == 200
    Presence.objects.filter(account="huda").update(at=datetime.now(UTC) - timedelta(minutes=5))
    answer = omar.get(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert not Presence.objects.filter(account="huda").exists()


def test_only_the_last_changes_are_listed(site: Site) -> None:
    fill_desk(site.record)
    saw = read(site, "request-2").version
    site.record.append([Comment(case="request-2", text=f"ملاحظة {number}") for number in range(8)], "omar")
    told = site.enter("huda").get(f"/cases/case/request-2/pulse/?saw={saw}").content.decode()
    assert "ملاحظة 7" in told
    assert "ملاحظة 2" not in told
    assert "and 3 before" in told


def test_a_pulse_without_a_version_is_none(site: Site) -> None:
    fill_desk(site.record)
    client = site.enter("huda")
    assert client.get("/cases/case/request-2/pulse/").status_code == 404
    assert client.get("/cases/case/nothing/pulse/?saw=1").status_code == 404
