from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from mithaq.dates import Edtf
from mithaq.model import ActType, Reading
from mithaq.reports.brief import find_period, write_brief
from mithaq.reports.wording import Lang, find_wording

VOID = {"meta", "link", "br", "img", "hr"}
LANGS = pytest.mark.parametrize("lang", list(Lang))


@dataclass
class Body:
    """One document of a brief: its text without the chips, and the words under each line's marks."""

    text: str = ""
    quotes: dict[str, str] = field(default_factory=dict)


class Parsed(HTMLParser):
    """Checks that tags are closed in order, and gathers what the tests ask about."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.bodies: list[Body] = []
        self.roots: dict[str, str | None] = {}
        self.quotations: list[dict[str, str | None]] = []
        self.feed(page)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs)
        self.tags[tag] += 1
        if tag not in VOID:
            self.stack.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if "href" in values:
            self.links.append(str(values["href"]))
        if tag == "html":
            self.roots = values
        if tag == "q":
            self.quotations.append(values)
        if values.get("class") == "body":
            self.bodies.append(Body())
            assert (values["lang"], values["dir"]) == ("ar", "rtl")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [values.get("class", "") or "" for _, values in self.stack]
        if "body" not in inside or any(name.startswith("chip") for name in inside):
            return
        body = self.bodies[-1]
        body.text += data
        tag, values = self.stack[-1]
        if tag == "mark":
            for line in str(values["data-lines"]).split():
                body.quotes[line] = body.quotes.get(line, "") + data


@LANGS
def test_the_page_is_whole_and_stands_alone(readings: list[Reading], lang: Lang) -> None:
    page = write_brief(readings, find_wording(lang))
    parsed = Parsed(page)
    assert page.startswith("<!DOCTYPE html>")
    assert parsed.roots == {"lang": lang.value, "dir": "rtl" if lang is Lang.AR else "ltr"}
    assert not {"script", "link", "img", "iframe", "form"} & set(parsed.tags)
    assert not re.findall(r"(?:src|href|action)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page
    assert max(Counter(parsed.ids).values()) == 1
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)
    assert all((values["lang"], values["dir"]) == ("ar", "rtl") for values in parsed.quotations)


@LANGS
def test_documents_stand_there_letter_for_letter(readings: list[Reading], lang: Lang) -> None:
    parsed = Parsed(write_brief(readings, find_wording(lang)))
    assert [body.text for body in parsed.bodies] == [reading.document.text for reading in readings]


def test_every_highlighted_quotation_is_its_span(readings: list[Reading]) -> None:
    parsed = Parsed(write_brief(readings, find_wording(Lang.EN)))
    for reading, body in zip(readings, parsed.bodies, strict=True):
        items = (*reading.acts, *reading.milestones, *reading.figures)
        expected = sorted(item.evidence.select(reading.document.text) for item in items)
        assert sorted(body.quotes.values()) == expected


def test_every_line_leads_to_its_words_and_back(readings: list[Reading]) -> None:
    parsed = Parsed(write_brief(readings, find_wording(Lang.EN)))
    count = sum(len(reading.acts) + len(reading.milestones) + len(reading.figures) for reading in readings)
    for number in range(1, count + 1):
        assert f"e{number}" in parsed.ids
        assert f"l{number}" in parsed.ids
        assert f"#e{number}" in parsed.links
        assert f"#l{number}" in parsed.links


def test_hostile_text_is_text(readings: list[Reading]) -> None:
    title = "</style><script>alert(1)</script>"
    document = replace(readings[1].document, title=title, name='"><img src=x>')
    page = write_brief([replace(readings[1], document=document)], find_wording(Lang.EN))
    assert Parsed(page).tags["script"] == 0
    assert Parsed(page).tags["img"] == 0
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_colour_is_never_alone(readings: list[Reading]) -> None:
    page = write_brief(readings, find_wording(Lang.EN))
    chips = re.findall(r'<a class="chip k-(\w+)"[^>]*>\d+ ([^<]+)</a>', page)
    assert ("REQUEST", "Request") in chips
    assert ("milestone", "Milestone") in chips
    assert len(chips) == len(re.findall(r'class="chip', page))


@pytest.mark.parametrize("kind", [*ActType, "milestone", "figure"])
def test_every_look_has_a_colour(readings: list[Reading], kind: str) -> None:
    assert f".k-{kind} {{ --hue:" in write_brief(readings, find_wording(Lang.EN))


def test_arabic_brief_speaks_arabic(readings: list[Reading]) -> None:
    page = write_brief(readings, find_wording(Lang.AR))
    assert "10 ديسمبر 2018" in page
    assert "الشرط:" in page
    assert "December" not in page


def test_slippage_is_told(readings: list[Reading]) -> None:
    assert "2 dates were given" in write_brief(readings, find_wording(Lang.EN))


def test_a_brief_of_nothing_says_so() -> None:
    page = write_brief([], find_wording(Lang.EN))
    Parsed(page)
    assert "Nothing found." in page


@pytest.mark.parametrize(
    ("picks", "period"), [([0, 1], "1 May 2018"), ([1], ""), ([0, 2], "1 May 2018 – June 2019")]
)
def test_period(readings: list[Reading], picks: list[int], period: str) -> None:
    later = replace(readings[0], document=replace(readings[0].document, published=Edtf.parse("2019-06")))
    assert find_period([[*readings, later][pick] for pick in picks], find_wording(Lang.EN)) == period
