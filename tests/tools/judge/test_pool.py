from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tools.judge.marking import read_marked
from tools.judge.pool import Shelf, choose_articles, expect_acts

from mithaq.reading.pipeline import open_reader
from tools.judge import __main__ as judge

NEWS = (
    "دعت مصر تركيا وفرنسا إلى وقف القتال في ليبيا، واتهمت الحكومة الجيش بقصف مطار معيتيقة يوم الاثنين. "
    "وطالبت الأمم المتحدة الأطراف بوقف إطلاق النار، ووافق المجلس الرئاسي على عقد اجتماع في جنيف. "
    "وهاجمت قوات حفتر مواقع حكومة الوفاق قرب سرت، وهدد الرئيس التركي بإرسال قوات إلى طرابلس. "
    "وأعلن الوزير أن بلاده قدمت مساعدات إلى المدنيين في الجنوب. "
)
WEATHER = "كان الجو لطيفا والسماء صافية وخرج الناس إلى الحدائق وأكلوا وشربوا ثم عادوا. " * 6


def make_article(title: str, content: str, day: str = "2015-07-21") -> dict[str, Any]:
    return {
        "title": title,
        "content": content,
        "date_extracted": day,
        "source": "one",
        "url": "https://example.org",
    }


def test_a_text_is_like_another_by_its_runs_of_words() -> None:
    shelf = Shelf()
    shelf.put(NEWS)
    assert shelf.has_like(f"عنوان آخر\n{NEWS}")
    assert not shelf.has_like(WEATHER)
    assert not shelf.has_like("قصير")


@pytest.mark.parametrize(
    "article",
    [
        make_article("أخبار", NEWS, ""),
        make_article("أخبار", NEWS, "2015-08-02"),
        make_article("أخبار", "دعت مصر تركيا إلى وقف القتال."),
        make_article("الطقس", WEATHER),
    ],
)
def test_texts_without_a_day_or_of_days_to_measure_on_short_and_dull_ones_are_left_out(
    article: dict[str, Any],
) -> None:
    assert list(choose_articles([article], Shelf(), open_reader(), "2015-08-02")) == []


def test_of_two_copies_one_is_chosen() -> None:
    articles = [make_article("أخبار ليبيا اليوم", NEWS), make_article("ليبيا: أخبار", NEWS)]
    [(text, meta)] = choose_articles(articles, Shelf(), open_reader(), "2015-08-02")
    assert text == f"أخبار ليبيا اليوم\n{NEWS.strip()}\n"
    assert meta == {"published": "2015-07-21", "source": "one", "url": "https://example.org"}


def test_without_weights_no_acts_are_expected() -> None:
    assert expect_acts(NEWS, replace(open_reader(), acts=None)) == 0
    assert expect_acts(NEWS, open_reader()) > 1.5


def test_texts_of_the_corpus_are_marked_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").mkdir()
    rows = [make_article("أخبار ليبيا", NEWS), make_article("الطقس", WEATHER)]
    with zipfile.ZipFile(tmp_path / "corpus" / "2015-07-21.zip", "w") as archive:
        archive.writestr("one.json", json.dumps(rows))
    monkeypatch.setattr(judge, "read_samples", lambda *_: [])
    out = tmp_path / "out"
    assert judge.main(["mark", "--benchmark", str(tmp_path), "--out", str(out)]) == 0
    assert capsys.readouterr().out == "1 texts in 1 batches\n"
    [marked] = read_marked(out).values()
    assert marked.text.startswith("أخبار ليبيا\n")
    assert len(marked.words) > 5
