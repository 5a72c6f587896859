"""Settings, accounts and groups."""

from __future__ import annotations

import pytest
from tests.web.persona import Site

from mithaq.web.accounts.models import Account
from mithaq.web.roles import Role

STRONG = "a long enough secret"


def test_a_person_chooses_how_things_are_shown(site: Site) -> None:
    client = site.enter("huda", Role.READER)
    chosen = {"lang": "ar", "numerals": "arabic", "months": "levant", "hijri": "on", "email": ""}
    assert client.post("/settings/", chosen).status_code == 302
    display = Account.objects.get(username="huda").display
    assert display.write_date("2020-10-23").startswith("٢٣ تشرين الأول ٢٠٢٠ (")
    assert 'dir="rtl"' in client.get("/settings/").content.decode()


@pytest.mark.parametrize(("chosen", "direction"), [("ar", "rtl"), ("en", "ltr"), ("tlh", "rtl")])
def test_an_outsider_switches_the_language(site: Site, chosen: str, direction: str) -> None:
    client = site.visit()
    answer = client.post("/language/", {"lang": chosen, "next": "/accounts/login/"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert f'dir="{direction}"' in client.get("/accounts/login/").content.decode()


def test_nobody_is_sent_elsewhere_by_the_switch(site: Site) -> None:
    answer = site.visit().post("/language/", {"lang": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_an_administrator_makes_and_edits_accounts(site: Site) -> None:
    client = site.enter("admin", Role.ADMINISTRATOR)
    client.post("/people/groups/", {"name": "مصراتة"})
    (group,) = site.make("admin").groups.model.objects.all()
    new = {
        "username": "salem",
        "role": "monitor",
        "password": STRONG,
        "is_active": "on",
        "groups": [group.pk],
    }
    assert client.post("/people/new/", new).status_code == 302
    salem = Account.objects.get(username="salem")
    assert salem.role == Role.MONITOR
    assert salem.check_password(STRONG)
    assert client.post("/people/salem/", new | {"role": "analyst", "password": ""}).status_code == 302
    salem.refresh_from_db()
    assert (salem.role, salem.check_password(STRONG)) == (Role.ANALYST, True)
    page = client.get("/people/").content.decode()
    assert "salem" in page
    assert "مصراتة" in page


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_a_weak_password_is_refused(site: Site, password: str) -> None:
    client = site.enter("admin", Role.ADMINISTRATOR)
    answer = client.post("/people/new/", {"username": "salem", "role": "reader", "password": password})
    assert answer.status_code == 200
    assert not Account.objects.filter(username="salem").exists()


def test_the_last_administrator_stays(site: Site) -> None:
    client = site.enter("admin", Role.ADMINISTRATOR)
    answer = client.post("/people/admin/", {"role": "reader", "is_active": "on", "password": ""})
    assert "At least one administrator" in answer.content.decode()
    assert Account.objects.get(username="admin").role == Role.ADMINISTRATOR


def test_a_group_without_a_name_is_refused(site: Site) -> None:
    client = site.enter("admin", Role.ADMINISTRATOR)
    page = client.post("/people/groups/", {"name": ""}, follow=True).content.decode()
    assert "required" in page


def test_logging_in_and_being_slowed_down(site: Site) -> None:
    site.make("huda", Role.READER)
    client = site.visit()
    client.post("/language/", {"lang": "en"})
    for _ in range(6):
        answer = client.post("/accounts/login/", {"login": "huda", "password": "wrong"})
    assert "Too many failed login attempts" in answer.content.decode()
    # Not even the right one helps now.
    answer = client.post("/accounts/login/", {"login": "huda", "password": "correct horse battery"})
    assert answer.status_code == 200


def test_logging_in_with_a_password(site: Site) -> None:
    site.make("huda", Role.READER)
    client = site.visit()
    answer = client.post(
        "/accounts/login/?next=/settings/", {"login": "huda", "password": "correct horse battery"}
    )
    assert answer.headers["Location"] == "/settings/"


def test_nobody_signs_up(site: Site) -> None:
    answer = site.visit().post("/accounts/signup/", {"username": "eve", "password1": STRONG})
    assert not Account.objects.filter(username="eve").exists()
    assert answer.status_code == 200
