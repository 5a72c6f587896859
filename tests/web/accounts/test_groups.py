"""Groups get other names and are removed, and nobody sees more for it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from tests.web.persona import Site

from mithaq.errors import MithaqError
from mithaq.following.case import Kind, Open
from mithaq.following.entry import Restrict
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.finding import count_cases
from mithaq.web.access import find_sight
from mithaq.web.accounts.groups import list_memberships, remove_group, rename_group
from mithaq.web.accounts.models import Account
from mithaq.web.roles import Role


@pytest.fixture
def vendor() -> str:
    """What restrictions ask of both databases is tested with the ledger."""
    return "sqlite"


@pytest.fixture
def desk(site: Site) -> Group:
    """A group with one member, to which one case is restricted, beside an analyst who is in none."""
    site.make("salem", Role.ANALYST, groups=("desk",))
    site.make("eve", Role.ANALYST)
    opened = Open(case="r1", kind=Kind.REQUEST, title="طلب سري")
    site.record.append([opened, Restrict(case="r1", groups=("desk",))], "layla")
    return Group.objects.get(name="desk")


def count_seen(site: Site, name: str) -> int:
    return count_cases(site.record, sight=find_sight(Account.objects.get(username=name)))


def test_groups_are_listed_with_members_and_cases(site: Site, desk: Group) -> None:
    Group.objects.create(name="empty")
    found = [(item.group.name, item.members, item.cases) for item in list_memberships(site.record)]
    assert found == [(desk.name, ("salem",), 1), ("empty", (), 0)]


def test_a_group_takes_its_cases_along(site: Site, desk: Group) -> None:
    assert rename_group(site.record, desk.pk, "policy", "admin", "اسم آخر") == 1
    assert read_case(site.record, "r1").groups == ("policy",)
    assert (count_seen(site, "salem"), count_seen(site, "eve")) == (1, 0)
    first, last = [entry.step for entry in read_entries(site.record)][-2:]
    assert isinstance(first, Restrict)
    assert isinstance(last, Restrict)
    assert (first.groups, last.groups, last.reason) == (("desk",), ("policy",), "اسم آخر")
    assert rename_group(site.record, desk.pk, "policy", "admin", "") == 0


def test_a_group_does_not_get_the_cases_of_a_name_that_is_gone(site: Site, desk: Group) -> None:
    site.make("eve").groups.add(Group.objects.create(name="press"))
    Group.objects.filter(pk=desk.pk).update(name="another")
    with pytest.raises(MithaqError, match="cases that are restricted to the name desk already: 1"):
        rename_group(site.record, Group.objects.get(name="press").pk, "desk", "admin", "")
    assert count_seen(site, "eve") == 0


def test_a_group_is_removed_once_no_case_is_restricted_to_it(site: Site, desk: Group) -> None:
    with pytest.raises(MithaqError, match="cases that are restricted to the group desk: 1"):
        remove_group(site.record, desk.pk)
    assert (count_seen(site, "salem"), count_seen(site, "eve")) == (1, 0)
    site.record.append([Restrict(case="r1", groups=("legal",))], "layla")
    assert remove_group(site.record, desk.pk) == "desk"
    assert not Group.objects.exists()
    assert (count_seen(site, "salem"), count_seen(site, "eve")) == (0, 0)


def test_pages_of_groups(site: Site, desk: Group) -> None:
    client = site.enter("admin", Role.ADMINISTRATOR)
    assert "cases restricted to it: 1" in client.get("/people/").content.decode()
    address = f"/people/groups/{desk.pk}/"
    page = client.get(address).content.decode()
    assert "<button disabled>" in page
    answer = client.post(f"{address}remove/", follow=True)
    assert "cases that are restricted to the group desk: 1" in answer.content.decode()
    Group.objects.create(name="press")
    for name, told in (("press", "already exists"), ("a,b", "has no comma"), ("", "required")):
        answer = client.post(address, {"name": name})
        assert (answer.status_code, told in answer.content.decode()) == (422, True), name
    answer = client.post(address, {"name": "policy"}, follow=True)
    assert "cases restricted to it anew: 1" in answer.content.decode()
    assert read_case(site.record, "r1").groups == ("policy",)
    site.record.append([Restrict(case="r1")], "layla")
    answer = client.post(f"{address}remove/", follow=True)
    assert "The group “policy” was removed" in answer.content.decode()
    assert [group.name for group in Group.objects.all()] == ["press"]
    for path in (address, f"{address}remove/"):
        assert client.post(path, {"name": "x"}).status_code == 404


def test_a_new_group_of_an_old_name_is_told_what_it_opens(site: Site, desk: Group) -> None:
    client = site.enter("admin", Role.ADMINISTRATOR)
    Group.objects.filter(pk=desk.pk).update(name="another")
    page = client.post("/people/groups/", {"name": "desk"}, follow=True).content.decode()
    assert "Cases that are restricted to this name already: 1" in page
    site.record.append([Restrict(case="r1", groups=("free",))], "layla")
    answer = client.post(f"/people/groups/{desk.pk}/", {"name": "free"})
    assert "cases that are restricted to the name free already: 1" in answer.content.decode()
