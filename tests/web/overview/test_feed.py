from __future__ import annotations

from tests.web.persona import Site

from mithaq import read_text
from mithaq.web.accounts.models import Account
from mithaq.web.overview.feed import find_path, write_feed, write_mail
from mithaq.web.overview.saved import Told, find_news, keep_search


def tell(site: Site, lang: str) -> Told:
    account = site.make("huda")
    Account.objects.filter(pk=account.pk).update(lang=lang)
    account.refresh_from_db()
    kept = keep_search(site.record, account, "q=truce", "الهدنة\nوالخروق")
    site.record.add_readings([read_text("خرقت قوات مجهولة الهدنة في سرت.", None, name="undated")])
    told = find_news(site.record, kept, None)
    assert told is not None
    return told


def test_a_mail_has_a_subject_of_one_line_and_links(site: Site) -> None:
    subject, text = write_mail(tell(site, "en"), lambda path: f"https://desk.example{path}")
    assert "\n" not in subject
    assert "https://desk.example/searches/" in text
    assert "undated" in text


def test_a_feed_says_its_language_and_leads_to_the_words(site: Site) -> None:
    told = tell(site, "ar")
    feed = write_feed(told, lambda path: f"https://desk.example{path}", "https://desk.example/feeds/x/")
    assert 'xml:lang="ar"' in feed
    (hit,) = told.found.hits
    assert find_path(hit).endswith("#here")
    assert find_path(hit).replace("&", "&amp;") in feed
