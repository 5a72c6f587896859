"""The overview, kept searches and their feeds, on both databases."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.web.persona import Site

from mithaq import read_text
from mithaq.errors import MithaqError
from mithaq.web.accounts.models import Account
from mithaq.web.overview.models import SavedSearch, Visit
from mithaq.web.overview.sending import check_address, send_due
from mithaq.web.roles import Role

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = "اتهم المتحدث قوات مجهولة بخرق الهدنة في محيط طرابلس، وطالب البعثة بالتحقيق في قصف المطار."
ADDRESS = "https://desk.example"


@pytest.fixture(autouse=True)
def _nothing_sent() -> None:
    mail.outbox.clear()


def add_news(site: Site) -> None:
    site.record.add_readings([read_text(NEWS, "2021-03-04", name="news")])


def keep(site: Site, asked: str = "q=truce", name: str = "huda", *, mails: bool = False) -> SavedSearch:
    client = site.enter(name)
    Account.objects.filter(username=name).update(email=f"{name}@desk.example")
    assert client.post(reverse("overview-save"), {"asked": asked}).status_code == 302
    kept = SavedSearch.objects.get(account=site.accounts[name])
    if mails:
        client.post(reverse("overview-change", args=[kept.pk]), {"mail": "on", "name": "Truce"})
        kept.refresh_from_db()
    return kept


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_overview_shows_what_there_is_to_look_at(filled_site: Site, lang: str) -> None:
    answer = filled_site.enter("huda", lang=lang).get(reverse("overview-home"))
    assert answer.status_code == 200
    assert sum(age.count for age in answer.context["ages"]) > 0
    assert answer.context["contradicted"]
    assert answer.context["moved"]
    assert "2018-10-14" in {line.due for line in answer.context["overdue"]}
    for line in answer.context["moved"]:
        assert line.title.isascii() is (lang == "en")
    assert f"({answer.context['waiting']})" in answer.content.decode()


def test_an_empty_record_has_an_overview(site: Site) -> None:
    answer = site.enter("huda").get(reverse("overview-home"))
    assert answer.status_code == 200
    assert answer.context["news"].last == -1


def test_what_came_since_the_visit_before_is_new(filled_site: Site) -> None:
    client = filled_site.enter("huda")
    assert client.get(reverse("overview-home")).context["news"].documents == 0
    add_news(filled_site)
    assert client.get(reverse("overview-home")).context["news"].documents == 1
    # Half an hour later it is another visit: what was seen is not new any more.
    Visit.objects.update(at=timezone.now() - timedelta(hours=1))
    news = client.get(reverse("overview-home")).context["news"]
    assert (news.documents, news.cases) == (0, 0)


def test_a_search_is_kept_once_renamed_and_forgotten(filled_site: Site) -> None:
    kept = keep(filled_site)
    assert kept.name == "truce"
    keep(filled_site)
    client = filled_site.enter("huda")
    page = client.get(reverse("overview-searches")).content.decode()
    assert reverse("overview-feed", args=[kept.secret]) in page
    client.post(reverse("overview-change", args=[kept.pk]), {"name": "الهدنة"})
    kept.refresh_from_db()
    assert (kept.name, kept.mail) == ("الهدنة", False)
    other = filled_site.enter("omar")
    assert other.post(reverse("overview-change", args=[kept.pk]), {"do": "forget"}).status_code == 404
    client.post(reverse("overview-change", args=[kept.pk]), {"do": "forget"})
    assert not SavedSearch.objects.exists()


def test_a_search_without_words_has_a_name_nevertheless(filled_site: Site) -> None:
    assert keep(filled_site, "type=REQUEST").name == "Search"


@pytest.mark.parametrize("asked", ["q=truce", "q=truce&what=act", "q=police&what=case"])
def test_a_feed_is_read_by_whoever_knows_its_address(filled_site: Site, asked: str) -> None:
    kept = keep(filled_site, asked)
    answer = filled_site.visit().get(reverse("overview-feed", args=[kept.secret]))
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    assert entries
    links = [entry.find(f"{ATOM}link") for entry in entries]
    assert all(link is not None and link.attrib["href"].startswith("http://localhost/") for link in links)


def test_a_feed_shows_what_its_owner_may_see(filled_site: Site) -> None:
    kept = keep(filled_site, "q=truce&what=case")
    account = filled_site.accounts["huda"]
    address = reverse("overview-feed", args=[kept.secret])
    account.role = Role.MONITOR
    account.save()
    answer = filled_site.visit().get(address)
    assert not ET.fromstring(answer.content).findall(f"{ATOM}entry")
    account.is_active = False
    account.save()
    assert filled_site.visit().get(address).status_code == 404
    assert filled_site.visit().get(reverse("overview-feed", args=["nothing"])).status_code == 404


def test_a_mail_tells_once_what_is_new(filled_site: Site) -> None:
    keep(filled_site, mails=True)
    assert send_due(filled_site.record, ADDRESS).mails == 0
    add_news(filled_site)
    assert send_due(filled_site.record, ADDRESS).mails == 1
    (message,) = mail.outbox
    assert message.to == ["huda@desk.example"]
    assert "Truce" in message.subject
    assert f"{ADDRESS}/explore/documents/" in message.body
    assert send_due(filled_site.record, ADDRESS).mails == 0


def test_who_wants_no_mail_or_may_not_search_gets_none(filled_site: Site) -> None:
    keep(filled_site)
    kept = keep(filled_site, name="omar", mails=True)
    kept.account.is_active = False
    kept.account.save()
    add_news(filled_site)
    assert send_due(filled_site.record, ADDRESS) == send_due(filled_site.record, ADDRESS)
    assert mail.outbox == []


def test_a_mail_that_fails_is_tried_again(filled_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(filled_site, mails=True)
    add_news(filled_site)

    def refuse(*_: object) -> int:
        raise OSError("no route")

    with monkeypatch.context() as patched:
        patched.setattr("mithaq.web.overview.sending.EmailMessage.send", refuse)
        assert send_due(filled_site.record, ADDRESS).failed == ("huda@desk.example: no route",)
    assert send_due(filled_site.record, ADDRESS).mails == 1


def test_an_address_for_links_is_checked() -> None:
    assert check_address(ADDRESS) == ADDRESS
    with pytest.raises(MithaqError, match="no address"):
        check_address("desk")
