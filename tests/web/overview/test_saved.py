from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.web.persona import Site

from mithaq import read_text
from mithaq.web.overview.models import SavedSearch, Visit
from mithaq.web.overview.saved import find_news, keep_search, note_visit, read_saved


def test_the_first_visit_finds_nothing_new(site: Site) -> None:
    account = site.make("huda")
    assert note_visit(site.record, account) == -1
    site.record.add_readings([read_text("خرقت قوات مجهولة الهدنة في سرت.", "2020-06-01")])
    assert note_visit(site.record, account) == -1
    Visit.objects.update(at=timezone.now() - timedelta(hours=2))
    assert note_visit(site.record, account) > -1


def test_page_and_order_do_not_belong_to_a_kept_search(site: Site) -> None:
    account = site.make("huda")
    kept = keep_search(site.record, account, "q=truce&page=3&order=newest&topic=ceasefire", "one")
    same = keep_search(site.record, account, "q=truce&topic=ceasefire", "two")
    assert kept.pk == same.pk
    assert same.name == "one"
    assert read_saved(kept).text == "truce"
    assert SavedSearch.objects.count() == 1


def test_news_are_what_came_behind_an_entry(site: Site) -> None:
    kept = keep_search(site.record, site.make("huda"), "q=truce", "one")
    site.record.add_readings([read_text("خرقت قوات مجهولة الهدنة في سرت.", "2020-06-01")])
    told = find_news(site.record, kept, kept.seen)
    assert told is not None
    assert told.found.total == 1
    again = find_news(site.record, kept, told.last)
    assert again is not None
    assert again.found.hits == ()
