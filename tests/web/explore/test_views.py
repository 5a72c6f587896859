"""The pages of search, actors, documents and sources, on both databases."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.web.persona import Site

from mithaq.ledger.models import DocumentRow
from mithaq.web.roles import Role

OUTLET = "عينات ميثاق: الوكالة"


def find_document(site: Site, name: str) -> str:
    sha256: str = DocumentRow.objects.using(site.record.alias).get(name=name).sha256
    return sha256


def read(site: Site, address: str, lang: str = "en", role: Role = Role.ANALYST) -> str:
    answer = site.enter("huda", role, lang=lang).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page_is_shown_in_both_languages(filled_site: Site, lang: str) -> None:
    document = find_document(filled_site, "08-stockholm")
    for address in (
        reverse("explore-search"),
        reverse("explore-search") + "?q=هدنة&order=newest",
        reverse("explore-search") + "?q=truce&what=act",
        reverse("explore-search") + "?q=police&what=case",
        reverse("explore-actors"),
        reverse("explore-actors") + "?q=Sarraj&type=person",
        reverse("explore-actor", args=["fayez-al-sarraj"]),
        reverse("explore-documents"),
        reverse("explore-document", args=[document]) + "?start=10&end=30&q=الهدنة",
        reverse("explore-sources"),
        reverse("explore-source", args=[OUTLET]),
    ):
        page = read(filled_site, address, lang)
        assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page


def test_english_and_arabic_words_find_the_same_arabic_report(filled_site: Site) -> None:
    for question in ("arms embargo exemption", "استثناءات من حظر السلاح"):
        page = read(filled_site, reverse("explore-search") + f"?q={question}")
        assert "أعضاء في مجلس الأمن يعلقون طلب ليبيا" in page
        assert re.search(r'<mark class="found">[^<]*حظر', page)


def test_a_search_is_narrowed_down_and_widened_again(filled_site: Site) -> None:
    client = filled_site.enter("huda")
    wide = client.get(reverse("explore-search"), {"q": "هدنة"})
    (box,) = [box for box in wide.context["boxes"] if box.name == "outlet"]
    value = box.values[0]
    narrow = client.get(f"{reverse('explore-search')}?{value.address}").context
    assert narrow["found"].total == value.count <= wide.context["found"].total
    (chosen,) = narrow["chosen"]
    back = client.get(f"{reverse('explore-search')}?{chosen.address}")
    results = '<div class="results">'
    assert back.text.partition(results)[2] == wide.text.partition(results)[2] != ""


def test_what_an_address_makes_up_finds_nothing(filled_site: Site) -> None:
    client = filled_site.enter("huda")
    for asked in ({"type": "NONSENSE"}, {"kind": "nonsense", "topic": "x"}, {"page": "99"}, {"q": "في على"}):
        answer = client.get(reverse("explore-search"), {"what": "?", "order": "?", **asked})
        assert answer.status_code == 200
        assert not answer.context["rows"]
    assert client.get(reverse("explore-search"), {"q": "\0", "page": "x"}).status_code == 200


def test_hits_are_turned_page_by_page(filled_site: Site) -> None:
    client = filled_site.enter("huda")
    first = client.get(reverse("explore-search"), {"what": "act"}).context
    assert first["before"] is None
    second = client.get(f"{reverse('explore-search')}?{first['after']}").context
    assert {row.hit.span for row in first["rows"]} != {row.hit.span for row in second["rows"]}
    assert "page=" not in second["before"]


def test_a_link_leads_to_the_words_in_the_document(filled_site: Site) -> None:
    client = filled_site.enter("huda")
    hit = client.get(reverse("explore-search"), {"q": "الهدنة", "what": "act"}).context["rows"][0]
    document = hit.hit.document.document
    address = reverse("explore-document", args=[document.sha256]) + f"?{hit.address}"
    page = client.get(address).content.decode()
    words = hit.hit.span.select(document.text)
    shown = re.search(r'<mark class="strong" id="here"[^>]*>([^<]*)</mark>', page)
    assert shown
    assert words.startswith(shown.group(1))


@pytest.mark.parametrize("place", ["start=9&end=3", "start=x&end=3", "start=0&end=999999"])
def test_a_place_outside_of_the_text_points_nowhere(filled_site: Site, place: str) -> None:
    document = find_document(filled_site, "08-stockholm")
    assert 'id="here"' not in read(filled_site, reverse("explore-document", args=[document]) + f"?{place}")


@pytest.mark.parametrize(
    ("name", "value"),
    [("explore-actor", "nobody"), ("explore-source", "no outlet"), ("explore-document", "0" * 64)],
)
def test_what_is_not_there_is_said_so(filled_site: Site, name: str, value: str) -> None:
    assert filled_site.enter("huda").get(reverse(name, args=[value])).status_code == 404


def test_a_monitor_sees_what_is_published_only(filled_site: Site) -> None:
    client = filled_site.enter("moha", Role.MONITOR)
    found = client.get(reverse("explore-search"), {"what": "case"}).context["found"]
    assert found.total == 0
    everything = filled_site.enter("huda").get(reverse("explore-search")).context["found"]
    seen = client.get(reverse("explore-search")).context["found"]
    assert 0 <= seen.total < everything.total
    assert seen.totals["act"] < everything.totals["act"]
    actors = client.get(reverse("explore-actors")).context["rows"]
    assert all(row.named.cases == 0 for row in actors)
