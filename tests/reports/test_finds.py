from __future__ import annotations

import pytest
from tests.ledger.handmade import find_span, make_document

from mithaq.ledger.current import Shown
from mithaq.ledger.facets import What
from mithaq.ledger.hits import Hit
from mithaq.ledger.search import Found
from mithaq.model import Span
from mithaq.reports.finds import cut_passage, make_row, print_found, show_hit
from mithaq.reports.wording import Lang, find_wording

LONG = " ".join(f"كلمة{number}" for number in range(200))


def make_hit(text: str, *words: str, title: str | None = None) -> Hit:
    document = make_document(text, outlet="عينة", **({"title": title} if title else {}))
    marks = tuple(sorted(find_span(text, word) for word in words))
    return Hit(What.DOCUMENT, "2020-11-21", Shown(document, ()), marks=marks)


def test_a_passage_shows_where_most_of_it_stands_together() -> None:
    text = f"هدنة {LONG} خرق الهدنة {LONG}"
    marks = (Span(0, 4), find_span(text, "خرق"), find_span(text, "الهدنة"))
    passage = cut_passage(text, marks)
    assert [mark.select(passage.text) for mark in passage.marks] == ["خرق", "الهدنة"]
    assert passage.span.select(text) == passage.text
    assert not passage.text.startswith(" ")
    assert len(passage.text) <= 280


@pytest.mark.parametrize(("text", "marks"), [("", ()), ("هدنة", ()), ("هدنة", (Span(0, 4),))])
def test_a_short_text_is_shown_whole(text: str, marks: tuple[Span, ...]) -> None:
    assert cut_passage(text, marks).text == text


def test_the_words_of_an_act_are_shown_and_nothing_else() -> None:
    passage = cut_passage("صمدت الهدنة أمس", (Span(5, 11), Span(12, 15)), Span(0, 11))
    assert passage.text == "صمدت الهدنة"
    assert passage.marks == (Span(5, 11),)


def test_a_hit_is_a_row() -> None:
    row = make_row(make_hit("صمدت الهدنة أمس", "الهدنة"))
    assert (row.what, row.title, row.outlet, row.words) == ("document", "one", "عينة", "صمدت الهدنة أمس")
    assert show_hit(make_hit("صمدت الهدنة أمس")).marks == ()


@pytest.mark.parametrize("lang", list(Lang))
def test_what_was_found_is_printed_with_brackets(lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    hit = make_hit("صمدت الهدنة أمس", "الهدنة", title="يوم آخر")
    print_found(Found((hit,), 2, {}, more=True, counted=2, loose=True), find_wording(lang), more="--offset 1")
    told = capsys.readouterr().out
    assert "[الهدنة]" in told
    assert "يوم آخر" in told
    assert "--offset 1" in told
